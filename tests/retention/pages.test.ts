import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseConfiguration } from '#src/setup/configuration.ts'
import { sent } from '../opinions/deeds.ts'
import { deedsOf, openAdministrator } from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf, type Visitor } from '../support/visitor.ts'
import { openLineSite } from '../waitlist/line.ts'
import { known, named } from './known.ts'

const home = '/staff/personal-data'
const settings = `${home}/retention`
const person = { name: '見本 花子', email: 'hanako@example.test', phone: '09012345678' }

async function openPages(): Promise<{ site: Site; admin: Visitor }> {
  const { site, admin } = await openAdministrator()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-pages-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  Object.assign(site.deps.settings, { mailFolder: join(folder, 'mail'), ledgerFolder: folder })
  return { site, admin }
}

async function bookTwo(site: Site): Promise<void> {
  await site.booked(['tennyu'], '2026-12-02T09:00', { ...person, needs: ['wheelchair'] })
  await site.booked(['tennyu'], '2026-12-03T09:00', { ...named('見本 太郎'), phone: person.phone })
}

test('the days page tells what would go tonight', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)
  site.setNow('2027-01-02T10:00')
  await letVisitorIn(site, admin, 'admin')

  const page = await admin.get(settings)

  expect(textOf(page.html)).toContain('1人分 もっとも古いもの：2026年（令和8年）12月2日')
  expect(valueOf(formOf(page, settings), 'bookings')).toBe('30')
})

test('a change that lets more go at once has to be confirmed', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)
  site.setNow('2026-12-10T10:00')
  await letVisitorIn(site, admin, 'admin')
  const check = await admin.get(
    `${settings}?office=mihon&step=check&bookings=3&mails=7&contacts=90&opinions=1095&comments=1095`,
  )
  expect(textOf(check.html)).toContain('変えると、今夜消えるものが増えます')

  const refused = await admin.submit(check, settings)
  expect(refused.status).toBe(422)
  expect(await deedsOf(site)).not.toContainEqual(expect.objectContaining({ deed: 'retention_changed' }))

  const done = await admin.submit(refused, settings, { confirm: 'yes' })
  expect(textOf(done.html)).toContain('保存期間を変えました')
  expect(await deedsOf(site)).toContainEqual({
    deed: 'retention_changed',
    details: { bookings: { from: 30, to: 3 } },
  })
  expect((await site.deps.offices.bySlug('mihon'))?.retention.days.bookings).toBe(3)
})

test('longer days need no more than a press, and the same press twice is one change', async () => {
  const { site, admin } = await openPages()
  const check = await admin.get(
    `${settings}?office=mihon&step=check&bookings=60&mails=7&contacts=90&opinions=1095&comments=1095`,
  )

  await Promise.all([admin.submit(check, settings), admin.submit(check, settings)])

  expect((await deedsOf(site)).filter(({ deed }) => deed === 'retention_changed')).toHaveLength(1)
})

test('the days are part of the office’s file', async () => {
  const { site, admin } = await openPages()
  await site.change(db => db.updateTable('offices').set({ keep_bookings_days: 14 }).execute())

  const file = JSON.parse((await admin.get('/staff/setup/offices/mihon/configuration.json')).html)

  expect(file.retention).toEqual({
    bookings: 14,
    mails: 7,
    contacts: 90,
    opinions: 1095,
    comments: 1095,
    audit: 1095,
  })
  const { retention: _, ...older } = file
  const read = parseConfiguration(older)
  expect(read.ok && read.configuration.retention.bookings).toBe(30)
  expect(parseConfiguration({ ...file, retention: { ...file.retention, bookings: 400 } }).ok).toBe(false)
})

test('of two administrators at once the second sees how things are now', async () => {
  const { admin } = await openPages()
  const days = '&mails=7&contacts=90&opinions=1095&comments=1095'
  const [first, second] = [
    await admin.get(`${settings}?office=mihon&step=check&bookings=60${days}`),
    await admin.get(`${settings}?office=mihon&step=check&bookings=90${days}`),
  ]
  await admin.submit(first, settings)

  expect((await admin.submit(second, settings)).status).toBe(409)
})

