import { waitBounds } from '../statistics/figures.ts'
import { fiscalYearOf } from '../statistics/period.ts'
import { bookings, count, flow, minutes, occupancy, percent } from './figure-columns.ts'
import { summaryTable, type Told } from './summary-table.ts'
import { counterColumn } from './told-columns.ts'

/** `0-5`, … `60-90`, `90+`: the classes of the wait distribution. */
const waitClasses = [
  ...waitBounds.map((bound, index) => `${waitBounds[index - 1] ?? 0}-${bound}`),
  `${waitBounds.at(-1)}+`,
]

/** The highest class in which somebody waited. */
function longestWait({ cell }: Told): string | null {
  if (!cell) return null
  const { booked, walkIn } = cell.figures.waitBuckets
  const highest = waitClasses.findLastIndex((_, index) => (booked[index] ?? 0) + (walkIn[index] ?? 0) > 0)
  return waitClasses[highest] ?? null
}

/** Each day of each counter: what the day's pages show. */
export const daysTable = summaryTable({
  name: 'daily_counter',
  label: '日別・窓口別',
  definition: '1日・1窓口につき1行。10人に満たない行の値は空欄にします。',
  grain: 'day',
  breakdown: 'all',
  columns: [
    {
      key: 'date',
      label: '日付',
      unit: '',
      type: 'date',
      definition: '受付をした日。',
      example: '2026-12-01',
      of: ({ start }) => start,
    },
    {
      key: 'fiscal_year',
      label: '年度',
      unit: '',
      type: 'integer',
      definition: '4月から翌年3月まで。始まる年の西暦で書きます。',
      example: '2026',
      of: ({ start }) => fiscalYearOf(start),
    },
    counterColumn,
    count('tickets', '件', {
      key: 'tickets',
      label: '受付件数',
      definition: '受け付けた番号札の数。',
      example: '120',
    }),
    count('people', '人', {
      key: 'people',
      label: '来庁者数',
      definition: '来庁した人数（いっしょに来た人をふくむ）。',
      example: '135',
    }),
    count('booked', '件', {
      key: 'reserved',
      label: '予約ありの件数',
      definition: '予約して来庁した受付の数。',
      example: '48',
    }),
    count('walkIns', '件', {
      key: 'walkin',
      label: '予約なしの件数',
      definition: '予約なしの受付の数。',
      example: '72',
    }),
    count('served', '件', {
      key: 'served',
      label: '対応件数',
      definition: '対応して終わった受付の数。',
      example: '112',
    }),
    count('left', '件', {
      key: 'left',
      label: '途中で帰られた件数',
      definition: '対応の前に帰られた受付の数。',
      example: '3',
    }),
    bookings('noShow', {
      key: 'no_show',
      label: '来庁されなかった予約',
      definition: '取り消されず、来庁もなかった予約の数。',
      example: '2',
    }),
    bookings('cancelledLate', {
      key: 'cancelled_late',
      label: '直前の取り消し',
      definition: '開始まで2時間を切ってから、来庁者が取り消した予約の数。',
      example: '1',
    }),
    bookings('cancelledByOffice', {
      key: 'cancelled_office',
      label: '区役所の都合による取り消し',
      definition: '区役所の都合で取り消した予約の数。',
      example: '0',
    }),
    minutes('wait', 'mean', {
      key: 'wait_mean',
      label: '平均待ち時間',
      definition: '受付から最初の呼び出しまでの平均。',
      example: '11.4',
    }),
    minutes('wait', 'p50', {
      key: 'wait_p50',
      label: '待ち時間の中央値',
      definition: '受付から最初の呼び出しまでの中央値。10件に満たないときは空欄。',
      example: '9.5',
    }),
    minutes('wait', 'p90', {
      key: 'wait_p90',
      label: '待ち時間の90％値',
      definition: '10人のうち9人が、この時間までに呼ばれました。20件に満たないときは空欄。',
      example: '24.1',
    }),
    minutes('pastAppointment', 'p90', {
      key: 'past_appt_p90',
      label: '予約時刻からの待ち時間の90％値',
      definition: '予約の時刻と受付の時刻の遅い方から、最初の呼び出しまで。20件に満たないときは空欄。',
      example: '6.0',
    }),
    percent('onTime', {
      key: 'on_time_share',
      label: '時刻どおりの割合',
      definition: '予約のうち、予約の時刻（遅れたときは受付の時刻）から5分以内に呼んだ割合。',
      example: '91.7',
    }),
    percent('withinTarget', {
      key: 'sl15',
      label: '15分以内の割合',
      definition: '15分以内に呼んだ割合。15分を過ぎて帰られた人、待っている人は「超えた」に数えます。',
      example: '84.2',
    }),
    percent('withinTargetStrict', {
      key: 'sl15_strict',
      label: '15分以内の割合（全受付）',
      definition: '15分以内に呼んで対応した割合。分母はすべての受付。',
      example: '80.0',
    }),
    minutes('service', 'mean', {
      key: 'service_mean',
      label: '平均対応時間',
      definition: '窓口で対応した時間の平均。中断した時間はふくみません。',
      example: '12.8',
    }),
    minutes('secondWait', 'p90', {
      key: 'second_wait_p90',
      label: '交付までの待ち時間の90％値',
      definition: '受付の対応の終わりから、交付の呼び出しまで。20件に満たないときは空欄。',
      example: '18.0',
    }),
    minutes('stay', 'p50', {
      key: 'stay_p50',
      label: '滞在時間の中央値',
      definition: '最初の受付から最後の記録まで（来庁ごと）。10件に満たないときは空欄。',
      example: '31.5',
    }),
    flow('openWindowMinutes', '分', {
      key: 'open_window_min',
      label: '窓口を開けた時間',
      definition: '窓口を開けていた時間の合計（休止をのぞく）。',
      example: '1840',
    }),
    occupancy({
      key: 'occupancy',
      label: '窓口の稼働率',
      definition: '窓口を使った時間 ÷ 窓口を開けた時間。',
      example: '72.4',
    }),
    flow('throughputPerHour', '件/時', {
      key: 'throughput_h',
      label: '1時間あたりの対応',
      definition: '対応を終えた件数 ÷ 窓口を開けた時間。',
      example: '3.7',
    }),
    flow('queueMean', '人', {
      key: 'queue_mean',
      label: '平均の待ち人数',
      definition: '開いている時間を通した、待っている人数の平均。',
      example: '4.2',
    }),
    flow('queueMax', '人', {
      key: 'queue_max',
      label: '最大の待ち人数',
      definition: '待っている人数の最大。',
      example: '11',
    }),
    {
      key: 'max_wait_band',
      label: '最長の待ち時間の区分',
      unit: '',
      type: 'code',
      definition: 'いちばん長く待った人の待ち時間が入る区分（分）。1人の値なので区分で示します。',
      example: '30-45',
      codes: Object.fromEntries(
        waitClasses.map(band => [
          band,
          band.endsWith('+') ? `${band.slice(0, -1)}分より長い` : `${band.replace('-', '分より長く')}分まで`,
        ]),
      ),
      of: longestWait,
    },
  ],
})
