import type { Instant } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Wish } from '#src/slots/slot.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { TypedWait, WaitField, WaitFieldError } from '#src/waitlist/form.ts'
import { BackLink, ErrorSummary, Facts, IntentKey, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { faultOf, WaitFields } from './wait-fields.tsx'
import { wishFacts } from './wish-facts.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  wish: Wish
  typed: TypedWait
  errors: readonly WaitFieldError[]
  now: Instant
  last: string
  fault: string | null
  intentKey: string
}

/** The same wish as a resident's, for somebody at the desk or on the phone. */
export function EnterPage(props: Props) {
  const { page, staff, wish, typed, errors, fault, intentKey } = props
  const { t, language } = page
  const text = t.waitlistDesk
  const services = wish.services.map(({ slug }) => slug)
  const errorOf = (field: WaitField) => faultOf(t, errors, field)
  const summary = [
    ...(fault === null ? [] : [{ href: '#fromDate', text: fault }]),
    ...errors.map(({ field }) => ({ href: `#${field}`, text: errorOf(field) ?? '' })),
  ]
  return (
    <StaffShell page={page} staff={staff} title={text.enterTitle} hasError={summary.length > 0}>
      <ErrorSummary t={t} errors={summary} />
      <BackLink href={paths.staffSlots({ services, people: wish.people })}>
        {t.reception.booking.slotsTitle}
      </BackLink>
      <h1>{text.enterTitle}</h1>
      <Facts facts={wishFacts(t, language, wish)} />
      <form method="post" action={paths.enterWait()} novalidate>
        <IntentKey value={intentKey} />
        <input type="hidden" name="services" value={services.join(',')} />
        <input type="hidden" name="people" value={wish.people} />
        <WaitFields {...props} />
        <TextField
          t={t}
          name="name"
          label={t.details.name}
          error={errorOf('name')}
          value={typed.name}
          isRequired
        />
        <p class="group-hint">{text.contactHint}</p>
        <TextField
          t={t}
          name="email"
          label={t.details.email}
          error={errorOf('email')}
          value={typed.email}
          type="email"
        />
        <TextField
          t={t}
          name="phone"
          label={t.details.phone}
          error={errorOf('phone')}
          value={typed.phone}
          type="tel"
        />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
    </StaffShell>
  )
}
