import { beforeEach, expect, test } from 'vitest'
import { parseShown } from '#src/arrival/check-in-at-kiosk.ts'
import { newToken } from '#src/access/token.ts'
import { cancelIt } from '../booking/deeds.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, signIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { instant } from '../support/ward.ts'
import { linkOf, numberFor, referenceOf, ticketCount } from './arrivals.ts'

const booked = '/kiosk/mihon/booked'
const ido = '/kiosk/mihon/counters/ido'

let site: Site
let visitor: Visitor

beforeEach(async () => {
  site = await openSite({ now: '2026-12-01T08:50' })
  visitor = openVisitor(site)
})

async function close(): Promise<void> {
  await site.change(db => db.updateTable('offices').set({ is_kiosk_open: 0 }).execute())
}

async function typeIn(reference: string, by = visitor) {
  return by.submit(await by.get(booked), booked, { reference })
}

test('a reference alone checks in, and shows a number but neither name nor purpose', async () => {
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00', { name: '見本 花子' })
  const reference = await referenceOf(site, appointmentId)

  const result = await typeIn(` ${reference.slice(0, 3).toLowerCase()} ${reference.slice(3)}`)

  expect(result.path).toMatch(/^\/kiosk\/mihon\/t\/[\w-]{22}$/)
  expect(result.html).toContain('A-001')
  expect(result.html).not.toContain('花子')
  expect(result.html).not.toContain('転入')
  expect(result.html).toContain('<svg')
})

test('a scanned link of the message or of a slip does the same', async () => {
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const link = await linkOf(site, appointmentId)

  const first = await typeIn(`https://yoyaku.example.test/mihon/a/${link}`)
  const slip = first.path.split('/').at(-1) ?? ''
  const second = await typeIn(`https://yoyaku.example.test/mihon/t/${slip}?lang=ja`)

  expect(first.html).toContain('A-001')
  expect(second.path).toBe(first.path)
  expect(await ticketCount(site)).toBe(1)
})

test('what is unknown, of another day or cancelled is one answer that keeps what was typed', async () => {
  const tomorrow = await site.booked(['tennyu'], '2026-12-02T09:00')
  const cancelled = await site.booked(['tennyu'], '2026-12-01T09:00')
  await cancelIt(site, cancelled.appointmentId)
  const typed = [
    'ZZZ999',
    'nonsense',
    newToken(),
    `https://x.test/mihon/a/${newToken()}`,
    await referenceOf(site, tomorrow.appointmentId),
    await referenceOf(site, cancelled.appointmentId),
  ]

  for (const reference of typed) {
    const page = await typeIn(reference)
    expect(page.status, reference).toBe(409)
    expect(page.html).toContain('今日の予約が見つかりません')
    expect(formOf(page, booked).fields).toContainEqual(['reference', reference])
  }
  expect(await ticketCount(site)).toBe(0)
})

test('too early is said without a time', async () => {
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T11:00')

  const page = await typeIn(await referenceOf(site, appointmentId))

  expect(page.status).toBe(409)
  expect(page.html).toContain('まだ受付の時間ではありません')
  expect(page.html).not.toContain('11:00')
})

test('nothing typed is asked for', async () => {
  expect((await typeIn('  ')).status).toBe(422)
})

test('somebody without a booking takes a number for what they come for', async () => {
  await numberFor(site, 'tennyu')
  const counters = await visitor.get('/kiosk/mihon/counters')
  expect(textOf(counters.html)).toMatch(/住民異動・印鑑登録 1階 · 1人が待っています/)

  const page = await visitor.get(ido)
  const result = await visitor.submit(page, ido, { services: ['tennyu', 'inkan-toroku'], people: '2' })

  expect(result.html).toContain('A-002')
  expect(textOf(result.html)).toContain('あなたの前に1人')
  const [, visit] = await site.deps.store.read(db =>
    db.selectFrom('visits').selectAll().orderBy('id').execute(),
  )
  expect(visit).toMatchObject({ channel: 'kiosk', people: 2, language: 'ja' })
})

test('a double touch gives one number and one slip', async () => {
  const page = await visitor.get(ido)
  const touch = () => visitor.submit(page, ido, { services: 'tennyu' })

  const [first, second] = await Promise.all([touch(), touch()])

  expect(first.path).toBe(second.path)
  expect(await ticketCount(site)).toBe(1)
})

