import type { Counter, Office } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  windowId: number
  ticket: Ticket
  counters: Array<{ counter: Counter; waiting: number }>
  error?: string | null
}

/** Where to send somebody on, and whether their place in line goes with them. */
export function TransferPage({ page, staff, windowId, ticket, counters, error }: Props) {
  const t = page.t.queue
  const title = t.transferTitle(ticket.number)
  return (
    <StaffShell page={page} staff={staff} title={title} hasError={Boolean(error)} styles={['queue.css']}>
      <BackLink href={paths.staffWindow(windowId)}>{t.back}</BackLink>
      <ErrorSummary t={page.t} errors={error ? [{ href: '#counter-0', text: error }] : []} />
      <h1>{title}</h1>
      <p>{t.transferText}</p>
      <form method="post" action={paths.ticketDeed(windowId, ticket.id, 'transfer')}>
        <input type="hidden" name="seen" value={ticket.sequence} />
        <fieldset class="transfer">
          <legend>{t.transferTo}</legend>
          {counters.map(({ counter, waiting }, index) => (
            <label class="check transfer-counter" for={`counter-${index}`}>
              <input type="radio" id={`counter-${index}`} name="counter" value={counter.slug} required />{' '}
              <span>
                {textOf(counter.name, page.language)}{' '}
                <span class="hint">
                  {page.t.home.counterNumber(counter.number)} {page.t.home.floor(counter.floor)}{' '}
                  {t.waitingThere(waiting)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <p>
          <label class="check">
            <input type="checkbox" name="keepsPlace" value="yes" checked /> {t.keepsPlace}
          </label>
          <span class="hint">{t.keepsPlaceHint}</span>
        </p>
        <button class="button">{title}</button>
      </form>
    </StaffShell>
  )
}
