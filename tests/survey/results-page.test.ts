import { expect, test } from 'vitest'
import { newToken } from '#src/access/token.ts'
import { insertIndicator } from '#src/indicators/definition-queries.ts'
import { answerHere } from '#src/survey/answer-here.ts'
import type { Scores } from '#src/survey/answer.ts'
import { arrive } from '../arrival/arrivals.ts'
import { bookedPlan, movingIn } from '../booking/plans.ts'
import { done, openWindows } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, limitTo } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { given, served, servedBy, setTarget, times } from './surveys.ts'

const results = '/staff/survey/results'
const now = '2026-12-01T09:00'

async function supervisor(site: Site) {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  return async (path: string) => textOf(/<main.*<\/main>/s.exec((await visitor.get(path)).html)?.[0] ?? '')
}

test('a month tells its share, how sure it is, and the target of its fiscal year', async () => {
  const site = await openSite({ now })
  await setTarget(site, 2026, 85)
  await given(site, [...times(80, 5), ...times(20, 2)])

  const page = await (await supervisor(site))(`${results}?month=2026-12`)

  expect(page).toContain('先行指標')
  expect(page).toMatch(/80\.0% — 目標未満/)
  expect(page).toContain('95%信頼区間 71.1〜86.7%')
  expect(page).toContain('年度の目標 85% · 判定困難')
  expect(page).toContain('あと約')
})

test('where the panel has no indicator, the target is that of the one which the answers themselves measure', async () => {
  const site = await openSite({ now })
  const look = await supervisor(site)
  await given(site, times(100, 5))
  expect(await look(results)).toContain('年度の目標は登録されていません。「指標・評価」')
  const measured = { slug: 'visitors', name: '窓口の満足度', kind: 'outcome', unit: '%' } as const
  const by = { direction: 'at_least', source: 'on_site', measure: 'satisfaction' } as const
  await site.deps.store.write(db => insertIndicator(db, site.office.id, { ...measured, ...by }))
  await setTarget(site, 2026, 90, 'visitors')

  expect(await look(results)).toContain('年度の目標 90% · 達成確実')
  await setTarget(site, 2026, 85)
  expect(await look(results)).toContain('年度の目標 85% · 達成確実')
})

test('invited are the visits that were served, and each way of answering has its own rate', async () => {
  const site = await openSite({ now })
  const [desk] = await openWindows(site, 'ido')
  const visits = [await servedBy(site, desk), await servedBy(site, desk)]
  await openVisitor(site).post(visits[0]?.ask ?? '', { score: '5' })
  await given(site, [4])
  await given(site, [3], { channel: 'poster' })

  const page = await (await supervisor(site))(results)

  expect(page).toMatch(/番号のページ 1 1 案内した来庁 2件 50\.0%/)
  expect(page).toMatch(/出口の端末 1 1 窓口を終えた来庁 2件 50\.0%/)
  expect(page).toMatch(/ポスター（QR） 1 1 対象の数がわかりません —/)
  expect(page).toContain('有効回答が10件未満なので')
})

test('whoever answers for one counter sees what was said of it, as in the files, and not of others or the office', async () => {
  const site = await openSite({ now })
  await given(site, times(20, 5))
  await given(site, times(30, 1), { counter: 'kokuho' })
  await limitTo(site, 'kokuho')
  const look = await supervisor(site)

  for (const path of [results, `${results}?year=2026`]) {
    const page = await look(path)
    expect(page).toMatch(/国民健康保険・後期高齢者医療 0\.0% n=30/)
    expect(page).not.toContain('n=20')
    expect(page).not.toContain('40.0%')
    expect(page).not.toContain('有効回答 50件')
  }
})

test('nobody was invited in months before the office asked anything', async () => {
  const site = await openSite({ now: '2026-11-27T09:00' })
  await site.change(db => db.updateTable('survey_months').set({ month: '2026-12' }).execute())
  const [desk] = await openWindows(site, 'ido')
  await servedBy(site, desk)
  await servedBy(site, desk)
  site.setNow('2026-12-01T09:00')
  const { ask } = await servedBy(site, desk)
  await openVisitor(site).post(ask, { score: '5' })
  const look = await supervisor(site)

  expect(await look(`${results}?month=2026-11`)).toMatch(/番号のページ 0 0 案内した来庁 0件 —/)
  expect(await look(`${results}?year=2026`)).toMatch(/番号のページ 1 1 案内した来庁 1件 100\.0%/)
})

test('a visit over several counters is invited once, when its last counter has served it', async () => {
  const site = await openSite({ now: '2026-12-01T08:00' })
  const { id } = await bookedPlan(site, movingIn)
  site.setNow('2026-12-02T08:55')
  const arrived = await arrive(site, id)
  if (!arrived.ok) throw new Error(`not checked in: ${arrived.reason}`)
  const look = await supervisor(site)
  const serveAt = async (counter: string) => {
    const [desk] = await openWindows(site, counter)
    const ticket = done(await desk.callNext())
    await desk.act('serve', ticket)
    done(await desk.act('finish', ticket))
  }

  await serveAt('ido')
  await serveAt('kokuho')
  const halfway = await look(results)
  await serveAt('kodomo')
  await openVisitor(site).post(`/mihon/t/${arrived.token}/survey`, { score: '5' })
  const after = await look(results)

  expect(halfway).toMatch(/番号のページ 0 0 案内した来庁 0件/)
  expect(after).toMatch(/番号のページ 1 1 案内した来庁 1件 100\.0%/)
  expect(after).toMatch(/出口の端末 0 0 窓口を終えた来庁 1件 0\.0%/)
})

