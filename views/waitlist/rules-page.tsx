import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

const fields = ['offerMinutes', 'passedMax', 'perContactMax', 'perDayMax'] as const
type Field = (typeof fields)[number]

type Props = {
  page: StaffPage
  staff: StaffMember
  typed: Record<Field, string> & { isOn: boolean }
  wrong: readonly Field[]
  revision: number
  isStale: boolean
  isSaved: boolean
}

/** Whether people may wait, how long an offer is kept, and how many may wait. */
export function RulesPage({ page, staff, typed, wrong, revision, isStale, isSaved }: Props) {
  const { t } = page
  const text = t.waitlistDesk
  const errors = [
    ...(isStale ? [{ href: '#isOn', text: text.stale }] : []),
    ...wrong.map(field => ({ href: `#${field}`, text: text.outOfRange(text.fields[field][0]) })),
  ]
  return (
    <StaffShell page={page} staff={staff} title={text.rulesTitle} hasError={errors.length > 0}>
      <ErrorSummary t={t} errors={errors} />
      <BackLink href={paths.staffOffice()}>{t.officeDoors.title}</BackLink>
      <h1>{text.rulesTitle}</h1>
      {isSaved && (
        <div role="status">
          <Notice kind="success">
            <p>{text.saved}</p>
          </Notice>
        </div>
      )}
      <p>{text.rulesLead}</p>
      <form method="post" action={paths.waitlistRules()} novalidate>
        <input type="hidden" name="revision" value={revision} />
        <div class="field">
          <label class="choice">
            <input type="checkbox" id="isOn" name="isOn" value="1" checked={typed.isOn} />
            <span>
              {text.isOn}
              <br />
              <span class="hint">{text.isOnHint}</span>
            </span>
          </label>
        </div>
        {fields.map(field => (
          <TextField
            t={t}
            name={field}
            label={text.fields[field][0]}
            hint={text.fields[field][1]}
            error={wrong.includes(field) ? text.outOfRange(text.fields[field][0]) : undefined}
            value={typed[field]}
            inputmode="numeric"
            isShort
          />
        ))}
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
    </StaffShell>
  )
}
