import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { eventsOf } from '#src/visit-events/queries.ts'
import { verifyQueueCommand } from '#src/queue/verify-command.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import { checkInvariants, openCheckedWard } from '../support/invariants.ts'
import { done, openWindows, walkIn } from '../support/queue.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { engine, openWard, type Ward } from '../support/ward.ts'

/** B-001 is served, B-002 at the window, B-003 waits, A-001 has been sent to another counter. */
async function openBusyWard(): Promise<Ward> {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  for (let count = 0; count < 3; count += 1) await walkIn(ward, 'shomei')
  await walkIn(ward, 'ido')
  const [service] = ward.wish('shomei-juminhyo').services
  const served = done(await desk.callNext())
  done(await desk.act('serve', served))
  done(await desk.act('finish', served, { services: [service?.id ?? 0] }))
  done(await desk.callNext())
  done(await ido.transfer(done(await ido.callNext()), 'koseki'))
  return ward
}

const damage = (ward: Ward, statement: string) => ward.deps.store.write(db => sql.raw(statement).execute(db))

/** An event as nobody's deed has written it. */
const event = (number: string, sequence: string, type: string) => `
  insert into visit_events (office_id, event_key, ticket_id, leg_id, sequence, type, occurred_at, recorded_at,
      actor_kind, staff_pseudonym, kiosk_id, window_id, payload_json, supersedes_id)
    select office_id, 'planted', id, null, ${sequence}, '${type}', 1796083200000, 1796083200000,
      'system', null, null, window_id, '{}', null
    from tickets where number = '${number}' and position = 0`

test('a queue in order agrees with its log', async () => {
  const ward = await openBusyWard()

  expect(await verifyQueue(ward.deps.store)).toMatchObject({ tickets: 5, disagreements: [] })
  expect(await queueProblems(ward.deps.store)).toEqual([])
})

const curable: Array<[string, string, string]> = [
  [
    'a state nothing has led to',
    "update tickets set state = 'left', ended_at = 1 where number = 'B-003'",
    'ticket B-003 of 2026-12-01: state, endedAt differ from its events',
  ],
  [
    'a lost call',
    "update tickets set state = 'waiting', window_id = null where number = 'B-002'",
    'ticket B-002 of 2026-12-01: state, windowId differ from its events',
  ],
  [
    'another time of the call',
    "update tickets set first_called_at = first_called_at - 60000 where number = 'B-001'",
    'ticket B-001 of 2026-12-01: firstCalledAt differ from its events',
  ],
  [
    'a call not counted',
    "update tickets set calls = 0 where number = 'B-001'",
    'calls differ from its events',
  ],
  [
    'a row that is behind',
    "update tickets set sequence = 1 where number = 'B-002'",
    'it is behind its events',
  ],
  ['an event the row has not got', event('B-003', '2', 'left'), 'it is behind its events'],
  [
    'a service not done',
    "update ticket_services set is_done = 1 - is_done where ticket_id in (select id from tickets where number = 'B-003')",
    'the services done differ from its events',
  ],
  [
    'a service undone',
    'update ticket_services set is_done = 0',
    'ticket B-001 of 2026-12-01: the services done differ from its events',
  ],
  [
    'a window that was never paused',
    "update windows set state = 'paused' where state = 'open' and counter_id in (select id from counters where slug = 'shomei')",
    'it is paused, its last event says open',
  ],
  [
    'a window that was never opened',
    "update windows set state = 'open' where id = (select max(id) from windows)",
    'it is open, its last event says closed',
  ],
]

test('damage to a row is found, and rebuilt from the log', async () => {
  const ward = await openBusyWard()
  for (const [name, statement, complaint] of curable) {
    await damage(ward, statement)

    const found = await verifyQueue(ward.deps.store)
    expect(found.disagreements, name).toHaveLength(1)
    expect(found.disagreements.map(({ subject, what }) => `${subject}: ${what}`)[0], name).toContain(
      complaint,
    )
    expect((await queueProblems(ward.deps.store)).join('\n'), name).toContain(complaint)
    expect(await verifyQueue(ward.deps.store), name).toEqual(found)

    const rebuilt = await verifyQueue(ward.deps.store, { isRebuilding: true })
    expect(rebuilt.disagreements, name).toEqual(found.disagreements.map(one => ({ ...one, isRebuilt: true })))
    expect((await verifyQueue(ward.deps.store)).disagreements, name).toEqual([])
  }
})

