import { expect, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { somebody } from '../support/bookings.ts'
import { openSite } from '../support/site.ts'
import { formOf, openVisitor, textOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'
const office = 'mihon'
const eventPath = paths.lifeEvent(office, 'hikkoshi-in')
const plansPath = paths.plans(office)

/** Answers of a family that moves in, all of them no but for these. */
function answers(...yes: string[]) {
  const slugs = ['mynumber', 'insurance', 'pension', 'child', 'school']
  return Object.fromEntries(slugs.map(slug => [`answer-${slug}`, yes.includes(slug) ? 'yes' : 'no']))
}

function words({ html }: { html: string }): string {
  return textOf(html.slice(html.indexOf('<main'), html.indexOf('</main>')))
}

test('the answers lead to the services that apply, and stay out of the address', async () => {
  const visitor = openVisitor(await openSite({ now }))

  const list = await visitor.post(eventPath, answers('child', 'insurance'))

  expect(list.path).toBe(
    '/mihon/checklist?services=tennyu,kokuho-kanyu,jidoteate,kodomo-iryo&event=hikkoshi-in',
  )
  expect(words(list)).toContain('手続きは4件です。')
})

test('a question left out comes back marked, and what was answered stays', async () => {
  const visitor = openVisitor(await openSite({ now }))

  const page = await visitor.post(eventPath, {
    ...answers('child'),
    'answer-school': '',
    'answer-pension': 'x',
  })

  expect(page.status).toBe(422)
  expect(page.html).toContain('href="#answer-school-yes"')
  expect(page.html).toContain('href="#answer-pension-yes"')
  expect(page.html).not.toContain('href="#answer-child-yes"')
  expect(formOf(page, eventPath).fields).toContainEqual(['answer-child', 'yes'])
})

test('whoever needs nothing is told so and whom to ask', async () => {
  const visitor = openVisitor(await openSite({ now }))
  const all = {
    'answer-registered': 'yes',
    'answer-insurance': 'no',
    'answer-aged': 'no',
    'answer-pension': 'no',
  }

  const page = await visitor.post(paths.lifeEvent(office, 'okuyami'), all)

  expect(words(page)).toContain('必要な手続きは見つかりませんでした。')
})

test('each document stands once, for which services and for whom', async () => {
  const visitor = openVisitor(await openSite({ now }))

  const page = words(await visitor.get(paths.checklist(office, ['tennyu', 'kokuho-kanyu'])))

  expect(page.match(/本人確認書類/g)).toHaveLength(1)
  expect(page).toContain('使う手続き：転入届（市外から引っ越してきた）、国民健康保険に入る')
  expect(page).toContain('外国籍の人 使う手続き：転入届')
})

test('what is not named to others and what needs no booking stays out of the plan', async () => {
  const visitor = openVisitor(await openSite({ now }))

  const page = await visitor.get(paths.checklist(office, ['koki', 'koseki-shibo', 'shomei-juminhyo']))

  const chosen = formOf(page, plansPath).fields.filter(([name]) => name === 'services')
  expect(chosen).toEqual([['services', 'koki']])
  expect(words(page)).toContain('ほかと分けて予約する手続き')
  expect(words(page)).toContain('予約のいらない手続き')
})

test('a service that there is not is no list', async () => {
  const visitor = openVisitor(await openSite({ now }))

  expect((await visitor.get(paths.checklist(office, ['tennyu', 'nowhere']))).status).toBe(404)
  expect((await visitor.get(paths.lifeEvent(office, 'nowhere'))).status).toBe(404)
  expect((await visitor.post(paths.lifeEvent(office, 'nowhere'), {})).status).toBe(404)
})

test('services of one counter lead to its own times', async () => {
  const visitor = openVisitor(await openSite({ now }))

  const page = await visitor.get(paths.plans(office, { services: ['tennyu', 'inkan-toroku'], people: 2 }))

  expect(page.path).toBe('/mihon/slots?services=tennyu,inkan-toroku&people=2')
})

test.for([
  [['tennyu', 'tenshutsu-todoke'], 1, 'いっしょにはできない手続きです'],
  [['koki', 'koseki-shibo'], 1, 'ほかの手続きと分けて予約する手続きがあります'],
  [['tennyu', 'shomei-juminhyo'], 1, '予約できない手続きがあります：住民票の写し'],
  [['tennyu', 'nowhere'], 1, '手続きをえらび直してください'],
  [['tennyu', 'kokuho-kanyu'], 99, '人数を正しくえらんでください'],
  [[], 1, '手続きをえらんでください'],
] as const)('%j for %i people are refused: %s', async ([services, people, refusal]) => {
  const visitor = openVisitor(await openSite({ now }))

  const page = await visitor.get(paths.plans(office, { services, people }))

  expect(page.status).toBe(422)
  expect(words(page)).toContain(refusal)
})

test('a closed day says why and leads to the next one', async () => {
  const visitor = openVisitor(await openSite({ now }))
  const wish = { services: ['tennyu', 'jidoteate'], people: 1 }

  const page = await visitor.get(paths.plans(office, { ...wish, date: '2026-12-05' }))

  expect(words(page)).toContain('12月5日（土）の予定 受付のない曜日 次に空いている日: 12月7日（月）')
})

test('a day on which one of the counters is closed or full names it', async () => {
  const site = await openSite({ now })
  await site.change(async db => {
    const counter = site.office.counters.find(({ slug }) => slug === 'kodomo')
    await db
      .insertInto('closures')
      .values({
        ...{ office_id: site.office.id, counter_id: counter?.id ?? null, kind: 'special' },
        ...{ from_date: '2026-12-02', to_date: '2026-12-02', reason: '{"ja":"研修"}' },
      })
      .execute()
  })
  const visitor = openVisitor(site)
  const wish = { services: ['tennyu', 'jidoteate'], people: 1 }

  const page = await visitor.get(paths.plans(office, { ...wish, date: '2026-12-02' }))

  expect(words(page)).toContain('12月2日（水）の予定 子育て（手当・医療費・保育）：研修')
})

test('where no day has room for all of it, each counter can be booked by itself', async () => {
  const site = await openSite({ now })
  await site.change(db =>
    db.updateTable('services').set({ stay_minutes: 480 }).where('slug', '=', 'tennyu').execute(),
  )
  const visitor = openVisitor(site)

  const page = await visitor.get(paths.plans(office, { services: ['tennyu', 'jidoteate'], people: 1 }))

  expect(words(page)).toContain('1日でまわれる日がありません。')
  expect(page.links).toContain(paths.slots(office, { services: ['jidoteate'], people: 1 }))
})

test('a plan is held and booked without script, and sent twice it is one booking', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const plans = await visitor.get(paths.plans(office, { services: ['jidoteate', 'tennyu'], people: 1 }))
  const form = formOf(plans, plansPath)
  const fields = Object.fromEntries(
    [...new Set(form.fields.map(([name]) => name))].map(name => [
      name,
      form.fields.filter(([field]) => field === name).map(([, value]) => value),
    ]),
  )

  const [details, again] = await Promise.all([
    visitor.post(plansPath, fields),
    visitor.post(plansPath, fields),
  ])

  expect([details.path, again.path]).toEqual(['/mihon/hold', '/mihon/hold'])
  const legs = await site.deps.store.read(db => db.selectFrom('legs').select('starts_at').execute())
  expect(legs).toHaveLength(2)
})

test('a plan that was taken meanwhile comes back with those that are free now', async () => {
  const site = await openSite({ now })
  const [one, other] = [openVisitor(site), openVisitor(site)]
  const path = paths.plans(office, { services: ['kokuho-kanyu', 'shugaku', 'tennyu'], people: 1 })
  const [mine, theirs] = [await one.get(path), await other.get(path)]
  await other.submit(theirs, plansPath)

  const page = await one.submit(mine, plansPath)

  expect(page.status).toBe(409)
  expect(words(page)).toContain('この予定では予約できませんでした')
  expect((await one.submit(page, plansPath)).path).toBe('/mihon/hold')
})

test.for(['details', 'book'] as const)(
  'a plan lost before "%s" leads to plans for the same services, not to times of one counter',
  async step => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const path = paths.plans(office, { services: ['kokuho-kanyu', 'shugaku', 'tennyu'], people: 1 })
    const details = await visitor.submit(await visitor.get(path), plansPath)
    const check = step === 'book' ? await visitor.submit(details, '/mihon/hold', somebody) : details
    site.setNow('2026-12-01T08:50')

    const lost = await (step === 'book'
      ? visitor.submit(check, '/mihon/appointments')
      : visitor.submit(details, '/mihon/hold', somebody))

    expect(lost.status).toBe(409)
    expect(words(lost)).toContain('席を取っておく時間が過ぎました')
    expect(lost.forms.flatMap(({ buttons }) => buttons.map(({ action }) => action))).not.toContain(
      '/mihon/holds',
    )
    const plans = lost.links.find(link => link.startsWith(plansPath)) ?? ''
    expect((await visitor.submit(await visitor.get(plans), plansPath)).path).toBe('/mihon/hold')
  },
)

test('times that are no plan are refused, whoever writes them', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const send = (...leg: string[]) =>
    visitor.post(plansPath, { services: 'tennyu,jidoteate', people: '1', leg, date: '2026-12-02' })

  for (const legs of [
    ['jidoteate@2026-12-02T09:00:00+09:00', 'tennyu@2026-12-02T10:00:00+09:00'],
    ['tennyu@2026-12-02T09:00:00+09:00', 'jidoteate@2026-12-02T09:30:00+09:00'],
    ['tennyu@2026-12-02T09:00:00+09:00'],
    ['tennyu', 'jidoteate@later'],
    [],
  ])
    expect((await send(...legs)).status, legs.join()).toBe(409)
  expect(await site.deps.store.read(db => db.selectFrom('legs').select('id').execute())).toEqual([])
})
