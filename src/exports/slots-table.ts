import { addDays, daysBetween, type Instant, instantOf, type LocalDate } from '../clock.ts'
import type { Db } from '#db/store.ts'
import { bookedLegs, slotsOfDay } from './queries.ts'
import { countRows } from './read-rows.ts'
import { cellsOf, type ColumnOf, type ExportTable, type OpenedTable, type Scope } from './table.ts'

/** One slot of one counter; places null where bookings stand outside of what the rules offered. */
type Slot = {
  date: LocalDate
  counter: string
  startsAt: Instant
  offered: number | null
  blocked: number | null
  booked: number
  cancelled: number
  attended: number
  missed: number
}

const columns: ReadonlyArray<ColumnOf<Slot>> = [
  {
    key: 'date',
    label: '日付',
    unit: '',
    type: 'date',
    definition: '予約枠の日。',
    example: '2026-12-01',
    of: ({ date }) => date,
  },
  {
    key: 'counter',
    label: '窓口',
    unit: '',
    type: 'code',
    definition: '窓口のコード。',
    example: 'ido',
    of: ({ counter }) => counter,
  },
  {
    key: 'slot_start',
    label: '枠の開始',
    unit: '',
    type: 'instant',
    definition: '予約枠の開始時刻。',
    example: '2026-12-01T09:30:00+09:00',
    of: ({ startsAt }) => startsAt,
  },
  {
    key: 'offered',
    label: '枠数',
    unit: '枠',
    type: 'integer',
    definition: 'その日の決まりで受け付ける枠の数。決まりにない時刻の予約では空欄。',
    example: '4',
    of: ({ offered }) => offered,
  },
  {
    key: 'blocked',
    label: '閉じた枠',
    unit: '枠',
    type: 'integer',
    definition: '枠数のうち、臨時の休業で閉じた枠。',
    example: '0',
    of: ({ blocked }) => blocked,
  },
  {
    key: 'booked',
    label: '予約件数',
    unit: '件',
    type: 'integer',
    definition: 'この時刻に始まる予約の数（あとで取り消したものをふくむ）。',
    example: '3',
    of: ({ booked }) => booked,
  },
  {
    key: 'cancelled',
    label: '取り消し',
    unit: '件',
    type: 'integer',
    definition: '予約件数のうち、取り消したもの。',
    example: '1',
    of: ({ cancelled }) => cancelled,
  },
  {
    key: 'attended',
    label: '来庁',
    unit: '件',
    type: 'integer',
    definition: '予約件数のうち、来庁して受付をしたもの。',
    example: '2',
    of: ({ attended }) => attended,
  },
  {
    key: 'no_show',
    label: '来庁なし',
    unit: '件',
    type: 'integer',
    definition: '予約件数のうち、取り消しも来庁もなかったもの。',
    example: '0',
    of: ({ missed }) => missed,
  },
]

/** Each slot of each day: so few people in each row that it stays inside. */
export const slotsTable: ExportTable = {
  name: 'slots_day',
  label: '予約枠',
  definition: '1日・1窓口・1枠につき1行。1行の人数が少ないので、庁内だけで使います。',
  columns,
  isInside: true,
  isDated: true,
  async open(read, scope) {
    const dates = daysBetween(scope.from, scope.to)
    const page: OpenedTable['page'] = async (db, after) => {
      const index = Number(after?.[0] ?? -1) + 1
      const date = dates[index]
      const slots = date && scope.counterIds.length > 0 ? await slotsOf(db, scope, date) : []
      return {
        rows: slots.map(slot => cellsOf(columns, slot)),
        next: index + 1 < dates.length ? [index] : null,
      }
    }
    return { count: await countRows(read, page), page }
  },
}

async function slotsOf(db: Db, { office, counterIds }: Scope, date: LocalDate): Promise<Slot[]> {
  const from = instantOf(date, 0, office.timeZone)
  const before = instantOf(addDays(date, 1), 0, office.timeZone)
  const places = await slotsOfDay(db, counterIds, date)
  const legs = await bookedLegs(db, counterIds, { from, before })
  const counters = new Map(office.counters.map(({ id, slug }) => [id, slug]))
  const keyOf = (slot: { counterId: number; startsAt: Instant }) => `${slot.counterId} ${slot.startsAt}`
  const legsOf = Map.groupBy(legs, keyOf)
  const placesOf = new Map(places.map(place => [keyOf(place), place]))
  const starts = new Map([...places, ...legs].map(slot => [keyOf(slot), slot]))
  return [...starts]
    .map(([key, { counterId, startsAt }]) => {
      const booked = legsOf.get(key) ?? []
      const { offered = null, blocked = null } = placesOf.get(key) ?? {}
      const isGone = (leg: (typeof booked)[number]) => leg.state === 'cancelled'
      return {
        ...{ date, counter: counters.get(counterId) ?? '', startsAt, offered, blocked },
        booked: booked.length,
        cancelled: booked.filter(isGone).length,
        attended: booked.filter(leg => !isGone(leg) && Boolean(leg.isAttended)).length,
        missed: booked.filter(leg => !isGone(leg) && !leg.isAttended && Boolean(leg.isMissed)).length,
      }
    })
    .toSorted((a, b) => a.startsAt - b.startsAt || a.counter.localeCompare(b.counter))
}
