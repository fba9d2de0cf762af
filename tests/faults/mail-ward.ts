import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { openStore } from '#db/store.ts'
import { bookNow } from '#src/booking/book-now.ts'
import type { Deps } from '#src/deps.ts'
import { servicesBySlug } from '#src/offices/office.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'

/** A ward with visits booked, whose mails have yet to leave. */
export type MailWard = {
  deps: Deps
  pass: (minutes: number) => void
  outbox: () => Promise<Array<{ messageId: string; state: string; attempts: number }>>
  close: () => Promise<void>
}

export type MailWards = { open: (visits: number) => Promise<MailWard>; close: () => void }

const start = Date.parse('2026-12-01T08:00:00+09:00')

/** Wards that begin alike, each on a database of its own. */
export async function mailWards(): Promise<MailWards> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-mail-faults-'))
  const template = join(folder, 'template.db')
  await migrate(`file:${template}`)
  const store = await openStore(`file:${template}`)
  const { ward, additions } = readSampleWard()
  await store.write(db => loadWard(db, ward, additions))
  await store.close()
  let opened = 0

  return {
    async open(visits) {
      opened += 1
      const file = join(folder, `ward-${opened}.db`)
      copyFileSync(template, file)
      let now = start
      const settings = readSettings({
        ...{ DATABASE_URL: `file:${file}`, RATE_LIMIT: 'off' },
        ...{ PUBLIC_URL: 'https://yoyaku.mihon.example', MAIL_FROM: 'yoyaku@mihon.example' },
      })
      const deps = await openDeps(settings, { now: () => now }, pino({ level: 'silent' }))
      await bookVisits(deps, visits)
      return {
        deps,
        pass(minutes) {
          now += minutes * 60_000
        },
        outbox: () =>
          deps.store.read(db =>
            db.selectFrom('outbox').select(['message_id as messageId', 'state', 'attempts']).execute(),
          ),
        close: () => deps.store.close(),
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function bookVisits(deps: Deps, visits: number): Promise<void> {
  const office = await deps.offices.bySlug('mihon')
  const services = office && servicesBySlug(office, ['tennyu'])
  if (!services) throw new Error('the sample ward is not loaded')
  const wish = { services, people: 1 }
  const { days } = await deps.availability.days(office, wish, '2026-12-02', '2026-12-31')
  const starts = days.flatMap(day => day.slots.map(({ startsAt }) => startsAt))
  let booked = 0
  for (const [index, startsAt] of starts.entries()) {
    if (booked === visits) return
    const details = {
      ...{ name: `見本 ${index}`, email: `mihon-${index}@example.test`, phone: null },
      ...{ language: 'ja' as const, needs: [], documents: [] },
    }
    const outcome = await bookNow(
      deps,
      office,
      { ...wish, startsAt, language: 'ja', channel: 'web', details },
      { key: `mail ${index}`, scope: 'faults', body: startsAt },
    )
    // A visit takes the times after its own as well, so that not every time is left for the next.
    if (outcome.ok) booked += 1
  }
  throw new Error(`only ${booked} visits could be booked`)
}
