import { expect, test } from 'vitest'
import { apiEn } from '#views/text/api-en.ts'
import { apiJa } from '#views/text/api-ja.ts'
import { booking, office, openApiWard } from '../support/api.ts'

test('a refusal is a problem document in the language asked for', async () => {
  const ward = await openApiWard()

  const inJapanese = await ward.get('/v1/offices/nowhere/services')
  const inEnglish = await ward.get('/v1/offices/nowhere/services', { language: 'en' })

  expect(inJapanese.headers.get('Content-Type')).toBe('application/problem+json')
  expect(inJapanese.headers.get('Content-Language')).toBe('ja')
  expect(inJapanese.json).toEqual({
    type: '/api/docs#unknown_office',
    status: 404,
    reason: 'unknown_office',
    ...apiJa.problems.unknown_office,
  })
  expect(inEnglish.headers.get('Content-Language')).toBe('en')
  expect(inEnglish.json).toMatchObject(apiEn.problems.unknown_office)
})

test.for([
  { wish: { services: [] }, status: 422, reason: 'no_service' },
  { wish: { services: ['nothing'] }, status: 422, reason: 'unknown_service' },
  { wish: { services: ['tennyu', 'kokuho-kanyu'] }, status: 422, reason: 'several_counters' },
  { wish: { services: ['shomei-juminhyo'] }, status: 422, reason: 'not_bookable' },
  {
    wish: { services: ['tennyu', 'tennyu-abroad', 'tenshutsu-todoke', 'tenkyo', 'setai', 'inkan-toroku'] },
    status: 422,
    reason: 'too_many_services',
  },
  { wish: { people: 0 }, status: 422, reason: 'people' },
  { wish: { people: 99 }, status: 422, reason: 'people' },
  { wish: { startsAt: '2026-12-02T05:00:00+09:00' }, status: 409, reason: 'slot_closed' },
  { wish: { startsAt: '2026-12-02T09:00:01+09:00' }, status: 409, reason: 'slot_closed' },
  { wish: { startsAt: '2026-12-05T09:00:00+09:00' }, status: 409, reason: 'slot_closed' },
  { wish: { startsAt: '2027-12-02T09:00:00+09:00' }, status: 409, reason: 'slot_not_yet' },
  { wish: { startsAt: '2026-11-30T09:00:00+09:00' }, status: 409, reason: 'slot_too_late' },
  { wish: { startsAt: '1970-01-01T00:00:00+09:00' }, status: 409, reason: 'slot_too_late' },
  { wish: { startsAt: '9998-12-31T23:59:59Z' }, status: 409, reason: 'slot_closed' },
])('$wish is refused with $reason', async ({ wish, status, reason }) => {
  const ward = await openApiWard()
  const { services, people, startsAt } = booking(wish) as Record<string, unknown>

  const held = await ward.post(`${office}/holds`, { services, people, startsAt })
  const booked = await ward.post(`${office}/appointments`, booking(wish))

  expect(held.json).toMatchObject({ status, reason })
  expect(booked.json).toMatchObject({ status, reason })
  expect(booked.status).toBe(status)
  expect(booked.json.alternatives?.length).toBe(reason.startsWith('slot_') ? 5 : undefined)
})

test.for([
  { query: '', field: 'services', reason: 'required' },
  { query: 'services=tennyu&services=tenkyo', field: 'services', reason: 'repeated' },
  { query: 'services=tennyu&people=1&people=2', field: 'people', reason: 'repeated' },
  { query: 'services=tennyu&sort=name', field: 'body', reason: 'unknown_field' },
  { query: 'services=tennyu&__proto__=1', field: 'body', reason: 'unknown_field' },
  { query: 'services=tennyu&people=two', field: 'people', reason: 'not_a_number' },
  { query: 'services=tennyu&people=1.5', field: 'people', reason: 'not_a_number' },
  { query: 'services=tennyu&from=2026-02-29', field: 'from', reason: 'not_a_date' },
  { query: 'services=tennyu&from=2026-04-31', field: 'from', reason: 'not_a_date' },
  {
    query: 'services=tennyu&to=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96-04-01',
    field: 'to',
    reason: 'not_a_date',
  },
  { query: 'services=tennyu&from=2026-12-02&to=2026-12-01', field: 'to', reason: 'ends_before_start' },
  { query: 'services=tennyu&from=2026-12-01&to=2027-02-01', field: 'to', reason: 'span_too_long' },
])('availability with "$query" is refused: $field $reason', async ({ query, field, reason }) => {
  const ward = await openApiWard()

  const { status, json } = await ward.get(`${office}/availability?${query}`)

  expect(status).toBe(422)
  expect(json.reason).toBe('invalid_input')
  expect(json.errors[0]).toMatchObject({ field, reason, detail: apiJa.inputs[reason as 'required'] })
})

