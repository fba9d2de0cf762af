import { type Appointment, needs } from '#src/booking/appointment.ts'
import type { DetailsField, FieldError, TypedDetails } from '#src/booking/details.ts'
import { isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { langOf, languages } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { errorText } from '../booking/details-page.tsx'
import { visitFacts, visitOf } from '../booking/visit-facts.tsx'
import { ErrorSummary, Facts, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { residentTextsIn } from '../text/index.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  held: Appointment
  typed: TypedDetails
  errors: readonly FieldError[]
}

/** Who comes and how to reach them, typed while they are on the phone and the time is kept. */
export function StaffDetailsPage({ page, staff, office, held, typed, errors }: Props) {
  const { t, language } = page
  const text = t.reception.booking
  const errorOf = (field: DetailsField) => {
    const error = errors.find(candidate => candidate.field === field)
    return error && errorText(t, error)
  }
  const visit = visitOf(held)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={text.detailsTitle}
      hasError={errors.length > 0}
      styles={['reception.css']}
    >
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: errorText(t, error) }))}
      />
      <h1>{text.detailsTitle}</h1>
      <Facts facts={visitFacts(t, language, office, visit)} />
      {held.heldUntil !== null && (
        <p class="hint">{text.heldUntil(figureTime(held.heldUntil, office.timeZone))}</p>
      )}
      <form method="post" action={paths.staffHold(held.id)} novalidate>
        <input type="hidden" name="services" value={held.services.map(({ slug }) => slug).join(',')} />
        <input type="hidden" name="people" value={held.people} />
        <input type="hidden" name="startsAt" value={isoOf(held.leg.startsAt, office.timeZone)} />
        <TextField
          t={t}
          name="name"
          label={text.name}
          hint={text.nameHint}
          error={errorOf('name')}
          value={typed.name}
          autocomplete="off"
          isRequired
        />
        <p class="group-hint">{text.contactHint}</p>
        <TextField
          t={t}
          name="phone"
          label={t.details.phone}
          hint={text.phoneHint}
          error={errorOf('phone')}
          value={typed.phone}
          type="tel"
          autocomplete="off"
        />
        <TextField
          t={t}
          name="email"
          label={t.details.email}
          hint={text.emailHint}
          error={errorOf('email')}
          value={typed.email}
          type="email"
          autocomplete="off"
        />
        <fieldset class="field" id="language">
          <legend class="label">{t.details.language}</legend>
          {languages.map(code => (
            <label class="choice" lang={langOf(code)}>
              <input type="radio" name="language" value={code} checked={typed.language === code} />
              <span>{residentTextsIn[code].languageName}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="field" id="needs">
          <legend class="label">
            {t.details.needs} <span class="optional">{t.details.optional}</span>
          </legend>
          {needs.map(need => (
            <label class="choice">
              <input type="checkbox" name="needs" value={need} checked={typed.needs.includes(need)} />
              <span>{t.details.need[need]}</span>
            </label>
          ))}
        </fieldset>
        <p class="actions">
          <button class="button">{text.continue}</button>
          <button class="button button-text" formaction={paths.staffReleaseHold(held.id)}>
            {text.release}
          </button>
        </p>
      </form>
    </StaffShell>
  )
}