test.each(['0', '366', '30.5', '', 'よん'])('%j days come back with what is allowed', async bookings => {
  const { admin } = await openPages()

  const page = await admin.get(
    `${settings}?office=mihon&step=check&bookings=${encodeURIComponent(bookings)}&mails=7&contacts=90&opinions=1095&comments=1095`,
  )

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain('予約した人の情報の日数は1〜365日で入力してください')
  expect(valueOf(formOf(page, settings), 'bookings')).toBe(bookings)
})

test('an office that has kept everything begins when its administrator says so', async () => {
  const { site, admin } = await openPages()
  await site.change(db => db.updateTable('offices').set({ is_erasing: 0 }).execute())
  expect((await openVisitor(site).get('/mihon/privacy')).html).not.toContain('来庁日の')

  const done = await admin.submit(await admin.get(settings), `${settings}/start`)

  expect(textOf(done.html)).toContain('今夜から')
  expect(await deedsOf(site)).toContainEqual(expect.objectContaining({ deed: 'erasing_started' }))
  expect((await openVisitor(site).get('/mihon/privacy')).html).toContain('来庁日の30日後（')
})

/** What a search finds, by its lines. */
async function search(admin: Visitor, sought: string) {
  return admin.submit(await admin.get(home), `${home}/search`, { sought })
}

test.each(['hanako@example.test', 'HANAKO@example.test', '090-1234-5678', '０９０１２３４５６７８'])(
  'everything held on somebody is found by %s, and nothing of others',
  async sought => {
    const { site, admin } = await openPages()
    await bookTwo(site)
    await site.booked(['tennyu'], '2026-12-04T09:00', named('見本 別人'))
    await sent(site, { text: '待ち時間が長い', contact: { name: null, email: person.email, phone: null } })

    const found = await search(admin, sought)

    expect(found.path).toBe(`${home}/search`)
    expect(textOf(found.html)).toContain('見本 花子')
    expect(textOf(found.html)).not.toContain('見本 別人')
  },
)

test('a reference leads on to what was made with the same contact', async () => {
  const { site, admin } = await openPages()
  const { reference } = await site.booked(['tennyu'], '2026-12-02T09:00', person)
  await site.booked(['tennyu'], '2026-12-03T09:00', { ...named('見本 太郎'), phone: person.phone })

  const found = await search(admin, reference.toLowerCase())

  expect(textOf(found.html)).toContain('見本 花子')
  expect(textOf(found.html)).toContain('見本 太郎')
})

test('what is chosen is shown whole, and who looked is written down', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)
  await sent(site, { text: '待ち時間が長い', contact: { name: null, email: person.email, phone: null } })

  const held = await admin.submit(await search(admin, person.email), `${home}/held`)

  const said = textOf(held.html)
  for (const told of [
    person.name,
    person.email,
    person.phone,
    '車いす',
    '転入',
    '待ち時間が長い',
    '送信待ち',
  ])
    expect(said).toContain(told)
  const deeds = (await deedsOf(site)).map(({ deed }) => deed)
  expect(deeds.filter(deed => deed === 'person_searched')).toHaveLength(1)
  expect(deeds.filter(deed => deed === 'person_held_viewed')).toHaveLength(2)
  const again = await admin.submit(await search(admin, person.email), `${home}/held`)
  expect(textOf(again.html)).toContain('保有している情報を見た')
})

test('the same as a file for programs and as one to read', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)
  const held = await admin.submit(await search(admin, person.email), `${home}/held`)
  const fields = Object.fromEntries(formOf(held, `${home}/file`).fields)

  const json = await admin.post(`${home}/file`, { ...fields, format: 'json' })
  const html = await admin.post(`${home}/file`, { ...fields, format: 'html' })

  expect(json.headers.get('Content-Disposition')).toBe('attachment; filename="held-2026-12-01.json"')
  const file = JSON.parse(json.html)
  expect(file.bookings[0]).toMatchObject({
    person: { name: person.name, email: person.email, phone: person.phone, needs: ['wheelchair'] },
    startsAt: '2026-12-02T09:00:00+09:00',
    counter: 'ido',
  })
  expect(html.html).toContain(person.name)
  expect(html.html).not.toMatch(/<script|<link|<style/)
  expect((await deedsOf(site)).filter(({ deed }) => deed === 'person_held_exported')).toHaveLength(2)
})

