import { displayReference } from '#src/access/token.ts'
import { deedGroups } from '#src/audit/deed.ts'
import type { LogChoice, LogFault } from '#src/audit-log/form.ts'
import type { LogKey, LogRow } from '#src/audit-log/log.ts'
import type { LogAccount } from '#src/audit-log/log-queries.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Chain, type ChainState } from './chain.tsx'
import { LogTable } from './log-table.tsx'

export type LogProps = {
  page: StaffPage
  staff: StaffMember
  office: Office
  choice: LogChoice
  faults: readonly LogFault[]
  accounts: readonly LogAccount[]
  rows: readonly LogRow[]
  /** Where the older rows begin; null on the last page. */
  next: LogKey | null
  isFirst: boolean
  chain: ChainState
  isUnknownReference: boolean
}

/** What was done and seen in an office. */
export function LogPage(props: LogProps) {
  const { page, staff, office, choice, faults, rows, next, isFirst, chain, isUnknownReference } = props
  const text = page.t.audit
  const errors = [
    ...faults.map(({ field, reason }) => ({ href: `#${field}`, text: text.fault[reason] })),
    ...(isUnknownReference ? [{ href: '#reference', text: text.search.none }] : []),
  ]
  const asked = { ...choice, ...(faults.length > 0 && { from: '', to: '' }) }
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={errors.length > 0}
      styles={['queue.css', 'people.css', 'audit.css']}
      wide
    >
      <ErrorSummary t={page.t} errors={errors} />
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <ul class="audit-ways">
        <li>
          <a href={paths.exposure()}>{text.ways.exposure}</a>
        </li>
        <li>
          <a href={paths.disclosure('bookings')}>{text.ways.ledger}</a>
        </li>
        <li>
          <a href={paths.disclosure('accessibility')}>{text.ways.accessibility}</a>
        </li>
      </ul>
      <Filter {...props} />
      <Search page={page} isUnknown={isUnknownReference} />
      {choice.appointment !== '' && <About page={page} rows={rows} />}
      {rows.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <LogTable {...{ page, office, rows }} accounts={props.accounts} />
      )}
      <p class="actions">
        {!isFirst && <a href={paths.audit(asked)}>{text.first}</a>}
        {next && (
          <a class="button button-outline" href={paths.audit({ ...asked, below: `${next.at}-${next.id}` })}>
            {text.next}
          </a>
        )}
      </p>
      <section aria-labelledby="file">
        <h2 id="file">{text.file.title}</h2>
        <p>{text.file.hint}</p>
        <p class="actions">
          {(['utf-8', 'cp932'] as const).map(encoding => (
            <a class="button button-small button-outline" href={paths.auditFile({ ...asked, encoding })}>
              {encoding === 'cp932' ? text.file.cp932 : text.file.utf8}
            </a>
          ))}
        </p>
      </section>
      <Chain page={page} office={office} chain={chain} />
    </StaffShell>
  )
}

function About({ page, rows }: Pick<LogProps, 'page' | 'rows'>) {
  const { t } = page
  const reference = displayReference(rows.find(row => row.reference !== null)?.reference ?? '')
  return (
    <>
      <p>
        <b>{t.audit.filter.appointment(reference)}</b>
      </p>
      <BackLink href={paths.audit()}>{t.audit.filter.all}</BackLink>
    </>
  )
}

function Filter({ page: { t }, choice, faults, accounts }: LogProps) {
  const text = t.audit
  const { filter } = text
  const isWrong = (field: LogFault['field']) => faults.some(fault => fault.field === field)
  return (
    <form method="get" action={paths.audit()} class="people-filter">
      {(['from', 'to'] as const).map(field => (
        <p>
          <label for={field} class="label">
            {filter[field]}
          </label>
          <input
            id={field}
            name={field}
            type="date"
            class="input"
            value={choice[field]}
            aria-invalid={isWrong(field) ? 'true' : undefined}
          />
        </p>
      ))}
      <p>
        <label for="who" class="label">
          {filter.who}
        </label>
        <select id="who" name="who" class="input">
          <option value="">{filter.every}</option>
          <optgroup label={filter.accounts}>
            {accounts.map(({ id, name, login }) => (
              <option value={`staff:${id}`} selected={choice.who === `staff:${id}`}>
                {name}（{login}）
              </option>
            ))}
          </optgroup>
          <optgroup label={filter.others}>
            {Object.entries(text.actor).map(([actor, words]) => (
              <option value={actor} selected={choice.who === actor}>
                {words}
              </option>
            ))}
          </optgroup>
        </select>
      </p>
      <p>
        <label for="deed" class="label">
          {filter.deed}
        </label>
        <select id="deed" name="deed" class="input">
          <option value="">{filter.every}</option>
          {Object.entries(deedGroups).map(([group, deeds]) => (
            <optgroup label={text.group[group as keyof typeof deedGroups]}>
              {deeds.map(deed => (
                <option value={deed} selected={choice.deed === deed}>
                  {text.deed[deed]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </p>
      {choice.appointment !== '' && <input type="hidden" name="appointment" value={choice.appointment} />}
      <button class="button button-small button-outline">{filter.submit}</button>
    </form>
  )
}

/** It posts: a booking number is half of what opens a booking. */
function Search({ page: { t }, isUnknown }: { page: StaffPage; isUnknown: boolean }) {
  const text = t.audit.search
  return (
    <form method="post" action={paths.auditSearch()} role="search" class="people-filter">
      <p>
        <label for="reference" class="label">
          {text.label}
        </label>
        <input
          id="reference"
          name="reference"
          class="input input-short"
          maxlength={20}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isUnknown ? 'true' : undefined}
        />
      </p>
      <button class="button button-small button-outline">{text.submit}</button>
    </form>
  )
}
