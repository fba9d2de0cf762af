import { expect, test } from 'vitest'
import { queueProblems } from '../support/queue-problems.ts'
import { openDesk, openStaffApi } from './staff-api.ts'

const ticketShape = {
  id: expect.any(Number),
  number: 'A-001',
  counter: 'ido',
  state: 'called',
  stage: 1,
  kind: 'walk_in',
  isPriority: false,
  people: 1,
  language: 'ja',
  services: ['tennyu'],
  appointmentAt: null,
  checkedInAt: '2026-12-01T09:00:00+09:00',
  window: '2-1',
  calls: 1,
  sequence: 2,
}

test('a window is opened, and whoever is next is called to it', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const clerk = await ward.as('clerk')
  const window = await ward.windowId('ido')

  const opened = await clerk.post(`/v1/windows/${window}/open`)
  const called = await clerk.post(`/v1/windows/${window}/call-next`)

  expect(opened.json).toEqual({
    window: { id: window, number: 1, label: '2-1', state: 'open', open: true, ticket: null },
    ticket: null,
  })
  expect([called.status, called.json]).toEqual([200, ticketShape])
})

test('somebody is called again, served, put aside, taken up again and finished', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')

  const states: unknown[] = []
  for (const deed of ['call-again', 'serve', 'park', 'resume', 'finish']) {
    const { status, json } = await desk.with('A-001', deed)
    states.push([status, json.state, json.window, json.calls])
  }

  expect(states).toEqual([
    [200, 'called', '2-1', 2],
    [200, 'serving', '2-1', 2],
    [200, 'parked', null, 2],
    [200, 'serving', '2-1', 2],
    [200, 'served', null, 2],
  ])
  expect(await queueProblems(ward.deps.store)).toEqual([])
})

test('papers are taken in, and their owner is called a second time to collect them', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  await desk.with('A-001', 'serve')

  const handedIn = await desk.with('A-001', 'hand-in')
  const collected = await desk.with('A-001', 'collect', { window: desk.window })
  const finished = await desk.with('A-001', 'finish', { services: ['tennyu', 'tenkyo'], purposeMet: 'yes' })

  expect(handedIn.json).toMatchObject({ state: 'handed_in', window: null })
  expect(collected.json).toMatchObject({ state: 'called', stage: 2, window: '2-1' })
  expect(finished.json).toMatchObject({ state: 'served', services: ['tennyu'] })
  const done = await ward.deps.store.read(db =>
    db.selectFrom('ticket_services').select('service_id').where('is_done', '=', 1).execute(),
  )
  expect(done).toHaveLength(2)
})

test('somebody who does not come is noted, and called again when they do', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')

  const missed = await desk.with('A-001', 'no-show')
  const called = await desk.at('call', { ticket: 'A-001' })
  await desk.with('A-001', 'no-show')
  const byId = await desk.at('call', { ticket: id })
  const left = await desk.with('A-001', 'left')

  expect(missed.json).toMatchObject({ state: 'no_show', window: null })
  expect(called.json).toMatchObject({ state: 'called', window: '2-1', calls: 2 })
  expect(byId.json).toMatchObject({ state: 'called', calls: 3 })
  expect(left.json.state).toBe('left')
})

test('a ticket that should not be there is made void, by its id, and that is taken back', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)

  const voided = await desk.with(id, 'void', { reason: 'printer' })
  const undone = await desk.with(id, 'undo')
  await desk.with(id, 'void')
  const byNumber = await desk.with('A-001', 'undo')

  expect(voided.json.state).toBe('voided')
  expect(undone.json.state).toBe('waiting')
  expect(byNumber.json).toMatchObject({ id, state: 'waiting' })
})

test('the last deed is taken back', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')

  const undone = await desk.with('A-001', 'undo', { sequence: 2 })

  expect([undone.status, undone.json]).toMatchObject([200, { state: 'waiting', window: null, sequence: 3 }])
  expect((await desk.with('A-001', 'undo')).json.reason).toBe('nothing_to_undo')
})