test('somebody is erased after a reason and a confirmation, and the visit to come by choice', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)
  const held = await admin.submit(await search(admin, person.email), `${home}/held`)
  const check = await admin.submit(held, `${home}/erasure/check`)
  expect(textOf(check.html)).toContain('これからの予約が1件あります')

  const bare = await admin.submit(check, `${home}/erasure`)
  expect(bare.status).toBe(422)
  const chosen = { why: 'request', confirm: 'yes' }
  const kept = await admin.submit(bare, `${home}/erasure`, chosen)
  expect(kept.status).toBe(409)
  expect(await known(site)).toEqual([person.name, '見本 太郎'])

  const done = await admin.submit(kept, `${home}/erasure`, { ...chosen, cancel: 'yes' })
  expect(textOf(done.html)).toContain('消しました（予約1件）')
  expect(await known(site)).toEqual(['見本 太郎'])
  expect(textOf((await search(admin, person.email)).html)).toContain('見つかりませんでした')
})

test('nothing that was typed gets into an address', async () => {
  const { site, admin } = await openPages()
  await bookTwo(site)

  const found = await search(admin, person.email)
  const held = await admin.submit(found, `${home}/held`)

  expect([found.path, held.path, ...found.locations, ...held.locations].join()).not.toContain('hanako')
  expect((await search(admin, 'だれか')).status).toBe(422)
})

test('a supervisor of one counter finds what is held there, and erases nobody', async () => {
  const { site } = await openPages()
  await bookTwo(site)
  await site.deps.store.write(async db => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'supervisor')
      .executeTakeFirstOrThrow()
    const counter_id = site.office.counters.find(({ slug }) => slug !== 'ido')?.id ?? 0
    await db
      .insertInto('staff_counters')
      .values({ staff_id: id, counter_id, office_id: site.office.id })
      .execute()
  })
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  expect(textOf((await search(supervisor, person.email)).html)).toContain('見つかりませんでした')
  expect((await supervisor.post(`${home}/erasure`, { bookings: '1' })).status).toBe(403)
  expect((await supervisor.get(settings)).html).not.toContain('<input id="bookings"')
})

test('days of the audit are chosen on their own, within their limits, and written down', async () => {
  const { site, admin } = await openPages()
  const audit = `${settings}/audit`

  const refused = await admin.submit(await admin.get(settings), audit, { audit: '364' })
  expect(refused.status).toBe(422)
  expect(valueOf(formOf(refused, audit), 'audit')).toBe('364')
  const done = await admin.submit(refused, audit, { audit: '３６５' })

  expect(textOf(done.html)).toContain('保存期間を変えました')
  expect(valueOf(formOf(done, audit), 'audit')).toBe('365')
  expect(await deedsOf(site)).toContainEqual({
    deed: 'retention_changed',
    details: { audit: { from: 1095, to: 365 } },
  })
  const late = await admin.submit(refused, audit, { audit: '3650' })
  expect(late.status).toBe(409)
  const file = await admin.get('/staff/setup/offices/mihon/configuration.json')
  expect(JSON.parse(file.html)).toMatchObject({ retention: { audit: 365 } })
})

test('a wait is among what is found, shown whole, and ended by erasing', async () => {
  const line = await openLineSite()
  const admin = openVisitor(line.site)
  await letVisitorIn(line.site, admin, 'admin')
  await line.joined(person)

  const found = await search(admin, person.email)
  expect(textOf(found.html)).toContain('空き待ち')
  const held = await admin.submit(found, `${home}/held`)
  for (const told of [person.name, person.email, '空きを待っている', '空き待ちに加えた', '空き待ちの確認'])
    expect(textOf(held.html)).toContain(told)
  const check = await admin.submit(held, `${home}/erasure/check`)
  expect(textOf(check.html)).toContain('対象：空き待ち1件')
  const done = await admin.submit(check, `${home}/erasure`, { why: 'request', confirm: 'yes' })

  expect(textOf(done.html)).toContain('消しました（空き待ち1件）')
  expect(await line.active()).toEqual([])
})
