import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '#db/store.ts'
import { openDeps } from '#src/open-deps.ts'
import { insertTicket } from '#src/queue/progress-queries.ts'
import { nextSerial } from '#src/queue/series-queries.ts'
import { ticketNumber } from '#src/queue/ticket.ts'
import { insertVisit } from '#src/visits/queries.ts'
import { reasons } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { counterOf, type Desk, deskAt, done, openWindows, said, walkIn } from '../support/queue.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { engine, openWard, type Ward } from '../support/ward.ts'

/** Many people take a ticket at once; written in one go, as this is not what is measured here. */
async function crowd(ward: Ward, slug: string, people: number): Promise<void> {
  const { id: counterId, ticketPrefix: prefix } = counterOf(ward, slug)
  const [now, officeId, businessDate] = [ward.deps.clock.now(), ward.office.id, '2026-12-01']
  await ward.deps.store.write(async db => {
    for (let count = 0; count < people; count += 1) {
      const visit = { officeId, businessDate, people: 1, channel: 'kiosk', language: 'ja', now } as const
      const visitId = (await insertVisit(db, { ...visit, appointmentId: null })) ?? 0
      const number = ticketNumber(prefix, await nextSerial(db, { officeId, businessDate, prefix }))
      const place = { officeId, visitId, position: 0, counterId, legId: null, businessDate, number }
      const arrival = { kind: 'walk_in', isPriority: 0, appointmentAt: null, checkedInAt: now } as const
      await insertTicket(db, { ...place, ...arrival, inLineSince: now }, [], { kind: 'system' })
    }
    await db
      .updateTable('queue_versions')
      .set(eb => ({ version: eb('version', '+', people) }))
      .where('counter_id', '=', counterId)
      .execute()
  })
}

/** Presses "next" as fast as it can, each time ending the one before, until nobody is left. */
async function pressUntilEmpty(desk: Desk): Promise<string[]> {
  const called: string[] = []
  for (;;) {
    const call = await desk.callNext({ endsCurrent: true })
    if (!call.ok && call.reason !== 'queue_empty') throw new Error(call.reason)
    if (!call.ok) return called
    called.push(call.ticket.number)
    done(await desk.act('serve', call.ticket))
  }
}

/** All press "next" several times at the same moment; of each window one press calls somebody. */
async function pressAtOnce(desks: readonly Desk[], pressesEach: number): Promise<string[]> {
  const outcomes = await Promise.all(
    Array.from({ length: pressesEach }, () =>
      desks.map(async desk => ({ desk, outcome: await desk.callNext({ endsCurrent: true }) })),
    ).flat(),
  )
  const calls = outcomes.flatMap(({ desk, outcome }) =>
    outcome.ok ? [{ desk, ticket: outcome.ticket }] : [],
  )
  expect(new Set(reasons(outcomes.map(({ outcome }) => outcome)))).toEqual(new Set(['window_busy']))
  expect(new Set(calls.map(({ desk }) => desk)).size).toBe(desks.length)
  await Promise.all(calls.map(async ({ desk, ticket }) => done(await desk.act('serve', ticket))))
  return calls.map(({ ticket }) => ticket.number)
}

/** Every number in the order of the log's calls. */
async function callsInLog(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('visit_events as event')
    .innerJoin('tickets as ticket', 'ticket.id', 'event.ticket_id')
    .select('ticket.number')
    .where('event.type', '=', 'called')
    .orderBy('event.id')
    .execute()
  return rows.map(({ number }) => number)
}

function numbers(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => ticketNumber(prefix, index + 1))
}