test('somebody is sent on with the number they have, and called back by undoing it', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')

  const there = await desk.with('A-001', 'transfer', {
    counter: 'kokuho',
    keepsPlace: true,
    services: ['kokuho-kanyu'],
  })
  const back = await desk.with(id, 'undo')

  expect(there.json).toMatchObject({
    number: 'A-001',
    counter: 'kokuho',
    state: 'waiting',
    services: ['kokuho-kanyu'],
  })
  expect(there.json.id).not.toBe(id)
  expect(back.json).toMatchObject({ id, counter: 'ido', state: 'called', window: '2-1' })
})

test('who has been called at the other counter is not called back', async () => {
  const ward = await openStaffApi()
  const { id } = await ward.ticket()
  const desk = await openDesk(ward)
  const other = await openDesk(ward, { counter: 'kokuho' })
  await desk.at('call-next')
  await desk.with('A-001', 'transfer', { counter: 'kokuho' })

  const called = await other.at('call-next')
  const undone = await desk.with(id, 'undo')

  expect(called.json).toMatchObject({ number: 'A-001', counter: 'kokuho', window: '6-1' })
  expect([undone.status, undone.json.reason]).toEqual([409, 'moved_on'])
})

test('a window is paused with a reason, goes on, and is closed', async () => {
  const ward = await openStaffApi()
  const desk = await openDesk(ward)

  const answers = [
    await desk.at('pause', { reason: 'lunch' }),
    await desk.at('continue'),
    await desk.at('close'),
    await desk.at('close'),
  ]

  expect(answers.map(({ status, json }) => [status, json.window?.state ?? json.reason])).toEqual([
    [200, 'paused'],
    [200, 'open'],
    [200, 'closed'],
    [409, 'not_possible'],
  ])
})

test('opening an open window takes it over with who is there', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')
  const supervisor = await ward.as('supervisor')

  const { json } = await supervisor.post(`/v1/windows/${desk.window}/open`)

  expect(json).toMatchObject({ window: { open: true, ticket: 'A-001' }, ticket: { number: 'A-001' } })
})

test('help is called for and the call ended; doing either twice is no error', async () => {
  const ward = await openStaffApi()
  const desk = await openDesk(ward)

  const on = [await desk.at('alarm', { on: true }), await desk.at('alarm', { on: true })]
  const raised = await desk.get('/v1/counters/kokuho/queue')
  const off = [await desk.at('alarm', { on: false }), await desk.at('alarm', { on: false })]
  const ended = await desk.get('/v1/counters/kokuho/queue')

  expect([...on, ...off].map(({ status, json }) => [status, json.on])).toEqual([
    [200, true],
    [200, true],
    [200, false],
    [200, false],
  ])
  expect(raised.json.alarms).toEqual([
    { window: '2-1', counter: 'ido', raisedAt: '2026-12-01T09:00:00+09:00' },
  ])
  expect(ended.json.alarms).toEqual([])
})

test('the day of a counter has its windows, its tickets in calling order and its bookings', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  await ward.booked(['tennyu'], '2026-12-01T10:00', { name: '見本 花子', needs: ['wheelchair'] })
  ward.setNow('2026-12-01T09:00')
  await ward.ticket()
  await ward.ticket('tenkyo', { people: 2, language: 'en' })
  await ward.ticket('tennyu', { isPriority: true })
  const desk = await openDesk(ward)
  await desk.at('call', { ticket: 'A-002' })

  const { status, json } = await desk.get('/v1/counters/ido/queue')

  expect(status).toBe(200)
  expect(json.counter).toBe('ido')
  expect(json.version).toBeGreaterThan(0)
  expect(json.windows).toHaveLength(5)
  expect(json.windows[0]).toEqual({
    id: desk.window,
    number: 1,
    label: '2-1',
    state: 'open',
    open: true,
    ticket: 'A-002',
  })
  expect(json.windows[1]).toMatchObject({ open: false, ticket: null })
  expect(
    json.tickets.map((ticket: { number: string; state: string }) => [ticket.number, ticket.state]),
  ).toEqual([
    ['A-003', 'waiting'],
    ['A-001', 'waiting'],
    ['A-002', 'called'],
  ])
  expect(json.tickets[2]).toMatchObject({ people: 2, language: 'en', services: ['tenkyo'], window: '2-1' })
  expect(json.appointments).toEqual([
    {
      reference: expect.stringMatching(/^\w{3}-\w{3}$/),
      startsAt: '2026-12-01T10:00:00+09:00',
      minutes: 30,
      people: 1,
      language: 'ja',
      services: ['tennyu'],
      name: '見本 花子',
      needs: ['wheelchair'],
      ticket: null,
    },
  ])
})

