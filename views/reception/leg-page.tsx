import type { Appointment, Leg } from '#src/booking/appointment.ts'
import { isoOf } from '#src/clock.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Slot } from '#src/slots/slot.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterPlace, LegList } from '../booking/leg-list.tsx'
import { When } from '../booking/visit-facts.tsx'
import { BackLink, Facts, IntentKey, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  appointment: Appointment
  leg: Leg
  slots: readonly Slot[]
  refusal: string | null
  keys: readonly [move: string, cancel: string]
}

/** One counter of a visit: moved to another time of its day, or cancelled, while the others stay. */
export function StaffLegPage({ page, staff, office, appointment, leg, slots, refusal, keys }: Props) {
  const { t, language } = page
  const others = appointment.legs.filter(({ id }) => id !== leg.id)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.legs.each}
      hasError={refusal !== null}
      styles={['reception.css']}
    >
      <BackLink href={paths.staffAppointment(appointment.id)}>{t.reception.appointment.title}</BackLink>
      <h1>{t.legs.each}</h1>
      {refusal && (
        <Notice kind="warning">
          <p>{refusal}</p>
        </Notice>
      )}
      <Facts
        facts={[
          {
            term: t.check.where,
            children: counterPlace({ t, language }, counterById(office, leg.counterId)),
          },
          { term: t.slots.current, children: <When at={leg.startsAt} office={office} language={language} /> },
          { term: t.legs.others, children: <LegList {...{ t, language, office, legs: others }} /> },
        ]}
      />
      <h2>{t.legs.change}</h2>
      {slots.length === 0 ? (
        <p>{t.legs.noTimes}</p>
      ) : (
        <form method="post" action={paths.staffRescheduleLeg(appointment.id, leg.id)}>
          <IntentKey value={keys[0]} />
          <div class="field">
            <label class="label" for="startsAt">
              {t.legs.times}
            </label>
            <select id="startsAt" name="startsAt" class="input input-short">
              {slots.map(({ startsAt }) => (
                <option value={isoOf(startsAt, office.timeZone)}>
                  {figureTime(startsAt, office.timeZone)}
                </option>
              ))}
            </select>
          </div>
          <button class="button">{t.legs.submit}</button>
        </form>
      )}
      <h2>{t.legs.cancelSubmit}</h2>
      <p>{t.legs.cancelText}</p>
      <form method="post" action={paths.staffCancelLeg(appointment.id, leg.id)}>
        <IntentKey value={keys[1]} />
        <fieldset class="field">
          <legend class="label">{t.reception.appointment.cancelledBy}</legend>
          {(['resident', 'office'] as const).map(by => (
            <label class="choice">
              <input type="radio" name="by" value={by} checked={by === 'resident'} />
              <span>{t.reception.appointment.cancelledByWhom[by]}</span>
            </label>
          ))}
        </fieldset>
        <button class="button button-danger">{t.legs.cancelSubmit}</button>
      </form>
    </StaffShell>
  )
}