test.for([
  { windows: 2, pressesEach: 10, rounds: 50 },
  { windows: 5, pressesEach: 10, rounds: 10 },
])(
  '$windows windows press "next" ten times each at once, $rounds times over: nobody is called twice or passed over',
  { timeout: 120_000 },
  async ({ windows, pressesEach, rounds }) => {
    const ward = await openCheckedWard()
    const desks = await openWindows(ward, 'ido', windows)
    const people = windows * rounds
    const called: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      if (round % 10 === 0) await crowd(ward, 'ido', windows * 10)
      called.push(...(await pressAtOnce(desks, pressesEach)))
    }

    expect(called.toSorted()).toEqual(numbers('A', people).toSorted())
    expect(await ward.deps.store.read(callsInLog)).toEqual(numbers('A', people))
  },
)

test('windows that each go on as fast as they can call everybody once', async () => {
  const ward = await openCheckedWard()
  const desks = await openWindows(ward, 'shomei', 3)
  await crowd(ward, 'shomei', 90)

  const called = (await Promise.all(desks.map(pressUntilEmpty))).flat()

  expect(called.toSorted()).toEqual(numbers('B', 90))
  expect(await ward.deps.store.read(callsInLog)).toEqual(numbers('B', 90))
})

test('the times of the log follow its order, however long a deed has waited for its turn', async () => {
  const ward = await openCheckedWard()
  let ticks = ward.deps.clock.now()
  const ticking = { ...ward, deps: { ...ward.deps, clock: { now: () => (ticks += 1) } } }
  const desks = (await openWindows(ward, 'shomei', 3)).map(({ window, staff }) =>
    deskAt(ticking, window, staff),
  )

  for (let round = 0; round < 4; round += 1) {
    const outcomes = await Promise.all([
      ...Array.from({ length: 10 }, () => walkIn(ticking, 'shomei')),
      ...desks.map(desk => desk.callNext()),
    ])
    for (const desk of desks)
      for (const call of outcomes)
        if ('ok' in call && call.ok && call.ticket.windowId === desk.window.id)
          await desk.act('left', call.ticket)
  }

  const rows = await ward.deps.store.read(db =>
    db.selectFrom('visit_events').select('occurred_at').orderBy('id').execute(),
  )
  const times = rows.map(row => row.occurred_at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  ward.setNow('2026-12-01T12:00')
})

test('one person whom all windows want goes to one of them', async () => {
  const ward = await openCheckedWard()
  const desks = await openWindows(ward, 'ido', 5)
  for (let round = 0; round < 10; round += 1) {
    const ticket = await walkIn(ward, 'ido')

    const heard = (await Promise.all(desks.map(desk => desk.callTicket(ticket)))).map(said)

    expect(heard.filter(what => what === ticket.number)).toHaveLength(1)
    expect(heard.filter(what => what === 'taken')).toHaveLength(4)
    await desks[0]?.act('left', ticket)
  }
})

test('two counters send people to each other at once, and nobody waits in a circle', async () => {
  const ward = await openCheckedWard()
  const [one] = await openWindows(ward, 'shomei')
  const [two] = await openWindows(ward, 'ido')
  for (let round = 0; round < 15; round += 1) {
    await walkIn(ward, 'shomei')
    await walkIn(ward, 'ido')
    const [left, right] = [done(await one.callNext()), done(await two.callNext())]

    const sent = await Promise.all([one.transfer(left, 'ido'), two.transfer(right, 'shomei')])

    expect(sent.every(outcome => outcome.ok)).toBe(true)
    for (const outcome of sent) await one.act('left', done(outcome))
  }
})

test.runIf(engine === 'postgres')(
  'two servers on one database call nobody twice and pass nobody over',
  { timeout: 120_000 },
  async () => {
    const ward = await openCheckedWard()
    const deps = await openDeps(ward.deps.settings, ward.deps.clock, pino({ level: 'silent' }))
    onTestFinished(() => deps.store.close())
    const desks = await openWindows(ward, 'ido', 4)
    const there = desks.map(({ window, staff }, index) =>
      deskAt(index % 2 === 0 ? ward : { ...ward, deps }, window, staff),
    )
    const called: string[] = []
    for (let round = 0; round < 2; round += 1) {
      await crowd(ward, 'ido', 60)
      called.push(...(await Promise.all(there.map(pressUntilEmpty))).flat())
    }

    expect(called.toSorted()).toEqual(numbers('A', 120).toSorted())
    expect(await ward.deps.store.read(callsInLog)).toEqual(numbers('A', 120))
  },
)

/** The same ward where nobody waits for a turn: claiming a queue is said to have succeeded, and is not done. */
function withoutTurns(ward: Ward): Ward {
  const { store } = ward.deps
  const careless = (db: Db): Db =>
    new Proxy(db, {
      get(target, name) {
        if (name === 'executeQuery')
          return (query: { sql: string }) =>
            query.sql.startsWith('update "queue_versions"')
              ? Promise.resolve({ rows: [], numAffectedRows: 1n })
              : target.executeQuery(query as never)
        const value = Reflect.get(target, name) as unknown
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  const write: typeof store.write = (fn, options) => store.write(db => fn(careless(db)), options)
  return { ...ward, deps: { ...ward.deps, store: { ...store, write } } }
}

async function settledReasons(deeds: ReadonlyArray<Promise<unknown>>): Promise<string[]> {
  const settled = await Promise.allSettled(deeds)
  return settled.flatMap(outcome => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))
}

test.runIf(engine === 'postgres')(
  'without turns the database itself refuses a second call of one person, and two people at one window',
  async () => {
    const ward = await openWard()
    const desks = await openWindows(ward, 'ido', 5)
    const careless = desks.map(({ window, staff }) => deskAt(withoutTurns(ward), window, staff))
    const [first] = careless
    if (!first) throw new Error('too few')
    const failures: string[] = []
    for (let round = 0; round < 15; round += 1) {
      const tickets = [await walkIn(ward, 'ido'), await walkIn(ward, 'ido')]
      failures.push(...(await settledReasons(careless.map(desk => desk.callNext()))))
      for (const ticket of tickets) await first.act('left', ticket)

      const more = [await walkIn(ward, 'ido'), await walkIn(ward, 'ido')]
      failures.push(...(await settledReasons(more.map(ticket => first.callTicket(ticket)))))
      for (const ticket of more) await first.act('left', ticket)
    }

    expect(failures.some(text => text.includes('visit_events_ticket_id_sequence_key'))).toBe(true)
    expect(failures.some(text => text.includes('tickets_at_window'))).toBe(true)
    // The versions were not raised, but nobody was called twice.
    expect((await queueProblems(ward.deps.store)).filter(text => !text.includes('version'))).toEqual([])
    expect((await queueProblems(ward.deps.store)).some(text => text.includes('version'))).toBe(true)
  },
)

test.runIf(engine === 'postgres')(
  'without turns and without what the database refuses people are called twice, and the checks see it',
  async () => {
    const ward = await openWard()
    await ward.deps.store.write(async db => {
      for (const statement of [
        'alter table visit_events drop constraint visit_events_ticket_id_sequence_key',
        'drop index tickets_at_window',
      ])
        await sql.raw(statement).execute(db)
    })
    const desks = await openWindows(ward, 'ido', 5)
    const careless = withoutTurns(ward)
    const [first] = desks.map(({ window, staff }) => deskAt(careless, window, staff))
    if (!first) throw new Error('too few')
    const found: string[] = []
    for (let round = 0; round < 20 && found.length === 0; round += 1) {
      const tickets = [await walkIn(ward, 'ido'), await walkIn(ward, 'ido'), await walkIn(ward, 'ido')]
      await settledReasons(tickets.map(ticket => first.callTicket(ticket)))
      const problems = await queueProblems(ward.deps.store)
      found.push(...problems.filter(text => text.startsWith('two tickets at one window')))
      for (const ticket of tickets) await first.act('left', ticket)
    }

    expect(found).not.toEqual([])
  },
)
