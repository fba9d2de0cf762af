import type { Kiosk } from '#src/arrival/queries.ts'
import { dateOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDate } from '../text/dates.ts'

type Props = { page: StaffPage; staff: StaffMember; office: Office; kiosks: readonly Kiosk[] }

/** Which browsers are kiosks, and making this one another. */
export function KiosksPage({ page, staff, office, kiosks }: Props) {
  const { t, language } = page
  const words = t.arrival.kiosks
  return (
    <StaffShell page={page} staff={staff} title={words.title}>
      <h1>{words.title}</h1>
      <p>{office.day.isKioskOpen ? words.open : words.lead}</p>
      <h2>{words.list}</h2>
      {kiosks.length === 0 && <p>{words.none}</p>}
      {kiosks.length > 0 && (
        <ul class="rows">
          {kiosks.map(({ id, createdAt }) => (
            <li class="row row-closed">
              <span class="row-title">
                <b>{words.name(id)}</b>
              </span>
              <span class="row-note">
                {words.since(longDate(dateOf(createdAt, office.timeZone), language))}
              </span>
              <form method="post" action={paths.staffKioskRevocation(id)}>
                <button class="button button-small button-danger" aria-label={words.revokeWhich(id)}>
                  {words.revoke}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={paths.staffKiosks()}>
        <p>{words.makeText}</p>
        <button class="button">{words.make}</button>
      </form>
    </StaffShell>
  )
}
