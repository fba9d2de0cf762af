import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Bookings } from '#src/statistics/figures.ts'
import type { QueueDay } from '#src/statistics/queue-day.ts'
import { shareOf } from '#src/statistics/spread.ts'
import { BookingFunnel } from '#views/charts/booking-funnel.tsx'
import { ControlChart } from '#views/charts/control-chart.tsx'
import { type HeatCell, HeatMap, heatClass } from '#views/charts/heat-map.tsx'
import { QueueDayChart } from '#views/charts/queue-day.tsx'
import { SatisfactionChart, type SatisfactionMonth } from '#views/charts/satisfaction-chart.tsx'
import { TrendChart } from '#views/charts/trend-chart.tsx'
import { WaitDistribution, type Waits } from '#views/charts/wait-distribution.tsx'
import { textsIn } from '#views/text/index.ts'
import { textOf } from '../support/visitor.ts'

const t = textsIn.ja

/** What a person perceives of a chart: its name, its finding, the words in the picture, and the table's rows. */
type Seen = { name: string; finding: string; words: string[]; rows: string[][]; html: string }

async function seen(chart: unknown): Promise<Seen> {
  const html = String(await chart)
  const [svg = ''] = /<svg class="chart-drawing".*?<\/figure>/s.exec(html) ?? []
  const picture = svg.slice(0, svg.indexOf('<details'))
  const parts = (tag: string, source: string) =>
    [...source.matchAll(new RegExp(`<${tag}[ >].*?</${tag}>`, 'gs'))].map(([part]) => part)
  return {
    html,
    name: textOf(parts('title', picture)[0] ?? ''),
    finding: textOf(parts('desc', picture)[0] ?? ''),
    words: parts('text', picture).map(textOf),
    rows: parts('tr', html).map(row => (row.match(/<t[hd].*?<\/t[hd]>/gs) ?? []).map(textOf)),
  }
}

const cells: HeatCell[] = [
  { weekday: 1, halfHour: '09:00', value: 5.4, n: 20 },
  { weekday: 1, halfHour: '09:30', value: 61.2, n: 120 },
  { weekday: 2, halfHour: '09:00', value: 'few', n: 19 },
  { weekday: 2, halfHour: '09:30', value: 'hidden', n: 0 },
]
const heatMap = () => seen(HeatMap({ t, id: 'heat', title: '曜日と時刻', cells }))

const waits: Waits[] = [
  { kind: 'booked', buckets: [60, 20, 10, 10, 0, 0, 0, 0, 0], p50: 4.2, p90: 12.4 },
  { kind: 'walkIn', buckets: null, p50: 'hidden', p90: 'hidden' },
]
const distribution = () => seen(WaitDistribution({ t, id: 'waits', title: '待ち時間', waits }))

const weeks = [
  { name: '11/2', n: 90, of: 100 },
  { name: '11/9', n: 50, of: 100 },
  { name: '11/16', n: 0, of: 0 },
  { name: '11/23', n: 255, of: 300 },
]
const control = () => seen(ControlChart({ t, id: 'weeks', title: '週', weeks, target: 80 }))

const day: QueueDay = {
  from: 540,
  to: 660,
  lunch: { from: 600, to: 630 },
  waiting: [
    { minute: 540, value: 0 },
    { minute: 565, value: 3 },
    { minute: 640, value: 1 },
  ],
  windows: [{ minute: 545, value: 2 }],
  calls: [566, 575, 601],
}
const queue = () => seen(QueueDayChart({ t, id: 'queue', title: '待っている人', day }))

const bookings: Bookings = {
  ...{ offered: 200, blocked: 0, booked: 100, cancelledEarly: 8, cancelledLate: 2, cancelledByOffice: 0 },
  ...{ attended: 80, noShow: 10, bookedShare: shareOf(120, 200), utilisation: shareOf(100, 200) },
  ...{ noShowShare: shareOf(10, 92), leadDays: { n: 100, mean: 6, p50: 4.5, p90: 14 } },
  byLead: [
    { days: '0', noShow: shareOf(0, 9) },
    { days: '15+', noShow: shareOf(6, 40) },
  ],
}
const funnel = () =>
  seen(BookingFunnel({ t, id: 'bookings', title: '予約', funnel: { bookings, onTime: 70, served: 78 } }))

const month = (share: SatisfactionMonth['share'], target: number | null = 85): SatisfactionMonth => ({
  ...{ name: '4', longName: '2026年4月', n: 246, share, interval: { low: 80, high: 88.9 }, target },
})
const satisfaction = (...months: SatisfactionMonth[]) =>
  seen(SatisfactionChart({ t, id: 'satisfaction', title: '満足度', months }))

