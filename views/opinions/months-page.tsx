import type { OpinionCell, OpinionCounts } from '#src/opinions/counts.ts'
import { categories, channels, type OpinionState, states } from '#src/opinions/opinion.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Facts } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { longMonth } from '../text/dates.ts'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  month: string
  /** The month shown and the twelve before it, oldest first. */
  months: readonly string[]
  counts: OpinionCounts
  cells: readonly OpinionCell[]
  isRefused: boolean
}

/** How many opinions came in during a month, and during each of thirteen. */
export function MonthsPage(props: Props) {
  const { page, staff, month, counts, isRefused } = props
  const { t, language } = page
  const { months: text, staff: words } = t.opinions
  return (
    <FiguresShell page={page} staff={staff} title={text.title} hasError={isRefused} styles={['opinions.css']}>
      <BackLink href={paths.staffOpinions()}>{words.back}</BackLink>
      <ErrorSummary t={t} errors={isRefused ? [{ href: '#month', text: text.wrong }] : []} />
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <form class="opinion-filter" method="get" action={paths.opinionMonths()}>
        <p>
          <label class="label" for="month">
            {text.month}
          </label>
          <input id="month" name="month" type="month" class="input" value={month} />
        </p>
        <p>
          <button class="button button-small button-outline">{text.show}</button>
        </p>
      </form>
      <h2>{text.ofMonth(longMonth(month, language))}</h2>
      <Sums page={page} counts={counts} />
      {counts.received === 0 ? <p>{text.none}</p> : <Tables {...props} />}
      <ThirteenMonths {...props} />
    </FiguresShell>
  )
}

function Sums({ page: { t }, counts }: Pick<Props, 'page' | 'counts'>) {
  const text = t.opinions.months
  const { received, wantsAnswer, answers } = counts
  return (
    <Facts
      facts={[
        { term: text.received, children: text.unit(received) },
        { term: text.wishes, children: text.unit(wantsAnswer) },
        { term: text.answered, children: text.answeredOf(answers.count, wantsAnswer) },
        {
          term: text.days,
          children: answers.daysMedian === null ? text.noDays : text.daysValue(answers.daysMedian),
        },
      ]}
    />
  )
}

type Line = readonly [label: string, count: number]

function Tables({ page: { t, language }, office, counts }: Props) {
  const { months: text, staff: words, categoryName, ...other } = t.opinions
  const counters: Line[] = [null, ...office.counters].flatMap(counter => {
    const count = counts.byCounter.get(counter?.id ?? null)
    const label = counter
      ? other.counterOption(counter.number, textOf(counter.name, language))
      : other.wholeOffice
    return count === undefined ? [] : [[label, count] as const]
  })
  return (
    <div class="opinion-tables">
      <CountTable
        title={text.byCategory}
        count={text.count}
        lines={categories.map(name => [categoryName[name], counts.byCategory[name]])}
      />
      <CountTable
        title={text.byState}
        count={text.count}
        lines={states.map(name => [words.stateName[name], counts.byState[name]])}
      />
      <CountTable
        title={text.byChannel}
        count={text.count}
        lines={channels.map(name => [words.channelName[name], counts.byChannel[name]])}
      />
      <CountTable title={text.byCounter} count={text.count} lines={counters} />
    </div>
  )
}

function CountTable({ title, count, lines }: { title: string; count: string; lines: readonly Line[] }) {
  return (
    <table class="opinion-counts">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{count}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, value]) => (
          <tr>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ThirteenMonths({ page: { t, language }, months, month, cells }: Props) {
  const { months: text, staff: words } = t.opinions
  const countOf = (ofMonth: string, state: OpinionState | null) =>
    cells
      .filter(cell => cell.month === ofMonth && (state === null || cell.state === state))
      .reduce((sum, { count }) => sum + count, 0)
  return (
    <section>
      <h2 id="thirteen">{text.row}</h2>
      <div class="opinion-table" role="region" aria-label={text.region} tabindex={0}>
        <table class="opinion-months">
          <thead>
            <tr>
              <th scope="col">{text.month}</th>
              <th scope="col">{text.total}</th>
              {states.map(state => (
                <th scope="col">{words.stateName[state]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(known => (
              <tr aria-current={known === month ? 'true' : undefined}>
                <th scope="row">
                  <a href={paths.opinionMonths(known)}>{longMonth(known, language)}</a>
                </th>
                <td>{countOf(known, null)}</td>
                {states.map(state => (
                  <td>{countOf(known, state)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
