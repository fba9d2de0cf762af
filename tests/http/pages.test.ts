import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { bookedVisitor, choose, fillIn, nine, slotsPath, somebody, ten } from '../support/bookings.ts'
import { openSite, type Site } from '../support/site.ts'
import { traces } from '../support/traces.ts'
import { formOf, type HtmlPage, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // hono writes void elements and attributes without a value as XHTML does.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    // Offices write their numbers with plain hyphens.
    'tel-non-breaking': 'off',
    // Titles end with the office's full name.
    'long-title': 'off',
    // A button sends its form, as HTML has it; the times of a day are buttons of one name.
    'no-implicit-button-type': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'button', 'submit', 'checkbox'] }],
  },
})

/** Every page there is, each as somebody comes to see it. */
async function allPages(site: Site, language: string): Promise<HtmlPage[]> {
  const visitor = openVisitor(site, language)
  const pages: HtmlPage[] = []
  const see = async (page: Promise<HtmlPage>) => {
    pages.push(await page)
    return page
  }
  for (const path of [
    '/',
    '/mihon/services?q=a%22%3E%3Cb%3E',
    '/mihon/services?q=xyzxyz',
    '/mihon/counters/ido',
    '/mihon/services/tennyu',
    '/mihon/services/shomei-juminhyo',
    '/mihon/slots?services=mn-uketori,mn-shinsei&people=3',
    '/mihon/slots?services=tennyu&view=list',
    '/mihon/slots?services=tennyu&date=2026-12-05',
    '/mihon/slots?services=nothing',
    slotsPath,
    '/mihon/find',
    '/mihon/privacy',
    '/mihon/appointment',
    '/mihon/hold',
    '/mihon/a/AAAAAAAAAAAAAAAAAAAAAA',
    '/mihon/a/short',
    '/mihon/nowhere',
    '/nowhere/at-all',
  ])
    await see(visitor.get(path))
  const [event = ''] = (await visitor.get('/mihon')).links.filter(link => link.includes('life-events'))
  await see(visitor.get(event))

  const details = await see(choose(visitor))
  await see(visitor.submit(details, '/mihon/hold', { name: '', phone: '1', email: '<' }))
  const check = await see(visitor.submit(details, '/mihon/hold', { ...somebody, language }))
  await see(visitor.submit(check, '/mihon/appointments'))
  await see(visitor.get('/mihon/appointment'))
  await see(visitor.get('/mihon/appointment/reschedule'))
  const move = await see(visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`))
  await site.booked(['tennyu'], '2026-12-02T10:00')
  await see(visitor.submit(move, '/mihon/appointment/reschedule', { startsAt: '2026-12-05T09:00:00+09:00' }))
  const cancellation = await see(visitor.get('/mihon/appointment/cancellation'))
  await see(visitor.submit(cancellation, '/mihon/appointment/cancellation'))
  await see(visitor.submit(await visitor.get('/mihon/find'), '/mihon/find'))
  await see(visitor.post('/mihon/holds', { services: 'tennyu', startsAt: '2026-12-05T09:00:00+09:00' }))
  await see(visitor.post('/mihon/holds', {}, { Origin: 'null' }))
  await see(visitor.submit(await visitor.get('/mihon/appointment'), '/mihon/appointment/end'))
  return pages
}

test('somebody books, finds again, moves and cancels a visit with nothing but forms', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const details = await choose(visitor)
  expect(details.path).toBe('/mihon/hold')
  const check = await visitor.submit(details, '/mihon/hold', somebody)
  expect(check.path).toBe('/mihon/hold/check')
  expect(textOf(check.html)).toContain(somebody.name)
  const done = await visitor.submit(check, '/mihon/appointments')
  expect(done.path).toBe('/mihon/appointment/done')
  const [reference = ''] = /[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(done.html) ?? []

  const elsewhere = openVisitor(site)
  const secret = { reference, secret: 'hanako@example.test' }
  const found = await elsewhere.submit(await elsewhere.get('/mihon/find'), '/mihon/find', secret)
  expect(found.path).toBe('/mihon/appointment')

  const move = await elsewhere.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  const moved = await elsewhere.submit(move, '/mihon/appointment/reschedule')
  expect(textOf(moved.html)).toContain('10時00分')
  const question = await elsewhere.get('/mihon/appointment/cancellation')
  const cancelled = await elsewhere.submit(question, '/mihon/appointment/cancellation')
  expect(textOf(cancelled.html)).toContain('取り消しました')
  expect(cancelled.links).toContain('/mihon/slots?services=tennyu')
})

test.for(['ja', 'en'])('every page in "%s" is valid HTML that a browser is told to guard', async language => {
  const site = await openSite({ now })

  const pages = await allPages(site, language)

  expect(pages.length).toBeGreaterThan(30)
  for (const page of pages) {
    const where = `${page.path} ${page.status} ${page.heading}`
    const report = await validator.validateString(page.html)
    const faults = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${where}: ${ruleId} ${line}: ${message}`),
    )
    expect(faults).toEqual([])
    expect(page.html, where).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}">`))
    expect(page.html, where).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:/i)
    expect(page.heading, where).not.toBe('')
    expect(Object.fromEntries(page.headers), where).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'none'.*script-src 'self'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=UTF-8',
    })
    expect(page.headers.get('Content-Security-Policy')).not.toContain('unsafe')
  }
})

