import { expect, test } from 'vitest'
import { ticketNumbersMeant } from '#src/reception/day-booking.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { done, events, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import { openSite } from '../support/site.ts'
import { bearer, letVisitorIn } from '../support/staff.ts'
import { formOf, type HtmlPage, openVisitor, valueOf } from '../support/visitor.ts'
import { instant } from '../support/ward.ts'

type Login = Parameters<typeof letVisitorIn>[2]

async function openDesk(login: Login = 'reception', language = 'ja') {
  const site = await openSite({ now: '2026-12-01T09:30' })
  const visitor = openVisitor(site, language)
  await letVisitorIn(site, visitor, login)
  return { site, visitor }
}

function textOf({ html }: HtmlPage): string {
  const text = html.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]+>/g, ' ')
  return text.replace(/\s+/g, ' ')
}

const tickets = '/staff/reception/tickets'
const voidOf = ({ id }: { id: number }) => `${tickets}/${id}/void`

test.each(['reception', 'clerk', 'supervisor'] as const)(
  '%s takes a waiting number back with its reason',
  async login => {
    const { site, visitor } = await openDesk(login)
    const ticket = await walkIn(site, 'ido')
    const issued = await visitor.get(`${tickets}/${ticket.id}`)
    expect(issued.links).toContain(voidOf(ticket))

    const asking = await visitor.get(voidOf(ticket))
    expect(textOf(asking)).toMatch(/番号を取り消しますか A-001 .*印刷の失敗 .*試し・まちがい/)
    const answer = await visitor.submit(asking, voidOf(ticket), { reason: 'printer' })

    expect(answer.path).toBe(`${tickets}/${ticket.id}`)
    expect(textOf(answer)).toMatch(/取消 .*A-001 この番号は取り消しました。呼ばれません。/)
    expect(answer.links.filter(link => /void|slip/.test(link))).toEqual([])
    expect((await ticketNow(site, ticket)).state).toBe('voided')
    const [, event] = await site.deps.store.read(db =>
      db.selectFrom('visit_events').selectAll().where('ticket_id', '=', ticket.id).orderBy('id').execute(),
    )
    expect(event).toMatchObject({ type: 'voided', actor_kind: 'staff' })
    expect(JSON.parse(event?.payload_json ?? '')).toEqual({ reason: 'printer' })
    expect(await queueProblems(site.deps.store)).toEqual([])
  },
)

test('pressed twice it is taken back once', async () => {
  const { site, visitor } = await openDesk()
  const ticket = await walkIn(site, 'ido')
  const asking = await visitor.get(voidOf(ticket))
  const press = () => visitor.submit(asking, voidOf(ticket), { reason: 'test' })

  const answers = [await press(), await press()]

  expect(answers.map(({ status, path }) => `${status} ${path}`)).toEqual(
    Array<string>(2).fill(`200 ${tickets}/${ticket.id}`),
  )
  expect(await events(site, ticket)).toEqual(['checked_in', 'voided'])
})

test('without a reason nothing happens and the reason is asked for', async () => {
  const { site, visitor } = await openDesk()
  const ticket = await walkIn(site, 'ido')

  for (const reason of [[], 'reset']) {
    const answer = await visitor.post(voidOf(ticket), { reason })
    expect(answer.status).toBe(422)
    expect(textOf(answer)).toContain('取り消す理由をえらんでください')
  }
  expect(await events(site, ticket)).toEqual(['checked_in'])
})

test('a number called meanwhile is not taken back, in words', async () => {
  const { site, visitor } = await openDesk()
  const [desk] = await openWindows(site, 'ido')
  const ticket = await walkIn(site, 'ido')
  const asking = await visitor.get(voidOf(ticket))
  done(await desk.callNext())

  const late = await visitor.submit(asking, voidOf(ticket), { reason: 'test' })
  const again = await visitor.get(voidOf(ticket))

  for (const page of [late, again]) {
    expect(page.status).toBe(409)
    expect(textOf(page)).toContain('取り消せるのは、待っている番号だけです。この番号は、いま「呼出中」です。')
    expect(page.forms.flatMap(({ buttons }) => buttons.map(({ action }) => action))).not.toContain(
      voidOf(ticket),
    )
  }
  expect(await events(site, ticket)).toEqual(['checked_in', 'called'])
  expect((await visitor.get(`${tickets}/${ticket.id}`)).links).not.toContain(voidOf(ticket))
})

test('a number called and called back meanwhile is asked for anew', async () => {
  const { site, visitor } = await openDesk()
  const [desk] = await openWindows(site, 'ido')
  const ticket = await walkIn(site, 'ido')
  const asking = await visitor.get(voidOf(ticket))
  done(await desk.undo(done(await desk.callNext())))

  const late = await visitor.submit(asking, voidOf(ticket), { reason: 'test' })

  expect([late.status, textOf(late).includes('先に別の職員が操作しました')]).toEqual([409, true])
  const answer = await visitor.submit(late, voidOf(ticket), { reason: 'test' })
  expect(answer.path).toBe(`${tickets}/${ticket.id}`)
})

test('a number of a counter where somebody does not work is none', async () => {
  const { site, visitor } = await openDesk('contractor')
  const ticket = await walkIn(site, 'ido')
  expect((await visitor.get(voidOf(ticket))).status).toBe(403)

  const { id } = site.office.counters.find(({ slug }) => slug === 'koseki') ?? { id: 0 }
  await site.deps.store.write(async db => {
    const clerk = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'clerk')
      .executeTakeFirstOrThrow()
    await db.deleteFrom('staff_counters').where('staff_id', '=', clerk.id).execute()
    await db
      .insertInto('staff_counters')
      .values({ staff_id: clerk.id, counter_id: id, office_id: site.office.id })
      .execute()
  })
  await letVisitorIn(site, visitor, 'clerk')
  for (const path of [voidOf(ticket), '/staff/reception/paper?counter=ido'])
    expect((await visitor.get(path)).status).toBe(404)
  expect((await visitor.post(voidOf(ticket), { reason: 'test' })).status).toBe(404)
  expect(await events(site, ticket)).toEqual(['checked_in'])
})

