import type { TicketView } from '#src/arrival/ticket-view.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, ErrorSummary, TextField } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'

type Props = {
  page: Page
  office: Office
  token: string
  view: TicketView
  typed: string
  fault: string | null
}

/** Where somebody in line types an address to be told once, or has it erased again. */
export function NoticePage({ page, office, token, view, typed, fault }: Props) {
  const { t } = page
  const words = t.arrival.ticket
  return (
    <Shell page={page} title={words.mailTitle} styles={['arrival.css']} hasError={fault !== null}>
      <BackLink href={paths.ticket(office.slug, token)}>{words.title}</BackLink>
      <ErrorSummary t={t} errors={fault === null ? [] : [{ href: '#email', text: fault }]} />
      <h1>{words.mailTitle}</h1>
      <p class="ticket-number">
        <span class="ticket-label">{words.number}</span> <b>{view.ticket.number}</b>
      </p>
      {view.notice === 'asked' && <p>{words.mailAsked}</p>}
      <p>{words.mailText}</p>
      <form method="post" action={paths.nearTurn(office.slug, token)} novalidate>
        {view.notice === 'asked' ? (
          <p class="actions">
            <button class="button button-danger" name="deed" value="stop">
              {words.mailStop}
            </button>
          </p>
        ) : (
          <>
            <TextField
              {...{ t, name: 'email', label: t.details.email, value: typed, error: fault ?? undefined }}
              type="email"
              autocomplete="email"
              isRequired
            />
            <p class="actions">
              <button class="button">{words.mailSubmit}</button>
            </p>
          </>
        )}
      </form>
    </Shell>
  )
}
