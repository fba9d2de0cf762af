import { expect, test } from 'vitest'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { windowsOfCounter } from '#src/windows/queries.ts'
import { counterOf } from '../support/queue.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { bearer } from '../support/staff.ts'
import { openDesk, openStaffApi, type StaffApi } from './staff-api.ts'

test('nothing is called to a closed or busy window, nor out of an empty queue', async () => {
  const ward = await openStaffApi()
  const clerk = await ward.as('clerk')
  const closed = await ward.windowId('ido', 2)
  const desk = await openDesk(ward)

  const answers = [await clerk.post(`/v1/windows/${closed}/call-next`), await desk.at('call-next')]
  await ward.ticket()
  await ward.ticket()
  await desk.at('call-next')
  answers.push(
    await desk.at('call-next'),
    await desk.at('call', { ticket: 'A-002' }),
    await desk.at('call-next', { endCurrent: true }),
    await desk.at('close'),
    await desk.at('pause'),
  )

  expect(answers.map(({ status, json }) => [status, json.reason])).toEqual([
    [409, 'window_closed'],
    [409, 'queue_empty'],
    [409, 'window_busy'],
    [409, 'window_busy'],
    [409, 'window_busy'],
    [409, 'window_busy'],
    [409, 'window_busy'],
  ])
})

test('a call ends who is still served, where that is asked for', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  await desk.with('A-001', 'serve')

  const refused = await desk.at('call-next')
  const called = await desk.at('call-next', { endCurrent: true })

  expect(refused.json.reason).toBe('window_busy')
  expect(called.json.number).toBe('A-002')
  expect((await desk.get('/v1/counters/ido/queue')).json.tickets[1].state).toBe('served')
})

test('a ticket that somebody else has called is taken', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const [one, two] = [await openDesk(ward), await openDesk(ward, { number: 2, login: 'supervisor' })]
  await one.at('call', { ticket: 'A-001' })

  const called = await two.at('call', { ticket: 'A-001' })
  const unseen = await two.with('A-001', 'serve', { sequence: 1 })

  expect([called.status, called.json.reason]).toEqual([409, 'taken'])
  expect([unseen.status, unseen.json.reason]).toEqual([409, 'taken'])
})

test.for(['call-again', 'serve', 'park', 'resume', 'hand-in', 'collect', 'finish', 'no-show'])(
  'somebody who waits: %s is not possible',
  async deed => {
    const ward = await openStaffApi()
    await ward.ticket()
    const desk = await openDesk(ward)

    const { status, json } = await desk.with('A-001', deed)

    expect([status, json.reason]).toEqual([409, 'not_possible'])
    expect((await desk.get('/v1/counters/ido/queue')).json.tickets[0].sequence).toBe(1)
  },
)

test('nobody goes on at a window that is closed or of another counter', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  const other = await openDesk(ward, { counter: 'kokuho' })
  await desk.at('call-next')
  await desk.with('A-001', 'serve')
  await desk.with('A-001', 'park')
  const closed = await ward.windowId('ido', 2)

  for (const window of [closed, other.window, 999_999]) {
    const { status, json } = await desk.with('A-001', 'resume', { window })
    expect([status, json.reason]).toEqual([409, 'window_closed'])
  }
})

test('nobody is sent to where they are, nor from a line, nor to a counter or for services that are not there', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  const send = async (body: object) => {
    const { status, json } = await desk.with('A-001', 'transfer', body)
    return [status, json.reason]
  }

  expect(await send({ counter: 'kokuho' })).toEqual([409, 'not_possible'])
  await desk.at('call-next')
  expect(await send({ counter: 'ido' })).toEqual([409, 'same_counter'])
  expect(await send({ counter: 'nowhere' })).toEqual([422, 'unknown_counter'])
  expect(await send({ counter: 'kokuho', services: ['nothing'] })).toEqual([422, 'unknown_service'])
  expect(await send({ counter: 'kokuho', services: ['tennyu'] })).toEqual([422, 'several_counters'])
  expect(await send({ counter: 'kokuho', sequence: 1 })).toEqual([409, 'taken'])
})

