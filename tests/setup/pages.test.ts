import { expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { signIn } from '../support/staff.ts'
import { openSite, type Site } from '../support/site.ts'
import { openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { letVisitorIn } from '../support/staff.ts'

const now = '2026-12-01T09:00'
const typed = {
  name: '写し区役所',
  slug: 'utsushi',
  address: '見本市写し区1丁目1番1号',
  phone: '06-0000-0000',
  counterName: '住民窓口',
  serviceName: '転入届',
}

/** A site with an administrator of all offices; with no office at all unless the sample is kept. */
async function openAdministrator(): Promise<{ site: Site; visitor: Visitor }> {
  const site = await openSite({ now })
  await site.change(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'admin')
  return { site, visitor }
}

async function upload(site: Site, text: string | Uint8Array<ArrayBuffer>, name = 'file') {
  const body = new FormData()
  body.set(name, new Blob([text]), 'office.json')
  const headers = { ...(await signIn(site, 'admin')), Origin: site.url, 'Accept-Language': 'ja' }
  const answer = await fetch(`${site.url}/staff/setup/file`, {
    ...{ method: 'POST', headers, body, redirect: 'manual' },
  })
  return { status: answer.status, location: answer.headers.get('Location'), html: await answer.text() }
}

const offices = (site: Site) =>
  site.deps.store.read(db => db.selectFrom('offices').select('slug').orderBy('id').execute())

test('an office set up by the form can be booked at once', async () => {
  const { visitor } = await openAdministrator()

  const done = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)

  expect(done.path).toBe('/staff/setup/offices/utsushi')
  expect(done.links).toContain('/staff/people/invitation?office=utsushi')
  expect(done.html).toContain('いちばん早い予約枠：2026年（令和8年）12月1日（火曜日） 9時15分（転入届）')
  expect((await visitor.get(`${done.path}?lang=en`)).html).toContain('1 counter, 1 service<')
  const resident = await visitor.get('/utsushi/slots?services=service-1&date=2026-12-01')
  expect(resident.status).toBe(200)
  expect(resident.html).toContain('<b>9:15</b>')
})

test('an office whose only counter takes no bookings is not said to be open for booking', async () => {
  const { visitor } = await openAdministrator()
  const done = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  expect(done.html).toContain('いちばん早い予約枠')
  const rules = '/staff/setup/offices/utsushi/catalogue/counters/counter-1/rules'
  await visitor.submit(await visitor.get(rules), rules, { isBookable: [] })

  const page = await visitor.get('/staff/setup/offices/utsushi')

  expect(page.html).not.toContain('いちばん早い予約枠')
  expect(page.html).toContain('60日以内に予約できる枠がありません')
})

test('its pages tell nothing that the office has not got: no Sunday, no papers, no life events', async () => {
  const { visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)

  const [home, service] = [await visitor.get('/utsushi'), await visitor.get('/utsushi/services/service-1')]

  expect(home.html).toContain('窓口からさがす')
  expect(home.html).not.toContain('できごとからさがす')
  expect(service.html).toContain('月曜日から金曜日 9:00〜17:30')
  expect(service.html).not.toMatch(/日曜日 |持ち物/)
  const list = await visitor.get('/utsushi/checklist?services=service-1')
  expect(list.html).toContain('手続きは1件です')
  expect(list.html).not.toContain('<h2>持ち物</h2>')
})

test('whoever has one service is led to a second before the two can be put in order', async () => {
  const { visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  const catalogue = '/staff/setup/offices/utsushi/catalogue'
  const relations = `${catalogue}/services/service-1/relations`

  const alone = await visitor.get(relations)
  expect(alone.links).toContain(`${catalogue}/new/services`)
  expect(alone.html).not.toContain('name="add-after"')

  const second = { 'name-ja': '転居届', slug: 'tenkyo', counter: 'counter-1' }
  const form = await visitor.get(`${catalogue}/new/services`)
  await visitor.submit(form, `${catalogue}/new/services`, second)
  const offer = `${catalogue}/services/tenkyo/return`
  await visitor.submit(await visitor.get(offer), offer)

  const saved = await visitor.submit(await visitor.get(relations), relations, { 'add-after': 'tenkyo' })
  expect(saved.path).toBe(`${relations}?done=saved`)
})

test('its counter is rated under the name that it has now, in the languages that it has', async () => {
  const { visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  const texts = '/staff/setup/offices/utsushi/catalogue/counters/counter-1'
  const file = async () =>
    JSON.parse((await visitor.get('/staff/setup/offices/utsushi/configuration.json')).html)
  expect((await file()).divisions).toEqual([{ slug: 'division-1', name: { ja: '住民窓口' } }])

  const named = { 'name-ja': '市民課', 'name-en': 'Residents' }
  await visitor.submit(await visitor.get(texts), texts, named)

  expect((await file()).divisions).toEqual([{ slug: 'division-1', name: { ja: '市民課', en: 'Residents' } }])
})

test('nobody is told to bring what the office asks nobody for', async () => {
  const { visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  const start = await visitor.get('/utsushi/slots?services=service-1&date=2026-12-02')
  const startsAt = '2026-12-02T09:00:00+09:00'
  const hold = await visitor.submit(start, '/utsushi/holds', { startsAt })
  const person = { name: 'ミホン 花子', email: 'mihon-nothing@example.test' }
  const check = await visitor.submit(hold, '/utsushi/hold', person)

  const done = await visitor.submit(check, '/utsushi/appointments')

  expect(check.html).not.toContain('#documents')
  expect(done.html).toContain('予約の時間の15分前から受付ができます')
  for (const page of [done, await visitor.get('/utsushi/appointment')])
    expect(page.html).not.toContain('持ち物')
})

test('its accessibility policy tells one number, and the new one once that has changed', async () => {
  const { visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  const told = async () =>
    textOf((await visitor.get('/utsushi/accessibility')).html).match(/写し\S*区役所 電話 [\d-]+/g)

  expect(await told()).toEqual(['写し区役所 電話 06-0000-0000'])

  const texts = '/staff/setup/offices/utsushi/catalogue/office/utsushi'
  const renamed = { 'name-ja': '写し中央区役所', phone: '06-0000-1111' }
  await visitor.submit(await visitor.get(texts), texts, renamed)

  expect(await told()).toEqual(['写し中央区役所 電話 06-0000-1111'])
})

test('the same form pressed twice makes one office', async () => {
  const { site, visitor } = await openAdministrator()
  const form = await visitor.get('/staff/setup')

  const pages = await Promise.all([
    visitor.submit(form, '/staff/setup', typed),
    visitor.submit(form, '/staff/setup', typed),
  ])

  expect(pages.map(({ path }) => path)).toEqual(Array(2).fill('/staff/setup/offices/utsushi'))
  expect(await offices(site)).toHaveLength(2)
})

test('a form that has set one office up before asks once more, and sets up the next', async () => {
  const { site, visitor } = await openAdministrator()
  const form = await visitor.get('/staff/setup')
  await visitor.submit(form, '/staff/setup', typed)
  const next = { ...typed, name: '次の区役所', slug: 'tsugi' }

  const asked = await visitor.submit(form, '/staff/setup', next)
  const done = await visitor.submit(asked, '/staff/setup')

  expect(asked.status).toBe(409)
  expect(asked.html).toContain('このページは一度使われています。')
  expect(asked.html).not.toContain('ほかの区役所が使っています')
  expect(done.path).toBe('/staff/setup/offices/tsugi')
  expect(await offices(site)).toHaveLength(3)
})

test('what is missing or wrong is told at its field, and nothing that was typed is lost', async () => {
  const { site, visitor } = await openAdministrator()

  const page = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', {
    ...{ ...typed, slug: 'Utsushi Ku', phone: '', windows: '二', days: [] },
  })

  expect(page.status).toBe(422)
  for (const said of [
    'ページの名前（アドレス）：半角の英小文字',
    '電話番号：入力してください',
    '席の数：半角の整数',
    '開庁する曜日：入力してください',
  ])
    expect(page.html).toContain(said)
  expect(page.html).toContain('value="写し区役所"')
  expect(await offices(site)).toHaveLength(1)
})

test.for([
  ['mihon', 'ほかの区役所が使っています'],
  ['staff', '製品が使っています'],
])('the address name %s is refused', async ([slug = '', said = '']) => {
  const { site, visitor } = await openAdministrator()

  const page = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', { ...typed, slug })

  expect(page.status).toBe(422)
  expect(page.html).toContain(said)
  expect(await offices(site)).toHaveLength(1)
})

test('hours that end before they begin are refused', async () => {
  const { visitor } = await openAdministrator()

  const page = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', {
    ...{ ...typed, opens: '18:00' },
  })

  expect(page.status).toBe(422)
  expect(page.html).toContain('閉じる時刻：終わりを始まりより後に')
})

test('widths and capitals that people type are taken as meant', async () => {
  const { visitor } = await openAdministrator()

  const page = await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', {
    ...{ ...typed, slug: 'ＵＴＳＵＳＨＩ', windows: '３', windowsAtLunch: '1', ticketPrefix: 'ｂ' },
    ...{ opens: '８：４５', closes: '17:15', lunchFrom: '12:00', lunchTo: '13:00' },
  })

  expect(page.path).toBe('/staff/setup/offices/utsushi')
})

