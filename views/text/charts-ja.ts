import type { LeadBucket } from '#src/statistics/bookings.ts'
import type { Share, Spread } from '#src/statistics/figures.ts'
import type { Told } from '#src/statistics/told.ts'
import { oneDecimal, whole } from './numbers.ts'

const days = ['月', '火', '水', '木', '金', '土', '日']
const untold = { none: '－', few: '少数', hidden: '10人未満等' } satisfies Record<
  Exclude<Told, number>,
  string
>

const told = (value: Told) => (typeof value === 'number' ? oneDecimal(value) : untold[value])
const percent = (value: number) => `${oneDecimal(value)}％`

/** Words and numbers of charts and of their tables. */
export const chartsJa = {
  asTable: '数値の表',
  tableOf: (name: string) => `${name}の数値の表`,
  told,
  number: whole,
  inUnit: (value: string, unit: string) => `${value}${unit}`,
  tickets: (count: number) => `${whole(count)}件`,
  percent,
  wholePercent: (value: number) => `${whole(value)}%`,
  minutes: (value: Told) => (typeof value === 'number' ? `${oneDecimal(value)}分` : untold[value]),
  share: (share: Share) => (share.percent === null ? untold.none : percent(share.percent)),
  days: ({ p50, n }: Spread) =>
    p50 === null ? (n === 0 ? untold.none : untold.few) : `${oneDecimal(p50)}日`,
  weekday: (day: number) => `${days[day - 1]}曜日`,
  weekdayShort: (day: number) => days[day - 1] ?? '',
  weekdayAt: (weekday: string, time: string) => `${weekday}の${time}台`,
  heatMap: {
    time: '時刻',
    unit: '10人中9人の待ち時間',
    upTo: (minutes: number) => `${minutes}分まで`,
    above: (minutes: number) => `${minutes}分超`,
    hatched: '20件未満（＊は10人未満等）',
    sign: { none: '－', few: '少数', hidden: '＊' } satisfies Record<Exclude<Told, number>, string>,
    withCount: (value: string, n: number) =>
      n === 0 || value === untold.hidden ? value : `${value}（${n}件）`,
    nothing: '曜日と時刻ごとに示せるだけの件数がまだありません。',
    finding: (most: string, longest: number, least: string, shortest: number) =>
      `いちばん長く待つのは${most}で、10人中9人が${Math.round(longest)}分以内。いちばん短いのは${least}で、${Math.round(shortest)}分以内です。`,
  },
  waits: {
    class: '待ち時間',
    axis: '分',
    kind: { booked: '予約あり', walkIn: '予約なし' },
    countOf: { booked: '予約あり（件）', walkIn: '予約なし（件）' },
    shareOf: { booked: '予約あり（割合）', walkIn: '予約なし（割合）' },
    between: (from: number, to: number) => `${from}〜${to}分`,
    over: (minutes: number) => `${minutes}分超`,
    p50: '中央値',
    p90: '90％の値',
    line: { p50: (minutes: string) => `中央値 ${minutes}`, p90: (minutes: string) => `90％ ${minutes}` },
    finding: (kind: string, p50: string, p90: string) =>
      `${kind}は、半数が${p50}以内、10人中9人が${p90}以内に呼ばれています。`,
    noFinding: (kind: string, why: string) => `${kind}は、示せる件数がありません（${why}）。`,
  },
  control: {
    week: '週のはじめ',
    within: '15分以内',
    of: '対象の件数',
    share: '週の割合',
    limits: '偶然の幅',
    verdict: '判定',
    outside: '幅の外',
    centre: '全体の割合',
    target: '目標',
    range: (low: string, high: string) => `${low}〜${high}`,
    nothing: 'まだ示せる件数がありません。',
    around: (centre: string) => `全体では${centre}です。`,
    noneOutside: 'どの週も偶然の幅の中にあります。',
    manyOutside: (weeks: number) => `偶然とはいえない週が${weeks}週あります（表の「幅の外」）。`,
    weeksOutside: (weeks: string) => `偶然とはいえない週は、${weeks}の週です。`,
  },
  queueDay: {
    time: '時刻',
    waiting: '待っている人',
    windows: '開いている窓口',
    calls: '呼出',
    lunch: '昼の時間',
    nothing: 'この日は、待っている人がいませんでした。',
    finding: (time: string, waiting: number, windows: number) =>
      `待っている人が最も多かったのは${time}の${waiting}人で、開いていた窓口は${windows}でした。`,
  },
  funnel: {
    step: '段階',
    count: '数',
    part: '割合',
    offered: '予約できた枠',
    taken: '予約が入った枠',
    booked: '予約',
    cancelled: '取消',
    noShow: '来なかった',
    attended: '来庁した',
    onTime: '予約どおりに呼べた',
    served: '対応した',
    noShowRate: '予約で来なかった割合',
    leadDays: '予約から来庁までの日数（中央値）',
    byLead: '予約した時期ごとの、来なかった割合',
    lead: {
      '0': '当日',
      '1-3': '1〜3日前',
      '4-7': '4〜7日前',
      '8-14': '8〜14日前',
      '15+': '15日以上前',
    } satisfies Record<LeadBucket, string>,
    noShowOf: (lead: string) => `来なかった割合（${lead}に予約）`,
    places: (count: string) => `${count}枠`,
    bookings: (count: string) => `${count}件`,
    nOf: (n: string, of: string) => `${of}件中${n}件`,
    inBrackets: (text: string) => `（${text}）`,
    nothing: 'この期間に予約の枠はありません。',
    findingTaken: (share: string) => `用意した枠の${share}に予約が入りました。`,
    findingNoShow: (share: string) => `来なかった人の割合は${share}です。`,
  },
  satisfaction: {
    month: '月',
    answers: '有効な回答',
    share: 'よいと答えた割合',
    interval: '95％の幅',
    target: '目標',
    mark: '達成',
    below: '棒の下は、有効な回答の数と、目標の達成（○／—）',
    range: (low: string, high: string) => `${low}〜${high}`,
    nothing: 'まだ示せる回答がありません。',
    finding: (month: string, share: string, n: number, reached: number, months: number) =>
      `${month}は${share}（回答${whole(n)}件）。${months > 0 ? `目標に達したのは${months}か月のうち${reached}か月です。` : ''}`,
  },
  trend: {
    month: '月',
    nothing: 'まだ示せる月がありません。',
    soFar: (count: string) => `これまでに${count}`,
    finding: (
      month: string,
      now: string,
      lowest: string,
      lowestMonth: string,
      highest: string,
      highestMonth: string,
    ) => `${month}は${now}。最小は${lowestMonth}の${lowest}、最大は${highestMonth}の${highest}です。`,
  },
}

export type ChartsTexts = typeof chartsJa
