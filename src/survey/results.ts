import { shareOf } from '../statistics/spread.ts'
import { peopleMin, suppress, suppressed } from '../statistics/suppress.ts'
import {
  type Certainty,
  certaintyOf,
  type Interval,
  type Mark,
  publishedMark,
  type WeightedShare,
  weightedShare,
  wilsonInterval,
} from '../statistics/wilson.ts'
import { type Channel, channels } from './answer.ts'
import { answersMissing } from './sample-size.ts'
import { type MarkCounts, marksAt, marksOf, type Tally, totalOf } from './tally.ts'

/** What marks add up to. "Cannot say" is no valid answer; 4 and 5 are good. */
export type Figures = {
  valid: number
  unknown: number
  /** How often 5, 4, 3, 2 and 1 were given. */
  byScore: readonly number[]
  good: number
  percent: number | null
  interval: Interval | null
  mark: Mark | null
  certainty: Certainty | null
}

export function figuresOf(counts: MarkCounts, target: number | null): Figures {
  const [unknown = 0, ...scores] = counts
  const valid = scores.reduce((sum, count) => sum + count, 0)
  const good = (scores[3] ?? 0) + (scores[4] ?? 0)
  const interval = wilsonInterval(good / Math.max(1, valid), valid)
  return {
    ...{ valid, unknown, good, interval },
    byScore: scores.toReversed(),
    percent: shareOf(good, valid).percent,
    mark: target === null ? null : publishedMark(good, valid, target),
    certainty: target === null || !interval ? null : certaintyOf(interval, target),
  }
}

export type QuestionResult = {
  slug: string
  valid: number
  /** Null below `peopleMin`. */
  figures: Figures | null
  /** Null where fewer than two counters can be weighted. */
  weighted: WeightedShare | null
  /** How many more answers bring the share within ±5 points; 0 when it is. */
  missing: number
}

export type CounterCell = { valid: number; percent: number | null; interval: Interval | null }

/** A counter, or all answers that name none, with a cell for each question: null where it must not be told. */
export type CounterResult = { counterId: number | null; cells: Array<CounterCell | null> }

export type ChannelResult = {
  channel: Channel
  answered: number
  valid: number
  /** The served visits that it is a part of; null where nobody knows how many could have answered. */
  visits: number | null
  /** Of valid answers among these visits. */
  ratePercent: number | null
}

export type Results = {
  channels: ChannelResult[]
  questions: QuestionResult[]
  counters: CounterResult[]
  answered: number
  visits: number
  /** Fewer answers than this are not told apart. */
  answersMin: number
}

/** All figures of a month or a fiscal year: of these questions in their order, against the target of the year. */
export function resultsOf(tally: Tally, slugs: readonly string[], target: number | null): Results {
  return {
    channels: channels.map(channel => channelResult(tally, channel)),
    questions: slugs.map(slug => questionResult(tally, slug, target)),
    counters: counterResults(tally, slugs),
    answered: totalOf(tally.answered),
    visits: totalOf(tally.visits),
    answersMin: peopleMin,
  }
}

/** A ticket's page invites each served visit; at the exit each of them could have answered. Others have no base. */
function channelResult(tally: Tally, channel: Channel): ChannelResult {
  const answered = tally.answered[channel]
  const valid = tally.valid[channel]
  const visits = channel === 'ticket' || channel === 'kiosk' ? totalOf(tally.visits) : null
  const ratePercent = visits === null ? null : shareOf(valid, visits).percent
  return { channel, answered, valid, visits, ratePercent }
}

function questionResult(tally: Tally, slug: string, target: number | null): QuestionResult {
  const figures = figuresOf(marksOf(tally, slug), target)
  const { valid, good } = figures
  const isTold = valid >= peopleMin
  return {
    ...{ slug, valid },
    figures: isTold ? figures : null,
    weighted: isTold ? weightedOf(tally, slug) : null,
    missing: answersMissing(isTold ? good / valid : null, valid),
  }
}

function weightedOf(tally: Tally, slug: string): WeightedShare | null {
  const strata = [...tally.visits].map(([counterId, visits]) => {
    const { good, valid } = figuresOf(marksAt(tally, slug, counterId), null)
    return { visits, favourable: good, valid }
  })
  return strata.filter(({ valid }) => valid > 0).length < 2 ? null : weightedShare(strata)
}

function counterResults(tally: Tally, slugs: readonly string[]): CounterResult[] {
  const counterIds = [...new Set([...tally.marks.values()].flatMap(byCounter => [...byCounter.keys()]))]
  const columns = slugs.map(slug =>
    toldCells(counterIds.map(id => figuresOf(marksAt(tally, slug, id), null))),
  )
  return counterIds.map((counterId, row) => ({
    counterId,
    cells: columns.map(cells => cells[row] ?? null),
  }))
}

/** The counters' cells of one question, beside whose total they stand. */
function toldCells(counters: readonly Figures[]): Array<CounterCell | null> {
  const cells = counters.map(({ valid, percent, interval }) => [
    { n: valid, value: { valid, percent, interval } },
  ])
  return suppress(cells).cells.map(([cell]) => (cell === suppressed ? null : (cell ?? null)))
}
