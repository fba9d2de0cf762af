import { needs } from '#src/booking/appointment.ts'
import type { DetailsField, FieldError, FieldReason, TypedDetails } from '#src/booking/details.ts'
import { type Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { langOf, languages } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import { mergedDocuments } from '../components/documents.tsx'
import { ErrorSummary, Facts, Steps, TextField } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { figureTime } from '../text/dates.ts'
import { type ResidentTexts, residentTextsIn } from '../text/index.ts'
import { type Visit, visitFacts } from './visit-facts.tsx'
import { Wish } from './wish.tsx'
import { ErasedAfter } from './erased-after.tsx'

type Props = {
  page: Page
  office: Office
  visit: Visit
  typed: TypedDetails
  errors: readonly FieldError[]
  heldUntil: Instant
  now: Instant
  isExtended: boolean
}

/** Who comes and how to reach them, while the time is held. */
export function DetailsPage(props: Props) {
  const { page, office, visit, typed, errors } = props
  const { t, language } = page
  const errorOf = (field: DetailsField) => {
    const error = errors.find(candidate => candidate.field === field)
    return error && errorText(t, error)
  }
  const documents = mergedDocuments(visit.services)
  return (
    <Shell page={page} title={t.details.title} hasError={errors.length > 0} script="hold.js">
      <Steps t={t} step={2} />
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: errorText(t, error) }))}
      />
      <h1>{t.details.title}</h1>
      <Facts facts={visitFacts(t, language, office, visit).slice(0, 2)} />

      <form method="post" action={paths.hold(office.slug)} novalidate>
        <DefaultButton page={page} />
        <Wish office={office} visit={visit} />
        <HoldTime {...props} />
        <TextField
          t={t}
          name="name"
          label={t.details.name}
          hint={t.details.nameHint}
          error={errorOf('name')}
          value={typed.name}
          autocomplete="name"
          isRequired
        />
        <p class="group-hint">{t.details.contactHint}</p>
        <TextField
          t={t}
          name="email"
          label={t.details.email}
          hint={t.details.emailHint}
          error={errorOf('email')}
          value={typed.email}
          type="email"
          autocomplete="email"
        />
        <TextField
          t={t}
          name="phone"
          label={t.details.phone}
          hint={t.details.phoneHint}
          error={errorOf('phone')}
          value={typed.phone}
          type="tel"
          autocomplete="tel"
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
            <span class="hint">{t.details.needsHint}</span>
          </legend>
          {needs.map(need => (
            <label class="choice">
              <input type="checkbox" name="needs" value={need} checked={typed.needs.includes(need)} />
              <span>{t.details.need[need]}</span>
            </label>
          ))}
        </fieldset>
        {documents.length > 0 && (
          <fieldset class="field" id="documents">
            <legend class="label">
              {t.details.documents} <span class="optional">{t.details.optional}</span>
              <span class="hint">{t.details.documentsHint}</span>
            </legend>
            {documents.map(document => (
              <label class="choice">
                <input
                  type="checkbox"
                  name="documents"
                  value={document.slug}
                  checked={typed.documents.includes(document.slug)}
                />
                <span>
                  {textOf(document.name, language)}
                  {document.condition && (
                    <span class="hint">{t.details.ifCondition(textOf(document.condition, language))}</span>
                  )}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <p class="hint">{t.details.privacyNote}</p>
        <ErasedAfter {...{ t, office }} />
        <p class="actions">
          <button class="button">{t.details.continue}</button>
          <button class="button button-text" formaction={paths.releaseHold(office.slug)}>
            {t.details.release}
          </button>
        </p>
      </form>
    </Shell>
  )
}

/** What Enter in a field presses: the first button of a form, which would otherwise extend the hold. */
function DefaultButton({ page: { t } }: { page: Page }) {
  return (
    <button class="hidden" tabindex={-1} aria-hidden="true">
      {t.details.continue}
    </button>
  )
}

function HoldTime({ page: { t, language }, office, heldUntil, now, isExtended }: Props) {
  const minutes = Math.max(0, Math.ceil((heldUntil - now) / 60_000))
  const time = figureTime(heldUntil, office.timeZone)
  return (
    <div class="notice notice-info hold" data-hold-seconds={Math.max(0, Math.ceil((heldUntil - now) / 1000))}>
      <p>{t.details.heldUntil(time, minutes)}</p>
      <p data-hold-left hidden>
        {t.details.minutesLeft('%')}
      </p>
      <p role="status" class="hold-warning" lang={langOf(language)}>
        <span data-hold-soon hidden>
          {t.details.almostOver}
        </span>
        <span data-hold-over hidden>
          {t.details.over}
        </span>
      </p>
      {!isExtended && (
        <button class="button button-small button-outline" formaction={paths.extendHold(office.slug)}>
          {t.details.extend(office.rules.holdMinutes)}
        </button>
      )}
    </div>
  )
}

/** What is wrong with a field, in words. */
export function errorText(t: ResidentTexts, { field, reason }: FieldError): string {
  const texts: Partial<Record<FieldReason, string>> = t.errors.field[field]
  return texts[reason] ?? t.errors.fallback
}
