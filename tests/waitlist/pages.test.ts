import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { openLineSite, short, theDay } from './line.ts'

const slots = `/mihon/slots?services=${short}&date=${theDay}`
const wait = `/mihon/waitlist?services=${short}&people=1&date=${theDay}`
const somebody = { name: '見本 待子', email: 'machiko@example.test' }

test('a full day leads to the line, and joining it shows where one stands', async () => {
  const line = await openLineSite()
  await line.joined()
  const visitor = openVisitor(line.site)
  const day = await visitor.get(slots)
  expect(day.links.some(href => href.startsWith('/mihon/waitlist?'))).toBe(true)

  const page = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)

  expect(page.path).toMatch(/^\/mihon\/w\/[\w-]{22}$/)
  expect(textOf(page.html)).toContain('あなたより前に1人が待っています。')
  expect(page.html).not.toContain(somebody.email)
})

test('a form without a name, an address or a day comes back filled in', async () => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const page = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', {
    ...{
      name: '',
      email: 'machiko',
      toDate: '2026-12-01',
      part: 'hours',
      fromTime: '10:00',
      toTime: '09:00',
    },
  })
  expect(page.status).toBe(422)
  for (const field of ['name', 'email', 'toDate', 'toTime'])
    expect(page.html).toContain(`id="${field}-error"`)
  expect(page.html).toContain('value="machiko"')
})

test('the same wish again says that it waits, and gives no way to the entry', async () => {
  const line = await openLineSite()
  const join = async () => {
    const visitor = openVisitor(line.site)
    return visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)
  }
  await join()
  const again = await join()
  expect(again.status).toBe(409)
  expect(again.heading).toBe('すでに空きを待っています')
  expect(again.html).not.toContain('/mihon/w/')
})

test('opening the page of an offer takes nothing; pressing its button books, and a reload shows the booking', async () => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const joined = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  const offer = await visitor.get(joined.path)
  expect(offer.heading).toBe('空きが出ました')
  expect((await visitor.get(`${joined.path}/take`)).path).toBe(joined.path)

  const done = await visitor.submit(offer, `${joined.path}/take`)
  expect(done.path).toBe('/mihon/appointment/done')
  expect((await visitor.get(joined.path)).heading).toBe('予約ができました')
})

test('declining keeps the place in line, and leaving erases who it was', async () => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const joined = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()

  const page = await visitor.submit(await visitor.get(joined.path), `${joined.path}/decline`)
  expect(page.heading).toBe('空き待ち')
  const left = await visitor.submit(page, `${joined.path}/leave`)
  expect(left.heading).toBe('空き待ちは終わりました')
  const kept = await line.ward.deps.store.read(db =>
    db.selectFrom('waitlist_entries').select(['name', 'email', 'wish_key', 'email_key']).execute(),
  )
  expect(kept).toEqual([{ name: null, email: null, wish_key: null, email_key: null }])
})

test('pressing after the deadline says that the place goes to the next', async () => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const joined = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  const offer = await visitor.get(joined.path)

  line.ward.setNow('2026-12-01T10:00')
  const late = await visitor.submit(offer, `${joined.path}/take`)

  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('この枠はもうお取りできません')
})

test('pressing while the office has stopped bookings says that, and nothing of a deadline', async () => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const joined = await visitor.submit(await visitor.get(wait), '/mihon/waitlist', somebody)
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  const offer = await visitor.get(joined.path)
  await line.site.change(db => db.updateTable('capacity_rules').set({ share_percent: 0 }).execute())

  const page = await visitor.submit(offer, `${joined.path}/take`)

  expect(page.status).toBe(409)
  expect(textOf(page.html)).toContain('この時間は受付をしていません')
  expect(textOf(page.html)).not.toContain('お返事の期限が過ぎました')
})