test('services done are those of the counter', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  await desk.with('A-001', 'serve')

  const answers = [
    await desk.with('A-001', 'finish', { services: ['nothing'] }),
    await desk.with('A-001', 'finish', { services: ['kokuho-kanyu'] }),
  ]

  expect(answers.map(({ status, json }) => [status, json.reason, json.errors[0].field])).toEqual([
    [422, 'unknown_service', 'services'],
    [422, 'several_counters', 'services'],
  ])
})

test('nothing of yesterday is moved or taken back', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  await desk.with(id, 'no-show')
  ward.setNow('2026-12-02T09:00')
  const tomorrow = await ward.as('clerk')

  const answers = [
    await tomorrow.post(`/v1/tickets/${id}/left`),
    await tomorrow.post(`/v1/windows/${desk.window}/call`, { ticket: id }),
    await tomorrow.post(`/v1/tickets/${id}/undo`),
    await tomorrow.post('/v1/tickets/A-001/undo'),
  ]

  expect(answers.map(({ status, json }) => [status, json.reason])).toEqual([
    [409, 'not_possible'],
    [409, 'not_possible'],
    [409, 'day_over'],
    [404, 'not_found'],
  ])
})

const windowDeeds = ['open', 'close', 'pause', 'continue', 'call-next', 'call', 'alarm']
const ticketDeeds = [
  ...['call-again', 'serve', 'park', 'resume', 'hand-in', 'collect'],
  ...['transfer', 'finish', 'no-show', 'left', 'undo', 'void'],
]
const bodies: Record<string, object> = {
  call: { ticket: 'A-001' },
  alarm: { on: true },
  transfer: { counter: 'kokuho' },
}

/** Every deed of a counter's staff, at a window and with a ticket. */
function everyDeed(window: number, ticket: string | number): Array<[path: string, body: object]> {
  return [
    ...windowDeeds.map((deed): [string, object] => [`/v1/windows/${window}/${deed}`, bodies[deed] ?? {}]),
    ...ticketDeeds.map((deed): [string, object] => [`/v1/tickets/${ticket}/${deed}`, bodies[deed] ?? {}]),
  ]
}

async function changes(ward: StaffApi): Promise<unknown[]> {
  return ward.deps.store.read(async db => [
    await db.selectFrom('tickets').selectAll().orderBy('id').execute(),
    await db.selectFrom('visit_events').select('id').orderBy('id').execute(),
    await db.selectFrom('window_events').select('id').execute(),
    await db.selectFrom('alarms').selectAll().execute(),
    await db.selectFrom('idempotency_keys').select('key_hash').execute(),
  ])
}

test('without a token, with a wrong one and with a cookie nothing is seen or done', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const window = await ward.windowId('ido')
  const before = await changes(ward)

  const ways: Array<Record<string, string>> = [
    {},
    { Authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAA' },
    { Cookie: 'madoguchi-staff=x' },
  ]
  for (const headers of ways) {
    for (const [path, body] of everyDeed(window, 'A-001')) {
      const { status, json, headers: said } = await ward.post(path, body, { headers })
      expect([path, status, json.reason, said.get('WWW-Authenticate')]).toEqual([
        path,
        401,
        'not_signed_in',
        'Bearer',
      ])
    }
    expect((await ward.get('/v1/counters/ido/queue', { headers })).status).toBe(401)
  }
  expect(await changes(ward)).toEqual(before)
})

test('reception sees a counter and does no deed there', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const reception = await ward.as('reception')
  const before = await changes(ward)

  for (const [path, body] of everyDeed(await ward.windowId('ido'), 'A-001')) {
    const { status, json } = await reception.post(path, body)
    expect([path, status, json.reason]).toEqual([path, 403, 'not_allowed'])
  }
  expect((await reception.get('/v1/counters/ido/queue')).status).toBe(200)
  expect(await changes(ward)).toEqual(before)
})

test('windows and tickets of counters where somebody does not work are not there', async () => {
  const ward = await openStaffApi()
  const { id, number } = await ward.ticket('kokuho-kanyu')
  const contractor = await ward.as('contractor')
  const window = await ward.windowId('kokuho')
  const before = await changes(ward)

  for (const [path, body] of [...everyDeed(window, id), ...everyDeed(window, number)]) {
    const { status, json } = await contractor.post(path, body)
    expect([path, status, json.reason]).toEqual([path, 404, 'not_found'])
  }
  expect((await contractor.get('/v1/counters/kokuho/queue')).status).toBe(404)
  expect((await contractor.get('/v1/counters/ido/queue')).status).toBe(200)
  expect(await changes(ward)).toEqual(before)
})

