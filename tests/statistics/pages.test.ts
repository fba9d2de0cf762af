import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { saveCells, storedCells } from '#src/statistics/cells-queries.ts'
import { findSummaries } from '#src/statistics/summary-queries.ts'
import { insertMonthVersion } from '#src/statistics/month-queries.ts'
import { plantFigures, sampleFigures } from '../support/figures.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, limitTo } from '../support/staff.ts'
import { type HtmlPage, openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { instant } from '../support/ward.ts'
import { endDay, playDay } from './busy-day.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // As in tests/http/pages.test.ts.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    // What scrolls must take the focus, which a region may and a section may not.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
})

async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))
}

/** The morning after a Tuesday on which seventeen tickets were given, with its figures made. */
async function openAfterDay(): Promise<{ site: Site; supervisor: Visitor }> {
  const site = await openSite({ now: '2026-12-01T08:00' })
  await playDay(site)
  await endDay(site, '2026-12-02')
  await keepUp(site.deps)
  site.setNow('2026-12-02T08:30')
  return { site, supervisor: await openAs(site, 'supervisor') }
}

async function openAs(
  site: Site,
  login: Parameters<typeof letVisitorIn>[2],
  language = 'ja',
): Promise<Visitor> {
  const visitor = openVisitor(site, language)
  await letVisitorIn(site, visitor, login)
  return visitor
}

/** The rows of the table under a heading, as they are read. */
function rowsOf({ html }: HtmlPage, id: string): string[][] {
  const [table = ''] = new RegExp(`<h3 id="${id}".*?</table>`, 's').exec(html) ?? []
  const rows = table.match(/<tr.*?<\/tr>/gs) ?? []
  return rows.map(row => (row.match(/<t[hd].*?<\/t[hd]>/gs) ?? []).map(textOf))
}

/** What stands in a tile of the headline. */
function tileOf({ html }: HtmlPage, name: string): string {
  const tiles = html.match(/<li class="tile">.*?<\/ul><\/li>/gs) ?? []
  return tiles.map(textOf).find(tile => tile.startsWith(name)) ?? ''
}

test('a supervisor finds the figures behind a door of the header', async () => {
  const site = await openSite()
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  const home = await supervisor.get(paths.staffHome())
  const figures = await supervisor.get(paths.figures())

  expect(home.links).toContain(paths.figures())
  expect(figures.status).toBe(200)
})

test('the door is not there for those who do not count', async () => {
  const site = await openSite()
  for (const login of ['reception', 'clerk', 'contractor'] as const) {
    const visitor = openVisitor(site)
    await letVisitorIn(site, visitor, login)

    expect((await visitor.get(paths.staffHome())).links).not.toContain(paths.figures())
    expect((await visitor.get(paths.figures())).status).toBe(403)
  }
})

test.each(['ja', 'en'])('the definitions give a formula and a target for the wait (%s)', async language => {
  const site = await openSite()
  const supervisor = openVisitor(site, language)
  await letVisitorIn(site, supervisor, 'supervisor')

  const { html } = await supervisor.get(paths.figuresDefinitions())

  const [wait = ''] = /<div id="ticket-wait".*?<\/div>/s.exec(html) ?? []
  expect(textOf(wait)).toMatch(
    language === 'ja' ? /最初に呼んだ時刻 − 受付の時刻.*30分以下/ : /First call − check-in.*at most 30/,
  )
  expect(await faultsIn(html)).toEqual([])
})

test('a day tells how many came and how it ended, counter by counter', async () => {
  const { supervisor } = await openAfterDay()

  const page = await supervisor.get(paths.figuresDay('2026-12-01'))

  expect(page.heading).toContain('12月1日（火曜日）の統計')
  expect(tileOf(page, '受付件数')).toContain('17 件')
  expect(
    rowsOf(page, 'counters')
      .find(([name]) => name === '住民異動・印鑑登録')
      ?.slice(0, 3),
  ).toEqual(['住民異動・印鑑登録', '15', '1'])
  expect(rowsOf(page, 'counters').at(-1)?.slice(0, 3)).toEqual(['全体', '17', '1'])
  expect(page.html).toContain('速報')
})