test.for(languages)('every page of the line is there in %s', async language => {
  const line = await openLineSite()
  const visitor = openVisitor(line.site)
  const form = await visitor.get(`${wait}&lang=${language}`)
  const joined = await visitor.submit(form, '/mihon/waitlist', somebody)
  expect(joined.status).toBe(200)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  const offer = await visitor.get(joined.path)
  expect(offer.forms.some(({ action }) => action === `${joined.path}/take`)).toBe(true)
  for (const page of [form, joined, offer]) expect(page.html).not.toMatch(/undefined|\[object|\{[ぁ-ん一-龠]/)
})

test('staff see the line in order, add somebody who telephones, and book the place for them', async () => {
  const line = await openLineSite()
  const clerk = openVisitor(line.site)
  await letVisitorIn(line.site, clerk, 'reception')
  const form = await clerk.get(`/staff/waitlist/new?services=${short}&people=1&date=${theDay}`)
  const added = await clerk.submit(form, '/staff/waitlist/new', { name: '見本 電話子', phone: '0600001234' })
  expect(added.path).toContain('/staff/waitlist?counter=ido')
  expect(added.html).toContain('見本 電話子')

  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  const list = await clerk.get('/staff/waitlist?counter=ido')
  expect(list.html).toContain('電話で知らせてください')
  const take = list.forms.flatMap(({ buttons }) => buttons).find(({ action }) => action.endsWith('/take'))
  const booked = await clerk.submit(list, take?.action ?? '')

  expect(booked.path).toMatch(/^\/staff\/appointments\/\d+$/)
  expect(booked.html).toContain('見本 電話子')
  const deeds = await line.ward.deps.store.read(db =>
    db.selectFrom('audit').select('deed').where('actor', 'like', 'staff:%').orderBy('id').execute(),
  )
  expect(deeds.map(({ deed }) => deed)).toEqual(
    expect.arrayContaining(['waitlist_joined', 'waitlist_viewed', 'book']),
  )
})

test('who waits at a counter that takes no bookings any more stands in its line, and can be taken off it', async () => {
  const { site, joined, active } = await openLineSite()
  await joined()
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const rules = '/staff/setup/offices/mihon/catalogue/counters/ido/rules'
  await admin.submit(await admin.get(rules), rules, { isBookable: [] })

  const list = await admin.get('/staff/waitlist?counter=ido')
  const [entry] = await active()
  const removal = `/staff/waitlist/${entry?.id}/removal`
  expect([list.status, entry?.state]).toEqual([200, 'waiting'])
  const done = await admin.submit(list, removal)
  expect([done.status, done.path]).toEqual([200, '/staff/waitlist?counter=ido&done=removed'])

  expect(await active()).toEqual([])
  expect((await admin.get('/staff/waitlist')).links).not.toContain('/staff/waitlist?counter=ido')
})

test('whoever stops offering a service is told who waits for it, and where they can be taken off', async () => {
  const { site, joined } = await openLineSite()
  await joined()
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const retirement = (slug: string) => `/staff/setup/offices/mihon/catalogue/services/${slug}/retirement`

  const page = await admin.get(retirement(short))
  expect(textOf(page.html)).toContain('空き待ちの人が1人います')
  expect(page.links).toContain('/staff/waitlist?counter=ido')
  expect((await admin.get(retirement('tenkyo'))).html).not.toContain('空き待ち')
})

test('the office says whether people may wait, how long an offer is kept, and refuses what is out of range', async () => {
  const line = await openLineSite()
  const admin = openVisitor(line.site)
  await letVisitorIn(line.site, admin, 'admin')
  const page = await admin.get('/staff/waitlist/rules')
  expect((await admin.submit(page, '/staff/waitlist/rules', { offerMinutes: '29' })).status).toBe(422)

  expect((await admin.submit(page, '/staff/waitlist/rules', { perDayMax: '５０' })).path).toContain('saved=1')
  const saved = await admin.submit(page, '/staff/waitlist/rules', { offerMinutes: '30', isOn: [] })
  expect(textOf(saved.html)).toContain('保存しました。')
  expect((await admin.submit(page, '/staff/waitlist/rules', { offerMinutes: '45' })).status).toBe(409)
  expect((await openVisitor(line.site).get(slots)).html).not.toContain('/mihon/waitlist?')
})
