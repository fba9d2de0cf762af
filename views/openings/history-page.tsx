import { displayReference } from '#src/access/token.ts'
import { dateOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { PastChange, PastDecision } from '#src/openings/change-queries.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { longDateTime, shortDate, timeOf } from '../text/dates.ts'
import { Rows } from './rows.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  changes: readonly PastChange[]
  /** The change from which the earlier ones go on. */
  olderThan: number | null
}

/** Who changed what and when, before and after, with what was decided about bookings. */
export function OpeningHistoryPage({ page, staff, office, changes, olderThan }: Props) {
  const { t, language } = page
  const text = t.openings
  return (
    <StaffShell {...{ page, staff, title: text.historyTitle }} styles={['queue.css', 'openings.css']} wide>
      <BackLink href={paths.openings(office.slug)}>{text.back}</BackLink>
      <h1>{text.historyTitle}</h1>
      <p>{text.historyLead}</p>
      {changes.length === 0 && <p>{text.historyNone}</p>}
      {changes.map(({ at, staffName, login, rows, decisions }) => (
        <section class="openings-change">
          <h2>
            {longDateTime(at, office.timeZone, language)}{' '}
            <span class="openings-who">
              {staffName === null ? text.whoIsGone : text.who(staffName)} {login}
            </span>
          </h2>
          <Rows speaking={{ t, language, office }} rows={rows} />
          {decisions.length > 0 && (
            <>
              <h3>{text.decided}</h3>
              <ul>
                {decisions.map(decision => (
                  <li>
                    <span class="openings-reference">{displayReference(decision.reference)}</span>{' '}
                    {decisionWords(page, office, decision)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
      {olderThan !== null && (
        <p>
          <a href={paths.openingHistory(office.slug, olderThan)}>{text.older}</a>
        </p>
      )}
    </StaffShell>
  )
}

function decisionWords({ t, language }: StaffPage, { timeZone }: Office, decision: PastDecision): string {
  const text = t.openings.decision
  const when = (at: number) =>
    `${shortDate(dateOf(at, timeZone), language)} ${timeOf(at, timeZone, language)}`
  if (decision.decision === 'keep') return text.keep(when(decision.from), decision.reason ?? '')
  if (decision.decision === 'move') return text.move(when(decision.from), when(decision.to ?? decision.from))
  return text.cancel(when(decision.from))
}
