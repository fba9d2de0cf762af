import type { Appointment } from '#src/booking/appointment.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { visitFacts, visitOf } from '../booking/visit-facts.tsx'
import { BackLink, Facts, IntentKey, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { personFacts } from './person-facts.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  held: Appointment
  /** What to know before booking; nothing of it forbids it. */
  notes: readonly string[]
  intentKey: string
}

/** All that will be booked, to be read out once. */
export function StaffCheckPage({ page, staff, office, held, notes, intentKey }: Props) {
  const { t, language } = page
  const text = t.reception.booking
  const visit = visitOf(held)
  return (
    <StaffShell page={page} staff={staff} title={text.checkTitle} styles={['reception.css']}>
      <BackLink href={paths.staffHold(held.id)}>{text.detailsTitle}</BackLink>
      <h1>{text.checkTitle}</h1>
      {notes.length > 0 && (
        <Notice kind="warning">
          {notes.map(note => (
            <p>{note}</p>
          ))}
        </Notice>
      )}
      {held.heldUntil !== null && (
        <p class="hint">{text.heldUntil(figureTime(held.heldUntil, office.timeZone))}</p>
      )}
      <Facts facts={[...visitFacts(t, language, office, visit), ...personFacts(page, held)]} />
      <form method="post" action={paths.staffBookHold(held.id)} class="actions">
        <IntentKey value={intentKey} />
        <button class="button">{text.submit}</button>
        <a class="button button-outline" href={paths.staffHold(held.id)}>
          {t.check.change}
        </a>
      </form>
    </StaffShell>
  )
}