test('a written configuration and a ward file set an office up', async () => {
  const { site, visitor } = await openAdministrator()
  const written = await visitor.get('/staff/setup/offices/mihon/configuration.json')
  expect(written.headers.get('Content-Disposition')).toBe('attachment; filename="madoguchi-mihon.json"')
  const configuration = JSON.parse(written.html)
  configuration.office.slug = 'utsushi'
  const ward = structuredClone(readSampleWard().ward)
  ward.office.id = 'ward'

  const first = await upload(site, JSON.stringify(configuration))
  const second = await upload(site, `\uFEFF${JSON.stringify(ward)}`)

  expect([first.location, second.location]).toEqual([
    '/staff/setup/offices/utsushi',
    '/staff/setup/offices/ward',
  ])
  const copy = await visitor.get('/staff/setup/offices/utsushi/configuration.json')
  expect(JSON.parse(copy.html)).toEqual(configuration)
  expect((await visitor.get('/ward')).status).toBe(200)
})

test.for([
  ['', 422, 'ファイルをえらんでください'],
  ['not json', 422, 'JSONのファイルではありません'],
  ['{"format":"other"}', 422, '区役所の設定ファイルではありません'],
  [new Uint8Array([0x93, 0xfa, 0x96, 0x7b]), 400, ''],
  [new Uint8Array(3_000_000), 413, ''],
] as const)('the file %# is refused with its reason', async ([text, status, said]) => {
  const { site } = await openAdministrator()

  const answer = await upload(site, text)

  expect(answer.status).toBe(status)
  expect(answer.html).toContain(said)
  expect(await offices(site)).toHaveLength(1)
})

