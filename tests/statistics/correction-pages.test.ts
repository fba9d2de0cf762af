import { expect, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, limitTo } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf, type Visitor } from '../support/visitor.ts'
import { endDay, playDay } from './busy-day.ts'

/** A page as a person reads it. */
const says = ({ html }: { html: string }) => textOf(html)

type Desk = { site: Site; supervisor: Visitor }

async function openAfterTuesday(now = '2026-12-02T09:00'): Promise<Desk> {
  const site = await openSite({ now: '2026-12-01T08:00' })
  await playDay(site)
  await endDay(site, '2026-12-02')
  site.setNow(now)
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')
  return { site, supervisor }
}

const record = paths.figuresTickets('2026-12-01', 'A-012')

function linkTo(page: { links: string[] }, part: string): string {
  const link = page.links.find(href => href.includes(part))
  if (link === undefined) throw new Error(`no link with ${part}`)
  return link
}

test('a number of a day is found however it is typed, with all that happened to it', async () => {
  const { supervisor } = await openAfterTuesday()

  const page = await supervisor.get(`${paths.figuresTickets()}?date=2026-12-01&number=ａ12`)

  expect(says(page)).toMatch(/A-012.*9:31:00 受付.*9:56:00 呼出.*対応開始.*9:57:00 終了/)
})

test('a supervisor of one counter finds and corrects the records of that counter, and of no other', async () => {
  const { site, supervisor } = await openAfterTuesday()
  const form = linkTo(await supervisor.get(record), 'what=trial')
  const page = await supervisor.get(form)
  await limitTo(site, 'koseki')

  expect(says(await supervisor.get(record))).toContain('記録はありません')
  expect((await supervisor.get(form)).status).toBe(404)
  const sent = await supervisor.submit(page, form.replace(/\?.*/, ''), { reason: '試しに取った' })

  expect(sent.status).toBe(404)
  const written = await site.deps.store.read(db => db.selectFrom('corrections').selectAll().execute())
  expect(written).toEqual([])
})

test('a number that was not given that day is told to be none, and half a question is wrong', async () => {
  const { supervisor } = await openAfterTuesday()

  expect(says(await supervisor.get(paths.figuresTickets('2026-12-01', 'A-099')))).toContain(
    '記録はありません',
  )
  const half = await supervisor.get(`${paths.figuresTickets()}?date=&number=A-012`)
  expect(half.status).toBe(422)
  expect(says(half)).toContain('日付を選んでください')
  expect(says(half)).not.toContain('受付番号を入れてください。')
})

test('a time is corrected with its reason, and the record shows both times', async () => {
  const { supervisor } = await openAfterTuesday()
  const form = linkTo(await supervisor.get(record), 'what=time')
  const action = form.replace(/\?.*/, '')
  const page = await supervisor.get(form)
  expect(says(page)).toContain('前後のできごとは追い越せません')

  const corrected = await supervisor.submit(page, action, { time: '9:30:30', reason: '札を先に渡していた' })

  expect(corrected.path).toBe(record)
  expect(says(corrected)).toMatch(/9:30:30 受付 .*が訂正 .*札を先に渡していた .*9:31:00 受付 訂正前/)
})

test('a form that is not right comes back filled in, with what is wrong', async () => {
  const { supervisor } = await openAfterTuesday()
  const form = linkTo(await supervisor.get(record), 'what=time')
  const action = form.replace(/\?.*/, '')

  const page = await supervisor.submit(await supervisor.get(form), action, { time: '25時', reason: 'あ' })

  expect(page.status).toBe(422)
  expect(says(page)).toMatch(/時刻を 9:05 や 9:05:30 の形で.*訂正の理由を3〜200文字で/)
  expect(valueOf(formOf(page, action), 'time')).toBe('25時')
  const late = await supervisor.submit(page, action, { time: '23:00', reason: '記録の誤り' })
  expect(late.status).toBe(409)
  expect(says(late)).toContain('前後のできごとを追い越す時刻には直せません')
})

