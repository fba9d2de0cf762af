import { textOf } from '#src/offices/localized.ts'
import type { Need } from '#src/booking/appointment.ts'
import { displayReference } from '#src/access/token.ts'
import { counterById } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Line } from '#src/queue/queue-view.ts'
import type { Purpose } from '#src/queue/ticket.ts'
import { type Fact, Facts } from '../components/parts.tsx'
import { figureTime } from '../text/dates.ts'
import { DeedButton } from './deed-button.tsx'
import { languageName } from '../text/language-name.ts'
import { Marks, MinutesSince } from './ticket-line.tsx'
import type { WindowProps } from './window-page.tsx'

/** Who is at this window and what can be done next; or whom it would call. */
export function CurrentTicket(props: WindowProps) {
  return props.window.line ? <AtWindow {...props} line={props.window.line} /> : <NobodyThere {...props} />
}

function NobodyThere({ page, window, view }: WindowProps) {
  const t = page.t.queue
  const [next] = view.waiting
  return (
    <section class="current current-empty">
      <h2 class="current-state">{t.noTicket}</h2>
      {window.state !== 'open' && <p>{t.openFirst}</p>}
      {window.state === 'open' && (
        <form method="post">
          <input type="hidden" name="seen" value={view.version} />
          <p class="current-next">{next ? t.nextIs(next.number) : t.nobodyWaits}</p>
          <DeedButton action={paths.windowDeed(window.id, 'call-next')} kind="main" digit="1" isFirst>
            {t.deed['call-next']}
          </DeedButton>
        </form>
      )}
    </section>
  )
}

function AtWindow(props: WindowProps & { line: Line }) {
  const { page, office, line, view } = props
  const t = page.t.queue
  const since = line.servingSince ?? line.lastCalledAt ?? line.checkedInAt
  return (
    <section class={`current current-${line.state}`}>
      <h2 class="current-state">
        {t.state[line.state]} <MinutesSince page={page} since={since} now={view.now} />
        {line.state === 'called' && line.calls > 1 && <span class="mark">{t.calls(line.calls)}</span>}
      </h2>
      <p class="current-number">{line.number}</p>
      <Marks page={page} office={office} line={line} />
      <Facts facts={factsOf(props)} />
      <form method="post">
        <input type="hidden" name="seen" value={line.sequence} />
        {(line.state === 'serving' || line.stage === 2) && <Outcome {...props} />}
        <Deeds {...props} />
      </form>
    </section>
  )
}

function factsOf({ page, office, line }: WindowProps & { line: Line }): Fact[] {
  const { t, language } = page
  const { booking } = line
  const facts: Fact[] = []
  const add = (term: string, children: Fact['children']) => facts.push({ term, children })
  if (booking?.name) add(t.queue.name, <b>{booking.name}</b>)
  if (booking?.reference) add(t.queue.reference, displayReference(booking.reference))
  add(t.queue.services, line.services.map(({ name }) => textOf(name, language)).join(t.listComma))
  if (line.next) {
    const { counterId, startsAt } = line.next
    const { floor, number, name } = counterById(office, counterId)
    const place = `${t.home.floor(floor)} ${t.home.counterNumber(number)} ${textOf(name, language)}`
    add(t.queue.next, <b>{`${figureTime(startsAt, office.timeZone)} ${place}`}</b>)
  }
  add(t.queue.arrived, figureTime(line.checkedInAt, office.timeZone))
  if (line.language !== 'ja') add(t.queue.language, languageName(line.language, language))
  if (booking && booking.needs.length > 0)
    add(t.queue.needs, booking.needs.map(need => t.details.need[need as Need]).join(t.listComma))
  if (booking && booking.documents.length > 0) {
    const known = new Map(
      line.services.flatMap(({ documents }) => documents.map(({ id, name }) => [id, name])),
    )
    const names = booking.documents.flatMap(id => known.get(id) ?? [])
    add(t.queue.documents, names.map(name => textOf(name, language)).join(t.listComma))
  }
  return facts
}

const purposes: readonly Purpose[] = ['yes', 'partly', 'no']

/** What was really done, and whether that was what they came for. */
function Outcome({ page, office, counter, line }: WindowProps & { line: Line }) {
  const { t, language } = page
  const chosen = line.done.length > 0 ? line.done : line.services.map(({ id }) => id)
  const wished = line.services
  const others = office.services.filter(
    service => service.counterId === counter.id && !wished.includes(service),
  )
  const choice = (service: (typeof wished)[number]) => (
    <label class="check">
      <input type="checkbox" name="service" value={service.slug} checked={chosen.includes(service.id)} />{' '}
      {textOf(service.name, language)}
    </label>
  )
  return (
    <div class="outcome">
      <fieldset>
        <legend>{t.queue.servicesDone}</legend>
        {wished.map(choice)}
        {others.length > 0 && (
          <details open={others.some(({ id }) => chosen.includes(id))}>
            <summary>{t.queue.moreServices}</summary>
            {others.map(choice)}
          </details>
        )}
      </fieldset>
      <fieldset class="purpose">
        <legend>{t.queue.purpose}</legend>
        {purposes.map(purpose => (
          <label class="check">
            <input type="radio" name="purposeMet" value={purpose} checked={purpose === 'yes'} />{' '}
            {t.queue.purposes[purpose]}
          </label>
        ))}
      </fieldset>
    </div>
  )
}

function Deeds({ page, window, line }: WindowProps & { line: Line }) {
  const t = page.t.queue
  const to = (deed: string) => paths.ticketDeed(window.id, line.id, deed)
  const isSecond = line.stage === 2
  if (line.state === 'called')
    return (
      <div class="deeds">
        {isSecond ? (
          <DeedButton action={to('finish')} kind="main" digit="3" isFirst>
            {t.deed.finish}
          </DeedButton>
        ) : (
          <DeedButton action={to('serve')} kind="main" digit="2" isFirst>
            {t.deed.serve}
          </DeedButton>
        )}
        <DeedButton action={to('call-again')} digit="4">
          {t.deed['call-again']}
        </DeedButton>
        <DeedButton action={to('no-show')} digit="8">
          {t.deed['no-show']}
        </DeedButton>
        {isSecond && (
          <DeedButton action={to('serve')} digit="2">
            {t.deed.serve}
          </DeedButton>
        )}
        <Transfer {...{ page, window, line }} />
      </div>
    )
  return (
    <div class="deeds">
      <DeedButton action={to('finish')} kind="main" digit="3" isFirst>
        {t.deed.finish}
      </DeedButton>
      <DeedButton action={to('finish-and-next')} digit="1">
        {t.endAndNext}
      </DeedButton>
      {!isSecond && (
        <DeedButton action={to('hand-in')} digit="5">
          {t.deed['hand-in']}
        </DeedButton>
      )}
      <DeedButton action={to('park')} digit="6">
        {t.deed.park}
      </DeedButton>
      <Transfer {...{ page, window, line }} />
    </div>
  )
}

function Transfer({ page, window, line }: Pick<WindowProps, 'page' | 'window'> & { line: Line }) {
  return (
    <a
      class="deed button button-outline"
      href={paths.ticketDeed(window.id, line.id, 'transfer')}
      data-digit="7"
      aria-keyshortcuts="7"
    >
      <span>{page.t.queue.deed.transfer}</span> <kbd>7</kbd>
    </a>
  )
}
