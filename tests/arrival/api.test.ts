import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { office } from '../support/api.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { openDesk, openStaffApi, type StaffApi } from '../queue/staff-api.ts'

const tickets = `${office}/tickets`

async function bookedAtTen(ward: StaffApi) {
  return ward.booked(['tennyu'], '2026-12-01T10:00')
}

/** Whether anybody may take a ticket. */
async function setKiosk(ward: StaffApi, isOpen: boolean): Promise<void> {
  await ward.change(db =>
    db
      .updateTable('offices')
      .set({ is_kiosk_open: isOpen ? 1 : 0 })
      .execute(),
  )
}

test('whoever has booked checks in by the token, and checking in twice is one place', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const { token } = await bookedAtTen(ward)
  ward.setNow('2026-12-01T09:45')

  const first = await ward.post(`/v1/appointments/${token}/check-in`, {})
  const second = await ward.send(`/v1/appointments/${token}/check-in`, { method: 'POST' })

  expect(first.status).toBe(200)
  expect(first.json).toMatchObject({
    token,
    startsAt: '2026-12-01T10:00:00+09:00',
    counter: 'ido',
    services: ['tennyu'],
    state: 'booked',
    ticket: { number: 'A-001', token: expect.stringMatching(/^[\w-]{22}$/), counter: 'ido', ahead: 0 },
  })
  expect(second.json.ticket.number).toBe('A-001')
  for (const { json } of [first, second])
    expect((await ward.get(`/v1/tickets/${json.ticket.token}`)).json.number).toBe('A-001')
  expect(await queueProblems(ward.deps.store)).toEqual([])
})

test('checking in is refused too early, with the time from when on; on other days; and when cancelled', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const { token } = await bookedAtTen(ward)
  const { token: cancelled } = await ward.booked(['tennyu'], '2026-12-01T11:00')
  await ward.post(`/v1/appointments/${cancelled}/cancellation`, {})
  const opensAt = 10 * 60 - ward.office.rules.checkInOpensMinutesBefore
  const checkIn = (of = token) => ward.post(`/v1/appointments/${of}/check-in`, {})

  const answers = [await checkIn()]
  ward.setNow('2026-12-01T05:00')
  const early = await checkIn()
  answers.push(early, await checkIn(cancelled))
  ward.setNow('2026-12-02T09:00')
  answers.push(await checkIn(), await checkIn('A'.repeat(22)))

  expect(answers.map(({ status, json }) => [status, json.reason])).toEqual([
    [409, 'not_today'],
    [409, 'check_in_not_open'],
    [409, 'not_booked'],
    [409, 'day_over'],
    [404, 'not_found'],
  ])
  const time = `${String(Math.floor(opensAt / 60)).padStart(2, '0')}:${String(opensAt % 60).padStart(2, '0')}`
  expect(early.json.opensAt).toBe(`2026-12-01T${time}:00+09:00`)
  expect(answers[0]?.json).not.toHaveProperty('opensAt')
})

test('a check-in with the same key gets the first answer again', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const { token } = await bookedAtTen(ward)
  ward.setNow('2026-12-01T09:45')
  const path = `/v1/appointments/${token}/check-in`

  const first = await ward.post(path, {}, { key: 'one' })
  const again = await ward.post(path, {}, { key: 'one' })

  expect([again.status, again.text]).toEqual([200, first.text])
  expect((await ward.post(path, { now: true }, { key: 'two' })).status).toBe(422)
})

test('staff give tickets to people without an appointment, also after closing', async () => {
  const ward = await openStaffApi({
    now: '2026-12-01T19:00',
    settings: { PUBLIC_URL: 'https://yoyaku.example.jp' },
  })
  const reception = await ward.as('reception')
  await ward.ticket()

  const { status, json } = await reception.post(tickets, {
    services: ['tennyu', 'tenkyo'],
    people: 3,
    language: 'en',
    isPriority: true,
  })

  expect(status).toBe(201)
  expect(json).toEqual({
    number: 'A-002',
    token: expect.stringMatching(/^[\w-]{22}$/),
    counter: 'ido',
    ahead: 0,
    id: expect.any(Number),
    url: `https://yoyaku.example.jp/mihon/t/${json.token}`,
  })
  const queue = await reception.get('/v1/counters/ido/queue')
  expect(queue.json.tickets[0]).toMatchObject({
    number: 'A-002',
    isPriority: true,
    people: 3,
    language: 'en',
    services: ['tennyu', 'tenkyo'],
  })
})

