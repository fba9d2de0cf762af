import { displayReceipt } from '#src/access/token.ts'
import type { Contact } from '#src/opinions/details.ts'
import type { Opinion } from '#src/opinions/opinion.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Facts } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = { page: StaffPage; staff: StaffMember; opinion: Opinion; contact: Contact | null }

/** Whom to answer. Opening it is written down. */
export function ContactPage({ page, staff, opinion, contact }: Props) {
  const { t } = page
  const text = t.opinions
  const facts = [
    [text.name, contact?.name],
    [text.email, contact?.email],
    [text.phone, contact?.phone],
  ] as const
  return (
    <StaffShell page={page} staff={staff} title={text.one.contactTitle}>
      <BackLink href={paths.staffOpinion(opinion.id)}>
        {text.one.title(displayReceipt(opinion.receipt))}
      </BackLink>
      <h1>{text.one.contactTitle}</h1>
      {contact ? (
        <>
          <p class="hint">{t.reception.appointment.audited}</p>
          <Facts facts={facts.map(([term, value]) => ({ term, children: value ?? t.check.none }))} />
        </>
      ) : (
        <p>{opinion.wantsAnswer ? text.one.contactGone : text.one.noContact}</p>
      )}
    </StaffShell>
  )
}
