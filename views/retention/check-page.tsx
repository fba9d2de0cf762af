import type { Office } from '#src/offices/office.ts'
import { type DataClass, dataClasses, type RetentionDays } from '#src/offices/retention.ts'
import { paths } from '#src/paths.ts'
import type { DryRun } from '#src/retention/dry-run.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, FieldFault, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Going } from './retention-page.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  days: RetentionDays
  before: DryRun
  after: DryRun
  /** Of which kinds more would go tonight. */
  more: readonly DataClass[]
  problem: 'stale' | 'not_confirmed' | null
}

/** What other days would do, before they are saved. */
export function RetentionCheckPage(props: Props) {
  const { page, staff, office, days, more, problem } = props
  const { t } = page
  const text = t.retention.settings
  const changed = dataClasses.filter(name => days[name] !== office.retention.days[name])
  return (
    <StaffShell
      {...{ page, staff, title: text.checkTitle }}
      hasError={problem !== null}
      styles={['queue.css', 'retention.css']}
      wide
    >
      <BackLink href={paths.retention(office.slug)}>{text.title}</BackLink>
      {problem === 'not_confirmed' && (
        <ErrorSummary t={t} errors={[{ href: '#confirm', text: text.mustConfirm }]} />
      )}
      {problem === 'stale' && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.staleTitle}</h2>
          <p>{text.stale}</p>
        </div>
      )}
      <h1>{text.checkTitle}</h1>
      {changed.length === 0 ? <p>{text.unchanged}</p> : <Changes {...props} changed={changed} />}
      <form method="post" action={paths.retention()}>
        <input type="hidden" name="office" value={office.slug} />
        <input type="hidden" name="revision" value={office.revision} />
        {dataClasses.map(name => (
          <input type="hidden" name={name} value={days[name]} />
        ))}
        {more.length > 0 && (
          <>
            <Notice kind="warning">
              <p>{text.more}</p>
            </Notice>
            <div class={problem === 'not_confirmed' ? 'field field-error' : 'field'}>
              <label class="choice" for="confirm">
                <input id="confirm" type="checkbox" name="confirm" value="yes" />
                <span>{text.confirm}</span>
              </label>
              {problem === 'not_confirmed' && <FieldFault t={t} name="confirm" error={text.mustConfirm} />}
            </div>
          </>
        )}
        <p class="actions">
          {changed.length > 0 && (
            <button class={more.length > 0 ? 'button button-danger' : 'button'}>{text.submit}</button>
          )}
          <a class="button button-outline" href={paths.retention(office.slug)}>
            {text.again}
          </a>
        </p>
      </form>
    </StaffShell>
  )
}

function Changes({ page, office, days, before, after, changed }: Props & { changed: readonly DataClass[] }) {
  const text = page.t.retention.settings
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.checkTitle}>
      <table class="table retention-table">
        <thead>
          <tr>
            {[text.kind, text.from, text.to, text.nowBefore, text.nowAfter].map(column => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changed.map(name => (
            <tr>
              <th scope="row">{text.classes[name].name}</th>
              <td>{text.dayCount(office.retention.days[name])}</td>
              <td>
                <b>{text.dayCount(days[name])}</b>
              </td>
              <td>
                <Going page={page} name={name} {...before[name]} />
              </td>
              <td>
                <Going page={page} name={name} {...after[name]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
