import { toTenth } from '../statistics/spread.ts'
import { minutes } from './figure-columns.ts'
import { summaryTable, type Told } from './summary-table.ts'
import { counterColumn, monthColumn } from './told-columns.ts'

/** The key of a cell is `1 09:00`. */
function weekdayIn({ key }: Told): number {
  return Number(key.slice(0, 1))
}

/** On how many days of the month that are such a weekday the counter was open. */
function daysOf(told: Told): number {
  return told.daysOfWeekday.get(weekdayIn(told)) ?? 0
}

function arrivalsMean(told: Told): number | null {
  const days = daysOf(told)
  return told.cell && days > 0 ? toTenth(told.cell.figures.tickets / days) : null
}

/** Weekday by half hour of each month: how a week usually looks at a counter. */
export const halfHoursTable = summaryTable({
  name: 'halfhour_profile',
  label: '曜日・30分別',
  definition:
    '1か月・1窓口・1曜日・30分につき1行。受付の時刻で分けます。10人に満たない行の値は空欄にします。',
  grain: 'month',
  breakdown: 'weekday_half_hour',
  columns: [
    monthColumn,
    {
      key: 'weekday',
      label: '曜日',
      unit: '',
      type: 'integer',
      definition: '1が月曜日、7が日曜日。',
      example: '1',
      codes: { 1: '月', 2: '火', 3: '水', 4: '木', 5: '金', 6: '土', 7: '日' },
      of: weekdayIn,
    },
    {
      key: 'half_hour',
      label: '時間帯',
      unit: '',
      type: 'code',
      definition: '受付の時刻が入る30分の始まり。',
      example: '09:30',
      of: ({ key }) => key.slice(2),
    },
    counterColumn,
    {
      key: 'n_days',
      label: '日数',
      unit: '日',
      type: 'integer',
      definition: 'その月の、その曜日の、窓口を開けた日の数。',
      example: '4',
      of: daysOf,
    },
    {
      key: 'arrivals_mean',
      label: '1日あたりの受付',
      unit: '件',
      type: 'decimal',
      definition: '受付件数 ÷ 日数。',
      example: '6.3',
      of: arrivalsMean,
    },
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
  ],
})