test('nothing of another office is there, however it is named', async () => {
  const ward = await openStaffApi()
  const { id, number } = await ward.ticket()
  const window = await ward.windowId('ido')
  await moveClerkElsewhere(ward)
  const clerk = await ward.as('clerk')
  const before = await changes(ward)

  for (const [path, body] of [...everyDeed(window, id), ...everyDeed(window, number)]) {
    const { status, json } = await clerk.post(path, body)
    expect([path, status, json.reason]).toEqual([path, 404, 'not_found'])
  }
  expect((await clerk.get('/v1/counters/ido/queue')).status).toBe(404)
  expect((await clerk.post('/v1/offices/mihon/tickets', { services: ['tennyu'] })).json.reason).toBe(
    'unknown_office',
  )
  expect(await changes(ward)).toEqual(before)
})

test('an administrator of all offices works in each of them', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  await ward.deps.store.write(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  const desk = await openDesk(ward, { login: 'admin' })

  expect((await desk.at('call-next')).json.number).toBe('A-001')
  expect((await desk.with('A-001', 'serve')).status).toBe(200)
  expect((await desk.get('/v1/counters/ido/queue')).status).toBe(200)
})

test('a number is called in the office of the window, whatever that number is elsewhere', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const { ward: file, additions } = readSampleWard()
  await ward.change(db => loadWard(db, { ...file, office: { ...file.office, id: 'tonari' } }, additions))
  const [, tonari] = await ward.deps.offices.list()
  if (!tonari) throw new Error('no second office')
  await ward.deps.store.write(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  const admin = await ward.as('admin')
  const issued = await admin.post('/v1/offices/tonari/tickets', { services: ['tennyu'] })
  const counterId = tonari.counters.find(({ slug }) => slug === 'ido')?.id ?? 0
  const [window] = await ward.deps.store.read(db => windowsOfCounter(db, counterId))
  await admin.post(`/v1/windows/${window?.id}/open`)

  const { status, json } = await admin.post(`/v1/windows/${window?.id}/call`, { ticket: 'A-001' })

  expect([issued.json.number, status, json.id]).toEqual(['A-001', 200, issued.json.id])
})

test('nobody is sent on to a counter without a window', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  const { id: shomei } = counterOf(ward, 'shomei')
  await ward.change(db => db.deleteFrom('windows').where('counter_id', '=', shomei).execute())

  const { status, json } = await desk.with(id, 'transfer', { counter: 'shomei' })

  expect([status, json.reason]).toEqual([422, 'unknown_counter'])
})

test.for([
  'A-999',
  'a-001',
  '0',
  '-1',
  '1.0',
  '1e3',
  '999999999999999999999',
  '%00',
  'A-001%00',
  '%82%A0',
  'A-001%20',
  "A-001'",
  'あ'.repeat(30),
  '__proto__',
])('the ticket "%s" and the window of that name are not found', async name => {
  const ward = await openStaffApi()
  await ward.ticket()
  const clerk = await ward.as('clerk')

  expect((await clerk.post(`/v1/tickets/${name}/left`)).json).toMatchObject({
    status: 404,
    reason: 'not_found',
  })
  expect((await clerk.post(`/v1/windows/${name}/open`)).json).toMatchObject({
    status: 404,
    reason: 'not_found',
  })
  expect((await clerk.get(`/v1/counters/${name}/queue`)).json).toMatchObject({
    status: 404,
    reason: 'not_found',
  })
})

test('digits are a number of today before they are an id', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const { id: other } = await ward.ticket()
  const desk = await openDesk(ward)
  await ward.deps.store.write(db =>
    db
      .updateTable('tickets')
      .set({ number: String(id) })
      .where('id', '=', other)
      .execute(),
  )

  expect((await desk.with(id, 'left')).json).toMatchObject({ id: other, number: String(id) })
  expect((await desk.at('call', { ticket: id })).json.id).toBe(id)
})

