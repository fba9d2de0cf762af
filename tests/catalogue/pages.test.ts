import { expect, test } from 'vitest'
import { openAdministrator } from '../support/people.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const catalogue = '/staff/setup/offices/mihon/catalogue'
const tennyu = `${catalogue}/services/tennyu`

test('what is wrong comes back filled in, with its place, and nothing is saved', async () => {
  const { admin } = await openAdministrator()

  const page = await admin.submit(await admin.get(tennyu), tennyu, { 'name-ja': '', 'name-ko': '전입신고' })

  expect(page.status).toBe(422)
  expect(page.html).toContain('href="#name-ja"')
  expect(textOf(page.html)).toContain('名前（日本語）：入力してください。')
  expect(valueOf(formOf(page, tennyu), 'name-ko')).toBe('전입신고')
  expect(valueOf(formOf(await admin.get(tennyu), tennyu), 'name-ko')).toBe('전입 신고(다른 시에서 이사 옴)')
})

test('a preview shows what would be saved and saves nothing', async () => {
  const { admin } = await openAdministrator()

  const page = await admin.submit(await admin.get(tennyu), `${tennyu}/preview`, { 'name-ja': 'まだない名前' })

  expect(page.status).toBe(200)
  expect(page.html).toContain('<h3>まだない名前</h3>')
  expect((await admin.get('/mihon/services/tennyu')).heading).not.toBe('まだない名前')
})

test('residents read a saved text at once, on pages that are kept in memory too', async () => {
  const { site, admin } = await openAdministrator()
  const resident = openVisitor(site)
  await resident.get('/mihon')
  const path = `${catalogue}/counters/ido`

  const saved = await admin.submit(await admin.get(path), path, { 'name-ja': '引っ越しの窓口' })

  expect(saved.path).toBe(`${path}?done=saved`)
  expect((await resident.get('/mihon')).html).toContain('引っ越しの窓口')
})

test('whoever comes second is told so and finds what they have typed', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(tennyu)
  await admin.submit(form, tennyu, { 'name-ja': '一人目' })

  const page = await admin.submit(form, tennyu, { 'name-ja': '二人目' })

  expect(page.status).toBe(409)
  expect(page.html).toContain('ほかの職員が先に変更しました')
  expect(valueOf(formOf(page, tennyu), 'name-ja')).toBe('二人目')
  const again = await admin.submit(page, tennyu)
  expect(again.path).toBe(`${tennyu}?done=saved`)
})

test('a supervisor writes texts of services, and reaches nothing else', async () => {
  const { site } = await openAdministrator()
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  const overview = await supervisor.get(catalogue)
  const saved = await supervisor.submit(await supervisor.get(tennyu), tennyu, { 'name-ko': '전입신고' })

  expect(overview.links).toContain(tennyu)
  expect(overview.links).not.toContain(`${catalogue}/documents/id1`)
  expect(overview.links).not.toContain(`${catalogue}/new/services`)
  expect(saved.path).toBe(`${tennyu}?done=saved`)
  for (const path of ['documents/id1', 'office/mihon', 'services/tennyu/rules', 'messages', 'new/services'])
    expect((await supervisor.get(`${catalogue}/${path}`)).status, path).toBe(403)
})

test('a supervisor of one counter writes of no service at another', async () => {
  const { site } = await openAdministrator()
  const counterId = site.office.counters.find(({ slug }) => slug === 'koseki')?.id ?? 0
  await site.change(async db => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'supervisor')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('staff_counters')
      .values({ staff_id: id, counter_id: counterId, office_id: site.office.id })
      .execute()
  })
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  expect((await supervisor.get(tennyu)).status).toBe(403)
  expect((await supervisor.get(catalogue)).links).not.toContain(tennyu)
})

test('a new service is entered, filled and brought out', async () => {
  const { admin } = await openAdministrator()
  const path = `${catalogue}/new/services`
  const typed = { 'name-ja': '見本の手続き', counter: 'ido', slug: 'mihon-tetsuzuki' }

  const refused = await admin.submit(await admin.get(path), path, { ...typed, slug: 'Mihon Te' })
  const made = await admin.submit(refused, path, typed)
  const own = `${catalogue}/services/mihon-tetsuzuki`

  expect(refused.status).toBe(422)
  expect(made.path).toBe(`${own}?done=made`)
  expect((await admin.get('/mihon/services/mihon-tetsuzuki')).status).toBe(404)
  await admin.submit(await admin.get(`${own}/return`), `${own}/return`)
  expect((await admin.get('/mihon/services/mihon-tetsuzuki')).heading).toBe('見本の手続き')
})