test('a file with a wrong place tells where, and enters nothing', async () => {
  const { site } = await openAdministrator()
  const ward = structuredClone(readSampleWard().ward)
  ward.office.id = 'ward'
  for (const service of ward.services) service.counter = 'nowhere'

  const { status, html } = await upload(site, JSON.stringify(ward))

  expect(status).toBe(422)
  expect(html).toContain('services.0.counter')
  expect(html).toContain('指しているものがファイルの中にありません')
  expect(html).not.toContain('services.20.counter')
  expect(html).toContain('ほか22か所')
  expect(await offices(site)).toHaveLength(1)
})

test('who looks after all offices is led to what each of them decides, and to setting up a further one', async () => {
  const { visitor } = await openAdministrator()
  const alone = await visitor.get('/staff/office')
  expect(alone.links).toContain('/staff/setup')
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)

  const first = await visitor.get('/staff/office')
  const second = await visitor.get('/staff/office?office=utsushi')

  expect(alone.html).not.toContain('<select')
  expect(first.html).toContain('<option value="utsushi">写し区役所</option>')
  expect(first.links).toEqual(expect.arrayContaining(alone.links))
  expect(second.html).toContain('<option value="utsushi" selected="">写し区役所</option>')
  for (const page of ['openings', 'openings/holidays', 'catalogue', 'catalogue/messages', 'line'])
    expect(second.links).toContain(`/staff/setup/offices/utsushi/${page}`)
  for (const page of ['catalogue/rules', 'line'])
    expect((await visitor.get(`/staff/setup/offices/utsushi/${page}`)).links, page).toContain(
      '/staff/office?office=utsushi',
    )
  for (const page of ['people', 'people/one-time-passwords', 'personal-data', 'people/invitation'])
    expect(second.links).toContain(`/staff/${page}?office=utsushi`)
  // These would be those of the first office.
  for (const page of ['closings', 'banners', 'kiosks', 'audit', 'waitlist/rules'])
    expect(second.links).not.toContain(`/staff/${page}`)
  expect((await visitor.get('/staff/office?office=nowhere')).status).toBe(404)
})

test('an administrator of one office makes no other one, and is not led to it', async () => {
  const { site, visitor } = await openAdministrator()
  const form = await visitor.get('/staff/setup')
  await site.change(db =>
    db.updateTable('staff').set({ office_id: site.office.id }).where('login', '=', 'admin').execute(),
  )

  expect((await visitor.submit(form, '/staff/setup', typed)).status).toBe(404)
  expect((await visitor.get('/staff/setup')).status).toBe(404)
  expect((await upload(site, '{}')).status).toBe(404)
  expect((await visitor.get('/staff/office')).links).not.toContain('/staff/setup')
  expect(await offices(site)).toHaveLength(1)
})

test('an administrator of one office sees no other one', async () => {
  const { site, visitor } = await openAdministrator()
  await visitor.submit(await visitor.get('/staff/setup'), '/staff/setup', typed)
  await site.change(db =>
    db.updateTable('staff').set({ office_id: site.office.id }).where('login', '=', 'admin').execute(),
  )

  expect((await visitor.get('/staff/setup/offices/utsushi/configuration.json')).status).toBe(404)
  expect((await visitor.get('/staff/setup/offices/mihon')).status).toBe(200)
})
