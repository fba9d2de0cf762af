import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { CorrectionRefusal } from '#src/statistics/correct.ts'
import type { CorrectionField, TypedCorrection } from '#src/statistics/correction-form.ts'
import type { HistoryLine, TicketHistory } from '#src/statistics/ticket-history.ts'
import { BackLink, ErrorSummary, Facts, IntentKey, Notice, TextField } from '../components/parts.tsx'
import { secondTime } from '../text/dates.ts'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'
import { OutcomeFields } from './outcome-fields.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  history: TicketHistory
  typed: TypedCorrection
  /** The event whose time is corrected, and how far it may be moved. */
  line: HistoryLine | null
  bounds: { from: Instant; to: Instant } | null
  /** Of the closed month it lies in, or null. */
  version: number | null
  fields?: readonly CorrectionField[]
  refusal?: CorrectionRefusal | 'key_reused'
  intentKey: string
}

/** One correction with its reason, before anything changes. */
export function CorrectionPage(props: Props) {
  const { page, staff, office, history, typed, line, bounds, version, fields = [], refusal } = props
  const { t, language } = page
  const text = t.corrections.form
  const { ticket } = history
  const { what } = typed
  const errorAt = (field: CorrectionField) => (fields.includes(field) ? text.error[field] : undefined)
  const errors = fields.map(field => ({ href: `#${field}`, text: text.error[field] }))
  const back = paths.figuresTickets(ticket.businessDate, ticket.number)
  const timeText = (at: Instant) => secondTime(at, office.timeZone)
  return (
    <FiguresShell
      {...{ page, staff }}
      title={text.title[what]}
      hasError={errors.length > 0 || refusal !== undefined}
      styles={['corrections.css']}
    >
      <BackLink href={back}>{text.back(ticket.number)}</BackLink>
      <ErrorSummary t={t} errors={errors} />
      {refusal && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.refused}</h2>
          <p>{text.refusal[refusal]}</p>
        </div>
      )}
      <h1>{text.title[what]}</h1>
      <Facts
        facts={[
          { term: text.ticket, children: <b>{ticket.number}</b> },
          { term: text.counter, children: textOf(counterById(office, ticket.counterId).name, language) },
          ...(line
            ? [
                { term: text.event, children: t.queue.event[line.type] },
                { term: text.now, children: timeText(line.at) },
              ]
            : []),
        ]}
      />
      {version !== null && <Notice kind="warning">{text.version(version + 1)}</Notice>}
      <form method="post" action={paths.figuresCorrection(ticket.id)}>
        <IntentKey value={props.intentKey} />
        <input type="hidden" name="seen" value={ticket.sequence} />
        <input type="hidden" name="what" value={what} />
        {typed.eventId !== null && <input type="hidden" name="event" value={typed.eventId} />}
        {what === 'time' && (
          <TextField
            {...{ t, name: 'time', label: text.time, error: errorAt('time') }}
            hint={bounds ? text.timeHint(timeText(bounds.from), timeText(bounds.to)) : ''}
            value={typed.time || (line ? timeText(line.at) : '')}
            autocomplete="off"
            isShort
          />
        )}
        {what === 'outcome' && <OutcomeFields {...{ page, office, history, typed, errorAt }} />}
        {what === 'trial' && <p>{text.trialText}</p>}
        <TextField
          {...{ t, name: 'reason', label: text.reason, hint: text.reasonHint, error: errorAt('reason') }}
          value={typed.reason}
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class={what === 'trial' ? 'button button-danger' : 'button'}>{text.submit}</button>
          <a class="button button-outline" href={back}>
            {text.keep}
          </a>
        </p>
      </form>
    </FiguresShell>
  )
}
