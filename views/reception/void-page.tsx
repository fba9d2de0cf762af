import { paths } from '#src/paths.ts'
import type { ActRefusal } from '#src/queue/act.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, IntentKey } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

export type VoidPageRefusal = ActRefusal | 'key_reused' | 'reason'

type Props = {
  page: StaffPage
  staff: StaffMember
  ticket: Ticket
  reason: VoidPageRefusal | null
  intentKey: string
}

/** Asks once, and for the reason, before a number is taken back that should not exist. */
export function VoidPage({ page, staff, ticket, reason, intentKey }: Props) {
  const { t } = page
  const text = t.reception.voiding
  const isWaiting = ticket.state === 'waiting'
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={`${ticket.number} ${text.title}`}
      hasError={reason !== null}
      styles={['reception.css']}
    >
      <BackLink href={paths.receptionTicket(ticket.id)}>{text.back(ticket.number)}</BackLink>
      {reason === 'reason' && <ErrorSummary t={t} errors={[{ href: '#reason', text: text.reasonMissing }]} />}
      {reason !== null && reason !== 'reason' && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.refused}</h2>
          <p>{isWaiting ? t.queue.refusal[reason] : text.notWaiting(t.queue.state[ticket.state])}</p>
        </div>
      )}
      <h1>{isWaiting ? text.title : text.submit}</h1>
      <p class="reference">{ticket.number}</p>
      {isWaiting && (
        <form method="post" action={paths.receptionVoid(ticket.id)}>
          <IntentKey value={intentKey} />
          <input type="hidden" name="seen" value={ticket.sequence} />
          <p>{text.lead}</p>
          <fieldset class="field" id="reason">
            <legend class="label">{text.reason}</legend>
            {(['printer', 'test'] as const).map(value => (
              <label class="choice">
                <input type="radio" name="reason" value={value} />
                <span>{text.reasons[value]}</span>
              </label>
            ))}
          </fieldset>
          <p class="actions">
            <button class="button button-danger">{text.submit}</button>
            <a class="button button-outline" href={paths.receptionTicket(ticket.id)}>
              {text.keep}
            </a>
          </p>
        </form>
      )}
    </StaffShell>
  )
}