test('every measure is told: times with mean, median and 90 %, shares with their basis', async () => {
  const { supervisor } = await openAfterDay()

  const page = await supervisor.get(paths.figuresDay('2026-12-01'))
  const times = rowsOf(page, 'times')
  const counts = rowsOf(page, 'counts')

  expect(times[0]).toEqual(['項目', '件数', '平均', '中央値', '90％の値'])
  expect(times.find(([name]) => name === '窓口までの時間')?.[1]).toMatch(/^\d+$/)
  expect(times.find(([name]) => name === '交付までの待ち時間')).toEqual([
    '交付までの待ち時間',
    '0',
    '－',
    '－',
    '－',
  ])
  expect(counts.find(([name]) => name === '途中で帰った件数')?.[1]).toBe('1件')
  expect(counts.find(([name]) => name === '別の窓口へ案内した割合')?.slice(1)).toEqual([
    '7.1％',
    '14件のうち1件',
  ])
  expect(
    counts
      .find(([name]) => name === '窓口の稼働率')
      ?.slice(1)
      .join(' '),
  ).toMatch(/^[\d.]+％ [\d,]+分のうち[\d,]+分$/)
})

test('a day draws its line, its windows and its calls', async () => {
  const { supervisor } = await openAfterDay()

  const { html } = await supervisor.get(paths.figuresDay('2026-12-01', 'ido'))

  const [finding = ''] = /<desc id="queue-desc">.*?<\/desc>/s.exec(html) ?? []
  expect(textOf(finding)).toMatch(
    /^待っている人が最も多かったのは09:3\d?の?\d*人?.*開いていた窓口は1でした。$/,
  )
  expect(html.match(/<g class="calls">.*?<\/g>/gs)?.[1]?.match(/<line /g)).toHaveLength(14)
})

test('numbers lead down from the year to the month to the day, and up again', async () => {
  const { supervisor } = await openAfterDay()

  const year = await supervisor.get(paths.figuresYear('2026'))
  const month = await supervisor.get(paths.figuresMonth('2026-12'))
  const day = await supervisor.get(paths.figuresDay('2026-12-01'))

  expect(year.heading).toContain('令和8年度（2026年度）')
  expect(year.links).toContain(paths.figuresMonth('2026-12'))
  expect(month.links).toEqual(
    expect.arrayContaining([paths.figuresYear('2026'), paths.figuresDay('2026-12-01')]),
  )
  expect(day.links).toEqual(
    expect.arrayContaining([paths.figuresMonth('2026-12'), paths.figuresDay('2026-11-30')]),
  )
})

test('the doors of the menu lead to the day, month and fiscal year of today', async () => {
  const { supervisor } = await openAfterDay()

  const pages = []
  for (const of of ['days', 'months', 'years'] as const)
    pages.push((await supervisor.get(paths.figuresToday(of))).path)

  expect(pages).toEqual([
    paths.figuresDay('2026-12-02'),
    paths.figuresMonth('2026-12'),
    paths.figuresYear('2026'),
  ])
})

test('in a month, a counter with few visits says that they are few and nothing else', async () => {
  const { supervisor } = await openAfterDay()

  const month = rowsOf(await supervisor.get(paths.figuresMonth('2026-12')), 'counters')
  const own = await supervisor.get(paths.figuresMonth('2026-12', 'koseki'))

  expect(month.find(([name]) => name === '戸籍の届出')).toEqual(['戸籍の届出', '10人未満等'])
  expect(tileOf(own, '受付件数')).toContain('10人未満等')
  expect(own.html).not.toContain('id="queue-desc"')
})

test('how many with a booking were served is not told as nobody where they are too few to be told', async () => {
  const { supervisor } = await openAfterDay()
  const servedIn = async (path: string) =>
    /対応した (\S+)/.exec(textOf((await supervisor.get(path)).html.replace(/<svg.*?<\/svg>/gs, '')))?.[1]

  expect(await servedIn(paths.figuresMonth('2026-12'))).toBe('10人未満等')
  expect(await servedIn(paths.figuresDay('2026-12-01'))).toBe('1件')
})

test('the no-shows of a month with few people are hidden, and not told as none', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const ido = site.office.counters.find(({ slug }) => slug === 'ido')
  const figures = sampleFigures({ tickets: 5, load: 1, random: () => 0.5 })
  const few = {
    counterId: ido?.id ?? 0,
    breakdown: 'all',
    cells: [{ key: '', figures, isSmall: true }],
  } as const
  const september = {
    officeId: site.office.id,
    period: { grain: 'month', start: '2026-09-01' },
    revision: 0,
  } as const
  await site.deps.store.write(db => saveCells(db, september, storedCells(few)))

  const page = await (await openAs(site, 'supervisor')).get(paths.figuresMonth('2026-12', 'ido'))

  const [chart = ''] = /<svg[^>]*aria-labelledby="trend-no-show.*?<\/table>/s.exec(page.html) ?? []
  expect(textOf(chart)).toContain('2026年9月 10人未満等')
})