test('what is rebuilt is what was there before', async () => {
  const ward = await openBusyWard()
  const rows = () => ward.deps.store.read(db => db.selectFrom('tickets').selectAll().orderBy('id').execute())
  const before = await rows()
  await damage(
    ward,
    'update tickets set calls = calls + 1, last_called_at = 5, first_called_at = 5, serving_since_at = 5, stage = 2',
  )
  expect((await verifyQueue(ward.deps.store)).disagreements).toHaveLength(5)

  await verifyQueue(ward.deps.store, { isRebuilding: true })

  expect(await rows()).toEqual(before)
  await checkInvariants(ward)
})

test.for<[string, string, string]>([
  ['a gap in the log', event('B-003', '3', 'left'), 'an event is missing'],
  ['an impossible history', event('B-003', '2', 'delivered'), 'event 14 (delivered) may not happen there'],
  [
    'a number that was not given',
    "update tickets set number = 'B-777' where number = 'B-003'",
    'it was given another number',
  ],
  [
    'another arrival',
    "update tickets set checked_in_at = checked_in_at - 1 where number = 'B-003'",
    'it did not arrive when its first event says',
  ],
  [
    'an open window of nobody',
    "update windows set staff_id = null where counter_id in (select id from counters where slug = 'shomei')",
    'who works there does not fit its state',
  ],
])('%s is told, and left as it is', async ([, statement, complaint]) => {
  const ward = await openBusyWard()
  await damage(ward, statement)
  const rows = () =>
    ward.deps.store.read(async db => [
      await db.selectFrom('tickets').selectAll().orderBy('id').execute(),
      await db.selectFrom('windows').selectAll().orderBy('id').execute(),
      await db.selectFrom('queue_versions').selectAll().orderBy('counter_id').execute(),
    ])
  const before = await rows()

  const found = await verifyQueue(ward.deps.store, { isRebuilding: true })

  expect(found.disagreements).toMatchObject([{ isRebuilt: false }])
  expect(found.disagreements[0]?.what.replace(/event \d+/, 'event 14')).toBe(complaint)
  expect(await rows()).toEqual(before)
})

test.for<[string, string, string]>([
  [
    'a number given twice',
    `update tickets set number = 'B-001' where number = 'B-003'`,
    'a number twice: B-001 of 2026-12-01',
  ],
  [
    'a number given to nobody',
    `update ticket_series set last_number = 9 where prefix = 'B'`,
    'B-009 of 2026-12-01 was given to nobody',
  ],
  [
    'two people at one window',
    `update tickets set state = 'called', window_id = (select window_id from tickets where number = 'B-002') where number = 'B-003'`,
    'two tickets at one window',
  ],
  [
    'somebody at a window of another counter',
    `update tickets set window_id = (select min(w.id) from windows w join counters c on c.id = w.counter_id where c.slug = 'koseki') where number = 'B-002'`,
    'at a window of another counter',
  ],
  ['a deed without a version', `update queue_versions set version = 1 where version > 1`, 'version 1 after'],
  [
    'somebody sent to nowhere',
    `update tickets set state = 'transferred', ended_at = 1 where number = 'B-003'`,
    'ticket B-003: transferred to nowhere',
  ],
])('the checks of the tests find %s', async ([, statement, complaint]) => {
  const ward = await openBusyWard()
  await ward.deps.store.write(async db => {
    for (const index of ['tickets_by_number', 'tickets_at_window'])
      await sql.raw(`drop index ${index}`).execute(db)
    await sql.raw(statement).execute(db)
  })

  expect((await queueProblems(ward.deps.store)).join('\n')).toContain(complaint)
})

test('verifying while the counters work finds nothing', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  const desks = await openWindows(ward, 'shomei', 3)
  for (let count = 0; count < 30; count += 1) await walkIn(ward, 'shomei')
  const work = async (desk: (typeof desks)[number]) => {
    for (;;) {
      const call = await desk.callNext({ endsCurrent: true })
      if (!call.ok) return
      done(await desk.act('serve', call.ticket))
    }
  }

  const working = Promise.all(desks.map(work))
  const found = []
  for (let count = 0; count < 5; count += 1) found.push(await verifyQueue(ward.deps.store))
  await working

  expect(found.flatMap(({ disagreements }) => disagreements)).toEqual([])
})

