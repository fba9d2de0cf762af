import { displayReference } from '#src/access/token.ts'
import { type Appointment, isChangeable, type Leg } from '#src/booking/appointment.ts'
import type { Instant } from '#src/clock.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { CheckIn, mayBeCalled, type OwnArrival } from '../arrival/check-in.tsx'
import { ToBring } from '../components/documents.tsx'
import { Facts, Notice } from '../components/parts.tsx'
import { LinePart } from '../line/line-part.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { counterPlace } from './leg-list.tsx'
import { visitFacts, visitOf } from './visit-facts.tsx'

type Props = {
  page: Page
  office: Office
  appointment: Appointment
  now: Instant
  /** On the day of the visit. */
  arrival: OwnArrival | null
  /** Whether notices go to LINE; null where the office is not on it. */
  line: { isLinked: boolean } | null
  qr: string
  intentKey: string
}

/** A booking as its owner sees it, with all that can be done to it. */
export function AppointmentPage({ page, office, appointment, now, arrival, line, qr, intentKey }: Props) {
  const { t, language } = page
  const { legs, people, services, person, documents, state, reference } = appointment
  const canChange = isChangeable(appointment, now)
  const isTold = canChange || (arrival !== null && mayBeCalled(arrival))
  return (
    <Shell page={page} title={t.appointment.title} styles={['arrival.css']}>
      <h1>{t.appointment.title}</h1>
      <p>
        <span class={`chip chip-${state}`}>{t.appointment.state[state]}</span>
      </p>
      {person?.mailFailedAt && (
        <Notice kind="warning">
          <p>{t.appointment.mailFailed}</p>
        </Notice>
      )}
      {state === 'booked' && !canChange && !arrival && <p>{t.appointment.begun}</p>}
      {arrival && <CheckIn page={page} office={office} arrival={arrival} qr={qr} intentKey={intentKey} />}
      <Facts
        facts={[
          {
            term: t.done.reference,
            children: <b class="reference-small">{displayReference(reference ?? '')}</b>,
          },
          ...visitFacts(t, language, office, visitOf(appointment), leg =>
            canChange ? legDeeds(page, office, leg) : null,
          ),
        ]}
      />

      {canChange && (
        <p class="actions no-print">
          <a class="button button-outline" href={paths.reschedule(office.slug)}>
            {legs.length > 1 ? t.legs.changeAll : t.appointment.change}
          </a>
          <a class="button button-outline" href={paths.calendar(office.slug)} download>
            {t.done.calendar}
          </a>
          <button type="button" class="button button-outline" data-print hidden>
            {t.done.print}
          </button>
          <a class="button button-danger" href={paths.cancellation(office.slug)}>
            {legs.length > 1 ? t.legs.cancelAll : t.appointment.cancel}
          </a>
        </p>
      )}
      {state === 'cancelled' && (
        <p class="actions">
          <a
            class="button"
            href={(legs.length > 1 ? paths.plans : paths.slots)(office.slug, {
              services: services.map(service => service.slug),
              people,
            })}
          >
            {t.appointment.again}
          </a>
        </p>
      )}

      {line && (isTold || line.isLinked) && <LinePart {...{ page, office, ...line }} />}

      {state === 'booked' && (
        <ToBring {...{ t, language, services }} title={t.appointment.bring} ready={documents} />
      )}

      <form method="post" action={paths.endSession(office.slug)} class="end no-print">
        <p class="hint">{t.appointment.endNote}</p>
        <button class="button button-small button-outline">{t.appointment.end}</button>
      </form>
    </Shell>
  )
}

/** What can be done with one counter of several by itself. */
function legDeeds({ t, language }: Page, office: Office, { id, counterId }: Leg) {
  const place = counterPlace({ t, language }, counterById(office, counterId))
  return (
    <p class="leg-deeds no-print">
      <a href={paths.rescheduleLeg(office.slug, id)}>
        {t.legs.change} <Of place={place} />
      </a>
      <a href={paths.cancelLeg(office.slug, id)}>
        {t.legs.cancel} <Of place={place} />
      </a>
    </p>
  )
}

/** Tells links of the same words apart for those who hear them. */
function Of({ place }: { place: string }) {
  return <span class="hidden">({place})</span>
}
