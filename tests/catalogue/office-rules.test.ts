import { expect, test } from 'vitest'
import { openAdministrator } from '../support/people.ts'
import { bearer } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const setup = '/staff/setup/offices/mihon'
const rules = `${setup}/catalogue/rules`
const booking = { daysAhead: '20', sharePercent: '70', holdMinutes: '7', activePerContactMax: '2' }
const more = { servicesMax: '4', peopleMax: '6', checkInOpensMinutesBefore: '20' }
const calling = { noShowAfterMinutes: '45', ratioBooked: '3', ratioWalkIn: '2', idleLockMinutes: '12' }
const choices = { callingOrder: 'ratio', leadTime: '9:30', isSameDayBookable: [], isPriorityFirst: [] }

test('all rules are changed on one page, which the page of settings leads to', async () => {
  const { site, admin } = await openAdministrator()
  const typed = { ...booking, ...more, ...calling, ...choices, isKioskOpen: [] }
  expect((await admin.get('/staff/office')).links).toContain(rules)

  const saved = await admin.submit(await admin.get(rules), rules, typed)

  expect(saved.path).toBe(`${rules}?done=saved`)
  const file = JSON.parse((await admin.get(`${setup}/configuration.json`)).html)
  const numbers = Object.entries({ ...booking, ...more, ...calling })
  for (const [name, value] of numbers)
    expect({ ...file.booking, ...file.day }[name], name).toBe(Number(value))
  expect(file.booking).toMatchObject({ leadTime: '09:30', isSameDayBookable: false, lunchFrom: '12:00' })
  expect(file.day).toMatchObject({ callingOrder: 'ratio', isPriorityFirst: false, isKioskOpen: false })
  const form = formOf(await admin.get(rules), rules)
  for (const [name, value] of numbers) expect(valueOf(form, name), name).toBe(value)
  const { details_json } = await site.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select('details_json')
      .where('deed', '=', 'office_rules_changed')
      .executeTakeFirstOrThrow(),
  )
  expect(JSON.parse(details_json)).toMatchObject({ daysAhead: { to: 20 }, leadMinute: { to: 570 } })
})

test('what days that are counted are told by is not on the page, and a form that names it changes nothing', async () => {
  const { site, admin } = await openAdministrator()
  const before = site.office.rules.lateGraceMinutes

  await admin.submit(await admin.get(rules), rules, { daysAhead: '20', lateGraceMinutes: String(before + 5) })

  expect((await admin.get(rules)).html).not.toContain('lateGraceMinutes')
  const office = await site.deps.offices.bySlug('mihon')
  expect(office?.rules).toMatchObject({ daysAhead: 20, lateGraceMinutes: before })
})

test('what residents may book changes with the next page, and what is booked stays', async () => {
  const { site, admin } = await openAdministrator()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-10T09:00')
  const resident = openVisitor(site)
  const day = '/mihon/slots?services=tennyu&date=2026-12-10'
  expect((await resident.get(day)).html).toContain('<b>10:00</b>')

  await admin.submit(await admin.get(rules), rules, { daysAhead: '2' })

  expect((await resident.get(day)).html).not.toContain('<b>10:00</b>')
  const { state } = await site.deps.store.read(db =>
    db.selectFrom('appointments').select('state').where('id', '=', appointmentId).executeTakeFirstOrThrow(),
  )
  expect(state).toBe('booked')
})

test.for([
  ['booked_first', 'A-002'],
  ['arrival', 'A-001'],
])('by the order %s the next call is for %s', async ([callingOrder = '', number]) => {
  const { site, admin } = await openAdministrator()
  const headers = { ...(await bearer(site, 'clerk')), 'Content-Type': 'application/json' }
  const tell = async (path: string, body: unknown) => {
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${site.url}/api/v1${path}`, init)
    return (await answer.json()) as Record<string, unknown>
  }
  const { token } = await site.booked(['tennyu'], '2026-12-01T09:15')
  await tell('/offices/mihon/tickets', { services: ['tennyu'], people: 1, language: 'ja' })
  await tell(`/appointments/${token}/check-in`, {})

  await admin.submit(await admin.get(rules), rules, { callingOrder })

  const { id } = await site.deps.store.read(db =>
    db
      .selectFrom('windows')
      .innerJoin('counters', 'counters.id', 'windows.counter_id')
      .select('windows.id')
      .where('slug', '=', 'ido')
      .orderBy('windows.number')
      .executeTakeFirstOrThrow(),
  )
  site.setNow('2026-12-01T09:15')
  await tell(`/windows/${id}/open`, {})
  expect((await tell(`/windows/${id}/call-next`, {})).number).toBe(number)
})

test.for([
  [{ daysAhead: '0' }, '何開庁日先まで予約できるか：1から366までの整数'],
  [{ sharePercent: '101' }, '住民の予約に使う割合（％）：0から100までの整数'],
  [{ leadTime: '25:00' }, '締め切る時刻：09:00 のように'],
  [{ callingOrder: 'none' }, 'つぎに呼ぶ人：どれか1つ'],
] as const)('%j is refused at its field, and nothing is saved', async ([typed, said]) => {
  const { admin } = await openAdministrator()

  const page = await admin.submit(await admin.get(rules), rules, { ...typed, holdMinutes: '33' })

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain(said)
  expect(valueOf(formOf(page, rules), 'holdMinutes')).toBe('33')
  expect(valueOf(formOf(await admin.get(rules), rules), 'holdMinutes')).not.toBe('33')
})

test('whoever comes second is told so and finds what they have typed; full widths are taken as meant', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(rules)
  expect((await admin.submit(form, rules, { daysAhead: '２０' })).path).toContain('done=saved')

  const page = await admin.submit(form, rules, { daysAhead: '25' })

  expect(page.status).toBe(409)
  expect(valueOf(formOf(page, rules), 'daysAhead')).toBe('25')
  expect(valueOf(formOf(await admin.get(rules), rules), 'daysAhead')).toBe('20')
})

test('what somebody else saved while a wrong number was put right is not taken back unseen', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(rules)
  await admin.submit(await admin.get(rules), rules, { sharePercent: '70' })

  const refused = await admin.submit(form, rules, { daysAhead: '0' })
  const page = await admin.submit(refused, rules, { daysAhead: '20' })

  expect([refused.status, page.status]).toEqual([422, 409])
  expect(valueOf(formOf(await admin.get(rules), rules), 'sharePercent')).toBe('70')
})

test('what a no-show is, is told by the rule of the office, whatever it has chosen', async () => {
  const { admin } = await openAdministrator()
  await admin.submit(await admin.get(rules), rules, { noShowAfterMinutes: '45' })

  const { html } = await admin.get('/staff/figures/definitions')

  expect(textOf(html)).not.toContain('30分たっても')
  expect(textOf(html)).toContain('「予約と呼び出しの決まり」の時間')
})