const trend = () =>
  seen(
    TrendChart({
      ...{ t, id: 'trend', title: '受付件数', unit: '件', shape: 'line', target: { max: 8 } },
      text: value => `${value}件`,
      points: [
        { name: '10', longName: '2026年10月', value: 4 },
        { name: '11', longName: '2026年11月', value: 'none' },
        { name: '12', longName: '2026年12月', value: 9 },
      ],
    }),
  )

const all = {
  heatMap,
  distribution,
  control,
  queue,
  funnel,
  satisfaction: () => satisfaction(month(85)),
  trend,
}

describe.each(Object.entries(all))('%s', (_, draw) => {
  test('is one image with a name and its finding in words', async () => {
    const { html, name, finding } = await draw()

    const [, labels = ''] = /role="img" aria-labelledby="([^"]*)"/.exec(html) ?? []
    expect(html.match(/role="img"/g)).toHaveLength(1)
    for (const id of labels.split(' ')) expect(html).toContain(`id="${id}"`)
    expect(name).not.toBe('')
    expect(finding).toMatch(/。$/)
  })

  test('needs no style that the security policy forbids', async () => {
    expect((await draw()).html).not.toMatch(/\sstyle=|<style|<script/)
  })

  test('stands beside a table in a region of its own that the keyboard reaches', async () => {
    const { html, rows } = await draw()

    expect(html).toMatch(/<div class="table-frame" tabindex="0" role="region" aria-label="[^"]+"/)
    expect(rows.length).toBeGreaterThan(1)
    expect(new Set(rows.map(row => row.length)).size).toBe(1)
  })
})

test('a heat map prints the minutes of each cell, and the table tells the same', async () => {
  const { words, rows, finding } = await heatMap()

  expect(words).toEqual(['月', '火', '09:00', '5', '少数', '09:30', '61', '＊'])
  expect(rows).toEqual([
    ['時刻', '月曜日', '火曜日'],
    ['09:00', '5.4（20件）', '少数（19件）'],
    ['09:30', '61.2（120件）', '10人未満等'],
  ])
  expect(finding).toContain('月曜日の09:30台')
  expect(finding).toContain('61分以内')
})

test('cells of fewer than twenty are hatched, others are not', async () => {
  const { html } = await heatMap()

  expect(html.match(/fill="url\(#heat-hatch\)"/g)).toHaveLength(2)
})

test.each([
  [5, 0],
  [5.4, 0],
  [5.6, 1],
  [15, 1],
  [16, 2],
  [30.4, 2],
  [31, 3],
  [60, 3],
  [61, 4],
])('a cell of %s minutes has the colour of what is printed in it', (minutes, expected) => {
  expect(heatClass(minutes)).toBe(expected)
})

