import { expect, test } from 'vitest'
import { serviceCard } from '#src/line/guide-cards.ts'
import { paths } from '#src/paths.ts'
import { openAdministrator } from '../support/people.ts'
import { bearer } from '../support/staff.ts'
import { formOf, type HtmlPage, openVisitor, textOf, valueOf } from '../support/visitor.ts'
import { checkInvariants } from '../support/invariants.ts'

const setup = '/staff/setup/offices/mihon'
const newCounter = `${setup}/catalogue/new/counters`
const ido = `${setup}/catalogue/counters/ido/rules`
const further = {
  ...{ 'name-ja': '出張窓口', slug: 'shutcho', number: '31', floor: '３' },
  ...{ ticketPrefix: 'ｕ', windows: '１', windowsAtLunch: '1' },
}

type Opened = Awaited<ReturnType<typeof openAdministrator>>

/** Sends JSON as a program of the clerk does. */
async function tell({ site }: Opened, path: string, body: unknown) {
  const headers = { ...(await bearer(site, 'clerk')), 'Content-Type': 'application/json' }
  const answer = await fetch(`${site.url}/api/v1${path}`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

function windowsAt({ site }: Opened, counter: string) {
  return site.deps.store.read(db =>
    db
      .selectFrom('windows')
      .innerJoin('counters', 'counters.id', 'windows.counter_id')
      .select(['windows.id', 'windows.number'])
      .where('counters.slug', '=', counter)
      .orderBy('windows.number')
      .execute(),
  )
}

test('a further counter is set up on its pages, booked, and gives a number that is called at its window', async () => {
  const opened = await openAdministrator()
  const { site, admin } = opened
  expect((await admin.get(`${setup}/catalogue`)).links).toContain(newCounter)

  const made = await admin.submit(await admin.get(newCounter), newCounter, further)
  expect(made.path).toBe(`${setup}/catalogue/counters/shutcho?done=made`)

  const rule = `${setup}/openings/rule?kind=weekly`
  const hours = { counters: 'shutcho', days: ['2', '3'], opens: '9:00', closes: '17:00' }
  const preview = await admin.submit(await admin.get(rule), rule, hours)
  expect((await admin.submit(preview, `${setup}/openings`)).path).toContain('done=saved')
  const newService = `${setup}/catalogue/new/services`
  const service = { 'name-ja': '出張の手続き', slug: 'shutcho-1', counter: 'shutcho', durationMinutes: '30' }
  await admin.submit(await admin.get(newService), newService, service)
  const bringOut = `${setup}/catalogue/services/shutcho-1/return`
  await admin.submit(await admin.get(bringOut), bringOut)

  const visit = { services: ['shutcho-1'], people: 1, startsAt: '2026-12-02T09:00:00+09:00', language: 'ja' }
  const person = { name: 'ミホン 窓口', email: 'mihon-counter@example.test' }
  const booked = await tell(opened, '/offices/mihon/appointments', { ...visit, ...person })
  expect([booked.status, booked.json.counter]).toEqual([201, 'shutcho'])
  const walkIn = { services: ['shutcho-1'], people: 1, language: 'ja' }
  const issued = await tell(opened, '/offices/mihon/tickets', walkIn)
  expect([issued.status, issued.json.number]).toEqual([201, 'U-001'])
  const [window] = await windowsAt(opened, 'shutcho')
  await tell(opened, `/windows/${window?.id}/open`, {})
  const called = await tell(opened, `/windows/${window?.id}/call-next`, {})
  expect([called.status, called.json.number]).toEqual([200, 'U-001'])
  await checkInvariants(site)
})

test('a further counter gets the next number and the first free letter proposed, and a division of its own', async () => {
  const { site, admin } = await openAdministrator()
  const form = formOf(await admin.get(newCounter), newCounter)
  const taken = site.office.counters.map(({ ticketPrefix }) => ticketPrefix)

  expect(valueOf(form, 'number')).toBe(String(site.office.counters.length + 1))
  expect(taken).not.toContain(valueOf(form, 'ticketPrefix'))
  await admin.submit(await admin.get(newCounter), newCounter, further)

  const file = JSON.parse((await admin.get(`${setup}/configuration.json`)).html)
  const made = file.counters.find(({ slug }: { slug: string }) => slug === 'shutcho')
  expect(made).toMatchObject({ number: '31', floor: 3, ticketPrefix: 'U', windows: 1, windowsAtLunch: 1 })
  expect(file.divisions).toContainEqual({ slug: made.division, name: { ja: '出張窓口' } })
})

test('the number that is proposed is none that another counter has', async () => {
  const { site, admin } = await openAdministrator()
  const next = site.office.counters.length + 1
  for (const number of [next, next + 1])
    await admin.submit(await admin.get(newCounter), newCounter, {
      ...{ ...further, number: String(number), slug: `no-${number}` },
      ticketPrefix: { [next]: 'U', [next + 1]: 'V' }[number] ?? '',
    })
  await admin.submit(await admin.get(ido), ido, { number: String(next + 2) })

  expect(valueOf(formOf(await admin.get(newCounter), newCounter), 'number')).toBe(String(next + 3))
})

test('a counter is given further windows, of which everybody is called at once', async () => {
  const opened = await openAdministrator()
  const { admin, site } = opened
  const before = await windowsAt(opened, 'ido')

  const page = await admin.submit(await admin.get(ido), ido, { windows: String(before.length + 2) })

  expect(page.path).toBe(`${setup}/catalogue/counters/ido?done=saved`)
  const after = await windowsAt(opened, 'ido')
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.map(({ number }) => number)).toEqual(after.map((_, index) => index + 1))
  expect(after).toHaveLength(before.length + 2)
  await tell(opened, '/offices/mihon/tickets', { services: ['tennyu'], people: 1, language: 'ja' })
  await tell(opened, `/windows/${after.at(-1)?.id}/open`, {})
  expect((await tell(opened, `/windows/${after.at(-1)?.id}/call-next`, {})).status).toBe(200)
  await checkInvariants(site)
})

test.for([
  [{ windows: '1' }, '席の数：ここでは減らせません。'],
  [{ windowsAtLunch: '0' }, '昼休みに開く席の数：ここでは減らせません。'],
  [{ windowsAtLunch: '50' }, '昼休みに開く席の数：席の数より多くはできません。'],
  [{ ticketPrefix: 'B' }, '受付番号の頭文字：受付番号の頭文字が、ほかの窓口と同じです。'],
  [{ ticketPrefix: 'O' }, '受付番号の頭文字：英大文字1字'],
  [{ floor: '百' }, '階：半角の整数'],
  [{ number: '' }, '窓口の番号：入力してください。'],
] as const)('%j is refused at its field, and nothing of it is saved', async ([typed, said]) => {
  const opened = await openAdministrator()
  const { admin } = opened
  const before = await windowsAt(opened, 'ido')

  const page = await admin.submit(await admin.get(ido), ido, typed)

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain(said)
  for (const [name, value] of Object.entries(typed)) expect(valueOf(formOf(page, ido), name)).toBe(value)
  expect(await windowsAt(opened, 'ido')).toEqual(before)
})

test('whoever comes second is told so, and a letter that two would have is refused to the second', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(ido)
  await admin.submit(form, ido, { floor: '7' })

  const stale = await admin.submit(form, ido, { floor: '8' })
  await admin.submit(await admin.get(newCounter), newCounter, further)
  const same = await admin.submit(await admin.get(newCounter), newCounter, { ...further, slug: 'another' })

  expect(stale.status).toBe(409)
  expect(valueOf(formOf(stale, ido), 'floor')).toBe('8')
  expect(same.status).toBe(422)
  expect(textOf(same.html)).toContain('受付番号の頭文字が、ほかの窓口と同じです。')
})

