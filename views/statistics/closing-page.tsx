import type { LocalDate } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { ClosingRefusal } from '#src/statistics/close-month.ts'
import type { MonthVersion } from '#src/statistics/month-queries.ts'
import { longDate, longDateTime, longMonth } from '../text/dates.ts'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  waiting: ReadonlyArray<{ month: LocalDate; closesOn: LocalDate }>
  /** The newest first. */
  versions: readonly MonthVersion[]
  /** Whether they answer for the whole office, whose month it is. */
  isWholeShown: boolean
  refusal: ClosingRefusal | null
}

/** Which months still change, which do not any more, and the button between. */
export function ClosingPage({ page, staff, office, waiting, versions, isWholeShown, refusal }: Props) {
  const { t, language } = page
  const text = t.corrections.closing
  return (
    <FiguresShell
      {...{ page, staff }}
      title={text.title}
      hasError={refusal !== null}
      styles={['corrections.css']}
    >
      {refusal && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.refused}</h2>
          <p>{text.refusal[refusal]}</p>
        </div>
      )}
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <p>{text.automatic}</p>
      {!isWholeShown && !refusal && <p>{text.refusal.not_whole}</p>}
      <h2>{text.waiting}</h2>
      {waiting.length === 0 && <p class="hint">{text.waitingNone}</p>}
      <ul class="plain waiting-months">
        {waiting.map(({ month, closesOn }, index) => (
          <li>
            <b>{longMonth(month, language)}</b> {text.closesOn(longDate(closesOn, language))}
            {index === 0 && isWholeShown && (
              <form method="post" action={paths.figuresClosing()}>
                <input type="hidden" name="month" value={month} />
                <button class="button">{text.submit(longMonth(month, language))}</button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <h2>{text.closed}</h2>
      {versions.length === 0 ? (
        <p class="hint">{text.closedNone}</p>
      ) : (
        <Versions {...{ page, office, versions }} />
      )}
    </FiguresShell>
  )
}

function Versions({ page, office, versions }: Pick<Props, 'page' | 'office' | 'versions'>) {
  const { t, language } = page
  const text = t.corrections.closing
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.closed}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.columns.month}</th>
            <th scope="col">{text.columns.version}</th>
            <th scope="col">{text.columns.closedAt}</th>
            <th scope="col">{text.columns.corrected}</th>
            <th scope="col">{text.columns.by}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ start, version, closedAt, closedBy, correctedEvents }) => (
            <tr>
              <th scope="row">{longMonth(start, language)}</th>
              <td>{text.version(version)}</td>
              <td>{longDateTime(closedAt, office.timeZone, language)}</td>
              <td>{text.events(correctedEvents)}</td>
              <td>{closedBy ?? text.itself}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