test.for(languages)('somebody who speaks %s is given a ticket in it', async language => {
  const ward = await openStaffApi()
  const reception = await ward.as('reception')

  const { status } = await reception.post(tickets, { services: ['tennyu'], language })

  const queue = await reception.get('/v1/counters/ido/queue')
  expect([status, queue.json.tickets[0]?.language]).toEqual([201, language])
})

test('a ticket with the same key is one ticket, and the same body of another account another', async () => {
  const ward = await openStaffApi()
  const [reception, clerk] = [await ward.as('reception'), await ward.as('clerk')]
  const wish = { services: ['tennyu'] }

  const first = await reception.post(tickets, wish, 'one')
  const again = await reception.post(tickets, { services: ['tennyu'], people: 1 }, 'one')
  const other = await clerk.post(tickets, wish, 'one')

  expect(again.text).toBe(first.text)
  expect(other.json.number).toBe('A-002')
  expect((await reception.post(tickets, { services: ['tenkyo'] }, 'one')).json.reason).toBe('key_reused')
})

test('without a token there are tickets only where the kiosk is open, without priority and while the counter takes people', async () => {
  const ward = await openStaffApi()
  const wish = { services: ['tennyu'] }

  await setKiosk(ward, false)
  const closed = await ward.post(tickets, wish)
  await setKiosk(ward, true)
  const open = await ward.post(tickets, wish)
  const priority = await ward.post(tickets, { ...wish, isPriority: true })
  const wrongToken = await ward.post(tickets, wish, { headers: { Authorization: 'Bearer x' } })
  ward.setNow('2026-12-01T19:00')
  const late = await ward.post(tickets, wish)

  expect([closed.status, closed.json.reason, closed.headers.get('WWW-Authenticate')]).toEqual([
    401,
    'not_signed_in',
    'Bearer',
  ])
  expect([open.status, open.json.number]).toEqual([201, 'A-001'])
  expect([priority.status, priority.json.reason]).toEqual([403, 'not_allowed'])
  expect([wrongToken.status, wrongToken.json.reason]).toEqual([401, 'not_signed_in'])
  expect([late.status, late.json.reason]).toEqual([409, 'counter_closed'])
})

test('tickets taken without a token are limited, those of staff are not', async () => {
  const ward = await openStaffApi({ settings: { RATE_LIMIT: 'on' } })
  await setKiosk(ward, true)
  const statuses: number[] = []
  for (let taken = 0; taken < 31; taken += 1)
    statuses.push((await ward.post(tickets, { services: ['tennyu'] })).status)

  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 201), 429])
  expect((await (await ward.as('reception')).post(tickets, { services: ['tennyu'] })).status).toBe(201)
})

test('staff give tickets however much else is sent from the same address', async () => {
  const ward = await openStaffApi({ settings: { RATE_LIMIT: 'on' } })
  const reception = await ward.as('reception')
  let status = 0
  for (let sent = 0; sent <= 120; sent += 1)
    ({ status } = await ward.post(`${office}/holds`, {
      services: ['nothing'],
      startsAt: '2026-12-02T09:00:00+09:00',
    }))

  expect(status).toBe(429)
  expect((await reception.post(tickets, { services: ['tennyu'] })).status).toBe(201)
})

test('staff give tickets only of counters at which they work', async () => {
  const ward = await openStaffApi()
  const contractor = await ward.as('contractor')

  expect((await contractor.post(tickets, { services: ['tennyu'] })).status).toBe(201)
  expect((await contractor.post(tickets, { services: ['kokuho-kanyu'] })).json).toMatchObject({
    status: 403,
    reason: 'not_allowed',
  })
})