test('no page leads to an address that is not there, in no language', async () => {
  const site = await openSite({ now })
  const pages = await allPages(site, 'ja')
  const { visitor } = await bookedVisitor(site, '2026-12-02T11:00:00+09:00')

  const links = new Set(
    pages.filter(page => page.status !== 404).flatMap(page => page.links.map(link => link.split('#')[0])),
  )
  const broken: string[] = []
  for (const link of links) {
    if (!link || /^(tel|mailto):/.test(link)) continue
    expect(link).toMatch(/^\/(?!\/)/)
    const { status } = await visitor.get(link)
    if (status === 404) broken.push(link)
  }
  expect(broken).toEqual([])
})

test('no personal data is in any address', async () => {
  const site = await openSite({ now })

  const pages = await allPages(site, 'ja')

  const personal = /hanako|example\.test|5678|%E8%A6%8B%E6%9C%AC|見本 花子/
  for (const { path, locations, links } of pages)
    for (const address of [path, ...locations, ...links.filter(link => !link.startsWith('tel:'))])
      expect(address).not.toMatch(personal)
})

test('looking never changes anything, with GET or HEAD', async () => {
  const site = await openSite({ now })
  const { token } = await site.booked(['tennyu'], '2026-12-02T11:00')
  const { visitor } = await bookedVisitor(site)
  await choose(visitor, ten)
  const before = await traces(site)

  const seen = new Set(['/', `/mihon/a/${token}`, '/mihon/hold/check', '/mihon/appointment/done'])
  for (const path of seen) {
    const { links } = await visitor.get(path)
    await visitor.send(path, { method: 'HEAD' })
    for (const link of links) if (link.startsWith('/') && seen.size < 150) seen.add(link.split('#')[0] ?? '')
  }
  for (const path of ['holds', 'appointments', 'hold/extension', 'hold/release', 'appointment/end'])
    await visitor.get(`/mihon/${path}`)

  expect(seen.size).toBeGreaterThan(100)
  expect(await traces(site)).toEqual(before)
  const opened = await openVisitor(site).post(`/mihon/a/${token}`, {})
  expect(opened.path).toBe('/mihon/appointment')
})

test.for([
  { what: 'Accept-Language', header: 'en-GB,ja;q=0.5', path: '/mihon', lang: 'en' },
  { what: 'Accept-Language for none of ours', header: 'fr-FR', path: '/mihon', lang: 'ja' },
  { what: 'a link', header: 'ja', path: '/mihon?lang=en', lang: 'en' },
  { what: 'a weighted Accept-Language', header: 'en;q=0.2, ja;q=0.9', path: '/mihon', lang: 'ja' },
  { what: 'a refused language', header: 'en;q=0, ja', path: '/mihon', lang: 'ja' },
])('$what chooses the language', async ({ header, path, lang }) => {
  const site = await openSite({ now })

  const { html } = await openVisitor(site, header).get(path)

  expect(html).toContain(`<html lang="${lang}">`)
})

test('the language chosen by a link stays, on errors too', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  await visitor.get('/mihon?lang=en')

  expect((await visitor.get('/mihon')).html).toContain('<html lang="en">')
  expect((await visitor.post('/mihon/holds', {}, { Origin: 'null' })).html).toContain('<html lang="en">')
  expect((await visitor.get('/mihon/nowhere')).html).toContain('<html lang="en">')
})

test('style, script and pictures are kept for ever by an address that changes with them', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const { html } = await visitor.get('/mihon')
  const addresses = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address)

  expect(addresses.length).toBeGreaterThan(3)
  for (const address of addresses) {
    const { status, headers } = await visitor.get(address)
    expect(status).toBe(200)
    expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect((await visitor.get(address.replace(/[^/]+(?=\/[^/]+$)/, 'old'))).status).toBe(404)
  }
})

test('two visitors never see what the other has typed or chosen', async () => {
  const site = await openSite({ now })
  const [one, two] = [openVisitor(site), openVisitor(site)]
  const canary = { ...somebody, name: 'カナリア', email: 'canary@example.test' }
  await one.submit(await fillIn(one, nine, canary), '/mihon/appointments')

  for (const path of ['/mihon', slotsPath, '/mihon/hold', '/mihon/appointment', '/mihon/services?q=a']) {
    await one.get(path)
    const { html } = await two.get(path)
    expect(html).not.toMatch(/カナリア|canary/)
  }
})

test('each answer with times has a key of its own', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const keys = await Promise.all(
    [1, 2, 3].map(async () => valueOf(formOf(await visitor.get(slotsPath), '/mihon/holds'), 'key')),
  )

  expect(new Set(keys).size).toBe(3)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f-]{36}$/)
})

test('Enter in a field of the details goes on, and does not use up the one extension', async () => {
  const site = await openSite({ now })

  const form = formOf(await choose(openVisitor(site)), '/mihon/hold')

  expect(form.buttons[0]?.action).toBe('/mihon/hold')
})
