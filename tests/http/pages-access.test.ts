import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { bookedVisitor, nine, slotsPath, somebody, ten } from '../support/bookings.ts'
import { openSite, type Site } from '../support/site.ts'
import { traces } from '../support/traces.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'
const personal = /花子|hanako|5678|転入|9時|tennyu/

test('what a link opens tells nothing until the button is pressed', async () => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T09:00', {
    ...somebody,
    needs: [],
    language: 'ja',
  })
  const visitor = openVisitor(site)

  const landing = await visitor.get(`/mihon/a/${token}`)

  expect(landing.status).toBe(200)
  expect(landing.html).not.toMatch(personal)
  expect(visitor.cookies.size).toBe(0)
  const page = await visitor.submit(landing, `/mihon/a/${token}`)
  expect(page.path).toBe('/mihon/appointment')
  expect(page.html).toMatch(/9時/)
  expect(page.html).not.toContain(token)
})

test('a link that is not quite right is always the same page', async () => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const swapped = token.replace(/[a-z]/i, letter =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  )
  const before = await traces(site)

  const pages: string[] = []
  for (const wrong of [
    'A'.repeat(22),
    swapped,
    `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`,
    token.slice(0, -1),
    `${token}A`,
    `${token}==`,
    `%20${token}`,
    `${token}%00`,
    `..%2fa%2f${token}`,
    token.split('').toReversed().join(''),
    '__proto__',
  ]) {
    const page = await openVisitor(site).post(`/mihon/a/${wrong}`, {})
    expect(page.status, wrong).toBe(404)
    pages.push(page.html.replaceAll(/href="\/mihon\/a\/[^"]*"/g, ''))
  }
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('/mihon/find')
  expect(await traces(site)).toEqual(before)
})

test('a link opens nothing at another office', async () => {
  const site = await openSite({ now })
  await site.deps.store.write(async db => {
    const mihon = await db
      .selectFrom('offices')
      .selectAll()
      .where('slug', '=', 'mihon')
      .executeTakeFirstOrThrow()
    const { id: _id, ...rest } = mihon
    await db
      .insertInto('offices')
      .values({ ...rest, slug: 'tonari' })
      .execute()
  })
  // The copy in memory is looked at again once a transaction has seen a newer one.
  await site.change(async () => {})
  const { token } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const { visitor, reference } = await bookedVisitor(site, ten)

  expect((await openVisitor(site).get('/tonari')).status).toBe(200)
  expect((await openVisitor(site).post(`/tonari/a/${token}`, {})).status).toBe(404)
  expect((await visitor.get('/tonari/appointment')).html).not.toMatch(personal)
  const found = await openVisitor(site).post('/tonari/find', { reference, secret: somebody.email })
  expect(found.status).toBe(422)
})

test('a session shows the booking after it is cancelled, for half an hour', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  await visitor.submit(
    await visitor.get('/mihon/appointment/cancellation'),
    '/mihon/appointment/cancellation',
  )

  site.setNow('2026-12-01T08:59')
  expect(textOf((await visitor.get('/mihon/appointment')).html)).toContain('取り消しました')
  site.setNow('2026-12-01T09:00')
  const late = await visitor.get('/mihon/appointment')
  expect(late.status).toBe(403)
  expect(late.html).not.toMatch(/花子|9時/)
})

test('a session that was ended is of no use to whoever kept it', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const kept = new Map(visitor.cookies)
  expect(kept.size).toBe(2)

  const ended = await visitor.submit(await visitor.get('/mihon/appointment'), '/mihon/appointment/end')

  expect(ended.status).toBe(200)
  expect(visitor.cookies.size).toBe(0)
  const thief = openVisitor(site)
  for (const [name, value] of kept) thief.cookies.set(name, value)
  for (const path of ['appointment', 'appointment/done', 'hold', 'hold/check', 'appointment/calendar.ics']) {
    const page = await thief.get(`/mihon/${path}`)
    expect([403, 409], path).toContain(page.status)
    expect(page.html).not.toMatch(/花子|hanako/)
  }
})