test.each([
  ['nothing chosen', {}, '手続きをえらんでください'],
  ['too many', { services: ['tennyu', 'tenkyo', 'setai', 'inkan-toroku'] }, '数をこえています'],
  ['no such number of people', { services: ['tennyu'], people: '99' }, '人数を正しく'],
])('%s is told, and what was chosen stays', async (_, fields, text) => {
  const page = await visitor.submit(await visitor.get(ido), ido, fields)

  expect(page.status).toBe(422)
  expect(page.html).toContain(text)
  const kept = formOf(page, ido).fields.filter(([name]) => name === 'services')
  expect(kept.map(([, value]) => value)).toEqual('services' in fields ? fields.services : [])
})

test('services of two counters are refused as such', async () => {
  const page = await visitor.post(ido, { services: ['tennyu', 'kokuho-kanyu'] })

  expect(page.status).toBe(409)
  expect(page.html).toContain('別々に番号を')
})

test.each([
  ['before the hour before opening', '2026-12-01T07:59', '今日 9:00'],
  ['after closing', '2026-12-01T18:00', '12月2日（水） 9:00'],
  ['on a Saturday', '2026-12-05T10:00', '12月7日（月） 9:00'],
])('%s a closed counter says when it opens', async (_, now, when) => {
  const form = await visitor.get(ido)
  site.setNow(now)

  const list = await visitor.get('/kiosk/mihon/counters')
  const page = await visitor.get(ido)
  const late = await visitor.submit(form, ido, { services: 'tennyu' })

  expect(textOf(list.html)).toContain(`受付時間外です（次は ${when} から）`)
  expect(list.links).not.toContain(ido)
  expect(textOf(page.html)).toContain(when)
  expect(late.status).toBe(409)
  expect(await ticketCount(site)).toBe(0)
})

test('the slip tells number, counter, time and a link, but no name and no purpose', async () => {
  const page = await visitor.get('/kiosk/mihon/counters/seikatsu')
  const { html } = await visitor.submit(page, '/kiosk/mihon/counters/seikatsu', {
    services: 'seikatsu-sodan',
  })

  const slip = /<section class="slip".*?<\/section>/s.exec(html)?.[0] ?? ''
  expect(textOf(slip)).toContain('見本区役所')
  expect(textOf(slip)).toMatch(/N-001 3階 31番窓口 相談 12月1日（火） 8:50 受付/)
  expect(textOf(html)).not.toContain('生活')
})

test('a paper lost is printed again for the same number; a strange or old one leads to the start', async () => {
  const { token } = await numberFor(site, 'tennyu')
  expect((await visitor.get(`/kiosk/mihon/t/${token}`)).html).toContain('A-001')

  expect((await visitor.get(`/kiosk/mihon/t/${newToken()}`)).path).toBe('/kiosk/mihon')
  site.setNow('2026-12-02T10:00')
  expect((await visitor.get(`/kiosk/mihon/t/${token}`)).path).toBe('/kiosk/mihon')
})

test('there is no kiosk in an office that does not exist, nor a counter that does not', async () => {
  for (const path of [
    '/kiosk/nowhere',
    '/kiosk',
    '/kiosk/mihon/counters/nowhere',
    '/kiosk/mihon/counters/info',
  ])
    expect((await visitor.get(path)).status, path).toBe(404)
})

test('where kiosks are closed, only a browser that staff have registered gives numbers', async () => {
  const page = await visitor.get(ido)
  await close()
  expect((await visitor.get('/kiosk/mihon')).status).toBe(403)
  expect((await visitor.submit(page, ido, { services: 'tennyu' })).status).toBe(403)
  expect(await ticketCount(site)).toBe(0)

  await letVisitorIn(site, visitor, 'reception')
  const start = await visitor.submit(await visitor.get('/staff/kiosks'), '/staff/kiosks')
  expect(start.path).toBe('/kiosk/mihon')
  expect(visitor.cookies.has('madoguchi-staff')).toBe(false)
  const result = await visitor.submit(await visitor.get(ido), ido, { services: 'tennyu' })
  expect(result.html).toContain('A-001')
  const [event] = await site.deps.store.read(db => db.selectFrom('visit_events').selectAll().execute())
  const [kiosk] = await site.deps.store.read(db => db.selectFrom('kiosks').selectAll().execute())
  expect(event).toMatchObject({ actor_kind: 'kiosk', kiosk_id: kiosk?.id })
  expect(kiosk?.token_hash).not.toBe(visitor.cookies.get('madoguchi-kiosk'))

  const staff = openVisitor(site)
  await letVisitorIn(site, staff, 'supervisor')
  const revocation = `/staff/kiosks/${kiosk?.id}/revocation`
  const list = await staff.submit(await staff.get('/staff/kiosks'), revocation)
  expect(list.html).toContain('登録した端末はありません')
  expect((await visitor.get('/kiosk/mihon')).status).toBe(403)
})

