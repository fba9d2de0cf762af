import { expect, test } from 'vitest'
import { type ApiWard, booking, office, openApiWard } from '../support/api.ts'

const json = { 'Content-Type': 'application/json' }
const appointments = `${office}/appointments`

/** How much has been written, to see that a refusal writes nothing. */
async function traces(ward: ApiWard): Promise<number[]> {
  return ward.deps.store.read(async db => {
    const counts: number[] = []
    for (const table of [
      'appointments',
      'persons',
      'places',
      'outbox',
      'audit',
      'idempotency_keys',
    ] as const) {
      const { count } = await db
        .selectFrom(table)
        .select(eb => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      counts.push(count)
    }
    return counts
  })
}

const nothing = [0, 0, 0, 0, 0, 0]
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const shiftJis = Buffer.from([...Buffer.from('{"name":"'), 0x8c, 0xa9, 0x96, 0x7b, ...Buffer.from('"}')])

test.for<{
  what: string
  body: string | Buffer<ArrayBuffer>
  headers?: Record<string, string>
  status: number
  reason: string
}>([
  { what: 'broken JSON', body: '{"services": [', status: 400, reason: 'malformed_json' },
  { what: 'an empty body', body: '', status: 400, reason: 'malformed_json' },
  { what: 'two values', body: '{} {}', status: 400, reason: 'malformed_json' },
  { what: 'NaN', body: '{"people": NaN}', status: 400, reason: 'malformed_json' },
  { what: 'Shift_JIS bytes', body: shiftJis, status: 400, reason: 'unreadable_body' },
  { what: 'a cut character', body: Buffer.from([0x22, 0xe3, 0x81]), status: 400, reason: 'unreadable_body' },
  {
    what: 'Shift_JIS by its name',
    body: '{}',
    headers: { 'Content-Type': 'application/json; charset=Shift_JIS' },
    status: 415,
    reason: 'not_json',
  },
  { what: 'text', body: '{}', headers: { 'Content-Type': 'text/plain' }, status: 415, reason: 'not_json' },
  {
    what: 'a form',
    body: 'a=1',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 415,
    reason: 'not_json',
  },
  {
    what: 'multipart without a boundary',
    body: 'x',
    headers: { 'Content-Type': 'multipart/form-data' },
    status: 415,
    reason: 'not_json',
  },
  {
    what: 'broken multipart',
    body: '--x\r\n',
    headers: { 'Content-Type': 'multipart/form-data; boundary=y' },
    status: 415,
    reason: 'not_json',
  },
  {
    what: 'a gzip bomb',
    body: '{}',
    headers: { 'Content-Encoding': 'gzip' },
    status: 415,
    reason: 'not_json',
  },
  { what: '65 kB', body: `{"name":"${'a'.repeat(65 * 1024)}"}`, status: 413, reason: 'body_too_large' },
  {
    what: 'a declared 100 MB',
    body: '{}',
    headers: { 'Content-Length': '104857600' },
    status: 413,
    reason: 'body_too_large',
  },
  { what: 'null', body: 'null', status: 422, reason: 'invalid_input' },
  { what: 'a number', body: '1e999', status: 422, reason: 'invalid_input' },
  { what: 'a list', body: '[]', status: 422, reason: 'invalid_input' },
  { what: '30,000 levels', body: deep(30_000), status: 422, reason: 'invalid_input' },
  {
    what: '10,000 levels in a member',
    body: `{"name":${deep(10_000)}}`,
    status: 422,
    reason: 'invalid_input',
  },
  {
    what: '5,000 members',
    body: JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 1]))),
    status: 422,
    reason: 'invalid_input',
  },
  {
    what: 'a number of 60,000 digits',
    body: `{"people":${'9'.repeat(60_000)}}`,
    status: 422,
    reason: 'invalid_input',
  },
  {
    what: '__proto__',
    body: '{"__proto__":{"polluted":1},"services":["tennyu"]}',
    status: 422,
    reason: 'invalid_input',
  },
  {
    what: 'constructor',
    body: '{"constructor":{"prototype":{"polluted":1}}}',
    status: 422,
    reason: 'invalid_input',
  },
])('$what is answered with $status', async ({ body, headers, status, reason }) => {
  const ward = await openApiWard()

  for (const path of [`${office}/holds`, appointments, '/v1/appointments/lookup']) {
    const since = performance.now()
    const answer = await ward.send(path, { method: 'POST', headers: { ...json, ...headers }, body })

    expect({ path, status: answer.status, reason: answer.json?.reason }).toEqual({ path, status, reason })
    expect(performance.now() - since).toBeLessThan(500)
  }
  expect(await traces(ward)).toEqual(nothing)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('a body that comes in pieces is cut off at 64 kB', async () => {
  const ward = await openApiWard()
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16_384
      controller.enqueue(new Uint8Array(16_384).fill(0x20))
    },
  })

  const init: RequestInit = { method: 'POST', headers: json, body: endless, duplex: 'half' }
  const { status } = await ward.send(appointments, init)

  expect(status).toBe(413)
  expect(sent).toBeLessThan(200_000)
})

