import { expect, test } from 'vitest'
import { displayReference } from '#src/access/token.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { type Fields, formOf, type HtmlPage, openVisitor, valueOf, type Visitor } from '../support/visitor.ts'
import { instant } from '../support/ward.ts'
import { auditOf, bookedAtDesk, numbersAt } from './deeds.ts'
import { newStaffMember } from '../support/queue.ts'

type Login = Parameters<typeof letVisitorIn>[2]

const moving = ['tenshutsu-todoke']
const ten = '2026-12-01T10:00'

async function openDesk(login: Login = 'reception', now = '2026-12-01T09:00') {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return { site, visitor }
}

function textOf(page: HtmlPage): string {
  return page.html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

async function referenceOf(site: Site, id: number): Promise<string> {
  const row = await site.deps.store.read(db =>
    db.selectFrom('appointments').select('reference').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return displayReference(row.reference ?? '')
}

async function tickets(site: Site) {
  return site.deps.store.read(db => db.selectFrom('tickets').selectAll().orderBy('id').execute())
}

async function fill(site: Site, startsAt: string) {
  const staff = await newStaffMember(site, 'reception')
  for (let count = 0; count < 5; count += 1) await bookedAtDesk(site, staff, moving, startsAt)
}

function search(visitor: Visitor, typed: string): Promise<HtmlPage> {
  return visitor.post('/staff/reception/search', { typed })
}

const somebody: Fields = { name: 'ミホン 電話子', phone: '06-0000-1234', email: '', language: 'ja' }

/** From the list of services to the page on which a reference can be read out. */
async function bookByPhone(visitor: Visitor, startsAt: string, details = somebody): Promise<HtmlPage> {
  const date = startsAt.slice(0, 10)
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=${date}`)
  const typing = await visitor.submit(slots, '/staff/booking/holds', { startsAt: `${startsAt}:00+09:00` })
  const check = await visitor.submit(typing, typing.path, details)
  return visitor.submit(check, check.path.replace(/check.*/, 'book'))
}

test('today’s bookings stand under their times, with name, counter, people and state', async () => {
  const { site, visitor } = await openDesk()
  const one = await site.booked(moving, ten, { name: 'ミホン 一郎', people: 3 })
  await site.booked(['koseki-konin'], '2026-12-01T11:00', { name: 'ミホン 二郎', needs: ['wheelchair'] })
  await site.booked(moving, '2026-12-02T10:00', { name: 'ミホン 明日香' })

  const page = await visitor.get('/staff/reception')

  const text = textOf(page)
  expect(text).toMatch(/10:00 .*ミホン 一郎 3人 .*予約中 .*11:00 .*ミホン 二郎 1人 配慮あり/)
  expect(text).toContain(await referenceOf(site, one.appointmentId))
  expect(text).not.toContain('明日香')
})

test('a booking is checked in once, however often the button is pressed, and shows its number from then on', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten)
  const page = await visitor.get('/staff/reception')
  const action = `/staff/appointments/${appointmentId}/check-in`

  const results = [await visitor.submit(page, action), await visitor.submit(page, action)]

  expect(await tickets(site)).toHaveLength(1)
  for (const result of results) {
    expect(result.path).toMatch(/^\/staff\/reception\/tickets\/\d+$/)
    expect(textOf(result)).toContain('A-001')
    expect(result.links.some(link => /^\/staff\/tickets\/\d+\/slip$/.test(link))).toBe(true)
  }
  expect(textOf(await visitor.get('/staff/reception'))).toContain('受付済 A-001')
})

test('somebody who does not come is told as absent and can still be checked in', async () => {
  const { site, visitor } = await openDesk('reception', '2026-12-01T09:55')
  const { appointmentId } = await site.booked(moving, ten)
  site.setNow('2026-12-01T10:31')
  await letVisitorIn(site, visitor, 'reception')
  const page = await visitor.get('/staff/reception')

  expect(textOf(page)).toContain('来庁なし')
  const result = await visitor.submit(page, `/staff/appointments/${appointmentId}/check-in`)
  expect(textOf(result)).toContain('A-001')
})

test('checking in a booking of another day is refused in words', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, '2026-12-02T10:00')

  const page = await visitor.post(`/staff/appointments/${appointmentId}/check-in`, {})

  expect(page.status).toBe(409)
  expect(textOf(page)).toContain('この予約は今日ではありません')
  expect(await tickets(site)).toEqual([])
})

test('the list is filtered by counter and by who is still awaited', async () => {
  const { site, visitor } = await openDesk()
  const arrived = await site.booked(moving, ten, { name: 'ミホン 着' })
  await site.booked(moving, ten, { name: 'ミホン 未着' })
  await site.booked(['koseki-konin'], ten, { name: 'ミホン 戸籍' })
  await visitor.post(`/staff/appointments/${arrived.appointmentId}/check-in`, {})

  const ofCounter = textOf(await visitor.get('/staff/reception?counter=ido&show=awaited'))

  expect(ofCounter).toContain('ミホン 未着')
  expect(ofCounter).not.toContain('ミホン 着 ')
  expect(ofCounter).not.toContain('ミホン 戸籍')
})

test.each([
  [
    'full width',
    (reference: string) =>
      reference.replace(/[A-Z0-9]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ],
  ['lower case without dash', (reference: string) => reference.toLowerCase().replace('-', '')],
  ['spaces', (reference: string) => ` ${reference.replace('-', ' ')} `],
])('a reference typed in %s is found', async (_, typed) => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 探' })
  const reference = await referenceOf(site, appointmentId)

  expect(textOf(await search(visitor, typed(reference)))).toContain('ミホン 探')
})

test('a reference of another day leads to its booking', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, '2026-12-03T10:00')

  const page = await search(visitor, await referenceOf(site, appointmentId))

  expect(textOf(page)).toContain('12月3日（木） 10:00')
  expect(page.links).toContain(`/staff/appointments/${appointmentId}`)
})

test.each(['a1', 'Ａ－００１', 'A-001', 'a 001'])('a ticket number typed as "%s" is found', async typed => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 番号' })
  await visitor.post(`/staff/appointments/${appointmentId}/check-in`, {})

  expect(textOf(await search(visitor, typed))).toContain('ミホン 番号')
})

test.each(['みほん', 'ﾐﾎﾝ', 'ミホンはなこ', '花子', 'Hanako', 'ＨＡＮＡＫＯ'])(
  'a name is found by "%s", whatever kana, width and case',
  async typed => {
    const { site, visitor } = await openDesk()
    await site.booked(moving, ten, { name: 'ミホン　ハナコ（花子 Hanako）' })
    await site.booked(moving, ten, { name: '別の人' })

    const text = textOf(await search(visitor, typed))

    expect(text).toContain('ミホン ハナコ（花子 Hanako）')
    expect(text).not.toContain('別の人')
  },
)

test.each([
  ['\uFA19 太郎', '神'],
  ['\uFA1B 花子', '福'],
  ['\uFA1E 一郎', '羽'],
  ['髙橋 﨑子', '高橋崎子'],
  ['𠮷野 一郎', '吉野'],
  ['葛\u{E0100}城 次郎', '葛城'],
  ['斎藤 渡', '齋藤'],
  ['渡邊 実', '渡邉'],
])('%s is found by "%s", and shown as it was typed', async (name, typed) => {
  const { site, visitor } = await openDesk()
  await site.booked(moving, ten, { name })
  await site.booked(moving, ten, { name: '見本 鷹' })

  const text = textOf(await search(visitor, typed))

  expect(text).toContain(name)
  expect(text).not.toContain('見本 鷹')
})

test('a name is searched for by POST and shows up in no address', async () => {
  const { site, visitor } = await openDesk()
  await site.booked(moving, ten, { name: 'ミホン ハナコ' })

  const page = await search(visitor, 'ミホン')

  expect(page.locations).toEqual([])
  expect([...page.links, page.path].join(' ')).not.toContain(encodeURIComponent('ミホン'))
})

test('what is not found is said, and what was typed is kept', async () => {
  const { visitor } = await openDesk()

  const page = await search(visitor, 'だれもいない')

  expect(textOf(page)).toContain('見つかりませんでした')
  expect(page.html).toContain('value="だれもいない"')
})

test('opening a booking shows the person and is written down, each time', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 花', phone: '0612345678' })

  const pages = [
    await visitor.get(`/staff/appointments/${appointmentId}`),
    await visitor.get(`/staff/appointments/${appointmentId}`),
  ]

  for (const page of pages) expect(textOf(page)).toMatch(/ミホン 花.*0612345678.*ネット/)
  const views = (await auditOf(site, appointmentId)).filter(({ deed }) => deed === 'view')
  expect(views).toHaveLength(2)
  expect(views[0]?.actor).toMatch(/^staff:\d+$/)
})

test('a list, a search and a check-in are no look at the person', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 花', phone: '0612345678' })

  const pages = [
    await visitor.get('/staff/reception'),
    await search(visitor, 'ミホン'),
    await visitor.post(`/staff/appointments/${appointmentId}/check-in`, {}),
    await visitor.get(`/staff/appointments/${appointmentId}/done`),
  ]

  for (const page of pages) expect(page.html).not.toMatch(/0612345678|example\.test/)
  expect((await auditOf(site, appointmentId)).map(({ deed }) => deed)).not.toContain('view')
})

test('a walk-in gets one ticket from one form, however often it is sent', async () => {
  const { site, visitor } = await openDesk()
  const page = await visitor.get('/staff/reception/walk-in?counter=ido')
  const choice = { services: ['tennyu', 'tenshutsu-todoke'], people: '2', language: 'en', priority: '1' }

  const results = [
    await visitor.submit(page, '/staff/reception/tickets', choice),
    await visitor.submit(page, '/staff/reception/tickets', choice),
  ]

  expect(await tickets(site)).toMatchObject([{ number: 'A-001', kind: 'walk_in', is_priority: 1 }])
  for (const result of results) expect(textOf(result)).toMatch(/A-001.*予約なし 2人 優先/)
})

test('a walk-in without a service comes back with what was chosen', async () => {
  const { site, visitor } = await openDesk()
  const page = await visitor.get('/staff/reception/walk-in?counter=ido')

  const back = await visitor.submit(page, '/staff/reception/tickets', { people: '4', priority: '1' })

  expect(back.status).toBe(422)
  expect(textOf(back)).toContain('手続きを1つ以上えらんでください')
  const form = formOf(back, '/staff/reception/tickets')
  expect([valueOf(form, 'people'), valueOf(form, 'priority')]).toEqual(['4', '1'])
  expect(await tickets(site)).toEqual([])
})

test('services of another counter than the one chosen give no ticket', async () => {
  const { site, visitor } = await openDesk()

  const page = await visitor.post('/staff/reception/tickets', {
    ...{ counter: 'ido', services: ['koseki-konin'], people: '1', language: 'ja' },
  })

  expect(page.status).toBe(422)
  expect(await tickets(site)).toEqual([])
})

test('a booking by phone ends with a reference to read out, letter by letter', async () => {
  const { site, visitor } = await openDesk()

  const done = await bookByPhone(visitor, '2026-12-02T10:00')

  expect(done.path).toMatch(/^\/staff\/appointments\/\d+\/done$/)
  const [, reference = ''] = /([2-9A-Z]{3}-[2-9A-Z]{3})/.exec(textOf(done)) ?? []
  expect(reference).not.toBe('')
  expect(textOf(done)).toMatch(/読み方: \S+ \S+ \S+ – \S+ \S+ \S+/)
  expect(textOf(done)).toContain('メールは送りません')
  expect(done.html).not.toMatch(/電話子|0600001234/)
  expect(await numbersAt(site, '2026-12-02T10:00')).toEqual([5])
})

test('details that cannot be are said beside what was typed, and nothing is booked', async () => {
  const { site, visitor } = await openDesk()
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const typing = await visitor.submit(slots, '/staff/booking/holds', {
    startsAt: '2026-12-02T10:00:00+09:00',
  })

  const back = await visitor.submit(typing, typing.path, { name: 'ミホン', phone: '123', email: '' })

  expect(back.status).toBe(422)
  expect(textOf(back)).toContain('市外局番から')
  expect(valueOf(formOf(back, typing.path), 'name')).toBe('ミホン')
  expect(valueOf(formOf(back, typing.path), 'phone')).toBe('123')
  const booked = await site.deps.store.read(db =>
    db.selectFrom('appointments').select('id').where('state', '=', 'booked').execute(),
  )
  expect(booked).toEqual([])
})

test('a time that was taken meanwhile leads to the nearest others, with what was typed', async () => {
  const { site, visitor } = await openDesk()
  const fields = {
    services: moving[0] ?? '',
    people: '1',
    startsAt: '2026-12-02T10:00:00+09:00',
    ...somebody,
  }
  await fill(site, '2026-12-02T10:00')

  const taken = await visitor.post('/staff/booking/holds', fields)

  expect(taken.status).toBe(409)
  expect(textOf(taken)).toContain('この時間は、ほかの人が先に予約しました')
  const check = await visitor.submit(taken, '/staff/booking/holds')
  expect(check.path).toMatch(/\/check$/)
  expect(textOf(check)).toMatch(/ミホン 電話子.*0600001234/)
})

test('a hold that ran out is taken again by itself, with what was typed', async () => {
  const { site, visitor } = await openDesk()
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const typing = await visitor.submit(slots, '/staff/booking/holds', {
    startsAt: '2026-12-02T10:00:00+09:00',
  })
  site.setNow('2026-12-01T09:11')

  const check = await visitor.submit(typing, typing.path, somebody)

  expect(textOf(check)).toMatch(/同じ時間を取り直しました.*ミホン 電話子/)
  const done = await visitor.submit(check, check.path.replace(/check.*/, 'book'))
  expect(done.path).toMatch(/\/done$/)
})

test('a hold that ran out and is taken by others keeps what was typed for another time', async () => {
  const { site, visitor } = await openDesk()
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const typing = await visitor.submit(slots, '/staff/booking/holds', {
    startsAt: '2026-12-02T10:00:00+09:00',
  })
  const check = await visitor.submit(typing, typing.path, somebody)
  site.setNow('2026-12-01T09:11')
  await fill(site, '2026-12-02T10:00')

  const taken = await visitor.submit(check, check.path.replace('check', 'book'))

  expect(taken.status).toBe(409)
  const again = await visitor.submit(taken, '/staff/booking/holds')
  expect(textOf(again)).toContain('ミホン 電話子')
})

test('a full time is overbooked with a reason, which only the booking’s own page tells', async () => {
  const { site, visitor } = await openDesk()
  await fill(site, '2026-12-02T10:00')
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const [link = ''] = slots.links.filter(href => href.includes('overbook') && href.includes('T10%3A00'))
  const asking = await visitor.get(link)

  const refused = await visitor.submit(asking, '/staff/booking/holds', { reason: 'え' })
  expect(refused.status).toBe(422)
  expect(valueOf(formOf(refused, '/staff/booking/holds'), 'reason')).toBe('え')
  const typing = await visitor.submit(refused, '/staff/booking/holds', { reason: '遠くから来るため' })
  const check = await visitor.submit(typing, typing.path, somebody)
  const done = await visitor.submit(check, check.path.replace('check', 'book'))

  expect(await numbersAt(site, '2026-12-02T10:00')).toEqual([1, 2, 3, 4, 5, 6])
  expect(textOf(done)).not.toContain('遠くから')
  expect(textOf(await visitor.get(done.path.replace('/done', '')))).toMatch(/枠をこえた理由 遠くから来るため/)
})

test('a clerk is offered no overbooking and cannot do it either', async () => {
  const { site, visitor } = await openDesk('clerk')
  await fill(site, '2026-12-02T10:00')
  const fields = { services: moving[0] ?? '', people: '1', startsAt: '2026-12-02T10:00:00+09:00' }

  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const forced = await visitor.post('/staff/booking/holds', {
    ...fields,
    overbook: '1',
    reason: '急ぎのため',
  })

  expect(slots.links.filter(href => href.includes('overbook'))).toEqual([])
  expect(forced.status).toBe(403)
  expect(await numbersAt(site, '2026-12-02T10:00')).toEqual([1, 2, 3, 4, 5])
})

test('a contact with many bookings is pointed out before it is booked all the same', async () => {
  const { site, visitor } = await openDesk()
  for (const time of ['09:00', '10:00', '11:00'])
    await site.booked(moving, `2026-12-03T${time}`, { phone: '0600001234', email: null })
  const slots = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)
  const typing = await visitor.submit(slots, '/staff/booking/holds', {
    startsAt: '2026-12-02T10:00:00+09:00',
  })

  const check = await visitor.submit(typing, typing.path, somebody)

  expect(textOf(check)).toContain('ほかに3件の予約があります')
  expect((await visitor.submit(check, check.path.replace('check', 'book'))).path).toMatch(/\/done$/)
})

test('the page of times tells what staff can give and what residents still could', async () => {
  const { site, visitor } = await openDesk()
  await site.booked(moving, '2026-12-02T10:00')

  const page = await visitor.get(`/staff/booking/slots?services=${moving[0]}&date=2026-12-02`)

  expect(textOf(page)).toMatch(/10:00 空き4 （ネット1）/)
})

test('staff move and cancel a booking; the owner is told of both', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, '2026-12-02T10:00')
  const own = `/staff/appointments/${appointmentId}`
  const slots = await visitor.get(`${own}/reschedule?date=2026-12-03`)
  const [to = ''] = slots.links.filter(href => href.includes('to=2026-12-03T11%3A00'))

  const moved = await visitor.submit(await visitor.get(to), `${own}/reschedule`)
  expect(textOf(moved)).toMatch(/日時を変えました.*12月3日（木曜日） 11時00分/)
  const cancelled = await visitor.submit(await visitor.get(`${own}/cancellation`), `${own}/cancellation`)
  expect(textOf(cancelled)).toContain('取り消しました')

  const kinds = await site.deps.store.read(db =>
    db.selectFrom('outbox').select('kind').orderBy('id').execute(),
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['booked', 'rescheduled', 'cancelled'])
  const deeds = (await auditOf(site, appointmentId)).filter(({ actor }) => actor.startsWith('staff:'))
  expect(deeds.map(({ deed }) => deed)).toEqual(['reschedule', 'cancel'])
})

test.for([
  ['resident', {}],
  ['office', { by: 'office' }],
] as const)('a booking cancelled at reception says for whose sake: %s', async ([by, chosen]) => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, '2026-12-02T10:00')
  const action = `/staff/appointments/${appointmentId}/cancellation`

  await visitor.submit(await visitor.get(action), action, chosen)

  const [row] = await site.deps.store.read(db => db.selectFrom('appointments').selectAll().execute())
  expect(row).toMatchObject({ state: 'cancelled', cancelled_by: by })
})

test('a booking moved to a time that is gone keeps its old one', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, '2026-12-03T10:00')
  await fill(site, '2026-12-02T10:00')
  const own = `/staff/appointments/${appointmentId}`

  const taken = await visitor.post(`${own}/reschedule`, { startsAt: '2026-12-02T10:00:00+09:00' })

  expect(taken.status).toBe(409)
  expect(taken.links.some(href => href.startsWith(`${own}/reschedule?to=`))).toBe(true)
  expect(await numbersAt(site, '2026-12-03T10:00')).toEqual([1])
})

test('what a resident is just typing is nobody’s to see', async () => {
  const { site, visitor } = await openDesk()
  const resident = openVisitor(site)
  const slots = await resident.get('/mihon/slots?services=tennyu&date=2026-12-02')
  const holding = await resident.submit(slots, '/mihon/holds', { startsAt: '2026-12-02T10:00:00+09:00' })
  await resident.submit(holding, '/mihon/hold', {
    name: 'ミホン 秘',
    email: 'hi@example.test',
    language: 'ja',
  })
  const [row] = await site.deps.store.read(db => db.selectFrom('appointments').select('id').execute())

  const pages = [
    await visitor.get(`/staff/appointments/${row?.id}`),
    await visitor.get(`/staff/booking/holds/${row?.id}`),
    await visitor.get(`/staff/booking/holds/${row?.id}/check`),
  ]

  expect(pages.map(page => page.status)).toEqual([404, 404, 404])
})

test('a clerk of other counters finds neither bookings nor times of this one', async () => {
  const { site, visitor } = await openDesk('clerk')
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 他' })
  const koseki = site.office.counters.find(({ slug }) => slug === 'koseki')
  await site.deps.store.write(async db => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'clerk')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('staff_counters')
      .values({ staff_id: id, counter_id: koseki?.id ?? 0, office_id: site.office.id })
      .execute()
  })
  const own = `/staff/appointments/${appointmentId}`

  for (const path of [
    ...[own, `${own}/done`, `${own}/reschedule`, `${own}/cancellation`],
    ...['/staff/reception?counter=ido', '/staff/reception/walk-in?counter=ido'],
    ...[`/staff/booking/slots?services=${moving[0]}`],
  ])
    expect((await visitor.get(path)).status, path).toBe(404)
  for (const path of [`${own}/check-in`, `${own}/reschedule`, `${own}/cancellation`])
    expect((await visitor.post(path, {})).status, path).toBe(404)
  const fields = { services: moving[0] ?? '', people: '1', startsAt: '2026-12-02T10:00:00+09:00' }
  expect((await visitor.post('/staff/booking/holds', fields)).status).toBe(404)

  expect(textOf(await visitor.get('/staff/reception'))).not.toContain('ミホン 他')
  expect(textOf(await search(visitor, 'ミホン'))).toContain('見つかりませんでした')
  expect(textOf(await search(visitor, await referenceOf(site, appointmentId)))).toContain(
    '見つかりませんでした',
  )
})

test('a contractor has no reception, no booking and no names', async () => {
  const { site, visitor } = await openDesk('clerk')
  const { appointmentId } = await site.booked(moving, ten, { name: 'ミホン 名' })
  await letVisitorIn(site, visitor, 'contractor')

  for (const path of ['/staff/reception', '/staff/booking', `/staff/appointments/${appointmentId}`]) {
    const page = await visitor.get(path)
    expect(page.status, path).toBe(403)
    expect(page.html).not.toContain('ミホン 名')
  }
})

test.each([
  '/staff/appointments/0',
  '/staff/appointments/99999',
  '/staff/appointments/x',
  '/staff/reception/tickets/7',
])('%s is nothing', async path => {
  const { visitor } = await openDesk()

  expect((await visitor.get(path)).status).toBe(404)
})

test('a booking that has begun is changed by nobody', async () => {
  const { site, visitor } = await openDesk()
  const { appointmentId } = await site.booked(moving, ten)
  const own = `/staff/appointments/${appointmentId}`
  await visitor.post(`${own}/check-in`, {})

  const refused = await visitor.post(`${own}/cancellation`, {})

  expect(refused.status).toBe(409)
  expect((await visitor.get(`${own}/reschedule`)).path).toBe(own)
  expect(await numbersAt(site, ten)).toEqual([1])
  expect(instant(ten)).toBeGreaterThan(site.deps.clock.now())
})