test.for([
  { query: 'services=', reason: 'no_service' },
  { query: 'services=nothing', reason: 'unknown_service' },
  { query: 'services=tennyu,,tenkyo', reason: 'unknown_service' },
  { query: 'services=shomei-juminhyo', reason: 'not_bookable' },
  { query: 'services=tennyu,kokuho-kanyu', reason: 'several_counters' },
  { query: 'services=tennyu&people=99', reason: 'people' },
])('availability with "$query" is refused: $reason', async ({ query, reason }) => {
  const ward = await openApiWard()

  const { status, json } = await ward.get(`${office}/availability?${query}`)

  expect(status).toBe(422)
  expect(json).toMatchObject({ reason, errors: [{ reason, detail: json.detail }] })
})

test('sixty-two days can be asked for at once', async () => {
  const ward = await openApiWard()

  const { json } = await ward.get(`${office}/availability?services=tennyu&from=2026-12-01&to=2027-01-31`)

  expect(json.days).toHaveLength(62)
})

test('a full time is refused with the nearest free times', async () => {
  const ward = await openApiWard()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  await ward.booked(['tennyu'], '2026-12-02T10:00')

  const { status, json } = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    startsAt: '2026-12-02T10:00:00+09:00',
  })

  expect(status).toBe(409)
  expect(json.reason).toBe('slot_full')
  expect(json.alternatives.slice(0, 2)).toEqual([
    { startsAt: '2026-12-02T09:30:00+09:00', counter: 'ido', free: 2 },
    { startsAt: '2026-12-02T10:30:00+09:00', counter: 'ido', free: 2 },
  ])
})

test.for([
  { details: { name: '　' }, field: 'name', reason: 'required' },
  { details: { name: undefined }, field: 'name', reason: 'required' },
  { details: { name: 5 }, field: 'name', reason: 'wrong_type' },
  { details: { phone: null }, field: 'email', reason: 'contact_required' },
  { details: { email: 'a@b@c' }, field: 'email', reason: 'not_an_email' },
  { details: { phone: '110' }, field: 'phone', reason: 'not_a_phone' },
  { details: { language: 'tlh' }, field: 'language', reason: 'unknown' },
  { details: { needs: ['a pony'] }, field: 'needs', reason: 'unknown' },
  { details: { documents: ['a ticket'] }, field: 'documents', reason: 'unknown' },
  { details: { services: 'tennyu' }, field: 'services', reason: 'wrong_type' },
  { details: { services: [1] }, field: 'services', reason: 'wrong_type' },
  { details: { people: '1' }, field: 'people', reason: 'not_a_number' },
  { details: { people: 1.5 }, field: 'people', reason: 'not_a_number' },
  { details: { startsAt: undefined }, field: 'startsAt', reason: 'required' },
  { details: { hold: 'x' }, field: 'hold', reason: 'either_hold_or_time' },
  { details: { status: 'booked' }, field: 'body', reason: 'unknown_field' },
  { details: { office_id: 2, role: 'admin' }, field: 'body', reason: 'unknown_field' },
])('a booking with $details is refused: $field $reason', async ({ details, field, reason }) => {
  const ward = await openApiWard()

  const { status, json } = await ward.post(`${office}/appointments`, booking(details))

  expect(status).toBe(422)
  expect(json.reason).toBe('invalid_input')
  expect(json.errors[0]).toMatchObject({ field, reason })
})

test('a hold that has ended, or never was, cannot be booked', async () => {
  const ward = await openApiWard()
  const { json: held } = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    startsAt: '2026-12-02T09:00:00+09:00',
  })
  ward.setNow('2026-12-01T08:10')

  for (const hold of [held.hold, 'never-was'])
    expect(
      (await ward.post(`${office}/appointments`, { hold, name: '見本', phone: '0600001234' })).json,
    ).toMatchObject({
      status: 409,
      reason: 'hold_expired',
    })
})

test('a hold that has been booked cannot be booked again', async () => {
  const ward = await openApiWard()
  const { json: held } = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    startsAt: '2026-12-02T09:00:00+09:00',
  })
  const wish = { hold: held.hold, name: '見本', phone: '0600001234' }
  await ward.post(`${office}/appointments`, wish)

  const { json } = await ward.post(`${office}/appointments`, wish)

  expect(json).toMatchObject({ status: 409, reason: 'already_booked' })
})

test('a contact has no more bookings than the office allows', async () => {
  const ward = await openApiWard()
  const at = (hour: number) => booking({ startsAt: `2026-12-02T${hour}:00:00+09:00` })
  for (let hour = 10; hour < 10 + ward.office.rules.activePerContactMax; hour += 1)
    expect((await ward.post(`${office}/appointments`, at(hour))).status).toBe(201)

  expect((await ward.post(`${office}/appointments`, at(16))).json).toMatchObject({
    status: 409,
    reason: 'too_many_bookings',
  })
})

