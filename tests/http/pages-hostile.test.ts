import { describe, expect, test } from 'vitest'
import { choose, nine, slotsPath, somebody } from '../support/bookings.ts'
import { openSite } from '../support/site.ts'
import { traces } from '../support/traces.ts'
import { encode, type Fields, formOf, formType, openVisitor, valueOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

/** Elements and attributes that none of our pages has: typed markup that was not escaped. */
function strangeMarkup(html: string): string[] {
  const tags = html.match(/<[a-z/!][^>]*>/gi)?.map(tag => tag.replaceAll(/"[^"]*"/g, '""')) ?? []
  return tags.filter(tag => /^<(img|svg|script(?! type="" src="")|iframe)|\son\w+=|'/i.test(tag))
}

/** Spaces and zero-width characters around a text mean nothing. */
function withoutEdges(text: string): string {
  return text.replaceAll(/^[\s\u200b]+|[\s\u200b]+$/g, '')
}

describe('a name, address or number', () => {
  test.for([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    'javascript:alert(1)',
    '{{7*7}} ${7*7}',
    `Robert'); drop table persons; --`,
    '</title></head><svg/onload=alert(1)>',
    '&lt;b&gt; &amp;amp; &#39;',
    '神\ufa19 福\ufa1b',
    '髙﨑 𠮷葛\u{e0100}',
    'か\u3099 ｶﾞ ㈱ ～〜',
    '👨‍👩‍👧‍👦🇯🇵',
    'a\u0000b',
    'a\u001b[31mb',
    'a\u0085b',
    'a\u202eb',
    'a\u2066b',
    'a\u2028b',
    'a\u{e0041}b',
    '\u3000',
    '\u200b',
    'あ'.repeat(101),
    `a${'\u0301'.repeat(600)}`,
    'a@x.jp,evil@e.jp',
    '"a@x y"@z.jp',
    'a(comment)@x.jp',
    'undisclosed:a@x.jp;',
    '=cmd|calc',
    'a\tb',
    ' 見本  花子 ',
  ])('"%s" comes back exactly as it was typed, or is kept so', async text => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const details = await choose(visitor)

    for (const field of ['name', 'email', 'phone']) {
      const before = await traces(site)
      const answer = await visitor.submit(details, '/mihon/hold', { ...somebody, [field]: text })
      const isKept = answer.path === '/mihon/hold/check'
      const form = isKept ? await visitor.get('/mihon/hold') : answer

      expect(answer.status, field).toBe(isKept ? 200 : 422)
      expect(valueOf(formOf(form, '/mihon/hold'), field), field).toBe(isKept ? withoutEdges(text) : text)
      expect(strangeMarkup(answer.html + form.html)).toEqual([])
      expect(isKept ? before : await traces(site)).toEqual(before)
    }
  })

  test('with a line break is refused and nothing is written', async () => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const details = await choose(visitor)
    const before = await traces(site)

    for (const field of ['name', 'email', 'phone']) {
      const text = 'a@x.jp\r\nBcc: evil@e.jp'
      const answer = await visitor.submit(details, '/mihon/hold', { ...somebody, [field]: text })
      expect(answer.status, field).toBe(422)
    }
    expect(await traces(site)).toEqual(before)
  })

  test('that is not one of the choices is refused', async () => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const details = await choose(visitor)
    const before = await traces(site)

    const choices: Fields[] = [
      { language: 'xx' },
      { language: '__proto__' },
      { needs: ['nothing'] },
      { needs: ['__proto__'] },
      { documents: ['../../etc/passwd'] },
      { documents: ['constructor', '"><script>'] },
    ]
    for (const wrong of choices) {
      const answer = await visitor.submit(details, '/mihon/hold', { ...somebody, ...wrong })
      expect(answer.status, JSON.stringify(wrong)).toBe(422)
      expect(strangeMarkup(answer.html)).toEqual([])
    }
    expect(await traces(site)).toEqual(before)
  })
})

