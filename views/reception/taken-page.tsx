import type { TypedDetails } from '#src/booking/details.ts'
import { type Instant, isoOf } from '#src/clock.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type NearSlot, SlotLine, TypedFields } from '../booking/taken-page.tsx'
import { IntentKey, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  services: readonly Service[]
  people: number
  startsAt: Instant
  reason: string
  nearest: readonly NearSlot[]
  typed: TypedDetails | null
  keys: readonly string[]
  canOverbook: boolean
  /** The booking that is being moved; null for a new one. */
  movesId: number | null
}

/** A time that has just been taken: the nearest others, with everything typed kept. */
export function StaffTakenPage(props: Props) {
  const { page, staff, office, services, people, startsAt, reason, nearest, typed, keys, movesId } = props
  const { t } = page
  const wish = { services: services.map(({ slug }) => slug), people }
  const iso = isoOf(startsAt, office.timeZone)
  return (
    <StaffShell page={page} staff={staff} title={t.taken.title} hasError styles={['reception.css']}>
      <h1>{t.taken.title}</h1>
      <Notice kind="warning">
        <p>{reason}</p>
        {typed && <p>{t.reception.booking.kept}</p>}
      </Notice>
      {nearest.length === 0 && <p>{t.taken.none}</p>}
      {nearest.length > 0 && <h2>{t.taken.nearest}</h2>}
      <ul class="rows">
        {nearest.map((slot, index) => (
          <li>
            {movesId === null ? (
              <form method="post" action={paths.staffHolds()}>
                <IntentKey value={keys[index] ?? ''} />
                <input type="hidden" name="services" value={wish.services.join(',')} />
                <input type="hidden" name="people" value={people} />
                <input type="hidden" name="startsAt" value={isoOf(slot.startsAt, office.timeZone)} />
                {typed && <TypedFields typed={typed} />}
                <button class="row row-button">
                  <SlotLine page={page} office={office} slot={slot} />
                </button>
              </form>
            ) : (
              <a class="row" href={moveTo(movesId, isoOf(slot.startsAt, office.timeZone))}>
                <SlotLine page={page} office={office} slot={slot} />
              </a>
            )}
          </li>
        ))}
      </ul>
      <div class="actions">
        {props.canOverbook && movesId === null && (
          <form method="post" action={paths.staffHolds()}>
            <input type="hidden" name="services" value={wish.services.join(',')} />
            <input type="hidden" name="people" value={people} />
            <input type="hidden" name="startsAt" value={iso} />
            <input type="hidden" name="overbook" value="ask" />
            {typed && <TypedFields typed={typed} />}
            <button class="button button-outline">{t.reception.booking.overbookTitle}</button>
          </form>
        )}
        <a
          class="button button-outline"
          href={movesId === null ? paths.staffSlots(wish) : paths.staffReschedule(movesId)}
        >
          {t.taken.otherDays}
        </a>
      </div>
    </StaffShell>
  )
}

function moveTo(appointment: number, startsAt: string): string {
  return `${paths.staffReschedule(appointment)}?to=${encodeURIComponent(startsAt)}`
}