test('too few for a percentile is told apart from none', async () => {
  const { supervisor } = await openAfterDay()

  const rows = rowsOf(await supervisor.get(paths.figuresDay('2026-12-01', 'ido')), 'kind')

  const booked = rows.find(([name]) => name === '予約あり')
  const walkIn = rows.find(([name]) => name === '予約なし')
  expect(booked?.slice(3, 5)).toEqual(['少数', '少数'])
  expect(walkIn?.[3]).toMatch(/^[\d.]+分$/)
  expect(walkIn?.[4]).toBe('少数')
})

test('a day, month or fiscal year without visits is a page that says so', async () => {
  const { supervisor } = await openAfterDay()

  for (const [path, text] of [
    [paths.figuresDay('2026-11-29'), 'この日は、受付の記録がありません。'],
    [paths.figuresMonth('2026-10'), 'この月は、受付の記録がありません。'],
    [paths.figuresYear('2024'), 'この年度は、受付の記録がありません。'],
  ] as const) {
    const page = await supervisor.get(path)
    expect(page.status).toBe(200)
    expect(textOf(page.html)).toContain(text)
  }
})

test('the first month of an office stands alone: months and weeks before it are nothing, not nought', async () => {
  const { supervisor } = await openAfterDay()

  const { html } = await supervisor.get(paths.figuresMonth('2026-12'))

  expect(html).not.toContain('id="trends"')
  expect(html).not.toContain('前月と比べて')
  expect(html).not.toMatch(/NaN|undefined/)
})

test('what has not begun is not there, and leads to the present month', async () => {
  const { supervisor } = await openAfterDay()

  const page = await supervisor.get(paths.figuresMonth('2027-01'))

  expect(page.status).toBe(404)
  expect(page.links).toContain(paths.figures())
})

test('an address that is no day, month, fiscal year or counter leads nowhere', async () => {
  const site = await openSite({ now: '2026-12-02T08:30' })
  const supervisor = await openAs(site, 'supervisor')

  for (const address of [
    ...['days/2026-02-29', 'days/2026-12', 'days/week-2026-11-30', 'days/x'],
    ...['months/2026-13', 'months/2026-1', 'months/2026-12-01', 'months/%00'],
    ...['years/26', 'years/fy2026', 'months/2026-12?counter=none'],
  ])
    expect([address, (await supervisor.get(`/staff/figures/${address}`)).status]).toEqual([address, 404])
})

test('a month is provisional until it is closed, and says so when it is corrected', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')
  const issue = (version: number, closedAt: string) =>
    site.deps.store.write(db =>
      insertMonthVersion(db, site.office.id, {
        ...{ start: '2026-11-01', version, closedAt: instant(closedAt), closedBy: null },
        correctedEvents: version - 1,
      }),
    )
  const stateNow = async () => {
    const { html } = await supervisor.get(paths.figuresMonth('2026-11'))
    return textOf(/<p class="figures-state">.*?<\/p>/s.exec(html)?.[0] ?? '')
  }

  expect(await stateNow()).toMatch(/^速報 .*現在の記録による数値です。 確定するまで変わることがあります。/)
  await issue(1, '2026-12-07T05:00')
  expect(await stateNow()).toMatch(/^確定 第1版 2026年（令和8年）12月7日（月曜日）に確定しました。/)
  await issue(2, '2026-12-09T05:00')
  expect(await stateNow()).toMatch(/^訂正 第2版 .*12月9日.*訂正を反映しています。/)
})

test('a supervisor of one counter sees that counter, and never the whole office', async () => {
  const { site } = await openAfterDay()
  await limitTo(site, 'koseki')
  const supervisor = await openAs(site, 'supervisor')

  const led = await supervisor.get(paths.figuresMonth('2026-12'))
  const other = await supervisor.get(paths.figuresDay('2026-12-01', 'ido'))

  expect(led.path).toBe(paths.figuresMonth('2026-12', 'koseki'))
  expect(textOf(led.html)).not.toContain('区役所全体')
  expect(rowsOf(led, 'counters')).toEqual([])
  expect(other.status).toBe(404)
})

