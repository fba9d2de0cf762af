import { displayReceipt, displayReference } from '#src/access/token.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { clockTime } from '#src/clock.ts'
import type {
  FoundWait,
  Held,
  HeldBooking,
  HeldContact,
  HeldDeed,
  HeldLineUser,
  HeldMessage,
  HeldOpinion,
  HeldWait,
} from '#src/retention/held.ts'
import { type Fact, Facts } from '../components/parts.tsx'
import { longDate, figureTime, longDateTime } from '../text/dates.ts'
import type { Texts } from '../text/index.ts'
import { languageName } from '../text/language-name.ts'

export type Words = { t: Texts; language: string }
type Props = Words & { office: Office }
/** Of which booking or opinion a table is: names of regions are told apart by it. */
type Part = { of: string }

/** Everything held on one person, for the screen, for paper and for a file. */
export function HeldDocument({ held, ...props }: Props & { held: Held }) {
  const { t, language, office } = props
  const text = t.retention.held
  return (
    <>
      <Facts
        facts={[
          { term: text.office, children: textOf(office.name, language) },
          { term: text.madeAt, children: longDateTime(held.madeAt, office.timeZone, language) },
        ]}
      />
      {held.bookings.map(booking => (
        <Booking {...props} booking={booking} />
      ))}
      {held.opinions.map(opinion => (
        <Opinion {...props} opinion={opinion} />
      ))}
      {held.waits.map((wait, index) => (
        <Wait {...props} wait={wait} number={held.waits.length > 1 ? index + 1 : null} />
      ))}
      {held.lineUsers.map(user => (
        <LineUser {...props} user={user} />
      ))}
      <p>{text.nothing}</p>
    </>
  )
}

function Booking({ booking, ...props }: Props & { booking: HeldBooking }) {
  const { t, language, office } = props
  const text = t.retention.held
  const { person } = booking
  const title = text.booking(displayReference(booking.reference))
  const time = (at: number) => longDateTime(at, office.timeZone, language)
  const named = (names: HeldBooking['services']) =>
    names.map(name => textOf(name, language)).join(t.listComma) || text.none
  return (
    <section class="held-part">
      <h2>{title}</h2>
      {!person && <p>{text.personErased}</p>}
      <Facts
        facts={[
          ...(person ? contactFacts(t, person) : []),
          ...(person
            ? [
                {
                  term: text.needs,
                  children: person.needs.map(need => t.details.need[need]).join(t.listComma) || text.none,
                },
              ]
            : []),
          { term: text.state, children: t.reception.done.state[booking.state] },
          { term: text.date, children: time(booking.startsAt) },
          {
            term: text.counter,
            children: [
              counterName(props, booking.counterId),
              ...booking.laterLegs.map(
                leg => `${figureTime(leg.startsAt, office.timeZone)} ${counterName(props, leg.counterId)}`,
              ),
            ].join(t.listComma),
          },
          { term: text.services, children: named(booking.services) },
          { term: text.people, children: t.slots.peopleCount(booking.people) },
          { term: text.language, children: languageName(booking.language, language) },
          {
            term: text.channel,
            children: (t.reception.appointment.channelName as Record<string, string>)[booking.channel] ?? '',
          },
          ...(person ? [{ term: text.documents, children: named(booking.documents) }] : []),
          ...optional(text.overbookReason, booking.overbookReason),
          ...optional(
            text.line,
            booking.line && text.lineSince(booking.line.userKey, time(booking.line.linkedAt)),
          ),
          ...optional(text.bookedAt, booking.bookedAt && time(booking.bookedAt)),
          ...optional(text.cancelledAt, booking.cancelledAt && time(booking.cancelledAt)),
        ]}
      />
      <Visits {...props} of={title} tickets={booking.tickets} />
      <Messages {...props} of={title} messages={booking.messages} />
      <Deeds {...props} of={title} deeds={booking.deeds} />
    </section>
  )
}

function Opinion({ opinion, ...props }: Props & { opinion: HeldOpinion }) {
  const { t, language } = props
  const text = t.retention.held
  const { staff, categoryName } = t.opinions
  const title = text.opinion(displayReceipt(opinion.receipt))
  const names = { ...categoryName, ...staff.channelName, ...staff.stateName } as Record<string, string>
  return (
    <section class="held-part">
      <h2>{title}</h2>
      <Facts
        facts={[
          ...(opinion.contact ? contactFacts(t, opinion.contact) : []),
          { term: text.received, children: longDate(opinion.receivedDate, language) },
          { term: text.category, children: names[opinion.category] ?? opinion.category },
          { term: text.counter, children: counterName(props, opinion.counterId) },
          { term: text.channel, children: names[opinion.channel] ?? opinion.channel },
          { term: text.state, children: names[opinion.state] ?? opinion.state },
          {
            term: text.text,
            children: <span class="held-text">{opinion.text || text.textErased}</span>,
          },
          ...(opinion.answer === null
            ? []
            : [
                {
                  term: text.answer,
                  children: <span class="held-text">{opinion.answer || text.textErased}</span>,
                },
              ]),
        ]}
      />
      <Messages {...props} of={title} messages={opinion.messages} />
      <Deeds {...props} of={title} deeds={opinion.deeds} />
    </section>
  )
}

