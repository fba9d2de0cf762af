import { displayReference } from '#src/access/token.ts'
import { type Appointment, isChangeable } from '#src/booking/appointment.ts'
import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterPlace } from '../booking/leg-list.tsx'
import { visitFacts, visitOf } from '../booking/visit-facts.tsx'
import { mergedDocuments } from '../components/documents.tsx'
import { BackLink, Facts, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { personFacts } from './person-facts.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  appointment: Appointment
  overbookReason: string | null
  /** Whether it can be checked in now. */
  isToday: boolean
  /** Whether its people missed one counter and may go on to the next that is booked. */
  canGoOn: boolean
  now: Instant
}

/** A booking with the person behind it. Opening it is written down. */
export function StaffAppointmentPage(props: Props) {
  const { page, staff, office, appointment, overbookReason, isToday, canGoOn, now } = props
  const { t, language } = page
  const text = t.reception.appointment
  const { services, person, state, channel, hasArrived } = appointment
  const ready = mergedDocuments(services).filter(({ slug }) => appointment.documents.includes(slug))
  const canChange = isChangeable(appointment, now)
  return (
    <StaffShell page={page} staff={staff} title={text.title} styles={['reception.css']}>
      <BackLink href={paths.staffReception()}>{t.reception.title}</BackLink>
      <h1>{text.title}</h1>
      <p>
        <span class={`chip chip-${state}`}>{t.appointment.state[state]}</span>{' '}
        {overbookReason && <span class="chip">{t.reception.booking.overbooked}</span>}
      </p>
      <p class="hint">{text.audited}</p>
      {person?.mailFailedAt && (
        <Notice kind="warning">
          <p>{t.appointment.mailFailed}</p>
        </Notice>
      )}
      <Facts
        facts={[
          {
            term: t.done.reference,
            children: <b class="reference-small">{displayReference(appointment.reference ?? '')}</b>,
          },
          ...visitFacts(t, language, office, visitOf(appointment), leg =>
            canChange ? (
              <p class="leg-deeds no-print">
                <a href={paths.staffLeg(appointment.id, leg.id)}>
                  {t.legs.change}・{t.legs.cancel}
                  <span class="hidden">
                    {' '}
                    ({counterPlace({ t, language }, counterById(office, leg.counterId))})
                  </span>
                </a>
              </p>
            ) : null,
          ),
          ...personFacts(page, appointment),
          {
            term: t.check.documents,
            children: ready.map(({ name }) => textOf(name, language)).join(t.listComma) || t.check.none,
          },
          { term: text.channel, children: text.channelName[channel] },
          { term: text.visit, children: hasArrived ? text.arrived : text.notArrived },
          ...(overbookReason ? [{ term: text.overbookReason, children: overbookReason }] : []),
        ]}
      />
      <div class="actions no-print">
        {state === 'booked' && isToday && (!hasArrived || canGoOn) && (
          <form method="post" action={paths.staffCheckIn(appointment.id)}>
            <button class="button">{hasArrived ? text.goOn : t.reception.checkIn}</button>
          </form>
        )}
        {canChange && (
          <>
            <a class="button button-outline" href={paths.staffReschedule(appointment.id)}>
              {text.change}
            </a>
            <a class="button button-danger" href={paths.staffCancellation(appointment.id)}>
              {text.cancel}
            </a>
          </>
        )}
      </div>
    </StaffShell>
  )
}
