import { scaleLinear } from 'd3-scale'
import { isTold, type Told } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent, Scale, Sign } from './chart.tsx'

export type SatisfactionMonth = {
  /** As it stands under the bar, such as `4月`. */
  name: string
  /** In full for the table, such as `2026年4月`. */
  longName: string
  /** Valid answers. */
  n: number
  /** Favourable answers in percent, or why it is not told. */
  share: Told
  /** 95 % interval after Wilson, in percent. */
  interval: { low: number; high: number } | null
  /** Target of the month's fiscal year in percent. */
  target: number | null
}

type Props = { t: Texts; id: string; title: string; months: readonly SatisfactionMonth[] }

const height = 220
const axis = 76

/** A bar per month with its interval, the number of answers and the mark ○/— below, and the target as steps. */
export function SatisfactionChart({ t, id, title, months }: Props) {
  const text = t.charts.satisfaction
  const y = scaleLinear([0, 100], [height, 10])
  const width = 100 / Math.max(1, months.length)
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, months)}
      height={height + axis}
      legend={<SatisfactionLegend t={t} />}
      table={{
        columns: [text.month, text.answers, text.share, text.interval, text.target, text.mark],
        rows: months.map(month => ({
          name: month.longName,
          cells: [
            month.share === 'hidden' ? t.charts.told('hidden') : t.charts.number(month.n),
            isTold(month.share) ? t.charts.percent(month.share) : t.charts.told(month.share),
            month.interval
              ? text.range(t.charts.percent(month.interval.low), t.charts.percent(month.interval.high))
              : t.charts.told('none'),
            month.target === null ? t.charts.told('none') : t.charts.percent(month.target),
            markOf(month) ?? t.charts.told('none'),
          ],
        })),
      }}
    >
      <Scale ticks={[0, 25, 50, 75, 100]} y={y} label={t.charts.wholePercent} />
      {months.map((month, index) => (
        <MonthBar {...{ t, month, y, width }} x={index * width} />
      ))}
      <TargetSteps months={months} y={y} width={width} />
    </Chart>
  )
}

type Down = (percent: number) => number
type BarProps = { t: Texts; month: SatisfactionMonth; y: Down; x: number; width: number }

function MonthBar({ t, month, y, x, width }: BarProps) {
  const middle = percent(x + width / 2)
  const { share, interval } = month
  return (
    <>
      {isTold(share) && (
        <>
          <rect
            class="bar bar-answers"
            x={percent(x + width * 0.1)}
            width={percent(width * 0.8)}
            y={y(share)}
            height={height - y(share)}
          />
          <text class="bar-inside" x={middle} y={height - 8} text-anchor="middle">
            {Math.round(share)}
          </text>
        </>
      )}
      {isTold(share) && interval && (
        <g class="whisker">
          <line x1={middle} x2={middle} y1={y(interval.low)} y2={y(interval.high)} />
          {[interval.low, interval.high].map(bound => (
            <line x1={percent(x + width * 0.36)} x2={percent(x + width * 0.64)} y1={y(bound)} y2={y(bound)} />
          ))}
        </g>
      )}
      <text class="chart-label" x={middle} y={height + 18} text-anchor="middle">
        {month.name}
      </text>
      <text class="chart-label chart-label-count" x={middle} y={height + 42} text-anchor="middle">
        {share === 'hidden' ? t.charts.heatMap.sign.hidden : month.n}
      </text>
      <text class="chart-verdict" x={middle} y={height + 70} text-anchor="middle">
        {markOf(month) ?? ''}
      </text>
    </>
  )
}

function TargetSteps({ months, y, width }: { months: readonly SatisfactionMonth[]; y: Down; width: number }) {
  return (
    <>
      {months.map(({ target }, index) => {
        if (target === null) return null
        const before = months[index - 1]?.target ?? null
        const x = index * width
        return (
          <>
            <line class="target-line" x1={percent(x)} x2={percent(x + width)} y1={y(target)} y2={y(target)} />
            {before !== null && before !== target && (
              <line class="target-line" x1={percent(x)} x2={percent(x)} y1={y(before)} y2={y(target)} />
            )}
          </>
        )
      })}
    </>
  )
}

function SatisfactionLegend({ t }: { t: Texts }) {
  const text = t.charts.satisfaction
  return (
    <>
      <Sign text={text.share}>
        <rect class="bar bar-answers" x="7" width="14" y="1" height="13" />
      </Sign>
      <Sign text={text.interval}>
        <g class="whisker">
          <line x1="14" x2="14" y1="1" y2="13" />
          <line x1="9" x2="19" y1="1" y2="1" />
          <line x1="9" x2="19" y1="13" y2="13" />
        </g>
      </Sign>
      <Sign text={text.target}>
        <line class="target-line" x1="0" x2="28" y1="7" y2="7" />
      </Sign>
      <span>{text.below}</span>
    </>
  )
}

/** ○ where the share, rounded half up to a tenth, reaches its target, — where it does not. */
function markOf({ share, target }: SatisfactionMonth): '○' | '—' | null {
  if (!isTold(share) || target === null) return null
  return Math.floor(share * 10 + 0.5 + 1e-9) / 10 >= target ? '○' : '—'
}

function findingOf(t: Texts, months: readonly SatisfactionMonth[]): string {
  const text = t.charts.satisfaction
  const told = months.filter(({ share, target }) => isTold(share) && target !== null)
  const last = months.findLast(({ share }) => isTold(share))
  if (!last || !isTold(last.share)) return text.nothing
  const reached = told.filter(month => markOf(month) === '○').length
  return text.finding(last.longName, t.charts.percent(last.share), last.n, reached, told.length)
}