test('counters without a window may have one letter, as in the file of an office, until both have windows', async () => {
  const { admin } = await openAdministrator()
  const desk = { ...further, windows: '0', windowsAtLunch: '0', isBookable: [] }
  await admin.submit(await admin.get(newCounter), newCounter, desk)
  const second = await admin.submit(await admin.get(newCounter), newCounter, { ...desk, slug: 'second' })
  expect(second.path).toBe(`${setup}/catalogue/counters/second?done=made`)
  const [rules, others] = ['shutcho', 'second'].map(slug => `${setup}/catalogue/counters/${slug}/rules`)
  if (!rules || !others) throw new Error('two counters')

  expect((await admin.submit(await admin.get(rules), rules, { floor: '4' })).path).toContain('done=saved')
  expect((await admin.submit(await admin.get(rules), rules, { windows: '1' })).path).toContain('done=saved')
  const same = await admin.submit(await admin.get(others), others, { windows: '1' })

  expect(same.status).toBe(422)
  expect(textOf(same.html)).toContain('受付番号の頭文字が、ほかの窓口と同じです。')
})

test('no page leads to booking at a counter that takes none any more', async () => {
  const { site, admin } = await openAdministrator()
  const resident = openVisitor(site)
  const slots = paths.slots('mihon', { services: ['tennyu'], people: 1 })
  expect((await resident.get('/mihon/services/tennyu')).links).toContain(slots)

  await admin.submit(await admin.get(ido), ido, { isBookable: [] })

  const service = await resident.get('/mihon/services/tennyu')
  expect(service.links).not.toContain(slots)
  expect(service.html).toContain('予約はいりません')
  expect(rowOf(await resident.get('/mihon/counters/ido'), 'tennyu')).toContain('予約なしで来てください')
  const poster = await admin.get('/staff/posters?of=services/tennyu&form=a4&language=ja')
  expect(textOf(poster.html)).toContain('予約はいりません')
  const office = await site.deps.offices.bySlug('mihon')
  const tennyu = office?.services.find(({ slug }) => slug === 'tennyu')
  if (!office || !tennyu) throw new Error('no tennyu')
  const guided = { office, language: 'ja', siteUrl: site.url }
  expect(serviceCard(guided, tennyu).links?.map(({ url }) => url)).toEqual([
    expect.stringContaining('/mihon/services/tennyu'),
  ])
})

/** The words of the row that leads to a service. */
function rowOf({ html }: HtmlPage, slug: string): string {
  return textOf(new RegExp(`<a class="row" href="/mihon/services/${slug}".*?</a>`, 's').exec(html)?.[0] ?? '')
}