test('a cookie of another kind or of nonsense opens nothing', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const { token } = await site.booked(['tennyu'], '2026-12-02T11:00')
  const session = visitor.cookies.get('madoguchi-session') ?? ''
  const hold = visitor.cookies.get('madoguchi-hold') ?? ''

  for (const wrong of [
    token,
    hold,
    '',
    'A'.repeat(22),
    session.slice(1),
    `${session}=`,
    session.toLowerCase(),
    '%00',
  ]) {
    visitor.cookies.set('madoguchi-session', wrong)
    expect((await visitor.get('/mihon/appointment')).status, wrong).toBe(403)
  }
  visitor.cookies.set('madoguchi-hold', session)
  expect((await visitor.get('/mihon/hold')).status).toBe(409)
})

test('each opening gives a session of its own', async () => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const visitor = openVisitor(site)
  visitor.cookies.set('madoguchi-session', 'A'.repeat(22))

  await visitor.post(`/mihon/a/${token}`, {})
  const first = visitor.cookies.get('madoguchi-session')
  await visitor.post(`/mihon/a/${token}`, {})

  expect(first).not.toBe('A'.repeat(22))
  expect(visitor.cookies.get('madoguchi-session')).not.toBe(first)
})

test('cookies are out of reach of scripts, other sites and plain connections', async () => {
  const site = await openSite({ now, settings: { PUBLIC_URL: 'https://yoyaku.example.jp' } })

  const answer = await fetch(`${site.url}/mihon/holds`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://yoyaku.example.jp' },
    body: new URLSearchParams({ services: 'tennyu', startsAt: nine }).toString(),
  })

  expect(answer.status).toBe(303)
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^__Host-madoguchi-hold=[\w-]{22}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=31536000; includeSubDomains')
})

test('an unknown reference, a wrong one and a wrong secret are the same answer', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const { reference } = await bookedVisitor(site)
  const ask = (typed: string, secret: string) =>
    openVisitor(site).post('/mihon/find', { reference: typed, secret })

  const answers = [
    await ask(reference, '0000'),
    await ask(reference, 'nobody@example.test'),
    await ask('ZZZ-ZZZ', '5678'),
    await ask('nonsense', '5678'),
  ]

  const shown = answers.map(({ status, html }) => `${status} ${html.replaceAll(/value="[^"]*"/g, '')}`)
  expect(new Set(shown).size).toBe(1)
})

test('a reference can be tried ten times, however it is written and wherever from', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const { reference } = await bookedVisitor(site)
  const spellings = [reference, reference.toLowerCase(), reference.replace('-', ' '), ` ${reference}`]
  const tryOnce = (index: number, secret: string) =>
    openVisitor(site).post(
      '/mihon/find',
      { reference: spellings[index % spellings.length] ?? '', secret },
      { 'X-Forwarded-For': `10.0.0.${index}`, Forwarded: `for=10.0.0.${index}` },
    )

  for (let index = 0; index < 10; index += 1)
    expect(textOf((await tryOnce(index, String(1000 + index))).html)).toContain('ちがいます')
  const late = await tryOnce(10, '5678')

  expect(late.path).toBe('/mihon/find')
  expect(textOf(late.html)).toContain('回数')
})

test('somebody who guesses references is stopped, whatever address they claim to come from', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const visitor = openVisitor(site)
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

  const answers: string[] = []
  for (let index = 0; index < 41; index += 1) {
    const reference = `ZZZZ${letters[Math.floor(index / 31)]}${letters[index % 31]}`
    const forwarded = { 'X-Forwarded-For': `10.0.0.${index}` }
    const page = await visitor.post('/mihon/find', { reference, secret: '5678' }, forwarded)
    answers.push(textOf(page.html))
  }

  expect(answers.slice(0, 40).every(text => text.includes('ちがいます'))).toBe(true)
  expect(answers[40]).toContain('回数')
})

test('many who mistype a reference do not stand in each other’s way', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on', TRUSTED_PROXIES: '127.0.0.1' } })

  const answers: string[] = []
  for (let index = 0; index < 12; index += 1) {
    const from = { 'X-Forwarded-For': `198.51.100.${index}` }
    const typed = { reference: 'not a reference', secret: '5678' }
    answers.push(textOf((await openVisitor(site).post('/mihon/find', typed, from)).html))
  }

  expect(answers.every(text => text.includes('ちがいます'))).toBe(true)
})

