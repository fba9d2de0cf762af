import type { Appointment } from '#src/booking/appointment.ts'
import { type Instant, isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { visitFacts, visitOf, When } from '../booking/visit-facts.tsx'
import { BackLink, Facts, IntentKey } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  appointment: Appointment
  intentKey: string
}

/** The old and the new time side by side, before anything changes. */
export function StaffMovePage({ page, staff, office, appointment, intentKey, to }: Props & { to: Instant }) {
  const { t, language } = page
  const text = t.reception.appointment
  const when = (at: Instant) => <When at={at} office={office} language={language} />
  return (
    <StaffShell page={page} staff={staff} title={text.moveTitle} styles={['reception.css']}>
      <BackLink href={paths.staffReschedule(appointment.id)}>{t.slots.rescheduleTitle}</BackLink>
      <h1>{text.moveTitle}</h1>
      <Facts
        facts={[
          { term: t.slots.current, children: when(appointment.leg.startsAt) },
          { term: text.newTime, children: <b>{when(to)}</b> },
        ]}
      />
      {appointment.legs.length > 1 && <p>{t.legs.allNote}</p>}
      <form method="post" action={paths.staffReschedule(appointment.id)} class="actions">
        <IntentKey value={intentKey} />
        <input type="hidden" name="startsAt" value={isoOf(to, office.timeZone)} />
        <button class="button">{text.moveSubmit}</button>
      </form>
    </StaffShell>
  )
}

/** Asks once before a booking is cancelled for somebody. */
export function StaffCancellationPage({ page, staff, office, appointment, intentKey }: Props) {
  const { t, language } = page
  const text = t.reception.appointment
  return (
    <StaffShell page={page} staff={staff} title={text.cancelTitle} styles={['reception.css']}>
      <BackLink href={paths.staffAppointment(appointment.id)}>{text.title}</BackLink>
      <h1>{text.cancelTitle}</h1>
      <Facts facts={visitFacts(t, language, office, visitOf(appointment))} />
      <p>{text.cancelText}</p>
      <form method="post" action={paths.staffCancellation(appointment.id)}>
        <IntentKey value={intentKey} />
        <fieldset class="field" id="by">
          <legend class="label">{text.cancelledBy}</legend>
          {(['resident', 'office'] as const).map(by => (
            <label class="choice">
              <input type="radio" name="by" value={by} checked={by === 'resident'} />
              <span>{text.cancelledByWhom[by]}</span>
            </label>
          ))}
        </fieldset>
        <p class="actions">
          <button class="button button-danger">{text.cancelSubmit}</button>
          <a class="button button-outline" href={paths.staffAppointment(appointment.id)}>
            {text.keep}
          </a>
        </p>
      </form>
    </StaffShell>
  )
}