/** Several for the same days are told apart by a number. */
function Wait({ wait, number, ...props }: Props & { wait: HeldWait; number: number | null }) {
  const { t, language, office } = props
  const text = t.retention.held
  const time = (at: number) => longDateTime(at, office.timeZone, language)
  const names = t.reception.appointment.channelName as Record<string, string>
  const title = text.waitOf(number, daysOf(wait, language))
  return (
    <section class="held-part">
      <h2>{title}</h2>
      {!wait.contact && <p>{text.waitErased}</p>}
      <Facts
        facts={[
          ...(wait.contact ? contactFacts(t, wait.contact) : []),
          { term: text.state, children: text.waitState[wait.state] ?? wait.state },
          { term: text.counter, children: counterName(props, wait.counterId) },
          {
            term: text.services,
            children: wait.services.map(name => textOf(name, language)).join(t.listComma) || text.none,
          },
          { term: text.hours, children: `${clockTime(wait.fromMinute)}〜${clockTime(wait.toMinute)}` },
          { term: text.people, children: t.slots.peopleCount(wait.people) },
          { term: text.language, children: languageName(wait.language, language) },
          { term: text.channel, children: names[wait.channel] ?? '' },
          { term: text.joinedAt, children: time(wait.joinedAt) },
          ...optional(text.endedAt, wait.endedAt && time(wait.endedAt)),
          ...optional(text.offers, wait.offers.map(({ startsAt }) => time(startsAt)).join(t.listComma)),
        ]}
      />
      <Messages {...props} of={title} messages={wait.messages} />
      <Deeds {...props} of={title} deeds={wait.deeds} />
    </section>
  )
}

function LineUser({ user, ...props }: Props & { user: HeldLineUser }) {
  const { t, language, office } = props
  const text = t.retention.held
  const time = (at: number) => longDateTime(at, office.timeZone, language)
  return (
    <section class="held-part">
      <h2>{text.lineUser}</h2>
      <Facts
        facts={[
          { term: text.line, children: <span class="held-key">{user.userKey}</span> },
          ...optional(text.language, user.language && languageName(user.language, language)),
          { term: text.followedAt, children: time(user.followedAt) },
          { term: text.seenAt, children: time(user.seenAt) },
          {
            term: text.follows,
            children: user.follows.map(displayReference).join(t.listComma) || text.none,
          },
        ]}
      />
    </section>
  )
}

/** The days of a wish, as one or as a span. */
export function daysOf({ fromDate, toDate }: FoundWait, language: string): string {
  const from = longDate(fromDate, language)
  return fromDate === toDate ? from : `${from}〜${longDate(toDate, language)}`
}

function contactFacts({ retention: { held } }: Texts, { name, email, phone }: HeldContact): Fact[] {
  return [
    { term: held.name, children: name ?? held.none },
    { term: held.email, children: email ?? held.none },
    { term: held.phone, children: phone ?? held.none },
  ]
}

function optional(term: string, value: string | number | null): Fact[] {
  return value ? [{ term, children: value }] : []
}

function counterName({ t, language, office }: Props, id: number | null): string {
  const counter = office.counters.find(candidate => candidate.id === id)
  return counter ? textOf(counter.name, language) : t.opinions.wholeOffice
}

function Visits({ of, tickets, ...props }: Props & Part & { tickets: HeldBooking['tickets'] }) {
  const { t, language, office } = props
  const text = t.retention.held
  if (tickets.length === 0) return null
  const time = (at: number | null) => (at === null ? '―' : longDateTime(at, office.timeZone, language))
  return (
    <Table
      of={of}
      label={text.visits}
      columns={[text.number, text.counter, text.arrived, text.ended, text.state]}
      rows={tickets.map(ticket => [
        ticket.number,
        counterName(props, ticket.counterId),
        time(ticket.checkedInAt),
        time(ticket.endedAt),
        (t.queue.state as Record<string, string>)[ticket.state] ?? ticket.state,
      ])}
    />
  )
}

function Messages({
  of,
  messages,
  t,
  language,
  office,
}: Props & Part & { messages: readonly HeldMessage[] }) {
  const text = t.retention.held
  if (messages.length === 0) return null
  return (
    <>
      <Table
        of={of}
        label={text.messages}
        columns={[text.when, text.what, text.state]}
        rows={messages.map(({ kind, state, createdAt }) => [
          longDateTime(createdAt, office.timeZone, language),
          text.kind[kind] ?? text.otherKind,
          text.messageState[state] ?? state,
        ])}
      />
      <p class="hint">{text.messagesNote}</p>
    </>
  )
}

function Deeds({ of, deeds, t, language, office }: Props & Part & { deeds: readonly HeldDeed[] }) {
  const text = t.retention.held
  if (deeds.length === 0) return null
  return (
    <>
      <Table
        of={of}
        label={text.seen}
        columns={[text.when, text.who, text.what]}
        rows={deeds.map(({ at, deed, role, pseudonym }) => [
          longDateTime(at, office.timeZone, language),
          role && pseudonym ? `${t.staff.role[role]} ${pseudonym}` : text.resident,
          text.deed[deed] ?? text.otherDeed,
        ])}
      />
      <p class="hint">{text.seenNote}</p>
    </>
  )
}

type TableProps = {
  of: string
  label: string
  columns: readonly string[]
  rows: ReadonlyArray<readonly string[]>
}

function Table({ of, label, columns, rows }: TableProps) {
  return (
    <>
      <h3>{label}</h3>
      <div class="table-frame" tabindex={0} role="region" aria-label={`${of} ${label}`}>
        <table class="table held-table">
          <thead>
            <tr>
              {columns.map(column => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...others]) => (
              <tr>
                <th scope="row">{first}</th>
                {others.map(value => (
                  <td>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