/** The value of a custom property through all that it points to. */
function colour(name: string): [number, number, number] {
  const sheets = ['views/assets/madoguchi.css', 'views/assets/charts.css']
  const css = [...sheets, 'node_modules/@digital-go-jp/design-tokens/dist/tokens.css']
    .map(path => readFileSync(join(import.meta.dirname, '../..', path), 'utf8'))
    .join('\n')
  const [, value = ''] = new RegExp(`${name}: ([^;]+);`).exec(css) ?? []
  const [, other] = /^var\((--[\w-]+)/.exec(value) ?? []
  if (other) return colour(other)
  const [red = 0, green = 0, blue = 0] = (value.match(/[0-9a-f]{2}/gi) ?? []).map(hex => parseInt(hex, 16))
  return [red, green, blue]
}

function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test.each([
  ['--heat-0', '--heading'],
  ['--heat-1', '--heading'],
  ['--heat-2', '--heading'],
  ['--heat-3', null],
  ['--heat-4', null],
])('the number stands out from %s by at least 4.5 to 1', (ground, text) => {
  const bright = [luminance(colour(ground)), luminance(text ? colour(text) : [255, 255, 255])]

  expect((Math.max(...bright) + 0.05) / (Math.min(...bright) + 0.05)).toBeGreaterThanOrEqual(4.5)
})

test('a distribution labels each class with its share and marks median and 90 %', async () => {
  const { words, rows, finding } = await distribution()

  expect(words.filter(word => word.endsWith('%'))).toEqual([
    '60%',
    '20%',
    '10%',
    '10%',
    '0%',
    '0%',
    '0%',
    '0%',
    '0%',
  ])
  expect(words).toEqual(expect.arrayContaining(['中央値 4.2分', '90％ 12.4分', '0', '5', '90', '分']))
  expect(rows[1]).toEqual(['0〜5分', '60', '60.0％', '10人未満等', '10人未満等'])
  expect(rows.at(-3)).toEqual(['90分超', '0', '0.0％', '10人未満等', '10人未満等'])
  expect(finding).toContain('半数が4.2分以内、10人中9人が12.4分以内')
  expect(finding).toContain('予約なしは、示せる件数がありません')
})

test('a week outside the range of chance is marked, named and told in the table', async () => {
  const { html, finding, rows } = await control()

  expect(html.match(/<circle class="dot-outside" cx="[\d.]+%"/g)).toHaveLength(1)
  expect(finding).toBe('全体では79.0％です。偶然とはいえない週は、11/9の週です。')
  expect(rows.map(row => row.at(-1))).toEqual(['判定', '', '幅の外', '', ''])
  expect(rows[3]?.slice(0, 4)).toEqual(['11/16', '0', '0', '－'])
})

test('a day shows its longest line, and the table tells each half hour', async () => {
  const { finding, rows, html } = await queue()

  expect(finding).toBe('待っている人が最も多かったのは09:25の3人で、開いていた窓口は2でした。')
  expect(rows.slice(1)).toEqual([
    ['09:00', '0', '0', '1'],
    ['09:30', '3', '2', '1'],
    ['10:00', '3', '2', '1'],
    ['10:30', '3', '2', '0'],
  ])
  expect(html.match(/class="lunch" x="50%" width="25%"/g)).toHaveLength(1)
})

test('a funnel tells what became of the bookings, each part of what was booked', async () => {
  const { words, rows, finding } = await funnel()

  expect(rows.slice(1, 9).map(row => row.join(' '))).toEqual([
    '予約できた枠 200枠 ',
    '予約が入った枠 120枠 60.0％',
    '予約 100件 ',
    '取消 10件 10.0％',
    '来なかった 10件 10.0％',
    '来庁した 80件 80.0％',
    '対応した 78件 78.0％',
    '予約どおりに呼べた 70件 70.0％',
  ])
  expect(words).toContain('80件（80.0％）')
  expect(words).toEqual(
    expect.arrayContaining(['当日', '少数（9件中0件）', '15日以上前', '15.0％（40件中6件）']),
  )
  expect(rows.at(-1)).toEqual(['来なかった割合（15日以上前に予約）', '40件中6件', '15.0％'])
  expect(finding).toContain('来なかった人の割合は10.9％')
})

test('a month reaches its target at 85.0 % and misses it just below', async () => {
  const { words, rows } = await satisfaction(month(85), month(84.9))

  expect(rows.slice(1).map(row => row.at(-1))).toEqual(['○', '—'])
  expect(words).toEqual(expect.arrayContaining(['○', '—', '246']))
  expect(rows[1]).toEqual(['2026年4月', '246', '85.0％', '80.0％〜88.9％', '85.0％', '○'])
})

test('a month of few answers shows neither number nor bar nor mark', async () => {
  const { words, rows, html } = await satisfaction({ ...month('hidden'), n: 7, interval: null })

  expect(html).not.toMatch(/<rect class="bar bar-answers" x="[\d.]+%"/)
  expect(words).not.toContain('7')
  expect(rows[1]).toEqual(['2026年4月', '10人未満等', '10人未満等', '－', '85.0％', '－'])
})

test('the target is a step where a new fiscal year begins', async () => {
  const { html } = await satisfaction(month(86, 80), month(86, 85))

  expect(html.match(/<line class="target-line" x1="50%" x2="50%"/g)).toHaveLength(1)
})

test('a trend leaves a gap where there is nothing, and names the last value', async () => {
  const { rows, words, finding, html } = await trend()

  expect(rows.slice(1)).toEqual([
    ['2026年10月', '4件'],
    ['2026年11月', '－'],
    ['2026年12月', '9件'],
  ])
  expect(words).toContain('9件')
  expect(html.match(/<circle /g)).toHaveLength(2)
  expect(finding).toContain('最小は2026年10月の4件')
})

test('a month that still grows is not the one in which the fewest came', async () => {
  const { finding } = await seen(
    TrendChart({
      ...{ t, id: 'trend', title: '受付件数', unit: '件', shape: 'bars', target: undefined },
      text: value => `${value}件`,
      points: [
        { name: '10', longName: '2026年10月', value: 40 },
        { name: '11', longName: '2026年11月', value: 50 },
        { name: '12', longName: '2026年12月', value: 9 },
      ],
      isLastRunning: true,
    }),
  )

  expect(finding).toBe('2026年12月はこれまでに9件。最小は2026年10月の40件、最大は2026年11月の50件です。')
})