test.for(['update', 'delete'])('the log refuses to %s an event', async deed => {
  const ward = await openCheckedWard()
  const ticket = await walkIn(ward, 'shomei')

  const change = ward.deps.store.write(async db =>
    deed === 'update'
      ? db.updateTable('visit_events').set({ occurred_at: 0 }).where('ticket_id', '=', ticket.id).execute()
      : db.deleteFrom('visit_events').where('ticket_id', '=', ticket.id).execute(),
  )

  await expect(change).rejects.toThrow('visit_events is append-only')
  expect(await ward.deps.store.read(db => eventsOf(db, ticket.id))).toHaveLength(1)
})

test.for(['update', 'delete'])('the log of windows refuses to %s an event', async deed => {
  const ward = await openCheckedWard()
  await openWindows(ward, 'shomei')

  const change = ward.deps.store.write(async db =>
    deed === 'update'
      ? db.updateTable('window_events').set({ occurred_at: 0 }).execute()
      : db.deleteFrom('window_events').execute(),
  )

  await expect(change).rejects.toThrow('window_events is append-only')
})

test.runIf(engine === 'postgres')('the log refuses to be emptied at once', async () => {
  const ward = await openCheckedWard()
  await walkIn(ward, 'shomei')

  await expect(damage(ward, 'truncate visit_events cascade')).rejects.toThrow('visit_events is append-only')
})

/** Runs the command as its own program, from the sources. */
function run(settings: Record<string, string>, ...options: string[]) {
  const root = join(import.meta.dirname, '../..')
  const entry = join(root, 'src/verify-queue.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', entry, ...options], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...settings },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('the command tells how many tickets it has looked at, and ends with 0 when all is well', async () => {
  const ward = await openBusyWard()

  expect(run({ DATABASE_URL: ward.databaseUrl })).toEqual({
    ...{ status: 0, stdout: 'tickets 5, disagreements 0\n', stderr: '' },
  })
})

test('the command tells each disagreement in a line, ends with 1, and rebuilds when asked to', async () => {
  const ward = await openBusyWard()
  await damage(ward, "update tickets set calls = 9 where number = 'B-001'")
  await damage(ward, event('B-003', '3', 'left'))
  const settings = { DATABASE_URL: ward.databaseUrl }
  const calls = 'ticket B-001 of 2026-12-01: calls differ from its events'
  const gap = 'ticket B-003 of 2026-12-01: an event is missing'

  const found = run(settings)
  const rebuilt = run(settings, '--rebuild')
  const again = run(settings)

  expect(found).toEqual({ status: 1, stdout: `${calls}\n${gap}\ntickets 5, disagreements 2\n`, stderr: '' })
  expect(rebuilt.stdout).toBe(`${calls} (rebuilt)\n${gap} (left as it is)\ntickets 5, disagreements 2\n`)
  expect(rebuilt.status).toBe(1)
  expect(again).toEqual({ status: 1, stdout: `${gap}\ntickets 5, disagreements 1\n`, stderr: '' })
})

test.for<[string, Record<string, string>, string[]]>([
  ['an unknown option', {}, ['--fix']],
  ['a database that is not there', { DATABASE_URL: 'file:/tmp/madoguchi-none/none.db' }, []],
  ['a file that is no database', { DATABASE_URL: `file:${import.meta.filename}` }, []],
  ['an unknown kind of database', { DATABASE_URL: 'mysql://a@b/c' }, []],
  ['a server that does not answer', { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' }, []],
])('the command ends with 2 and one line: %s', async ([, settings, options]) => {
  const lines: string[] = []
  const listening = vi.spyOn(process.stderr, 'write').mockImplementation(line => lines.push(String(line)) > 0)

  const code = await verifyQueueCommand(options, settings).finally(() => listening.mockRestore())

  expect(code).toBe(2)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^madoguchi: [^\n]+\n$/)
  expect(lines[0]).not.toContain('secret')
})