test('a contractor sees numbers and no names, wherever they look', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const canary = { name: 'カナリア 鳥子', email: 'canary@example.test', phone: '06-0000-7777' }
  const { reference, token } = await ward.booked(['tennyu'], '2026-12-01T09:00', canary)
  ward.setNow('2026-12-01T09:00')
  await ward.post(`/v1/appointments/${token}/check-in`, {})
  const desk = await openDesk(ward, { login: 'contractor' })

  const queue = await desk.get('/v1/counters/ido/queue')
  const answers = [queue, await desk.at('call-next'), await desk.with('A-001', 'serve')]

  expect(queue.json.appointments).toMatchObject([{ name: null, reference: null, ticket: 'A-001' }])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const { text } of answers)
    expect(text).not.toMatch(new RegExp(`カナリア|鳥子|canary|7777|${reference}|${reference.slice(0, 3)}-`))
  expect((await (await ward.as('clerk')).get('/v1/counters/ido/queue')).text).toContain('カナリア 鳥子')
})

test('the same key has one effect and one answer, byte for byte, whatever has happened since', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  await ward.ticket()
  const desk = await openDesk(ward)

  const first = await desk.at('call-next', {}, 'next')
  const served = await desk.with('A-001', 'serve', {}, 'serve')
  const finished = await desk.with('A-001', 'finish', { services: ['tennyu'] }, 'finish')
  const again = [
    await desk.at('call-next', {}, 'next'),
    await desk.with('A-001', 'serve', {}, 'serve'),
    await desk.with('A-001', 'finish', { services: ['tennyu'] }, 'finish'),
  ]

  expect(again.map(({ status, text }) => [status, text])).toEqual(
    [first, served, finished].map(({ text }) => [200, text]),
  )
  expect((await desk.with('A-001', 'finish', {}, 'finish')).json.reason).toBe('key_reused')
  const { json } = await desk.get('/v1/counters/ido/queue')
  expect(json.tickets[0]).toMatchObject({ number: 'A-002', state: 'waiting', sequence: 1 })
})

test('a key is answered again for a ticket that its counter no longer has', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  const desk = await openDesk(ward, { login: 'contractor' })
  await desk.at('call-next')
  const send = () => desk.with('A-001', 'transfer', { counter: 'kokuho' }, 'away')

  const first = await send()
  const again = await send()

  expect([again.status, again.text]).toEqual([200, first.text])
})

test('one key of two people is two deeds', async () => {
  const ward = await openStaffApi()
  await ward.ticket()
  await ward.ticket()
  const [one, two] = [await openDesk(ward), await openDesk(ward, { number: 2, login: 'supervisor' })]

  const answers = [await one.at('call-next', {}, 'same'), await two.at('call-next', {}, 'same')]

  expect(answers.map(({ json }) => json.number)).toEqual(['A-001', 'A-002'])
})

test('windows that call at the same moment call different people, each one', async () => {
  const ward = await openStaffApi()
  const desks: Array<Awaited<ReturnType<typeof openDesk>>> = []
  for (const [counter, service] of [
    ['ido', 'tennyu'],
    ['kokuho', 'kokuho-kanyu'],
  ] as const)
    for (let number = 1; number <= 4; number += 1) {
      desks.push(await openDesk(ward, { counter, number }))
      await ward.ticket(service)
    }

  const answers = await Promise.all(desks.flatMap(desk => [desk.at('call-next'), desk.at('call-next')]))

  const called = answers.filter(({ status }) => status === 200).map(({ json }) => json.number)
  expect([called.length, new Set(called).size]).toEqual([8, 8])
  const refused = answers.filter(({ status }) => status === 409).map(({ json }) => json.reason)
  expect(refused).toEqual(Array.from({ length: 8 }, () => 'window_busy'))
  expect(await queueProblems(ward.deps.store)).toEqual([])
})
