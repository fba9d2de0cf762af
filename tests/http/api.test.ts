import { expect, test } from 'vitest'
import { booking, office, openApiWard } from '../support/api.ts'

test('offices are listed with their time zone, in the language asked for', async () => {
  const ward = await openApiWard()

  const inJapanese = await ward.get('/v1/offices')
  const inEnglish = await ward.get('/v1/offices', { language: 'fr;q=0.9, en-GB;q=0.8, ja;q=0.1' })

  expect(inJapanese.json).toEqual({ offices: [{ id: 'mihon', name: '見本区役所', timeZone: 'Asia/Tokyo' }] })
  expect(inJapanese.headers.get('Content-Language')).toBe('ja')
  expect(inEnglish.json.offices[0].name).toBe('Mihon Ward Office (sample)')
  expect(inEnglish.headers.get('Content-Language')).toBe('en')
})

test('services are listed with counter, minutes and what to bring', async () => {
  const ward = await openApiWard()

  const { json } = await ward.get(`${office}/services`, { language: 'en' })

  expect(json.services).toHaveLength(ward.office.services.length)
  const tennyu = json.services.find((service: { id: string }) => service.id === 'tennyu')
  expect(tennyu).toMatchObject({
    id: 'tennyu',
    counter: 'ido',
    name: 'Moving in from another municipality',
    durationMinutes: 30,
    bookable: true,
  })
  expect(tennyu.documents[0]).toEqual({ id: 'id1', name: expect.any(String), condition: null })
  expect(tennyu.documents.at(-1)).toMatchObject({ id: 'inin', condition: 'if someone comes for you' })
})

test('availability has a week of days from today, each with its state and slots', async () => {
  const ward = await openApiWard()

  const { status, json } = await ward.get(`${office}/availability?services=tennyu`)

  expect(status).toBe(200)
  expect(json.days.map((day: { date: string }) => day.date)).toEqual([
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-05',
    '2026-12-06',
    '2026-12-07',
  ])
  expect(json.days[1].state).toBe('open')
  expect(json.days[1].slots[0]).toEqual({ startsAt: '2026-12-02T09:00:00+09:00', counter: 'ido', free: 2 })
  expect(json.days[4]).toEqual({ date: '2026-12-05', state: 'closed', slots: [] })
})

test('a held time is booked with the hold alone', async () => {
  const ward = await openApiWard()

  const held = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    people: 1,
    startsAt: '2026-12-02T00:00:00Z',
  })
  expect(held.status).toBe(201)
  expect(held.json).toEqual({
    hold: expect.stringMatching(/^[\w-]{22}$/),
    expiresAt: '2026-12-01T08:10:00+09:00',
    startsAt: '2026-12-02T09:00:00+09:00',
    counter: 'ido',
  })

  const booked = await ward.post(`${office}/appointments`, {
    hold: held.json.hold,
    name: '見本 花子',
    email: 'hanako@example.test',
  })
  expect(booked.status).toBe(201)
  expect(booked.json).toMatchObject({
    startsAt: '2026-12-02T09:00:00+09:00',
    counter: 'ido',
    state: 'booked',
  })
})

test('a time is booked in one step', async () => {
  const ward = await openApiWard({ settings: { PUBLIC_URL: 'https://yoyaku.example.jp' } })

  const { status, json, headers } = await ward.post(`${office}/appointments`, booking())

  expect(status).toBe(201)
  expect(json).toEqual({
    reference: expect.stringMatching(/^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$/),
    token: expect.stringMatching(/^[\w-]{22}$/),
    manageUrl: `https://yoyaku.example.jp/mihon/a/${json.token}`,
    startsAt: '2026-12-02T09:00:00+09:00',
    endsAt: '2026-12-02T09:30:00+09:00',
    counter: 'ido',
    state: 'booked',
  })
  expect(headers.get('Location')).toBe(`/api/v1/appointments/${json.token}`)
})

