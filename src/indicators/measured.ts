import type { Db } from '#db/store.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { Cell } from '../statistics/figures.ts'
import { fiscalYearOf } from '../statistics/period.ts'
import { isHidden, readSummaries } from '../statistics/read-summaries.ts'
import { shareOf } from '../statistics/spread.ts'
import type { Measure, YearValue } from './indicator.ts'
import { answersByMonth } from './source-queries.ts'
import { monthsBegun } from './seen.ts'

type Measured = Pick<YearValue, 'value' | 'answers' | 'isProvisional'>
type Counted = { value: number | null; answers: number }

/** Nothing is told of fewer people. */
const casesMin = 10

/** What the product has measured in a fiscal year: provisional until the year is closed; null of too few cases. */
export async function measuredIn(
  db: Db,
  office: Office,
  measure: Measure,
  fiscalYear: number,
  now: Instant,
): Promise<Measured | null> {
  const counted =
    measure === 'satisfaction'
      ? await satisfactionIn(db, office, fiscalYear, now)
      : await summaryOf(db, office, fiscalYear, measure)
  if (counted === null || counted.value === null || counted.answers < casesMin) return null
  return counted
}

async function satisfactionIn(
  db: Db,
  office: Office,
  fiscalYear: number,
  now: Instant,
): Promise<Counted & { isProvisional: boolean }> {
  const months = monthsBegun(office, fiscalYear, now)
  const answers = await answersByMonth(db, office.id, months[0] ?? '', months.at(-1) ?? '')
  const sum = (of: (month: (typeof answers)[number]) => number) =>
    answers.reduce((total, month) => total + of(month), 0)
  const { percent, of } = shareOf(
    sum(({ good }) => good),
    sum(({ valid }) => valid),
  )
  const isProvisional = fiscalYearOf(dateOf(now, office.timeZone)) <= fiscalYear
  return { value: percent, answers: of, isProvisional }
}

const cellFigure: Record<Exclude<Measure, 'satisfaction'>, (cell: Cell) => Counted | null> = {
  within_target: ({ figures }) => told(figures.withinTarget),
  wait_p90: ({ figures }) => ({ value: figures.wait.p90, answers: figures.wait.n }),
  no_show: ({ bookings }) => (bookings ? told(bookings.noShowShare) : null),
}

function told({ percent, of }: { percent: number | null; of: number }): Counted {
  return { value: percent, answers: of }
}

/** From the summary of the year, which has a version once it is closed. */
async function summaryOf(
  db: Db,
  office: Office,
  fiscalYear: number,
  measure: Exclude<Measure, 'satisfaction'>,
): Promise<(Counted & { isProvisional: boolean }) | null> {
  const start = `${fiscalYear}-04-01`
  const [summary] = await readSummaries(db, office.id, {
    ...{ grain: 'fiscal_year', from: start, to: start, counterId: null, breakdowns: ['all'] },
  })
  const cell = summary?.cells[0]
  const counted = cell && !isHidden(cell) && cellFigure[measure](cell)
  return counted ? { ...counted, isProvisional: summary.version === 0 } : null
}