const walkInPage = '/staff/reception/walk-in?counter=ido'
const fromPaper = { services: ['tennyu'], people: '2', paper: 'ａ－ｐ５', time: '９：１０' }

test('somebody from paper gets their number and the time on paper', async () => {
  const { site, visitor } = await openDesk()
  const form = await visitor.get(walkInPage)

  const answers = [
    await visitor.submit(form, tickets, fromPaper),
    await visitor.submit(form, tickets, fromPaper),
  ]

  for (const answer of answers) expect(textOf(answer)).toMatch(/受付しました .*A-P05/)
  const rows = await site.deps.store.read(db => db.selectFrom('tickets').selectAll().execute())
  expect(rows).toMatchObject([{ number: 'A-P05', checked_in_at: instant('2026-12-01T09:10') }])
  expect(await queueProblems(site.deps.store)).toEqual([])
})

test.each([
  ['a number of another counter', { paper: 'B-P05' }, 422, '紙の番号は、この窓口の用紙の', '#paper'],
  ['no number', { paper: '' }, 422, '紙の番号は、この窓口の用紙の', '#paper'],
  ['no time', { time: '' }, 422, '受付時刻は、今日の', '#time'],
  ['a time to come', { time: '9:31' }, 422, '受付時刻は、今日の', '#time'],
  ['a time before the day began', { time: '2:59' }, 422, '受付時刻は、今日の', '#time'],
  ['no service', { services: [] }, 422, '手続きを1つ以上えらんでください', '#services'],
  ['a number that is taken', { paper: 'P01' }, 409, 'この紙の番号は、今日もう使われています', '#paper'],
])('%s is refused in words, and what was typed is kept', async (_, wrong, status, words, field) => {
  const { site, visitor } = await openDesk()
  await visitor.submit(await visitor.get(walkInPage), tickets, { ...fromPaper, paper: '1' })

  const back = await visitor.submit(await visitor.get(walkInPage), tickets, { ...fromPaper, ...wrong })

  expect(back.status).toBe(status)
  expect(textOf(back)).toContain(words)
  expect(back.links).toContain(field)
  expect(back.html).toMatch(/<details[^>]* open/)
  const form = formOf(back, tickets)
  const typed = { ...fromPaper, ...wrong }
  expect(['people', 'paper', 'time'].map(name => valueOf(form, name))).toEqual(['2', typed.paper, typed.time])
  const rows = await site.deps.store.read(db => db.selectFrom('tickets').select('number').execute())
  expect(rows).toEqual([{ number: 'A-P01' }])
})

test('the public API knows nothing of paper, even for staff', async () => {
  const { site } = await openDesk()
  const body = JSON.stringify({ services: ['tennyu'], people: 1, paper: { serial: 5, arrivedAt: 0 } })
  const key = { 'Content-Type': 'application/json', 'Idempotency-Key': 'paper-1' }
  const headers = { ...key, ...(await bearer(site, 'reception')) }

  const answer = await fetch(`${site.url}/api/v1/offices/mihon/tickets`, { method: 'POST', headers, body })

  expect(answer.status).toBe(422)
  const rows = await site.deps.store.read(db => db.selectFrom('tickets').select('number').execute())
  expect(rows).toEqual([])
})

test('the sheet is chosen by counter and carries thirty numbers and no name', async () => {
  const { visitor } = await openDesk()
  const choosing = await visitor.get('/staff/reception/paper')
  expect(choosing.links).toContain('/staff/reception/paper?counter=ido')
  expect(choosing.links).not.toContain('/staff/reception/paper?counter=info')

  const sheet = await visitor.get('/staff/reception/paper?counter=ido')

  const numbers = sheet.html.match(/A-P\d\d(?=<)/g) ?? []
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([30, 'A-P01', 'A-P30'])
  expect(textOf(sheet)).toMatch(/受付時刻 手続き 人数 済/)
  expect((await visitor.get('/staff/reception/paper?counter=none')).status).toBe(404)
})

test('in English the sheet, its entry and taking back read English', async () => {
  const { site, visitor } = await openDesk('reception', 'en')
  const ticket = await walkIn(site, 'ido')

  const pages = [
    await visitor.get('/staff/reception/paper?counter=ido'),
    await visitor.get(walkInPage),
    await visitor.get(voidOf(ticket)),
  ]

  expect(pages.map(textOf)).toEqual([
    expect.stringContaining('Paper sheet'),
    expect.stringContaining('Enter somebody from paper'),
    expect.stringContaining('Take this number back?'),
  ])
})

test.each(['a-p5', 'ＡＰ０５', 'A-P05'])('a number from paper typed as "%s" is found', async typed => {
  const { visitor } = await openDesk()
  const issued = await visitor.submit(await visitor.get(walkInPage), tickets, fromPaper)

  const found = await visitor.post('/staff/reception/search', { typed })

  expect(found.links).toContain(issued.path)
})

test.each([
  ['a12', ['A-012']],
  ['Ａ－０１２', ['A-012']],
  ['012', ['012']],
  ['a1234', ['A-1234']],
  ['p5', ['P-005', 'P05']],
  ['ap5', ['AP-005', 'A-P05']],
  ['ap100', ['AP-100']],
  ['abc', []],
])('"%s" may mean %j', (typed, meant) => {
  expect(ticketNumbersMeant(typed)).toEqual(meant)
})