test.each(['ja', 'en'])('the pages of a busy year are valid HTML in %s', async language => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor', language)

  for (const path of [
    paths.figuresDay('2026-12-28', 'ido'),
    paths.figuresMonth('2026-12'),
    paths.figuresMonth('2026-12', 'ido'),
    paths.figuresYear('2026'),
    paths.figuresMonth('2026-10', 'kyoiku'),
    paths.figuresMonth('2027-01'),
  ]) {
    const page = await supervisor.get(path)
    expect([path, page.heading]).not.toEqual([path, ''])
    expect([path, await faultsIn(page.html)]).toEqual([path, []])
    expect(page.html).not.toMatch(/undefined|NaN|\[object/)
  }
})

test('a month stands beside the month before, a year ago, and its target', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')

  const page = await supervisor.get(paths.figuresMonth('2026-12'))

  expect(tileOf(page, '15分以内に呼べた割合')).toMatch(
    /％ ○ 達成 目標 80％以上 [\d,]+件のうち[\d,]+件 前月と比べて .*ポイント 前年同月と比べて .*ポイント/,
  )
  expect(page.html.match(/<h3 class="chart-title">/g)?.length).toBeGreaterThanOrEqual(8)
})

test('how many came stands beside an earlier month once this one is over: half a month is no fall in visitors', async () => {
  const site = await openSite({ now: '2026-12-10T10:00' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')
  const visitors = async (path: string) => tileOf(await supervisor.get(path), '受付件数')

  expect(await visitors(paths.figuresMonth('2026-12'))).toMatch(/^受付件数 [\d,]+ 件 .*予約[^と]*$/)
  expect(await visitors(paths.figuresYear('2026'))).not.toContain('比べて')
  expect(await visitors(paths.figuresDay('2026-12-10'))).not.toContain('比べて')
  expect(await visitors(paths.figuresMonth('2026-11'))).toMatch(/前月と比べて [+−][\d.]+％/)
  expect(await visitors(paths.figuresDay('2026-12-09'))).toMatch(/先週の同じ曜日と比べて/)
})

test('how many came in a month that is not over is told as so far', async () => {
  const site = await openSite({ now: '2026-12-10T10:00' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')
  const finding = async (path: string, id: string) =>
    textOf(
      new RegExp(`<desc id="${id}-desc">.*?</desc>`, 's').exec((await supervisor.get(path)).html)?.[0] ?? '',
    )

  expect(await finding(paths.figuresMonth('2026-12'), 'trend-tickets')).toMatch(
    /^2026年12月はこれまでに[\d,]+件。/,
  )
  expect(await finding(paths.figuresYear('2026'), 'trend-tickets')).toMatch(/^2026年12月はこれまでに/)
  expect(await finding(paths.figuresMonth('2026-11'), 'trend-tickets')).toMatch(/^2026年11月は[\d,]+件。/)
  expect(await finding(paths.figuresMonth('2026-12'), 'trend-within')).toMatch(/^2026年12月は[\d.]+％。/)
})

test('the windows that a half hour needs are guessed at a counter, never for the whole office', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')

  const [head, first] = rowsOf(await supervisor.get(paths.figuresMonth('2026-12', 'ido')), 'half_hour')
  const office = rowsOf(await supervisor.get(paths.figuresMonth('2026-12')), 'half_hour')

  expect(head?.at(-1)).toBe('窓口の目安')
  expect(first?.at(-1)).toMatch(/^[1-9]$/)
  expect(office[0]?.at(-1)).toBe('対応 90％')
})

test('the windows that are guessed are for all of the time at a window, collecting too', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const supervisor = await openAs(site, 'supervisor')
  const guessed = async () =>
    Number(rowsOf(await supervisor.get(paths.figuresMonth('2026-12', 'ido')), 'half_hour')[5]?.at(-1))
  const before = await guessed()
  const counterId = site.office.counters.find(({ slug }) => slug === 'ido')?.id ?? 0
  const december = { grain: 'month', from: '2026-12-01', to: '2026-12-01', counterId } as const
  await site.deps.store.write(async db => {
    const [whole] = await findSummaries(db, site.office.id, { ...december, breakdowns: ['all'] })
    const [cell] = whole?.cells ?? []
    if (!cell?.flow) throw new Error('nothing planted')
    const flow = { ...cell.flow, handlingMinutes: 3 * cell.flow.handlingMinutes }
    const told = { counterId, breakdown: 'all', cells: [{ ...cell, flow }] } as const
    const period = { grain: 'month', start: '2026-12-01' } as const
    await saveCells(db, { officeId: site.office.id, period, revision: 0 }, storedCells(told))
  })

  expect(await guessed()).toBeGreaterThan(before)
})