test('a fiscal year adds its months up, from April to March', async () => {
  const site = await openSite({ now: '2026-03-31T10:00' })
  await given(site, times(10, 1))
  site.setNow('2026-04-01T10:00')
  await given(site, times(30, 5))
  site.setNow('2026-12-01T10:00')
  await given(site, times(10, 2))
  const look = await supervisor(site)

  const year = await look(`${results}?year=2026`)

  expect(year).toContain('令和8年度（2026年度）の結果')
  expect(year).toContain('有効回答 40件のうち 30件')
  expect(year).toMatch(/2026年4月 — 30 30 100\.0%/)
  expect(await look(`${results}?year=2025`)).toContain('有効回答 10件のうち 0件')
})

/** Answers from the poster to the second and third question, each with the same mark. */
async function answered(site: Site, count: number, scores: Scores) {
  for (let index = 0; index < count; index += 1)
    await answerHere(site.deps, site.office, {
      ...{ channel: 'poster', counterId: null, language: 'ja', comment: null, isDone: true },
      ...{ scores, secret: newToken() },
    })
}

test('a fiscal year adds up what was asked in the same words, and never two questions that took the same place', async () => {
  const site = await openSite({ now: '2026-10-01T10:00' })
  await answered(site, 12, { 'q-overall': 5, 'q-wait': 2 })
  site.setNow('2026-11-01T10:00')
  await answered(site, 10, { 'q-overall': 5, 'q-wait': 2 })
  site.setNow('2026-12-01T10:00')
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const month = '/staff/survey/months/2026-12'
  const asked = { 'q-wait-ja': '予約は取りやすかったですか', 'q-wait-en': 'Was it easy to book?' }
  await visitor.submit(await visitor.get(month), month, asked)
  await answered(site, 15, { 'q-overall': 4, 'q-wait': 5 })

  const year = await (await supervisor(site))(`${results}?year=2026`)

  expect(year).toMatch(/有効回答 37件のうち 37件/)
  expect(year).toMatch(/待ち時間は納得できるものでしたか 22 0\.0%/)
  expect(year).toMatch(/予約は取りやすかったですか 15 100\.0%/)
})

test('what is told first of a year is the first question, also where a month has no answer to it', async () => {
  const site = await openSite({ now: '2026-11-01T10:00' })
  await answered(site, 12, { 'q-wait': 1 })
  site.setNow('2026-12-01T10:00')
  await answered(site, 15, { 'q-overall': 5, 'q-wait': 1 })
  const look = await supervisor(site)

  const year = await look(`${results}?year=2026`)

  expect(year).toMatch(/有効回答 15件のうち 15件/)
  expect(year).toMatch(/2026年11月 — 12 0 — —/)
  expect(year).toMatch(/2026年12月 — 15 15 100\.0%/)
})

test('what is not yet, and what is no month, is this month', async () => {
  const site = await openSite({ now })
  const look = await supervisor(site)

  for (const month of ['2027-01', '2026-13', 'x'])
    expect(await look(`${results}?month=${month}`)).toContain('2026年12月の結果')
})

test('what was written is read apart, hidden and shown again', async () => {
  const site = await openSite({ now })
  await given(site, [1], { comment: '見本さんが<b>親切</b>でした' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const path = '/staff/survey/comments?month=2026-12'

  const page = await visitor.get(path)
  expect(textOf(page.html)).toContain('見本さんが<b>親切</b>でした')
  const action = page.forms.find(form => form.action.includes('/comments/'))?.action ?? ''
  const hidden = await visitor.post(action, { hidden: '1' })
  expect(hidden.html).not.toContain('見本さん')
  expect((await visitor.get(`${path}&hidden=1`)).html).toContain('見本さん')
  expect((await visitor.post(action, { hidden: '0' })).html).toContain('見本さん')

  const deeds = await site.deps.store.read(db => db.selectFrom('audit').selectAll().execute())
  expect(deeds.map(({ deed }) => deed)).toEqual(
    expect.arrayContaining(['hide_survey_comment', 'show_survey_comment']),
  )
  expect(JSON.stringify(deeds)).not.toContain('親切')
})

test('hiding on a later page stays on that page', async () => {
  const site = await openSite({ now })
  for (let count = 0; count < 53; count += 1) await given(site, [5], { comment: `見本${count}` })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const first = await visitor.get('/staff/survey/comments?month=2026-12')
  const second = await visitor.get(first.links.find(link => link.includes('after=')) ?? '')
  const action = second.forms.find(form => form.action.includes('/comments/'))?.action ?? ''

  const after = await visitor.submit(second, action, { hidden: '1' })

  expect(after.path).toBe(second.path)
  expect(after.forms.filter(form => form.action.includes('/comments/'))).toHaveLength(2)
})

test('clerks see neither results nor what was written', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')
  const { links } = await visitor.get('/staff/survey')

  expect(links).not.toContain(`${results}?month=2026-12`)
  expect((await visitor.get(results)).status).toBe(403)
})

test('a month of thousands of answers is counted whole, part by part', async () => {
  const site = await openSite({ now })
  await served(site)
  const row = {
    office_id: site.office.id,
    month: '2026-12',
    counter_id: null,
    channel: 'kiosk',
    language: 'ja',
  } as const
  for (let part = 0; part < 25; part += 1)
    await site.deps.store.write(db =>
      db
        .insertInto('survey_answers')
        .values(
          Array.from({ length: 100 }, () => ({
            ...row,
            id: crypto.randomUUID(),
            scores_json: '{"q-overall":5}',
          })),
        )
        .execute(),
    )

  expect(await (await supervisor(site))(results)).toContain('有効回答 2,500件のうち 2,500件')
})