test('a configured proxy is believed about where a visitor comes from', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on', TRUSTED_PROXIES: '127.0.0.1' } })
  const hold = (from: string) =>
    openVisitor(site).post('/mihon/holds', { services: 'nothing' }, { 'X-Forwarded-For': `1.1.1.1, ${from}` })

  for (let index = 0; index < 120; index += 1) await hold('198.51.100.1')

  const stopped = await hold('198.51.100.1')
  expect(stopped.status).toBe(429)
  expect(stopped.headers.get('Retry-After')).toBe('60')
  expect((await hold('198.51.100.2')).status).toBe(422)
})

/** Sends bytes as they are and gives the first line of the answer. */
function raw(site: Site, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(new URL(site.url).port), '127.0.0.1', () => socket.write(text))
    socket.setTimeout(5000, () => socket.destroy())
    socket.on('data', part => {
      answer += String(part)
      if (answer.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

test.for([
  { what: 'our host', head: 'GET /mihon HTTP/1.1\r\nHost: localhost', status: 200 },
  { what: 'our host in capitals', head: 'GET /mihon HTTP/1.1\r\nHost: LOCALHOST:80', status: 200 },
  { what: 'a foreign host', head: 'GET /mihon HTTP/1.1\r\nHost: evil.example', status: 421 },
  {
    what: 'a host that begins like ours',
    head: 'GET / HTTP/1.1\r\nHost: localhost.evil.example',
    status: 421,
  },
  { what: 'a host with a name before it', head: 'GET / HTTP/1.1\r\nHost: a@localhost', status: 421 },
  { what: 'no host', head: 'GET /mihon HTTP/1.1\r\nAccept: a', status: 400 },
  { what: 'an empty host', head: 'GET /mihon HTTP/1.1\r\nHost:', status: 421 },
  { what: 'two hosts', head: 'GET /mihon HTTP/1.1\r\nHost: localhost\r\nHost: localhost', status: 400 },
  {
    what: 'two different hosts',
    head: 'GET / HTTP/1.1\r\nHost: localhost\r\nhost: evil.example',
    status: 400,
  },
  { what: 'an absolute target', head: 'GET http://localhost/mihon HTTP/1.1\r\nHost: localhost', status: 400 },
  { what: 'a foreign target', head: 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost', status: 400 },
  { what: 'TRACE', head: 'TRACE /mihon HTTP/1.1\r\nHost: localhost', status: 403 },
  { what: 'a star', head: 'OPTIONS * HTTP/1.1\r\nHost: localhost', status: 400 },
  { what: 'raw UTF-8 in the path', head: 'GET /mihon/あ HTTP/1.1\r\nHost: localhost', status: 400 },
  {
    what: 'two lengths',
    head: 'POST /mihon/find HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked',
    status: 400,
  },
  {
    what: 'a header of 20 kB',
    head: `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}`,
    status: 431,
  },
])('a request with $what is answered with $status', async ({ head, status }) => {
  const site = await openSite({ now })

  expect(await raw(site, `${head}\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})

test('a 100 MB form is refused by its declared length', async () => {
  const site = await openSite({ now })
  const head = [
    'POST /mihon/find HTTP/1.1',
    'Host: localhost',
    `Origin: ${site.url.replace(/:\d+$/, '')}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 104857600',
  ]

  expect(await raw(site, `${head.join('\r\n')}\r\n\r\nreference=`)).toMatch(/ 413 /)
})

test('a host that somebody forwards is not believed in links or redirects', async () => {
  const site = await openSite({ now })
  const poison = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    Forwarded: 'host=evil.example',
    'X-Original-URL': '/evil',
  }

  for (const path of ['/', '/mihon', slotsPath, '/mihon/nowhere']) {
    const { html, headers } = await openVisitor(site).send(path, { headers: poison })
    expect(html).not.toContain('evil')
    expect(headers.get('Location') ?? '').not.toContain('evil')
  }
})