test.for([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'a\u0000b',
  '\u3000',
  'あ'.repeat(5000),
  `${'a'.repeat(39)}𠮷`,
  "'; drop table appointments; --",
  '%',
])('looking for a booking by "%s" finds nothing and comes back filled in', async text => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const page = await visitor.get('/mihon/find')
  const before = await traces(site)

  const byReference = await visitor.submit(page, '/mihon/find', { reference: text, secret: '5678' })
  const bySecret = await visitor.submit(page, '/mihon/find', { reference: 'ABC-234', secret: text })

  for (const answer of [byReference, bySecret]) {
    expect(answer.status).toBe(422)
    expect(strangeMarkup(answer.html)).toEqual([])
  }
  expect(valueOf(formOf(byReference, '/mihon/find'), 'reference')).toBe(text)
  expect(valueOf(formOf(bySecret, '/mihon/find'), 'reference')).toBe('ABC-234')
  expect(valueOf(formOf(bySecret, '/mihon/find'), 'secret')).toBe('')
  expect(await traces(site)).toEqual(before)
})

test.for<Fields>([
  { services: 'nothing' },
  { services: '' },
  { services: '__proto__' },
  { services: 'tennyu,koseki-konin' },
  { services: 'shomei-juminhyo' },
  { services: 'tennyu,tenkyo,setai,inkan-toroku,inkan-haishi,tenshutsu-todoke' },
  { services: "tennyu' or 1=1" },
  { services: 'tennyu\u0000' },
  { people: '0' },
  { people: '-1' },
  { people: '1e1' },
  { people: '９' },
  { people: '99' },
  { people: '1.5' },
  { people: '999999999999999999999' },
  { people: 'many' },
])('a wish for %o is refused on the page and in the form', async wish => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const before = await traces(site)

  const page = await visitor.get(`/mihon/slots?${encode({ services: 'tennyu', ...wish })}`)
  const form = await visitor.post('/mihon/holds', { services: 'tennyu', startsAt: nine, key: 'a', ...wish })

  expect([page.status, form.status]).toEqual([422, 422])
  expect(form.links).toContain('/mihon')
  expect(await traces(site)).toEqual(before)
})

const noTimes = [
  '2026-02-29T09:00:00+09:00',
  '2026-04-31T09:00:00+09:00',
  '2026-12-02T9:60:00+09:00',
  '2026-12-02T24:00:00+09:00',
  '2026-12-02T25:00:00+09:00',
  '２０２６-１２-０２T09:00:00+09:00',
  '2026-12-02T09:00:00',
  '0001-01-01T00:00:00Z',
  '9998-12-31T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '1e9',
  '',
  '2026-12-02T09:07:00+09:00',
  '2026-12-05T09:00:00+09:00',
  '2025-12-02T09:00:00+09:00',
]

test.for(noTimes)('the time "%s" is answered with near times', async startsAt => {
  const site = await openSite({ now })
  const before = await traces(site)

  const page = await openVisitor(site).post('/mihon/holds', { services: 'tennyu', startsAt, key: 'a' })

  expect(page.status).toBe(409)
  expect(valueOf(formOf(page, '/mihon/holds'), 'startsAt')).toMatch(/^202[67]-/)
  expect(await traces(site)).toEqual(before)
})