test('what was done is shown as recorded and told otherwise', async () => {
  const { supervisor } = await openAfterTuesday()
  const form = linkTo(await supervisor.get(record), 'what=outcome')
  const action = form.replace(/\?.*/, '')
  const page = await supervisor.get(form)
  expect(valueOf(formOf(page, action), 'purposeMet')).toBe('yes')

  const none = await supervisor.submit(page, action, { purposeMet: 'no', reason: '用件が残っていた' })
  expect(none.status).toBe(422)
  const told = { purposeMet: 'no', service: 'tennyu', reason: '用件が残っていた' }
  const corrected = await supervisor.submit(none, action, told)

  expect(corrected.path).toBe(record)
  expect(says(corrected)).toContain('用件が残っていた')
})

test('a trial is left out, and can no longer be corrected', async () => {
  const { supervisor } = await openAfterTuesday()
  const form = linkTo(await supervisor.get(record), 'what=trial')

  const page = await supervisor.get(form)
  const corrected = await supervisor.submit(page, form.replace(/\?.*/, ''), { reason: '操作の練習' })

  expect(says(corrected)).toMatch(/A-012.*取消/)
  expect(corrected.links.filter(href => href.includes('/correction'))).toEqual([])
})

test('the running day is shown and not corrected', async () => {
  const { supervisor } = await openAfterTuesday('2026-12-01T23:30')

  const page = await supervisor.get(record)

  expect(says(page)).toContain('訂正は翌日からできます')
  expect(page.links.filter(href => href.includes('/correction'))).toEqual([])
})

test('a month is closed by a button, once, and its corrections are announced as a new version', async () => {
  const { site, supervisor } = await openAfterTuesday()
  await keepUp(site.deps)
  site.setNow('2027-01-04T09:00')
  // Somebody who has been idle so long signs in anew.
  await letVisitorIn(site, supervisor, 'supervisor')
  const page = await supervisor.get(paths.figuresClosing())
  expect(says(page)).toContain('2026年12月 2027年（令和9年）1月8日（金曜日）に自動で確定')

  const closed = await supervisor.submit(page, paths.figuresClosing())

  expect(closed.path).toBe(paths.figuresClosing())
  expect(says(closed)).toMatch(/確定を待つ月はありません.*2026年12月 第1版/)
  expect((await supervisor.submit(page, paths.figuresClosing())).path).toBe(paths.figuresClosing())
  const audit = await site.deps.store.read(db =>
    db.selectFrom('audit').select('actor_role').where('deed', '=', 'close-month').execute(),
  )
  expect(audit).toEqual([{ actor_role: 'supervisor' }])
  const form = await supervisor.get(linkTo(await supervisor.get(record), 'what=trial'))
  expect(says(form)).toContain('統計は第2版として出し直されます')
})

test('a month is closed for the whole office by those who answer for all of it, and by nobody of one counter', async () => {
  const { site, supervisor } = await openAfterTuesday()
  await keepUp(site.deps)
  site.setNow('2027-01-04T09:00')
  await letVisitorIn(site, supervisor, 'supervisor')
  const page = await supervisor.get(paths.figuresClosing())
  await limitTo(site, 'koseki')

  const shown = await supervisor.get(paths.figuresClosing())
  const sent = await supervisor.submit(page, paths.figuresClosing())

  expect(shown.forms.filter(({ action }) => action === paths.figuresClosing())).toEqual([])
  expect(says(shown)).toContain('すべての窓口を担当する人が確定します')
  expect(sent.status).toBe(409)
  expect(says(sent)).toMatch(/まだ確定していない月.*2026年12月/)
  const closed = await site.deps.store.read(db => db.selectFrom('closed_months').selectAll().execute())
  expect(closed).toEqual([])
})

test.for(['reception', 'clerk', 'contractor'] as const)('corrections are not for %s', async login => {
  const site = await openSite()
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)

  for (const path of [paths.figuresTickets(), paths.figuresClosing()])
    expect((await visitor.get(path)).status).toBe(403)
})

test('the ticket of another office is not there', async () => {
  const { supervisor } = await openAfterTuesday()

  expect((await supervisor.get(paths.figuresCorrection(999, 'trial'))).status).toBe(404)
  expect((await supervisor.get(`${paths.figuresCorrection(1)}?what=all`)).status).toBe(404)
  expect((await supervisor.get(paths.figuresCorrection(1, 'time', 999))).status).toBe(404)
})
