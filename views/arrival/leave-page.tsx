import type { TicketView } from '#src/arrival/ticket-view.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { IntentKey } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'

type Props = { page: Page; office: Office; token: string; view: TicketView; intentKey: string }

/** Asks once before a number is given back. */
export function LeavePage({ page, office, token, view, intentKey }: Props) {
  const t = page.t.arrival.ticket
  return (
    <Shell page={page} title={t.leaveTitle} styles={['arrival.css']}>
      <h1>{t.leaveTitle}</h1>
      <p class="ticket-number">
        <span class="ticket-label">{t.number}</span> <b>{view.ticket.number}</b>
      </p>
      <p>{t.leaveText}</p>
      <form method="post" action={paths.leave(office.slug, token)} class="actions">
        <IntentKey value={intentKey} />
        <button class="button button-danger">{t.leaveSubmit}</button>
        <a class="button button-outline" href={paths.ticket(office.slug, token)}>
          {t.stay}
        </a>
      </form>
    </Shell>
  )
}
