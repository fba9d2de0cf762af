import { describe, expect, test } from 'vitest'
import { openSecondSite, openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, valueOf } from '../support/visitor.ts'
import { bookingNow } from '../closings/deeds.ts'
import { counterOf, serviceOf } from '../slots/sample-office.ts'

const list = '/staff/setup/offices/mihon/openings'
const newDay = `${list}/rule?kind=special`
const day = { counters: 'ido', date: '2026-12-08', opens: '9:00', closes: '12:00', session: 'day' }

async function open(login: Parameters<typeof letVisitorIn>[2] = 'admin') {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return { site, visitor }
}

test('what cannot be read comes back filled in with 422, and nothing of it is in the address', async () => {
  const { visitor } = await open()

  const page = await visitor.submit(await visitor.get(newDay), newDay, { ...day, closes: '8:00' })

  expect(page.status).toBe(422)
  expect(page.path).toBe(newDay)
  expect(valueOf(formOf(page, newDay), 'closes')).toBe('8:00')
  expect(valueOf(formOf(page, newDay), 'counters')).toBe('ido')
})

test('from the preview the way leads back to the form with all that was typed, also from one that was refused', async () => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], '2026-12-08T14:00')
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)
  const refused = await visitor.submit(preview, list)

  expect([preview.status, refused.status]).toEqual([200, 422])
  for (const page of [preview, refused]) {
    const back = await visitor.submit(page, newDay)
    const form = formOf(back, newDay)
    expect(back.status).toBe(200)
    for (const [name, value] of Object.entries(day)) expect(valueOf(form, name), name).toBe(value)
  }
})

test('a booking without a decision, or kept without a reason, is refused with 422 and what was chosen', async () => {
  const { site, visitor } = await open()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-08T14:00')
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)
  const name = `decision-${appointmentId}`

  const undecided = await visitor.submit(preview, list)
  const unreasoned = await visitor.submit(preview, list, { [name]: 'keep' })
  const saved = await visitor.submit(unreasoned, list, { reason: '電話で約束した' })

  expect([undecided.status, unreasoned.status, saved.status]).toEqual([422, 422, 200])
  expect(valueOf(formOf(unreasoned, list), name)).toBe('keep')
  expect(saved.path).toContain('done=saved&kept=1')
})

test('a new time that has been taken is told with 409, and nothing is changed', async () => {
  const { site, visitor } = await open()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-08T14:00')
  const before = await bookingNow(site, appointmentId)
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)

  const page = await visitor.submit(preview, list, {
    [`decision-${appointmentId}`]: '2026-12-08T15:00:00+09:00',
  })

  expect(page.status).toBe(409)
  expect(await bookingNow(site, appointmentId)).toEqual(before)
})

test('closures and numbers of windows that are over are listed no more, and those to come in the order of their days', async () => {
  const { site, visitor } = await open()
  const counter_id = counterOf(site.office, 'ido').id
  const office_id = site.office.id
  const closed = (from_date: string, to_date: string, ja: string) => ({
    ...{ office_id, counter_id, kind: 'special' as const, from_date, to_date },
    reason: JSON.stringify({ ja }),
  })
  const windows = (windows: number, valid_to_date: string) => ({
    ...{ office_id, counter_id, weekday: null, from_minute: 540, to_minute: 600, windows },
    ...{ share_percent: null, valid_from_date: '2026-01-01', valid_to_date },
  })
  await site.change(async db => {
    await db
      .insertInto('closures')
      .values([
        closed('2027-03-01', '2027-03-01', '三月の点検'),
        closed('2026-11-29', '2026-11-30', '終わった点検'),
        closed('2026-11-30', '2026-12-01', '今日までの点検'),
        closed('2026-12-02', '2026-12-02', '明日の点検'),
      ])
      .execute()
    await db
      .insertInto('capacity_rules')
      .values([windows(1, '2026-11-30'), windows(2, '2026-12-01')])
      .execute()
  })

  const html = (await visitor.get(list)).html

  const told = ['今日までの点検', '明日の点検', '臨時の閉庁', '三月の点検', '年末年始']
  const places = told.map(reason => html.indexOf(reason))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(html).not.toContain('終わった点検')
  expect(html).toContain('10:00 2席')
  expect(html).not.toContain('10:00 1席')
})

test('more windows at some hours than a counter has are refused: nobody could be called to them', async () => {
  const { site, visitor } = await open()
  const newRule = `${list}/rule?kind=capacity`
  const { windows } = counterOf(site.office, 'ido')
  const typed = { counters: ['ido', 'kokuho'], opens: '9:00', closes: '10:00', share: '' }
  const fits = Math.min(windows, counterOf(site.office, 'kokuho').windows)

  const refused = await visitor.submit(await visitor.get(newRule), newRule, { ...typed, windows: '31' })
  const preview = await visitor.submit(refused, newRule, { ...typed, windows: String(fits) })

  expect(refused.status).toBe(422)
  expect(refused.html).toContain('窓口にある席より多くはできません。')
  expect(valueOf(formOf(refused, newRule), 'windows')).toBe('31')
  expect([preview.status, preview.path]).toEqual([200, newRule])
  expect((await visitor.submit(preview, list)).path).toContain('done=saved')
})