test.for([
  { wish: { services: [] }, reason: 'no_service', field: 'services', why: 'no_service' },
  { wish: { services: ['nothing'] }, reason: 'unknown_service', field: 'services', why: 'unknown_service' },
  {
    wish: { services: ['tennyu', 'kokuho-kanyu'] },
    reason: 'several_counters',
    field: 'services',
    why: 'several_counters',
  },
  { wish: { services: ['tennyu'], people: 0 }, reason: 'people', field: 'people', why: 'people' },
  { wish: { services: ['tennyu'], people: 99 }, reason: 'people', field: 'people', why: 'people' },
  ...[
    { wish: { services: ['tennyu'], people: '1' }, field: 'people', why: 'not_a_number' },
    { wish: { services: 'tennyu' }, field: 'services', why: 'wrong_type' },
    { wish: {}, field: 'services', why: 'required' },
    { wish: { services: ['tennyu'], language: 'tlh' }, field: 'language', why: 'unknown' },
    { wish: { services: ['tennyu'], isPriority: 1 }, field: 'isPriority', why: 'wrong_type' },
    { wish: { services: ['tennyu'], name: '見本' }, field: 'body', why: 'unknown_field' },
  ].map(wrong => ({ ...wrong, reason: 'invalid_input' })),
])('a ticket for $wish is refused: $reason $field $why', async ({ wish, reason, field, why }) => {
  const ward = await openStaffApi()
  const reception = await ward.as('reception')

  const { status, json } = await reception.post(tickets, wish)

  expect([status, json.reason]).toEqual([422, reason])
  expect(json.errors[0]).toMatchObject({ field, reason: why })
  expect((await reception.get('/v1/counters/ido/queue')).json.tickets).toEqual([])
})

test('tickets of an office that is not there are not given', async () => {
  const ward = await openStaffApi()
  const reception = await ward.as('reception')

  expect((await ward.post('/v1/offices/nowhere/tickets', { services: ['tennyu'] })).json.reason).toBe(
    'unknown_office',
  )
  expect((await reception.post('/v1/offices/nowhere/tickets', { services: ['tennyu'] })).status).toBe(404)
})

test('whoever has a ticket sees how many are ahead, how long it may take, and where to go', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const { token } = await ward.ticket()
  const look = async () => (await ward.get(`/v1/tickets/${token}`)).json

  const before = await look()
  const desk = await openDesk(ward)
  const waiting = await look()
  await desk.at('call', { ticket: 'A-002' })
  const called = await look()

  expect(before).toEqual({
    number: 'A-002',
    state: 'waiting',
    stage: 1,
    counter: 'ido',
    ahead: 1,
    window: null,
    estimate: null,
    updatedAt: '2026-12-01T09:00:00+09:00',
  })
  expect(waiting.estimate).toEqual({ fromMinutes: expect.any(Number), toMinutes: expect.any(Number) })
  expect(called).toMatchObject({ state: 'called', ahead: 0, window: '2-1', estimate: null })
})

test('a ticket that was sent on is the one at the other counter', async () => {
  const ward = await openStaffApi()
  const { token } = await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  await desk.with('A-001', 'transfer', { counter: 'kokuho' })

  expect((await ward.get(`/v1/tickets/${token}`)).json).toMatchObject({
    number: 'A-001',
    counter: 'kokuho',
    state: 'waiting',
  })
})

test('whatever is wrong with the token of a ticket, the answer is the same to the byte', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const { token: appointment } = await bookedAtTen(ward)
  ward.setNow('2026-12-01T09:00')
  const { token, id } = await ward.ticket()

  const wrong = [
    token.slice(1),
    `${token}=`,
    appointment,
    'A'.repeat(22),
    'A-001',
    String(id),
    '%00',
    '..%2f',
  ]
  const answers = await Promise.all(wrong.map(text => ward.get(`/v1/tickets/${text}`)))

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set([`404 ${answers[0]?.text}`]),
  )
})