test('an appointment is shown by its token, without anything personal', async () => {
  const ward = await openApiWard()
  const wish = booking({
    people: 3,
    language: 'en',
    needs: ['wheelchair'],
    documents: ['id1'],
    email: 'taro@example.test',
  })
  const { json: booked } = await ward.post(`${office}/appointments`, wish)

  const { status, json, text } = await ward.get(`/v1/appointments/${booked.token}`)

  expect(status).toBe(200)
  expect(json).toEqual({
    ...booked,
    office: 'mihon',
    services: ['tennyu'],
    people: 3,
    language: 'en',
    needs: ['wheelchair'],
    documents: ['id1'],
    legs: [{ counter: 'ido', startsAt: booked.startsAt, endsAt: booked.endsAt, services: ['tennyu'] }],
  })
  expect(text).not.toMatch(/太郎|taro|1234/)
})

test('an appointment is moved, and its old place is free again', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking())

  const moved = await ward.post(`/v1/appointments/${booked.token}/reschedule`, {
    startsAt: '2026-12-03T10:00:00+09:00',
  })

  expect(moved.status).toBe(200)
  expect(moved.json).toMatchObject({
    startsAt: '2026-12-03T10:00:00+09:00',
    endsAt: '2026-12-03T10:30:00+09:00',
    state: 'booked',
  })
  const { json } = await ward.get(`${office}/availability?services=tennyu&from=2026-12-02&to=2026-12-03`)
  expect(json.days[0].slots[0]).toMatchObject({ startsAt: '2026-12-02T09:00:00+09:00', free: 2 })
})

test('an appointment is cancelled, and cancelling it twice is no error', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking())
  const path = `/v1/appointments/${booked.token}/cancellation`

  const first = await ward.send(path, { method: 'POST' })
  const second = await ward.post(path, {})

  expect([first.status, second.status]).toEqual([200, 200])
  expect([first.json.state, second.json.state]).toEqual(['cancelled', 'cancelled'])
  expect((await ward.get(`/v1/appointments/${booked.token}`)).json.state).toBe('cancelled')
})

test.for([
  { secret: 'taro@example.test' },
  { secret: ' Taro@Example.test ' },
  { secret: '1234' },
  { secret: '１２３４' },
])('an appointment is found by its reference and $secret', async ({ secret }) => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking({ email: 'taro@example.test' }))

  const found = await ward.post('/v1/appointments/lookup', {
    reference: booked.reference.toLowerCase(),
    secret,
  })

  expect(found.status).toBe(200)
  expect(found.json).toMatchObject({
    reference: booked.reference,
    startsAt: booked.startsAt,
    services: ['tennyu'],
  })
  expect(found.json.token).not.toBe(booked.token)
  expect(found.json).not.toHaveProperty('manageUrl')
  expect((await ward.get(`/v1/appointments/${found.json.token}`)).status).toBe(200)
})

test('the token of a look-up ends after 30 minutes', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking())
  const { json: found } = await ward.post('/v1/appointments/lookup', {
    reference: booked.reference,
    secret: '1234',
  })

  ward.setNow('2026-12-01T08:30')

  expect((await ward.get(`/v1/appointments/${found.token}`)).status).toBe(404)
  expect((await ward.get(`/v1/appointments/${booked.token}`)).status).toBe(200)
})

test('two hundred clients who want one place at the same moment: one has it, the others are shown free times', async () => {
  const ward = await openApiWard()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const wishes = Array.from({ length: 200 }, (_, index) =>
    ward.post(`${office}/appointments`, booking({ phone: `06-0000-${String(index).padStart(4, '0')}` })),
  )

  const answers = await Promise.all(wishes)

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(199)
  for (const { json } of refused) {
    expect(json.reason).toBe('slot_full')
    expect(json.alternatives).toHaveLength(5)
    expect(json.alternatives[0]).toMatchObject({ counter: 'ido', free: expect.any(Number) })
  }
})
