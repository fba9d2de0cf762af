import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { inject, onTestFinished } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { type Db, openStore } from '#db/store.ts'
import type { Details } from '#src/booking/appointment.ts'
import type { BookOutcome, Booked } from '#src/booking/book.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { type Instant, parseInstant } from '#src/clock.ts'
import type { Deps } from '#src/deps.ts'
import { type Office, type Service, servicesBySlug } from '#src/offices/office.ts'
import { createOfficeCache } from '#src/offices/office-cache.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { loadSampleStaff } from '#src/staff/load-sample.ts'
import { createPasswords } from '#src/staff/password.ts'

export const engine = process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'

/** The sample ward on a database of its own, with a clock that only the test moves. */
export type Ward = {
  deps: Deps
  office: Office
  databaseUrl: string
  /** Sets the clock to an instant such as `2026-12-01T09:00+09:00`. */
  setNow: (iso: string) => void
  wish: (...slugs: string[]) => { services: Service[]; people: number }
  book: (slugs: string[], startsAt: string, more?: BookMore) => Promise<BookOutcome>
  /** Books and fails the test when that is refused. */
  booked: (slugs: string[], startsAt: string, more?: BookMore) => Promise<Booked>
  /** Changes rules directly, as the office's own pages would, and raises the revision. */
  change: (edit: (db: Db) => Promise<unknown>) => Promise<void>
  close: () => Promise<void>
}

type BookMore = Partial<Details> & { people?: number; key?: string }

export type WardOptions = { now?: string; settings?: Record<string, string> }

/** Opens it; it is closed when the test ends. Times are those of Japan unless an offset is given. */
export async function openWard({ now = '2026-12-01T08:00', settings = {} }: WardOptions = {}): Promise<Ward> {
  const databaseUrl = engine === 'sqlite' ? await sqliteCopy() : await postgresCopy()
  let at = instant(now)
  const deps = await openDeps(
    readSettings({ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off', ...settings }),
    { now: () => at },
    pino({ level: 'silent' }),
  )
  const office = await sampleOffice(deps)

  const wish = (...slugs: string[]) => {
    const services = servicesBySlug(office, slugs)
    if (!services) throw new Error(`no such services: ${slugs.join(', ')}`)
    return { services, people: 1 }
  }
  const book = (
    slugs: string[],
    startsAt: string,
    { people = 1, key = randomUUID(), ...more }: BookMore = {},
  ) => {
    const details: Details = { ...anybody(), ...more }
    return bookNow(
      deps,
      office,
      { ...wish(...slugs), people, startsAt: instant(startsAt), language: 'ja', channel: 'web', details },
      { key, scope: 'test', body: { slugs, startsAt, people } },
    )
  }

  const ward: Ward = {
    deps,
    office,
    databaseUrl,
    wish,
    book,
    setNow(iso) {
      at = instant(iso)
    },
    async booked(...args) {
      const outcome = await book(...args)
      if (!outcome.ok) throw new Error(`not booked: ${outcome.reason}`)
      return outcome
    },
    async change(edit) {
      await deps.store.write(async db => {
        await edit(db)
        await db
          .updateTable('offices')
          .set(eb => ({ revision: eb('revision', '+', 1) }))
          .execute()
      })
      deps.availability.changed(null)
      await deps.store.read(db => deps.offices.current(db, office.id))
    },
    async close() {
      await deps.store.close()
      if (engine === 'sqlite')
        rmSync(join(databaseUrl.slice('file:'.length), '..'), { recursive: true, force: true })
    },
  }
  onTestFinished(() => ward.close())
  return ward
}

/** An instant from local Japanese time, or with an offset of its own. */
export function instant(iso: string): Instant {
  const at = parseInstant(/(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso : `${iso}+09:00`)
  if (at === null) throw new Error(`${iso} is no instant`)
  return at
}

let people = 0

/** Somebody plainly invented who has never booked before. */
export function anybody(): Details {
  people += 1
  return {
    name: `ミホン ${people}`,
    email: `mihon-${process.pid}-${people}@example.test`,
    phone: null,
    language: 'ja',
    needs: [],
    documents: [],
  }
}

/** Of all accounts of the sample ward. */
export const samplePassword = '見本の区で使う長い合言葉 7'

async function sampleOffice(deps: Deps): Promise<Office> {
  const office = await deps.offices.bySlug('mihon')
  if (!office) throw new Error('the sample ward is not loaded')
  return office
}

async function seed(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl)
  const store = await openStore(databaseUrl)
  const { ward, additions } = readSampleWard()
  await store.write(db => loadWard(db, ward, additions))
  const [office] = await createOfficeCache(store, () => 0).list()
  if (!office) throw new Error('the sample ward is not loaded')
  const passwordHash = await createPasswords().hash(samplePassword)
  const now = instant('2026-11-01T09:00')
  await store.write(db => loadSampleStaff(db, office, additions.staff, { passwordHash, now }))
  await store.close()
}

/** The sample ward is written once per run and copied from then on. */
async function sqliteCopy(): Promise<string> {
  const template = join(inject('templateFolder'), 'ward.db')
  if (!existsSync(template)) {
    const fresh = `${template}.${randomUUID()}`
    await seed(`file:${fresh}`)
    renameSync(fresh, template)
  }
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-test-'))
  const copy = join(folder, 'ward.db')
  copyFileSync(template, copy)
  return `file:${copy}`
}

/** The same on the PostgreSQL server that the test run has started. */
async function postgresCopy(): Promise<string> {
  const server = inject('postgresUrl')
  const admin = new Client({ connectionString: `${server}postgres` })
  await admin.connect()
  try {
    if (!(await hasTemplate(admin))) await makeTemplate(admin, server)
    const copy = `ward_${process.pid}_${randomUUID().replaceAll('-', '')}`
    await admin.query(`create database ${copy} template ward strategy file_copy`)
    return `${server}${copy}`
  } finally {
    await admin.end()
  }
}

async function hasTemplate(admin: Client): Promise<boolean> {
  const { rowCount } = await admin.query("select 1 from pg_database where datname = 'ward'")
  return rowCount === 1
}

/** The first process that needs it makes it; the others wait for that. */
async function makeTemplate(admin: Client, server: string): Promise<void> {
  await admin.query('select pg_advisory_lock(1)')
  if (!(await hasTemplate(admin))) {
    await admin.query('create database fresh_ward')
    await seed(`${server}fresh_ward`)
    await admin.query('alter database fresh_ward rename to ward')
  }
  await admin.query('select pg_advisory_unlock(1)')
}