test('a closure whose days change is told in every language as before, and no longer by its old days', async () => {
  const { site, visitor } = await open()
  const reasonNow = async () => {
    const { id, reason } = await site.deps.store.read(db =>
      db
        .selectFrom('closures')
        .select(['id', 'reason'])
        .where('kind', '=', 'yearEndClosure')
        .executeTakeFirstOrThrow(),
    )
    return {
      rule: `${list}/rule?kind=yearEnd&id=${id}`,
      reason: JSON.parse(reason) as Record<string, string>,
    }
  }
  const { rule, reason: before } = await reasonNow()
  const { easy, ...others } = before
  expect(easy).toContain('29')
  expect(Object.keys(others)).toEqual(expect.arrayContaining(['ja', 'en', 'zh-Hans', 'ko', 'vi']))
  const change = async (fields: Record<string, string>) =>
    visitor.submit(await visitor.submit(await visitor.get(rule), rule, fields), list)

  expect((await change({ reasonEn: 'Year-end days' })).path).toContain('done=saved')
  expect((await reasonNow()).reason).toEqual({ ...before, en: 'Year-end days' })
  await change({ from: '12-28' })
  expect((await reasonNow()).reason).toEqual({ ...others, en: 'Year-end days' })
  const resident = await openVisitor(site, 'vi').get('/mihon/slots?services=tennyu&date=2026-12-28')
  expect(resident.html).toContain(others.vi)
  await change({ reason: '年末のお休み' })
  expect((await reasonNow()).reason).toEqual({ ja: '年末のお休み', en: 'Year-end days' })
})

test('what was saved on one server stands on the next page, whichever server shows it', async () => {
  const { site, visitor } = await open()
  const there = openVisitor(await openSecondSite(site))
  for (const [name, value] of visitor.cookies) there.cookies.set(name, value)
  const newClosure = `${list}/rule?kind=closure`
  const closure = { counters: 'ido', from: '2026-12-10', to: '2026-12-10', reason: '停電の点検' }
  expect((await there.get(list)).html).not.toContain('停電の点検')

  const preview = await visitor.submit(await visitor.get(newClosure), newClosure, closure)
  expect((await visitor.submit(preview, list)).path).toContain('done=saved')

  expect((await there.get(list)).html).toContain('停電の点検')
})

describe('a service that is not offered', () => {
  /** The sample with a service that is done on Wednesdays until noon, and no longer offered. */
  async function openRetired() {
    const { site, visitor } = await open()
    await site.booked(['tennyu'], '2026-12-09T09:00', { name: '見本 花子' })
    const { id: service_id, counterId: counter_id } = serviceOf(site.office, 'tennyu')
    const own = { office_id: site.office.id, counter_id, service_id, weekday: 3, nth: null, on_date: null }
    const hours = { opens_minute: 540, closes_minute: 720, session: 'day', kind: 'weekly' } as const
    const valid = { valid_from_date: '2000-01-01', valid_to_date: '9998-12-31' }
    await site.change(async db => {
      await db
        .insertInto('opening_rules')
        .values({ ...own, ...hours, ...valid })
        .execute()
      await db.updateTable('services').set({ retired_at: 1 }).where('id', '=', service_id).execute()
    })
    const ownHours = () =>
      site.deps.store.read(db =>
        db
          .selectFrom('opening_rules')
          .select(['id', 'service_id', 'closes_minute', 'valid_to_date'])
          .where('counter_id', '=', counter_id)
          .where('weekday', '=', 3)
          .where('opens_minute', '=', 540)
          .where('closes_minute', '<', 1000)
          .orderBy('id')
          .execute(),
      )
    const [{ id } = { id: 0 }] = await ownHours()
    return { site, visitor, service_id, ownHours, rule: `${list}/rule?kind=weekly&id=${id}` }
  }

  test('stands beside its hours, which end on the day that is given', async () => {
    const { visitor, ownHours, rule } = await openRetired()
    expect((await visitor.get(list)).html).toContain('「転入届（市外から引っ越してきた）」だけ')

    const preview = await visitor.post(rule, { deed: 'end', lastDate: '2026-12-31' })
    const saved = await visitor.submit(preview, list)

    expect(saved.path).toContain('done=saved')
    expect((await ownHours()).map(({ valid_to_date }) => valid_to_date)).toEqual(['2026-12-31'])
  })

  test('keeps hours that are changed to itself, and they are none of its counter', async () => {
    const { visitor, ownHours, rule, service_id } = await openRetired()

    const preview = await visitor.submit(await visitor.get(rule), rule, { closes: '11:00' })
    const saved = await visitor.submit(preview, list)

    expect(saved.path).toContain('done=saved')
    const rows = await ownHours()
    expect(rows.map(({ service_id: of, closes_minute }) => [of, closes_minute])).toEqual([
      [service_id, 720],
      [service_id, 660],
    ])
  })

  test('is given its hours before it is offered', async () => {
    const { visitor, ownHours, service_id } = await openRetired()
    const newRule = `${list}/rule?kind=weekly`
    const hours = { opens: '9:00', closes: '10:00', days: '3', counters: 'ido', service: 'tennyu' }

    const preview = await visitor.submit(await visitor.get(newRule), newRule, hours)
    const saved = await visitor.submit(preview, list)

    expect((await visitor.get(newRule)).html).toContain('<option value="tennyu">')
    expect(saved.path).toContain('done=saved')
    expect((await ownHours()).map(({ service_id: of }) => of)).toEqual([service_id, service_id])
  })

  test('is named where what is booked of it is hit', async () => {
    const { visitor } = await openRetired()

    const preview = await visitor.submit(await visitor.get(newDay), newDay, {
      ...{ ...day, date: '2026-12-09', opens: '13:00', closes: '17:00' },
    })

    expect(preview.html).toMatch(/見本 花子[^]*?<p class="hint">[^<]*転入届/)
  })
})

test('nobody but an administrator comes to any of it', async () => {
  const { visitor } = await open('clerk')

  for (const path of [list, newDay, `${list}/holidays`, `${list}/history`])
    expect((await visitor.get(path)).status, path).toBe(403)
  expect((await visitor.post(list, { change: '[]' })).status).toBe(403)
})