test('nothing that was sent is said back', async () => {
  const ward = await openApiWard()
  const wrong = booking({
    name: 'canary\u0000',
    email: 'canary@',
    canary: 1,
    language: 'canary',
    services: ['canary'],
  })

  const { text } = await ward.post(appointments, wrong)

  expect(text).not.toContain('canary')
})

test.for([
  { field: 'name', value: 'a\u0000b', reason: 'unreadable' },
  { field: 'name', value: 'a\u001bb', reason: 'unreadable' },
  { field: 'name', value: 'a\u0085b', reason: 'unreadable' },
  { field: 'name', value: 'a\u007fb', reason: 'unreadable' },
  { field: 'name', value: 'a\u202eb', reason: 'unreadable' },
  { field: 'name', value: 'a\u2066b', reason: 'unreadable' },
  { field: 'name', value: 'a\u2028b', reason: 'unreadable' },
  { field: 'name', value: 'a\u{e0041}b', reason: 'unreadable' },
  { field: 'name', value: '\ud842', reason: 'unreadable' },
  { field: 'name', value: '   ', reason: 'required' },
  { field: 'name', value: '\u3000', reason: 'required' },
  { field: 'name', value: '\u200b', reason: 'required' },
  { field: 'name', value: 'あ'.repeat(101), reason: 'too_long' },
  { field: 'name', value: 'あ'.repeat(10_000), reason: 'too_long' },
  { field: 'name', value: `a${'\u0301'.repeat(600)}`, reason: 'too_long' },
  { field: 'name', value: `a${' '.repeat(50_000)}b`, reason: 'too_long' },
  { field: 'email', value: 'a@'.repeat(25_000), reason: 'too_long' },
  { field: 'email', value: `${'('.repeat(400)}@x.jp`, reason: 'too_long' },
  { field: 'email', value: 'a@x.jp,evil@e.jp', reason: 'not_an_email' },
  { field: 'email', value: 'a@x.jp\r\nBcc: evil@e.jp', reason: 'unreadable' },
  { field: 'email', value: '"a@x y"@z.jp', reason: 'not_an_email' },
  { field: 'email', value: 'a(comment)@x.jp', reason: 'not_an_email' },
  { field: 'email', value: 'undisclosed:a@x.jp;', reason: 'not_an_email' },
  { field: 'phone', value: '-'.repeat(50_000), reason: 'too_long' },
  { field: 'phone', value: "0'; drop table persons; --", reason: 'not_a_phone' },
  { field: 'startsAt', value: '2026-02-29T09:00:00+09:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '2026-04-31T09:00:00+09:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '2026-12-02T24:00:00+09:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '2026-12-02T09:60:00+09:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '2026-12-02T09:00:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '２０２６-１２-０２T09:00:00+09:00', reason: 'not_an_instant' },
  { field: 'startsAt', value: '+275760-09-13T00:00:00Z', reason: 'not_an_instant' },
  { field: 'people', value: -1, reason: 'not_a_number' },
  { field: 'people', value: 9_007_199_254_740_992, reason: 'not_a_number' },
  { field: 'people', value: '1', reason: 'not_a_number' },
  { field: 'people', value: null, reason: 'not_a_number' },
])('$field $value is refused: $reason', async ({ field, value, reason }) => {
  const ward = await openApiWard()
  const since = performance.now()

  const { status, json: said } = await ward.post(appointments, booking({ [field]: value }))

  expect(status).toBe(422)
  expect(said.errors).toMatchObject([{ field, reason }])
  expect(performance.now() - since).toBeLessThan(500)
  expect(await traces(ward)).toEqual(nothing)
})

test.for([
  '神\ufa19 福\ufa1b',
  '髙﨑 𠮷葛\u{e0100}',
  'か\u3099 ｶﾞ ㈱',
  '👨‍👩‍👧‍👦',
  `Robert'); drop table persons; --`,
  '<script>alert(1)</script>',
  '{{7*7}} ${1}',
  'İßﬁ',
  'あ'.repeat(100),
])('the name %s is kept as it was sent', async name => {
  const ward = await openApiWard()

  const { status } = await ward.post(appointments, booking({ name }))

  expect(status).toBe(201)
  const person = await ward.deps.store.read(db =>
    db.selectFrom('persons').select('name').executeTakeFirstOrThrow(),
  )
  expect(person.name).toBe(name)
})

test.for([
  'tennyu%00',
  '%82%A0',
  "tennyu'",
  'tennyu%22',
  '__proto__',
  'constructor',
  '%F0%9F%91%A8',
  'a'.repeat(1001),
  'tennyu,'.repeat(100),
])('availability of "%s" is refused', async services => {
  const ward = await openApiWard()

  expect((await ward.get(`${office}/availability?services=${services}`)).status).toBe(422)
})

test.for([
  '/v1/offices/nowhere/services',
  '/v1/offices/..%2f..%2fetc/services',
  '/v1/offices/__proto__/availability?services=tennyu',
  '/v1/offices/mihon%00/services',
  '/v1/offices/MIHON/services',
  '/v1/offices/',
  '/v1/offices/mihon/services/',
  '/v1//offices',
  '/v1/offices/mihon;x/services',
  '/V1/offices',
  '/v1/offices/%82%A0/services',
  '/docs/..%2fpackage.json',
  '/docs/constructor',
  '/nothing',
])('%s is not found', async path => {
  const ward = await openApiWard()

  expect((await ward.get(path)).status).toBe(404)
})

test.for([
  { path: '/v1/offices', method: 'POST', allow: 'GET, HEAD' },
  { path: `${office}/availability`, method: 'POST', allow: 'GET, HEAD' },
  { path: `${office}/holds`, method: 'GET', allow: 'POST' },
  { path: `${office}/holds`, method: 'DELETE', allow: 'POST' },
  { path: appointments, method: 'PUT', allow: 'POST' },
  { path: `/v1/appointments/${'A'.repeat(22)}`, method: 'DELETE', allow: 'GET, HEAD' },
  { path: `/v1/appointments/${'A'.repeat(22)}/cancellation`, method: 'GET', allow: 'POST' },
])('$method $path is refused with what is allowed', async ({ path, method, allow }) => {
  const ward = await openApiWard()

  const { status, headers } = await ward.send(path, { method, headers: { 'X-HTTP-Method-Override': 'GET' } })

  expect(status).toBe(405)
  expect(headers.get('Allow')).toBe(allow)
})

test('looking never changes anything', async () => {
  const ward = await openApiWard()
  const { json: booked } = await ward.post(appointments, booking())
  const before = await traces(ward)

  for (const method of ['GET', 'HEAD'])
    for (const path of ['', '/cancellation', '/reschedule'])
      await ward.send(`/v1/appointments/${booked.token}${path}`, { method })

  expect(await traces(ward)).toEqual(before)
  expect((await ward.get(`/v1/appointments/${booked.token}`)).json.state).toBe('booked')
})

test('parameters in the address of a deed are refused', async () => {
  const ward = await openApiWard()

  const { status, json: said } = await ward.post(`${appointments}?people=2`, booking())

  expect(status).toBe(422)
  expect(said.errors).toMatchObject([{ field: 'query', reason: 'unknown_field' }])
  expect(await traces(ward)).toEqual(nothing)
})