test('a visit that has begun is neither moved nor cancelled, and a cancelled one is not moved', async () => {
  const ward = await openApiWard()
  const { json: begun } = await ward.post(`${office}/appointments`, booking())
  const { json: cancelled } = await ward.post(
    `${office}/appointments`,
    booking({ startsAt: '2026-12-03T09:00:00+09:00' }),
  )
  await ward.post(`/v1/appointments/${cancelled.token}/cancellation`, {})
  ward.setNow('2026-12-02T09:00')
  const startsAt = '2026-12-03T10:00:00+09:00'

  const answers = [
    await ward.post(`/v1/appointments/${begun.token}/reschedule`, { startsAt }),
    await ward.post(`/v1/appointments/${begun.token}/cancellation`, {}),
    await ward.post(`/v1/appointments/${cancelled.token}/reschedule`, { startsAt }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409])
  expect(answers.map(({ json }) => json.reason)).toEqual(['visit_begun', 'visit_begun', 'already_cancelled'])
})

test('an appointment that cannot be moved to a full time keeps its own', async () => {
  const ward = await openApiWard()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const { json: booked } = await ward.post(`${office}/appointments`, booking())

  const { status, json } = await ward.post(`/v1/appointments/${booked.token}/reschedule`, {
    startsAt: '2026-12-02T10:00:00+09:00',
  })

  expect(status).toBe(409)
  expect(json.reason).toBe('slot_full')
  expect(json.alternatives).toHaveLength(5)
  expect((await ward.get(`/v1/appointments/${booked.token}`)).json.startsAt).toBe(booked.startsAt)
})

test('whatever is wrong with a token, the answer is the same to the byte', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking())
  const { json: held } = await ward.post(`${office}/holds`, {
    services: ['tennyu'],
    startsAt: '2026-12-03T09:00:00+09:00',
  })
  const token: string = booked.token
  const otherCase = token.replace(/[a-zA-Z]/, letter =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

  const wrong = [
    otherCase,
    token.slice(0, -1),
    `${token}=`,
    `${token}a`,
    'x',
    'A'.repeat(22),
    held.hold,
    '%00',
    '..%2f',
    '1 or 1=1',
  ]
  const answers = await Promise.all(wrong.map(text => ward.get(`/v1/appointments/${text}`)))

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set([`404 ${answers[0]?.text}`]),
  )
})

test('an unknown reference and a wrong secret are answered alike', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(`${office}/appointments`, booking())

  const answers = await Promise.all([
    ward.post('/v1/appointments/lookup', { reference: booked.reference, secret: '9999' }),
    ward.post('/v1/appointments/lookup', { reference: booked.reference, secret: 'other@example.test' }),
    ward.post('/v1/appointments/lookup', { reference: '222-222', secret: '1234' }),
    ward.post('/v1/appointments/lookup', { reference: 'no reference', secret: '' }),
  ])

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.json).toMatchObject({ status: 404, reason: 'not_matching' })
})

test('tries at one reference are limited', async () => {
  const ward = await openApiWard({ settings: { RATE_LIMIT: 'on' } })
  const tryOnce = () => ward.post('/v1/appointments/lookup', { reference: 'ABC-234', secret: '0000' })
  for (let tries = 1; tries <= 10; tries += 1) expect((await tryOnce()).status).toBe(404)

  const { status, json, headers } = await tryOnce()

  expect(status).toBe(429)
  expect(json.reason).toBe('rate_limited')
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('deeds of one caller are limited, and looking is not', async () => {
  const ward = await openApiWard({ settings: { RATE_LIMIT: 'on' } })
  const statuses: number[] = []
  for (let tries = 1; tries <= 121; tries += 1) statuses.push((await ward.post(`${office}/holds`, {})).status)

  expect(statuses.filter(status => status === 429)).toHaveLength(1)
  expect((await ward.get(`${office}/availability?services=tennyu`)).status).toBe(200)
})

test('a closed store is busy, and any other fault gives a reference and no more', async () => {
  const ward = await openApiWard()
  const logged: unknown[] = []
  ward.deps.log.error = (...args: unknown[]) => void logged.push(args)
  await ward.deps.store.close()

  const busy = await ward.post(`${office}/appointments`, booking())
  ward.deps.offices.bySlug = () => Promise.reject(new Error('canary 太郎'))
  const broken = await ward.post(`${office}/appointments`, booking())

  expect(busy).toMatchObject({ status: 503, json: { reason: 'busy' } })
  expect(busy.headers.get('Retry-After')).toBe('2')
  expect(broken).toMatchObject({ status: 500, json: { reason: 'unexpected', reference: expect.any(String) } })
  expect(JSON.stringify(logged)).toContain(broken.json.reference)
  expect(JSON.stringify(logged) + broken.text).not.toMatch(/canary|太郎|1234/)
})
