import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import { categories, type Category, channels, type Channel, type OpinionState, states } from './opinion.ts'
import { answerDays, opinionCells } from './figure-queries.ts'

/** How many opinions of one kind came in during one month. */
export type OpinionCell = {
  /** `YYYY-MM` of the day it came in. */
  month: string
  category: Category
  counterId: number | null
  channel: Channel
  /** As it is now. */
  state: OpinionState
  wantsAnswer: boolean
  count: number
}

export type OpinionCounts = {
  received: number
  wantsAnswer: number
  byCategory: Record<Category, number>
  byChannel: Record<Channel, number>
  byState: Record<OpinionState, number>
  /** By counter, the ones without a single opinion left out; null: the whole office. */
  byCounter: Map<number | null, number>
  /** Of those who wished for an answer: how many have it, and after how many days half of them had it. */
  answers: { count: number; daysMedian: number | null }
}

/** Whether somebody is told of those about a counter; null: about the whole office. */
type IsTold = (of: { counterId: number | null }) => boolean

/** The opinions that came in from one day to another, both included, as they stand now; all unless some are told alone. */
export async function opinionCounts(
  db: Db,
  officeId: number,
  from: LocalDate,
  to: LocalDate,
  isTold: IsTold = () => true,
): Promise<OpinionCounts> {
  const cells = (await opinionCells(db, officeId, from, to)).filter(isTold)
  const days = (await answerDays(db, officeId, from, to)).filter(isTold)
  const answered = days.reduce((sum, { count }) => sum + count, 0)
  return { ...sumsOf(cells), answers: { count: answered, daysMedian: medianOf(days) } }
}

/** Cells added up by each of their sides. */
export function sumsOf(cells: readonly OpinionCell[]): Omit<OpinionCounts, 'answers'> {
  const sum = (isCounted: (cell: OpinionCell) => boolean) =>
    cells.filter(isCounted).reduce((total, { count }) => total + count, 0)
  const counterIds = new Set(cells.map(({ counterId }) => counterId))
  return {
    received: sum(() => true),
    wantsAnswer: sum(({ wantsAnswer }) => wantsAnswer),
    byCategory: each(categories, key => sum(({ category }) => category === key)),
    byChannel: each(channels, key => sum(({ channel }) => channel === key)),
    byState: each(states, key => sum(({ state }) => state === key)),
    byCounter: new Map([...counterIds].map(id => [id, sum(({ counterId }) => counterId === id)])),
  }
}

function each<K extends string>(keys: readonly K[], sum: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map(key => [key, sum(key)])) as Record<K, number>
}

/** The middle of sorted values with how often each occurs; the mean of both where two are in the middle. */
export function medianOf(days: ReadonlyArray<{ days: number; count: number }>): number | null {
  const total = days.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const valueAt = (rank: number) => {
    let passed = 0
    return days.find(({ count }) => (passed += count) > rank)?.days ?? 0
  }
  return (valueAt(Math.floor((total - 1) / 2)) + valueAt(Math.floor(total / 2))) / 2
}