test('making a kiosk ends the session of whoever made it', async () => {
  const cookie = await signIn(site, 'reception')
  const headers = { ...cookie, Origin: site.url, 'Content-Type': 'application/x-www-form-urlencoded' }
  const before = await visitor.send('/staff/kiosks', { headers: cookie })
  await visitor.send('/staff/kiosks', { method: 'POST', headers, body: '' })

  visitor.cookies.clear()
  const after = await visitor.send('/staff/kiosks', { headers: cookie })
  expect([before.status, after.status]).toEqual([200, 303])
})

test('clerks register no kiosks, but print slips again; each has a link of its own', async () => {
  await letVisitorIn(site, visitor, 'clerk')
  const { ticket, token } = await numberFor(site, 'tennyu')

  expect((await visitor.get('/staff/kiosks')).status).toBe(403)
  const slip = await visitor.get(`/staff/tickets/${ticket.id}/slip`)
  expect(slip.status).toBe(200)
  expect(textOf(slip.html)).toContain('A-001')
  const tokens = await site.deps.store.read(db => db.selectFrom('visit_tokens').selectAll().execute())
  expect(tokens).toHaveLength(2)
  expect((await openVisitor(site).get(`/mihon/t/${token}`)).status).toBe(200)
  for (const id of ['999999', 'x', '1.5', '-1'])
    expect((await visitor.get(`/staff/tickets/${id}/slip`)).status).toBe(404)
})

test('wrong references and open tickets are limited, right ones and registered kiosks are not', async () => {
  const limited = await openSite({ now: '2026-12-01T08:50', settings: { RATE_LIMIT: 'on' } })
  const anybody = openVisitor(limited)
  const { appointmentId } = await limited.booked(['tennyu'], '2026-12-01T09:00')
  const reference = await referenceOf(limited, appointmentId)
  for (let count = 0; count < 40; count += 1) expect((await typeIn(reference, anybody)).status).toBe(200)
  for (let count = 0; count < 30; count += 1) expect((await typeIn('ZZZ999', anybody)).status).toBe(409)
  expect((await typeIn(reference, anybody)).status).toBe(429)

  const take = async () => anybody.submit(await anybody.get(ido), ido, { services: 'tennyu' })
  for (let count = 0; count < 30; count += 1) expect((await take()).status).toBe(200)
  const stopped = await take()
  expect(stopped.status).toBe(429)
  expect(stopped.html).toContain('総合案内の職員に声をかけてください')
})

test('a slip of a counter is printed again only by those who work there', async () => {
  const { ticket } = await numberFor(site, 'kokuho-kanyu')
  const { ticket: own } = await numberFor(site, 'tennyu')
  await letVisitorIn(site, visitor, 'contractor')

  expect((await visitor.get(`/staff/tickets/${ticket.id}/slip`)).status).toBe(404)
  expect((await visitor.get(`/staff/tickets/${own.id}/slip`)).status).toBe(200)
})

test('in the night after a Friday a kiosk names Monday, not the morning that is over', async () => {
  site.setNow('2026-12-05T01:30')

  const [saturday, later] = [await visitor.get(ido), await visitor.get('/kiosk/mihon/counters')]

  for (const page of [saturday, later]) expect(textOf(page.html)).toContain('12月7日')
})

test('a kiosk speaks English when asked, and Japanese again from the start', async () => {
  const english = await visitor.get('/kiosk/mihon?lang=en')
  expect(english.html).toContain('I have a booking')
  const counters = await visitor.get('/kiosk/mihon/counters')
  expect(counters.html).toContain('Which counter?')
  expect(counters.links).toContain('/kiosk/mihon?lang=ja')
  expect((await visitor.get('/kiosk/mihon?lang=ja')).html).toContain('予約している')
})

test('what a scanner types is a reference, a link, a slip or nothing', () => {
  const token = newToken()
  expect(parseShown('ａｂｃ－２３４')).toEqual({ kind: 'reference', reference: 'ABC234' })
  expect(parseShown(`http://x/mihon/a/${token}\n`)).toEqual({ kind: 'link', token })
  expect(parseShown(`/mihon/t/${token}#top`)).toEqual({ kind: 'slip', token })
  for (const typed of ['', token, `/x/${token}`, `/a/${token}x`, 'A'.repeat(500)])
    expect(parseShown(typed)).toBeNull()
  expect(instant('2026-12-01T08:50')).toBe(site.deps.clock.now())
})
