import { displayReference } from '#src/access/token.ts'
import { dateOf } from '#src/clock.ts'
import { type LogRow, listedIn, staffIdOf } from '#src/audit-log/log.ts'
import type { LogAccount } from '#src/audit-log/log-queries.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { secondTime } from '../text/dates.ts'

type Props = {
  page: StaffPage
  office: Office
  accounts: readonly LogAccount[]
  rows: readonly LogRow[]
}

const columns = ['at', 'who', 'deed', 'about', 'details'] as const

/** Rows of the audit, one line each. */
export function LogTable({ page, office, accounts, rows }: Props) {
  const text = page.t.audit
  const names: Readonly<Record<string, string>> = text.deed
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.title}>
      <table class="table audit-table">
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col">{text.column[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr>
              <th scope="row">
                {dateOf(row.at, office.timeZone)} {secondTime(row.at, office.timeZone)}
              </th>
              <td>
                <Who page={page} row={row} accounts={accounts} />
              </td>
              <td>{names[row.deed] ?? row.deed}</td>
              <td>
                <About page={page} office={office} row={row} />
              </td>
              <td class="audit-details">{detailsOf(page, office, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Who({
  page: { t },
  row,
  accounts,
}: {
  page: StaffPage
  row: LogRow
  accounts: readonly LogAccount[]
}) {
  const others: Readonly<Record<string, string>> = t.audit.actor
  const staffId = staffIdOf(row.actor)
  if (staffId === null) return <>{others[row.actor] ?? row.actor}</>
  const account = accounts.find(({ id }) => id === staffId)
  const roles: Readonly<Record<string, string>> = t.staff.role
  return (
    <>
      {account?.name ?? t.audit.accountGone(String(staffId))}
      <span class="people-login">
        {[account?.login, row.role && roles[row.role]].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

function About({ page, office, row }: { page: StaffPage; office: Office; row: LogRow }) {
  const counter = office.counters.find(({ id }) => id === row.counterId)
  const listed = listedIn(row).length
  return (
    <>
      {row.appointmentId !== null && (
        <a href={paths.audit({ appointment: String(row.appointmentId) })}>
          {row.reference === null ? `#${row.appointmentId}` : displayReference(row.reference)}
        </a>
      )}
      {listed > 0 && page.t.audit.listed(listed)}
      {counter && <span class="people-login">{textOf(counter.name, page.language)}</span>}
    </>
  )
}

/** What else the row holds, but for what stands beside it already. */
function detailsOf(page: StaffPage, office: Office, { details }: LogRow): string {
  const names: Readonly<Record<string, string>> = page.t.audit.detail
  return Object.entries(details)
    .filter(([key]) => key !== 'appointments')
    .map(([key, value]) => `${names[key] ?? key}: ${words(value, office.timeZone)}`)
    .join(page.t.listComma)
}

const firstInstant = 1_000_000_000_000

function words(value: unknown, timeZone: string): string {
  if (typeof value === 'number' && value >= firstInstant)
    return `${dateOf(value, timeZone)} ${secondTime(value, timeZone)}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
