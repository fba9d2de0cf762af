import { type Instant, isoOf } from '#src/clock.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { visitMinutes } from '#src/slots/slot.ts'
import type { TypedDetails } from '#src/booking/details.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { TypedFields } from '../booking/taken-page.tsx'
import { visitFacts } from '../booking/visit-facts.tsx'
import { BackLink, ErrorSummary, Facts, IntentKey, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  services: readonly Service[]
  people: number
  startsAt: Instant
  reason: string
  error: string | null
  intentKey: string
  /** Details typed before the time was lost. */
  typed: TypedDetails | null
}

/** Above all windows, but not without saying why. */
export function OverbookPage(props: Props) {
  const { page, staff, office, services, people, startsAt, reason, error, intentKey, typed } = props
  const { t } = page
  const text = t.reception.booking
  const wish = { services: services.map(({ slug }) => slug), people }
  const visit = {
    counterId: services[0]?.counterId ?? 0,
    startsAt,
    minutes: visitMinutes({ services, people }),
    people,
    services,
  }
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={text.overbookTitle}
      hasError={error !== null}
      styles={['reception.css']}
    >
      <BackLink href={paths.staffSlots(wish)}>{text.slotsTitle}</BackLink>
      <ErrorSummary t={t} errors={error ? [{ href: '#reason', text: error }] : []} />
      <h1>{text.overbookTitle}</h1>
      <Notice kind="warning">
        <p>{text.overbookText}</p>
      </Notice>
      <Facts facts={visitFacts(t, page.language, office, visit)} />
      <form method="post" action={paths.staffHolds()} novalidate>
        <IntentKey value={intentKey} />
        <input type="hidden" name="services" value={wish.services.join(',')} />
        <input type="hidden" name="people" value={people} />
        <input type="hidden" name="startsAt" value={isoOf(startsAt, office.timeZone)} />
        <input type="hidden" name="overbook" value="1" />
        {typed && <TypedFields typed={typed} />}
        <TextField
          t={t}
          name="reason"
          label={text.reason}
          hint={text.reasonHint}
          error={error ?? undefined}
          value={reason}
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.overbookSubmit}</button>
        </p>
      </form>
    </StaffShell>
  )
}