test.for<{ deed: string; body: unknown; field: string; reason: string }>([
  { deed: 'serve', body: { sequence: '2' }, field: 'sequence', reason: 'not_a_number' },
  { deed: 'serve', body: { sequence: 0 }, field: 'sequence', reason: 'not_a_number' },
  { deed: 'serve', body: { sequence: 1.5 }, field: 'sequence', reason: 'not_a_number' },
  { deed: 'serve', body: { window: 1 }, field: 'body', reason: 'unknown_field' },
  { deed: 'serve', body: [], field: 'body', reason: 'wrong_type' },
  { deed: 'undo', body: { reason: 'test' }, field: 'body', reason: 'unknown_field' },
  { deed: 'resume', body: { window: 'x' }, field: 'window', reason: 'not_a_number' },
  { deed: 'resume', body: { window: 2 ** 60 }, field: 'window', reason: 'not_a_number' },
  { deed: 'finish', body: { purposeMet: 'maybe' }, field: 'purposeMet', reason: 'unknown' },
  { deed: 'finish', body: { services: 'tennyu' }, field: 'services', reason: 'wrong_type' },
  { deed: 'finish', body: { services: [1] }, field: 'services', reason: 'wrong_type' },
  { deed: 'void', body: { reason: 'reset' }, field: 'reason', reason: 'unknown' },
  { deed: 'transfer', body: {}, field: 'counter', reason: 'required' },
  { deed: 'transfer', body: { counter: 5 }, field: 'counter', reason: 'wrong_type' },
  { deed: 'transfer', body: { counter: 'kokuho', keepsPlace: 1 }, field: 'keepsPlace', reason: 'wrong_type' },
])('$deed with $body is refused: $field $reason', async ({ deed, body, field, reason }) => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  const before = await changes(ward)

  const { status, json } = await desk.with('A-001', deed, body)

  expect([status, json.reason]).toEqual([422, 'invalid_input'])
  expect(json.errors[0]).toMatchObject({ field, reason })
  expect(await changes(ward)).toEqual(before)
})

test.for<{ deed: string; body: unknown; field: string; reason: string }>([
  { deed: 'open', body: { staff: 1 }, field: 'body', reason: 'unknown_field' },
  { deed: 'pause', body: { reason: 'bored' }, field: 'reason', reason: 'unknown' },
  { deed: 'call-next', body: { endCurrent: 'yes' }, field: 'endCurrent', reason: 'wrong_type' },
  { deed: 'call', body: {}, field: 'ticket', reason: 'wrong_type' },
  { deed: 'call', body: { ticket: 'x'.repeat(99) }, field: 'ticket', reason: 'too_long' },
  { deed: 'alarm', body: {}, field: 'on', reason: 'wrong_type' },
])('$deed with $body is refused: $field $reason', async ({ deed, body, field, reason }) => {
  const ward = await openStaffApi()
  const desk = await openDesk(ward)
  const before = await changes(ward)

  const { status, json } = await desk.at(deed, body)

  expect([status, json.reason]).toEqual([422, 'invalid_input'])
  expect(json.errors[0]).toMatchObject({ field, reason })
  expect(await changes(ward)).toEqual(before)
})

test('a body may be missing, and one that is there is JSON', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  const headers = await bearer(ward, 'clerk')
  const path = `/v1/windows/${desk.window}/call-next`

  const answers = [
    await ward.send(path, { method: 'POST', headers, body: 'x' }),
    await ward.send(path, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: '{',
    }),
    await ward.send(path, { method: 'POST', headers }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([415, 400, 200])
  expect(await queueProblems(ward.deps.store)).toEqual([])
})

/** Another office, without counters, in which the clerk works from now on. */
async function moveClerkElsewhere(ward: StaffApi): Promise<void> {
  await ward.deps.store.write(async db => {
    const {
      id: _,
      slug: __,
      ...office
    } = await db.selectFrom('offices').selectAll().executeTakeFirstOrThrow()
    const { id } = await db
      .insertInto('offices')
      .values({ ...office, slug: 'yoso' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.updateTable('staff').set({ office_id: id }).where('login', '=', 'clerk').execute()
  })
}