test.for(noTimes)('a visit is not moved to "%s"', async startsAt => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T11:00')
  const visitor = openVisitor(site)
  await visitor.post(`/mihon/a/${token}`, {})
  const before = await traces(site)

  const question = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(startsAt)}`)
  const answer = await visitor.post('/mihon/appointment/reschedule', { startsAt, key: 'a' })

  expect(question.status).toBe(200)
  expect(answer.status).toBe(409)
  expect(await traces(site)).toEqual(before)
})

test.for([
  '2026-02-29',
  '2026-04-31',
  '2026-13-01',
  '0000-00-00',
  '0001-01-01',
  '1970-01-01',
  '9998-12-31',
  '9999-12-31',
  '+275760-09-13',
  '-000001-01-01',
  '２０２６-１２-０２',
  '2026-12-02T09:00',
  '9:60',
  '../../etc',
  "2026-12-02'",
  '2026-12-02\u0000',
  '"><script>',
  '1'.repeat(5000),
])('the day or month "%s" in an address is a page of times that can be chosen', async text => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const queries: Fields[] = [{ date: text }, { month: text }, { month: text.slice(0, 7) }, { view: text }]
  for (const query of queries) {
    const page = await visitor.get(`/mihon/slots?${encode({ services: 'tennyu', ...query })}`)
    expect(page.status, JSON.stringify(query)).toBe(200)
    expect(strangeMarkup(page.html)).toEqual([])
    expect(page.links.some(link => link.startsWith('/mihon/slots?services=tennyu&'))).toBe(true)
  }
})

const form = encode({ services: 'tennyu', people: '1', key: 'a', startsAt: nine })
const shiftJis = Buffer.concat([Buffer.from(`${form}&name=`), Buffer.from([0x8c, 0xa9, 0x96, 0x7b])])

const unreadable: Array<{
  what: string
  body: string | Buffer<ArrayBuffer>
  type?: string | null
  status: number
  headers?: Record<string, string>
}> = [
  { what: 'JSON', body: '{}', type: 'application/json', status: 415 },
  { what: 'text', body: form, type: 'text/plain', status: 415 },
  { what: 'no type', body: Buffer.from(form), type: null, status: 415 },
  { what: 'a nonsense type', body: form, type: 'application/x-www-form-urlencoded-not', status: 415 },
  {
    what: 'Shift_JIS by its name',
    body: form,
    type: 'application/x-www-form-urlencoded; charset=Shift_JIS',
    status: 415,
  },
  { what: 'multipart without a boundary', body: 'x', type: 'multipart/form-data', status: 415 },
  { what: 'broken multipart', body: '--x\r\n', type: 'multipart/form-data; boundary=y', status: 415 },
  {
    what: 'multipart of 10,000 parts',
    body: '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(10_000),
    type: 'multipart/form-data; boundary=y',
    status: 415,
  },
  { what: 'a gzip bomb', body: form, headers: { 'Content-Encoding': 'gzip' }, status: 415 },
  { what: 'Shift_JIS bytes', body: shiftJis, status: 400 },
  { what: 'a cut character', body: Buffer.from([0x61, 0x3d, 0xe3, 0x81]), status: 400 },
  { what: 'Shift_JIS as percents', body: `${form}&name=%8C%A9%96%7B`, status: 400 },
  { what: 'half a percent character', body: `${form}&name=%E3%81`, status: 400 },
  { what: 'the bytes of a lone surrogate', body: `${form}&name=%ED%A1%82`, status: 400 },
  { what: '100 kB', body: `${form}&name=${'a'.repeat(100_000)}`, status: 413 },
  { what: '10,000 fields', body: `${form}${'&a=1'.repeat(10_000)}`, status: 413 },
  { what: 'a field twice', body: `${form}&people=2`, status: 422 },
  { what: 'a time twice', body: `${form}&startsAt=${encodeURIComponent(nine)}`, status: 422 },
]

test.for(unreadable)('$what is answered with a page and $status', async ({ body, type, status, headers }) => {
  const site = await openSite({ now })
  const before = await traces(site)

  for (const [language, lang] of [
    ['ja', 'ja'],
    ['en-GB', 'en'],
  ] as const) {
    const since = performance.now()
    const page = await openVisitor(site, language).send('/mihon/holds', {
      method: 'POST',
      headers: {
        ...(type !== null && { 'Content-Type': type ?? formType['Content-Type'] }),
        Origin: site.url,
        ...headers,
      },
      body,
    })
    expect(page.status).toBe(status)
    expect(page.html).toContain(`<html lang="${lang}">`)
    expect(page.heading).not.toBe('')
    expect(performance.now() - since).toBeLessThan(1000)
  }
  expect(await traces(site)).toEqual(before)
})

test('a body that comes in pieces is cut off at 64 kB', async () => {
  const site = await openSite({ now })
  let sent = 0
  const long = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16_384
      controller.enqueue(new Uint8Array(16_384).fill(0x61))
      if (sent > 100_000) controller.close()
    },
  })

  const init: RequestInit = {
    method: 'POST',
    headers: { ...formType, Origin: site.url },
    body: long,
    duplex: 'half',
  }
  const page = await openVisitor(site).send('/mihon/holds', init)

  expect(page.status).toBe(413)
  expect(page.heading).toBe('送られた内容が大きすぎます')
})

test('fields named like parts of JavaScript are fields like any other', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const odd = '__proto__=1&constructor=2&__proto__[polluted]=1&toString=3&hasOwnProperty=4'
  const init = { method: 'POST', headers: { ...formType, Origin: site.url }, body: `${form}&${odd}` }
  const { status } = await visitor.send('/mihon/holds', init)

  expect(status).toBe(303)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.for([
  { what: 'no Origin', headers: {} },
  { what: 'a null Origin', headers: { Origin: 'null' } },
  { what: 'a foreign Origin', headers: { Origin: 'http://evil.example' } },
  { what: 'a foreign port', headers: { Origin: 'http://localhost:1' } },
  { what: 'an Origin that only begins like ours', headers: { Origin: 'SITE.evil.example' } },
  { what: 'an Origin that is no address', headers: { Origin: '//' } },
  { what: 'a page of another site', headers: { Origin: 'SITE', 'Sec-Fetch-Site': 'cross-site' } },
  { what: 'a page of a sister site', headers: { Origin: 'SITE', 'Sec-Fetch-Site': 'same-site' } },
  { what: 'a link typed in', headers: { Origin: 'SITE', 'Sec-Fetch-Site': 'none' } },
])('a form with $what is refused and nothing changes', async ({ headers }) => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T11:00')
  const visitor = openVisitor(site)
  await visitor.post(`/mihon/a/${token}`, {})
  await choose(visitor)
  const before = await traces(site)
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('SITE', site.url)]),
  )

  for (const path of [
    'holds',
    'hold',
    'hold/extension',
    'hold/release',
    'appointments',
    `a/${token}`,
    'appointment/reschedule',
    'appointment/cancellation',
    'appointment/end',
    'find',
  ])
    for (const type of [formType['Content-Type'], 'text/plain']) {
      const init = { method: 'POST', headers: { 'Content-Type': type, ...sent }, body: form }
      const page = await visitor.send(`/mihon/${path}`, init)
      expect(page.status, path).toBe(403)
      expect(page.heading).toBe('この操作はできませんでした')
    }
  expect(await traces(site)).toEqual(before)
  expect((await visitor.get('/mihon/appointment')).status).toBe(200)
})

test.for([
  '/..%2f..%2fetc/passwd',
  '/mihon%00',
  '/__proto__/services',
  '/constructor/',
  '/MIHON/services',
  '/mihon/services/__proto__',
  '/mihon/services/..%2f..%2f',
  '/mihon/services/%82%A0',
  '/mihon/services/tennyu%00',
  '/mihon/counters/constructor',
  '/mihon/life-events/toString',
  '/assets/x/..%2f..%2fpackage.json',
  '/assets/__proto__/constructor',
  '/mihon/%F0%9F%91%A8',
  '/mihon//slots',
  '/mihon/slots/',
  '/.env',
])('%s is not found', async path => {
  const site = await openSite({ now })

  expect((await openVisitor(site).get(path)).status).toBe(404)
})

test.for(['//evil.example/', '///evil.example', '/\\evil.example/a', '/%5Cevil.example/'])(
  'no link on the page for "%s" leads to another host',
  async path => {
    const site = await openSite({ now })

    const { html, links } = await openVisitor(site).send(path)

    expect(html).toContain('<html lang="ja">')
    for (const link of links) expect(link).toMatch(/^(#|tel:|\/(?![/\\]))/)
  },
)

test.for([
  '%0d%0aSet-Cookie:x=1',
  '%00',
  '%E3%81',
  '<script>',
  "' or 1=1 --",
  '"><img src=x onerror=1>',
  'あ'.repeat(1000),
])('a search for "%s" is a page', async query => {
  const site = await openSite({ now })

  const page = await openVisitor(site).get(`/mihon/services?q=${query.replaceAll('"', '%22')}`)

  expect(page.status).toBe(200)
  expect(strangeMarkup(page.html)).toEqual([])
  expect(page.headers.get('Set-Cookie')).toBeNull()
})

test('parameters given twice are refused with a page', async () => {
  const site = await openSite({ now })

  for (const path of [
    `${slotsPath}&date=2026-12-03`,
    '/mihon/services?q=a&q=b',
    `${slotsPath}&people=1&people=2`,
  ])
    expect((await openVisitor(site).get(path)).status, path).toBe(422)
})

test('other methods change nothing', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const before = await traces(site)

  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    for (const path of ['/mihon/holds', '/mihon/appointment', '/'])
      expect((await visitor.send(path, { method, headers: { Origin: site.url } })).status).toBe(404)
  expect(await traces(site)).toEqual(before)
})
