import type { IncomingMessage, ServerResponse } from 'node:http'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import type { Store } from '#db/store.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { createApp } from '#src/app.tsx'
import { parseInstant } from '#src/clock.ts'
import type { Deps } from '#src/deps.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { createListener } from '#src/http/listener.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { tokenHash } from '#src/access/token.ts'
import { startPulse } from '#src/waiting-room/pulse.ts'
import { insertStaff } from '#src/staff/account-queries.ts'
import { insertSession } from '#src/staff/session-queries.ts'
import { freshDatabase } from './fresh-database.ts'
import { ownProcessorMilliseconds } from './clients.ts'
import { leastListener } from './least-program.ts'
import { type Checked, clerkToken, type WardTask } from './servers.ts'

type Ward = {
  listener: (request: IncomingMessage, response: ServerResponse) => void
  tokens: string[]
  check: () => Promise<Checked>
}

/** A fresh sample ward, with what answers for it. */
export async function openBenchWard({ windows, rush, isEachAlone, least }: WardTask): Promise<Ward> {
  const databaseUrl = await freshDatabase(process.env.BENCH_POSTGRES_URL)
  await migrate(databaseUrl)

  // The clock starts on a Tuesday morning and runs on, so that every run sees the same days.
  let startsAt = parseInstant(rush ? '2026-11-30T10:00+09:00' : '2026-12-01T08:00+09:00') ?? 0
  const clock = { now: () => Math.floor(startsAt + performance.now()) }
  const settings = readSettings({
    ...{ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off' },
    WAITING_ROOM: rush?.waitingRoom ?? 'off',
  })
  const opened = await openDeps(settings, clock, pino({ level: 'warn' }))
  const deps = isEachAlone ? { ...opened, store: oneByOne(opened.store) } : opened
  const { ward, additions } = readSampleWard()
  const counters = ward.counters.map(counter =>
    windows > 0 ? { ...counter, windows, windowsAtLunch: windows } : counter,
  )
  await deps.store.write(db => loadWard(db, { ...ward, counters }, additions))

  const tokens = rush ? await bookMorning(deps, rush.checkIns) : []
  if (rush) {
    startsAt = parseInstant('2026-12-01T08:50+09:00') ?? 0
    startPulse(deps)
  }
  await letClerkIn(deps)

  if (least)
    return {
      listener: leastListener(databaseUrl.slice('file:'.length), least.answer),
      tokens,
      check: () => check(deps),
    }
  const app = createApp(deps)
  const office = await deps.offices.bySlug('mihon')
  const counter = office?.counters.find(candidate => candidate.slug === 'ido')
  const listener = createListener(deps, app.fetch)
  return {
    tokens,
    check: () => check(deps),
    listener(request, response) {
      // What a booking does to the memory of free places, without the booking.
      if (request.headers['x-changed'] && counter) deps.availability.changed(counter.id, '2026-12-03')
      listener(request, response)
    },
  }
}

async function letClerkIn({ store, offices, clock }: Deps) {
  const officeId = (await offices.bySlug('mihon'))?.id ?? 0
  const now = clock.now()
  const clerk = {
    login: 'bench',
    name: 'ミホン 職員',
    role: 'clerk',
    pseudonym: 'bench',
    passwordHash: '',
  } as const
  await store.write(async db => {
    const staffId = await insertStaff(db, { ...clerk, officeId, now })
    const session = { kind: 'api', step: 'open', now, expiresAt: now + 12 * 3_600_000 } as const
    await insertSession(db, { ...session, tokenHash: tokenHash(clerkToken), staffId, officeId })
  })
}

/** People who have booked nine o'clock, counter by counter; answers their tokens. */
async function bookMorning(deps: Deps, count: number): Promise<string[]> {
  const office = await deps.offices.bySlug('mihon')
  const startsAt = parseInstant('2026-12-01T09:00+09:00') ?? 0
  const made: string[] = []
  for (const service of office?.services ?? [])
    for (let isFree = service.isBookable; isFree && office && made.length < count;) {
      const contact = { name: 'ミホン', email: `morning-${made.length}@example.test`, phone: null }
      const details = { ...contact, language: 'ja' as const, needs: [], documents: [] }
      const wish = { services: [service], people: 1, startsAt, language: 'ja', channel: 'web' } as const
      const intent = { key: `morning-${made.length}`, scope: 'bench', body: null }
      const booked = await bookNow(deps, office, { ...wish, details }, intent)
      if (booked.ok) made.push(booked.token)
      isFree = booked.ok
    }
  return made
}

async function check(deps: Deps): Promise<Checked> {
  const processorMilliseconds = ownProcessorMilliseconds()
  const verdicts = await checkInvariants(deps)
  const faults = verdicts.flatMap(({ id, examples }) => examples.map(example => `${id}: ${example}`))
  return { faults, processorMilliseconds }
}

/** Hands over a write only when the one before has been committed. */
function oneByOne(store: Store): Store {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...store,
    write(fn, options) {
      const own = last.then(() => store.write(fn, options))
      last = own.catch(() => {})
      return own
    },
  }
}
