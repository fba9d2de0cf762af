import type { ExposureFault, ExposureTyped } from '#src/audit-log/exposure-form.ts'
import type { Reader } from '#src/audit-log/exposure.ts'
import type { ExposureCounts } from '#src/audit-log/find-exposure.ts'
import type { LogAccount } from '#src/audit-log/log-queries.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Facts, FieldFault, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: ExposureTyped
  faults: readonly ExposureFault[]
  accounts: readonly LogAccount[]
  keptDays: { bookings: number; contacts: number }
  /** Null before anything was asked. */
  result: { readers: readonly Reader[]; counts: ExposureCounts } | null
}

/** Whose details could have been seen in a span of time. */
export function ExposurePage(props: Props) {
  const { page, staff, faults, result, keptDays } = props
  const text = page.t.audit.exposure
  const errors = faults.map(({ field, reason }) => ({ href: `#${field}`, text: text.fault[reason] }))
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={errors.length > 0}
      styles={['queue.css', 'people.css', 'audit.css']}
    >
      <ErrorSummary t={page.t} errors={errors} />
      <BackLink href={paths.audit()}>{page.t.audit.title}</BackLink>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <Question {...props} />
      {result && <Result {...props} result={result} />}
      <section aria-labelledby="meaning">
        <h2 id="meaning">{text.meaningTitle}</h2>
        <ul>
          {text.meaning(keptDays.bookings, keptDays.contacts).map(paragraph => (
            <li>{paragraph}</li>
          ))}
        </ul>
      </section>
    </StaffShell>
  )
}

function faultOf({ page, faults }: Props, field: ExposureFault['field']): string | undefined {
  const fault = faults.find(candidate => candidate.field === field)
  return fault && page.t.audit.exposure.fault[fault.reason]
}

function Question(props: Props) {
  const { page, office, typed, accounts } = props
  const text = page.t.audit.exposure
  return (
    <form method="get" action={paths.exposure()}>
      <div class="audit-times">
        {(['from', 'to'] as const).map(field => {
          const error = faultOf(props, field)
          return (
            <div class={error ? 'field field-error' : 'field'}>
              <label for={field} class="label">
                {text[field]}
              </label>
              <input
                id={field}
                name={field}
                type="datetime-local"
                class="input"
                value={typed[field]}
                aria-invalid={error ? 'true' : undefined}
                aria-describedby={error ? `${field}-error` : undefined}
              />
              {error && <FieldFault t={page.t} name={field} error={error} />}
            </div>
          )
        })}
        <div class="field">
          <label for="account" class="label">
            {text.account}
          </label>
          <select id="account" name="account" class="input">
            <option value="">{text.every}</option>
            {accounts.map(({ id, name, login }) => (
              <option value={id} selected={typed.account === String(id)}>
                {name}（{login}）
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="counter" class="label">
            {text.counter}
          </label>
          <select id="counter" name="counter" class="input">
            <option value="">{text.every}</option>
            {office.counters.map(({ slug, name }) => (
              <option value={slug} selected={typed.counter === slug}>
                {textOf(name, page.language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="actions">
        <button class="button">{text.submit}</button>
      </p>
    </form>
  )
}

function Result(props: Props & { result: NonNullable<Props['result']> }) {
  const { page, office, result } = props
  const text = page.t.audit.exposure
  const number = new Intl.NumberFormat(page.language)
  const { seen, could } = result.counts
  const facts = [
    [text.seenBookings, seen.booking],
    [text.couldBookings, could.booking],
    [text.seenOpinions, seen.opinion],
    [text.couldOpinions, could.opinion],
  ] as const
  return (
    <section aria-labelledby="result">
      <h2 id="result">{text.result}</h2>
      <Facts
        facts={facts.map(([term, count]) => ({ term, children: <b>{text.count(number.format(count))}</b> }))}
      />
      <h3>{text.accounts}</h3>
      {result.readers.length === 0 && <p>{text.accountsNone}</p>}
      <ul>
        {result.readers.map(({ account, spans, hasReachOfAll }) => (
          <li>
            {account.name}（{account.login}、{page.t.staff.role[spans[0]?.role ?? 'clerk']}） — {text.reach}:{' '}
            {reachWords(page, office, hasReachOfAll ? [] : account.counterIds)}
          </li>
        ))}
      </ul>
      <FileForm {...props} />
    </section>
  )
}

function reachWords(page: StaffPage, office: Office, counterIds: readonly number[]): string {
  if (counterIds.length === 0) return page.t.audit.exposure.allCounters
  return office.counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ name }) => textOf(name, page.language))
    .join(page.t.listComma)
}

function FileForm(props: Props) {
  const { page, typed } = props
  const text = page.t.audit.exposure
  const { file } = page.t.audit
  return (
    <form method="post" action={paths.exposureFile()}>
      <h3>{text.fileTitle}</h3>
      <p>{text.fileHint}</p>
      {(['from', 'to', 'account', 'counter'] as const).map(name => (
        <input type="hidden" name={name} value={typed[name]} />
      ))}
      <fieldset class="field">
        <legend class="label">{text.encoding}</legend>
        {(['utf-8', 'cp932'] as const).map(encoding => (
          <label class="choice">
            <input type="radio" name="encoding" value={encoding} checked={typed.encoding === encoding} />
            {encoding === 'cp932' ? file.cp932 : file.utf8}
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input type="checkbox" name="names" value="1" checked={typed.withNames} />
        <span>{text.withNames}</span>
      </label>
      <TextField
        t={page.t}
        name="reason"
        label={text.reason}
        hint={text.reasonHint}
        value={typed.reason}
        error={faultOf(props, 'reason')}
        autocomplete="off"
      />
      <p class="actions">
        <button class="button">{text.take}</button>
      </p>
    </form>
  )
}
