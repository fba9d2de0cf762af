import type { Office } from '#src/offices/office.ts'
import { auditLimits } from '#src/offices/retention.ts'
import { paths } from '#src/paths.ts'
import { TextField } from '../components/parts.tsx'
import type { StaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  office: Office
  /** Days as they were typed, or as they are. */
  typedAudit: string
  auditFault: 'wrong' | 'stale' | null
  mayEdit: boolean
}

/** For how long the audit is kept, which is none of what is known of residents. */
export function AuditDays({ page, office, typedAudit, auditFault, mayEdit }: Props) {
  const text = page.t.retention.settings
  const { min, max } = auditLimits
  const why = `${text.range(min, max)}：${text.audit.why}`
  if (!mayEdit)
    return (
      <p>
        <b>{text.dayCount(office.retention.auditDays)}</b> {why}
      </p>
    )
  return (
    <form method="post" action={paths.retentionAudit()}>
      <input type="hidden" name="office" value={office.slug} />
      <input type="hidden" name="revision" value={office.revision} />
      <TextField
        t={page.t}
        name="audit"
        label={text.audit.days}
        hint={why}
        value={typedAudit}
        inputmode="numeric"
        autocomplete="off"
        isShort
        error={auditFault === null ? undefined : auditFaultText(page, auditFault)}
      />
      <p class="actions">
        <button class="button button-outline">{text.audit.submit}</button>
      </p>
    </form>
  )
}

export function auditFaultText({ t }: StaffPage, fault: 'wrong' | 'stale'): string {
  const { wrong, range, stale, audit } = t.retention.settings
  return fault === 'stale' ? stale : wrong(audit.title, range(auditLimits.min, auditLimits.max))
}
