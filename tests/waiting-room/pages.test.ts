import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { unmarked } from '#src/marks.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { openSite } from '../support/site.ts'

const slots = '/mihon/slots?services=tennyu'
const open = { settings: { WAITING_ROOM: 'on', WAITING_ROOM_PER_MINUTE: '60' } }
const idle = {
  ...{ lagMilliseconds: 0, writesWaiting: 0, utilisation: 0 },
  ...{ turnWaitMilliseconds: 0, visitMilliseconds: 14, othersShare: 0 },
}

/** A browser: it brings back what it was given. */
function browserAt(url: string) {
  const jar = new Map<string, string>()
  return async (
    path: string,
    init: { method?: string; body?: URLSearchParams; headers?: Record<string, string> } = {},
  ) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, Cookie: cookie, Origin: url }
    const answer = await fetch(url + path, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }
}

test('in every language somebody who comes is told how many are ahead, and is let in when it is their turn', async () => {
  const site = await openSite(open)
  const { waitingRoom } = site.deps
  for (const language of languages) {
    const visit = browserAt(site.url)
    const first = await visit(`${slots}&lang=${language}`)
    expect(first.status).toBe(200)
    expect(await first.text()).toContain('http-equiv="refresh" content="2; url=')
    await visit(slots)
    expect(waitingRoom.figures().waiting).toBe(1)

    site.setNow(`2026-12-01T09:0${languages.indexOf(language)}`)
    await visit(slots)
    waitingRoom.look(idle)
    waitingRoom.look(idle)
    const page = await (await visit(slots)).text()
    expect(page).not.toContain('data-line')
    expect(page).toContain('2026')
  }
  expect(Object.values(residentTextsIn).every(t => t.waitingRoom.ahead(3).includes('3'))).toBe(true)
})

test('what a page asks for again is small, and nothing at all while nothing changes', async () => {
  const site = await openSite(open)
  const visit = browserAt(site.url)
  await visit(slots)
  await visit(slots)

  const told = await visit('/mihon/line')
  const words = await told.text()
  expect(words).toContain('まもなくご案内します')
  expect(words.length).toBeLessThan(200)
  const mark = told.headers.get('ETag') ?? ''
  expect((await visit('/mihon/line', { headers: { 'If-None-Match': mark } })).status).toBe(304)

  site.setNow('2026-12-01T08:01')
  await visit('/mihon/line')
  site.deps.waitingRoom.look(idle)
  expect((await visit('/mihon/line')).status).toBe(204)
  expect((await visit(slots)).headers.getSetCookie()).toEqual([])
})

test('what is kept for those in line is told to nobody who reads another language, and not after a change', async () => {
  const site = await openSite(open)
  const read = async (language: string) => {
    const answer = await fetch(site.url + slots, { headers: { 'Accept-Language': language } })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(answer.headers.getSetCookie().join()).toMatch(/madoguchi-place=.*HttpOnly/)
    return answer.text()
  }
  const twice = async (language: string) => [await read(language), await read(language)]
  for (const page of await twice('ja')) expect(page).toContain('ただいま予約が混み合っています')
  for (const page of await twice('en')) expect(page).toContain('Many people are booking right now')
  for (const page of await twice('ja')) expect(page).toContain('ただいま予約が混み合っています')

  const office = await site.deps.offices.bySlug('mihon')
  await site.deps.store.write(db =>
    db
      .updateTable('offices')
      .set(({ eb }) => ({ name: JSON.stringify({ ja: '見本新区役所' }), revision: eb('revision', '+', 1) }))
      .where('id', '=', office?.id ?? 0)
      .execute(),
  )
  await site.deps.store.write(db => site.deps.offices.current(db, office?.id ?? 0))
  await site.deps.offices.list()
  expect(await read('ja')).toContain('見本新区役所')
})