test('a new life event is led to once it has a service, and no more when none of them is offered', async () => {
  const { site, admin } = await openAdministrator()
  const resident = openVisitor(site)
  const path = `${catalogue}/new/life-events`
  const own = '/mihon/life-events/kaimei'
  const isLedTo = async () => [
    (await resident.get('/mihon')).links.includes(own),
    (await admin.get('/staff/posters')).html.includes('value="life-events/kaimei"'),
  ]

  await admin.submit(await admin.get(path), path, { 'name-ja': '改名', slug: 'kaimei' })
  expect(await isLedTo()).toEqual([false, false])
  expect((await resident.get(own)).html).toContain('見つかりませんでした')

  const services = `${catalogue}/life-events/kaimei/services`
  await admin.submit(await admin.get(services), services, { add: 'kokuho-kanyu' })
  expect(await isLedTo()).toEqual([true, true])
  expect((await resident.get(own)).links).toContain('/mihon/services/kokuho-kanyu')

  const retire = `${catalogue}/services/kokuho-kanyu/retirement`
  await admin.submit(await admin.get(retire), retire)
  expect(await isLedTo()).toEqual([false, false])
})

test('a document gets its condition, its place, and goes again', async () => {
  const { admin } = await openAdministrator()
  const path = `${tennyu}/documents`
  const first = formOf(await admin.get(path), path)
  const rows = first.fields.filter(([name]) => name === 'row').map(([, slug]) => slug)
  const [slug = '', second = ''] = rows

  const page = await admin.submit(await admin.get(path), path, {
    ...{ [`place-${slug}`]: '2', [`condition-${slug}-ja`]: '見本の人だけ', remove: [second] },
  })

  expect(page.path).toBe(`${path}?done=saved`)
  const resident = await admin.get('/mihon/services/tennyu')
  expect(resident.html).toContain('見本の人だけ')
  const left = formOf(page, path).fields.filter(([name]) => name === 'row')
  expect(left.map(([, one]) => one)).toEqual(rows.filter(one => one !== second))
})

test('the overview counts what is missing, and leads to each language', async () => {
  const { admin } = await openAdministrator()
  const korean = await admin.get(`${catalogue}?missing=ko`)
  await admin.submit(await admin.get(tennyu), tennyu, { 'name-ko': '' })
  const countOf = (html: string) => Number(/한국어の未入力 (\d+)件/.exec(textOf(html))?.[1] ?? 0)

  const after = await admin.get(`${catalogue}?missing=ko`)

  expect(countOf(after.html)).toBe(countOf(korean.html) + 1)
  expect(textOf(after.html)).toContain('한국어が未入力の文')
})

test('what is missing stands under the name of its thing, though the name itself is there', async () => {
  const { admin } = await openAdministrator()

  const { html } = await admin.get(`${catalogue}?missing=en`)

  expect(textOf(html)).toContain('1件 すべての文を見る')
  expect(html).toMatch(
    /catalogue\/documents\/[^"]+">新しい健康保険に入ったことがわかるもの（資格確認書など）/,
  )
})

test('a message with an unknown field is refused, shown as it would be sent, and saved when it is right', async () => {
  const { admin } = await openAdministrator()
  const path = `${catalogue}/messages/booked/ja`
  const standard = await admin.get(path)
  const words = { subject: '【{区役所}】予約です', body: '{日時}\n{予約ページ}\nお待ちしています' }

  const refused = await admin.submit(standard, path, { ...words, body: `${words.body}\n{氏名}` })
  const shown = await admin.submit(refused, `${path}/preview`, words)
  const saved = await admin.submit(shown, path, words)

  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain('本文 4行目：{氏名} という項目はありません。')
  expect(textOf(shown.html)).toContain('【見本区役所】予約です')
  expect(textOf(shown.html)).toContain('お待ちしています -- 見本区役所')
  expect(saved.path).toBe(`${path}?done=saved`)
  expect(textOf((await admin.get(`${catalogue}/messages`)).html)).toContain('予約の受付 日本語 区役所の文面')
})

test('a colour is seen, refused when it is too pale, and then on the pages of residents and the kiosk', async () => {
  const { site, admin } = await openAdministrator()
  const path = `${catalogue}/colour`
  const resident = openVisitor(site)
  await resident.get('/mihon')

  const pale = await admin.submit(await admin.get(path), path, { colour: 'own', own: '#ffcc00' })
  const saved = await admin.submit(pale, path, { colour: 'own', own: '#00695C' })

  expect(pale.status).toBe(422)
  expect(textOf(pale.html)).toContain(
    '色がうすく、ボタンの白い文字が読みにくくなります（コントラスト比 1.51、必要 4.5）。',
  )
  expect(saved.path).toBe(`${path}?done=saved`)
  for (const page of ['/mihon', '/kiosk/mihon'])
    expect((await resident.get(page)).html).toContain('href="/mihon/colours/00695c"')
  const sheet = await resident.send('/mihon/colours/00695c')
  expect(sheet.headers.get('Content-Type')).toBe('text/css; charset=utf-8')
  expect(sheet.html).toContain('--primary: #00695c;')
  expect((await resident.send('/mihon/colours/green')).status).toBe(404)
  expect((await admin.get(`${path}/sheet?colour=red%7D`)).status).toBe(404)
})

test.for([
  ['/services/nowhere', 404],
  ['/nothing/tennyu', 404],
  ['/new/windows', 404],
  ['/messages/booked/xx', 404],
  ['/messages/other/ja', 404],
  ['?missing=xx', 200],
] as const)('%s answers %i', async ([path, status]) => {
  const { admin } = await openAdministrator()

  expect((await admin.get(`${catalogue}${path}`)).status).toBe(status)
})
