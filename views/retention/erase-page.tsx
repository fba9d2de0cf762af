import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { erasureReasons, type ErasureRefusal } from '#src/retention/due.ts'
import type { Chosen } from '#src/retention/held.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, FieldFault, IntentKey } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { ChosenFields } from './held-page.tsx'

export type EraseField = 'why' | 'confirm'
export type EraseRefusal = ErasureRefusal | 'key_reused'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  chosen: Chosen
  /** How many of the visits are to come. */
  toCome: number
  typed: { why: string; isCancelling: boolean }
  missing: readonly EraseField[]
  refusal: EraseRefusal | null
  intentKey: string
}

/** What goes and what stays when somebody is erased, before it is done. */
export function ErasePage(props: Props) {
  const { page, staff, office, chosen, toCome, missing, refusal, intentKey } = props
  const { t } = page
  const text = t.retention.erasure
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={missing.length > 0 || refusal !== null}
      styles={['people.css', 'retention.css']}
    >
      <BackLink href={paths.personalData(office.slug)}>{t.retention.found.again}</BackLink>
      <ErrorSummary
        t={t}
        errors={missing.map(field => ({
          href: field === 'why' ? '#why-request' : '#confirm',
          text: text.missing[field],
        }))}
      />
      {refusal && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.refusedTitle}</h2>
          <p>{text.refused[refusal]}</p>
        </div>
      )}
      <h1>{text.title}</h1>
      <p>
        <b>
          {text.counts(
            t.retention.counts({
              bookings: chosen.appointmentIds.length,
              opinions: chosen.opinionIds.length,
              waits: chosen.entryIds.length,
              lineUsers: chosen.lineUserIds.length,
            }),
          )}
        </b>
      </p>
      <h2>{text.goes}</h2>
      <List lines={text.goesList} />
      <h2>{text.stays}</h2>
      <List lines={text.staysList} />
      <form method="post" action={paths.erasure()}>
        <IntentKey value={intentKey} />
        <ChosenFields {...{ office, chosen }} />
        <Reasons {...props} />
        {toCome > 0 && <Cancelling {...props} />}
        <div class={missing.includes('confirm') ? 'field field-error' : 'field'}>
          <label class="choice" for="confirm">
            <input id="confirm" type="checkbox" name="confirm" value="yes" />
            <span>{text.confirm}</span>
          </label>
          {missing.includes('confirm') && <FieldFault t={t} name="confirm" error={text.missing.confirm} />}
        </div>
        <p class="actions">
          <button class="button button-danger">{text.submit}</button>
        </p>
      </form>
    </StaffShell>
  )
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map(line => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function Reasons({ page: { t }, typed, missing }: Props) {
  const text = t.retention.erasure
  return (
    <fieldset class={missing.includes('why') ? 'field field-error' : 'field'}>
      <legend class="label">
        {text.why} <span class="required">{t.details.required}</span>
      </legend>
      {erasureReasons.map(reason => (
        <label class="choice" for={`why-${reason}`}>
          <input id={`why-${reason}`} type="radio" name="why" value={reason} checked={typed.why === reason} />
          <span>{text.reason[reason]}</span>
        </label>
      ))}
      {missing.includes('why') && <FieldFault t={t} name="why" error={text.missing.why} />}
    </fieldset>
  )
}

function Cancelling({ page: { t }, toCome, typed }: Props) {
  const text = t.retention.erasure
  return (
    <fieldset class="field">
      <legend class="label">{text.toCome(toCome)}</legend>
      <label class="choice" for="cancel">
        <input id="cancel" type="checkbox" name="cancel" value="yes" checked={typed.isCancelling} />
        <span>
          {text.cancel}
          <span class="hint people-hint">{text.cancelHint}</span>
        </span>
      </label>
    </fieldset>
  )
}