test('a browser that keeps no cookies is told so when it asks again, with script and without, in every language', async () => {
  const site = await openSite(open)
  const read = async (path: string) => (await fetch(site.url + path)).text()
  for (const language of languages) {
    const t = residentTextsIn[language].waitingRoom
    const asked = `${slots}&lang=${language}`
    const strip = (html: string) => html.replace(/<rt>[^<]*<\/rt>|<rp>[^<]*<\/rp>|<[^>]+>/g, '')
    const first = await read(asked)
    expect(strip(first)).not.toContain(unmarked(t.noCookies))

    const next = /http-equiv="refresh" content="\d+; url=([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    expect(strip(await read(next ?? ''))).toContain(unmarked(t.noCookies))
    expect(strip(await read(`/mihon/line?lang=${language}`))).toContain(unmarked(t.noCookies))
  }

  const visit = browserAt(site.url)
  await visit(slots)
  for (const path of [`${slots}&asked=1`, '/mihon/line'])
    expect(await (await visit(path)).text()).not.toContain('Cookieが使えない')
})

test('whoever chose for too long is told that their place is in front again', async () => {
  const site = await openSite(open)
  const visit = browserAt(site.url)
  await visit(slots)
  await visit(slots)
  site.setNow('2026-12-01T08:01')
  site.deps.waitingRoom.look(idle)
  await visit('/mihon/line')
  site.deps.waitingRoom.look(idle)
  expect(await (await visit(slots)).text()).not.toContain('data-line')

  site.setNow('2026-12-01T08:17')
  const body = new URLSearchParams({
    ...{ services: 'tennyu', people: '1', startsAt: '2026-12-02T09:00:00+09:00', key: 'k' },
  })
  expect((await visit('/mihon/holds', { method: 'POST', body })).status).toBe(303)
  for (const path of [slots, '/mihon/line'])
    expect(await (await visit(path)).text()).toContain('選べる時間（15分）が過ぎました')
})

test('a place in line is the same in every office, in every tab and for every address behind one router', async () => {
  const site = await openSite(open)
  const { waitingRoom } = site.deps
  const neighbours = [browserAt(site.url), browserAt(site.url), browserAt(site.url)]
  for (const visit of neighbours) await visit(slots)
  for (const visit of neighbours) await visit(slots)
  expect(waitingRoom.figures().waiting).toBe(3)

  for (const visit of neighbours)
    for (const tab of [slots, '/mihon/slots?services=inkan-haishi', '/mihon/line']) await visit(tab)
  expect(waitingRoom.figures().waiting).toBe(3)
})

test('a time chosen without a pass leads to the line, not to an error', async () => {
  const site = await openSite(open)
  const body = new URLSearchParams({
    services: 'tennyu',
    people: '1',
    startsAt: '2026-12-02T09:00:00+09:00',
    key: 'k',
  })
  const answer = await browserAt(site.url)('/mihon/holds', { method: 'POST', body })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('Location')).toContain('/mihon/slots?services=tennyu')
})

test('programs are told when to come back; free times, and whoever holds a time, are let through', async () => {
  const site = await openSite(open)
  const post = (path: string, body: unknown) =>
    fetch(`${site.url}/api/v1/offices/mihon/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const visit = { services: ['tennyu'], people: 1, startsAt: '2026-12-02T09:00:00+09:00' }
  const person = { name: 'ミホン ハナコ', email: 'mihon@example.test', language: 'ja' }

  for (const [path, body] of [
    ['holds', visit],
    ['appointments', { ...visit, ...person }],
  ] as const) {
    const refused = await post(path, body)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ reason: 'waiting_room' })
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThanOrEqual(10)
  }
  expect(site.deps.waitingRoom.figures().shed).toBe(2)
  expect((await post('appointments', { hold: 'A'.repeat(22), ...person })).status).toBe(409)
  const week = 'availability?services=tennyu&from=2026-12-02&to=2026-12-08'
  expect((await fetch(`${site.url}/api/v1/offices/mihon/${week}`)).status).toBe(200)
})

test('the other pages of residents, staff and displays never wait', async () => {
  const site = await openSite(open)
  for (const path of [
    '/mihon',
    '/mihon/services/tennyu',
    '/mihon/find',
    '/display/mihon',
    '/staff/sign-in',
    '/kiosk/mihon',
  ])
    expect(await (await fetch(site.url + path)).text()).not.toContain('data-line')
})

test('while nobody waits, nobody is given anything', async () => {
  const site = await openSite()
  const answer = await fetch(site.url + slots)
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await answer.text()).not.toContain('data-line')
})
