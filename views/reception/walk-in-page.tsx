import type { PaperRefusal } from '#src/arrival/enter-paper.ts'
import type { IssueRefusal } from '#src/arrival/issue-ticket.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office, Service } from '#src/offices/office.ts'
import { langOf, languages } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import { paperNumber } from '#src/queue/ticket.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, IntentKey, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { residentTextsIn } from '../text/index.ts'
import { CounterCards } from './counter-cards.tsx'

/** What was chosen for somebody without a booking. */
export type WalkInChoice = {
  services: readonly string[]
  people: string
  language: string
  isPriority: boolean
  /** As typed from paper: number and time of arrival; both empty for somebody who stands here now. */
  paper: string
  time: string
}

export type WalkInRefusal = IssueRefusal | PaperRefusal | 'key_reused'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counters: readonly Counter[]
  /** Null: to be chosen first. */
  counter: Counter | null
  choice: WalkInChoice
  reason: WalkInRefusal | null
  intentKey: string
}

const fieldOf: Partial<Record<WalkInRefusal, string>> = {
  people: '#people',
  paper_number: '#paper',
  number_taken: '#paper',
  paper_time: '#time',
}

/** A ticket for somebody without a booking: the counter first, then what for. */
export function WalkInPage(props: Props) {
  const { page, staff, counter, reason } = props
  const t = page.t.reception.walkInPage
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.title}
      hasError={reason !== null}
      styles={['reception.css']}
    >
      {counter ? (
        <BackLink href={paths.walkIn()}>{t.counterOther}</BackLink>
      ) : (
        <BackLink href={paths.staffReception()}>{page.t.reception.title}</BackLink>
      )}
      {reason && (
        <ErrorSummary
          t={page.t}
          errors={[{ href: fieldOf[reason] ?? '#services', text: page.t.reception.refusal[reason] }]}
        />
      )}
      <h1>{t.title}</h1>
      {counter ? <WalkInForm {...props} counter={counter} /> : <Counters {...props} />}
      <p>
        <a href={paths.paperSheet(counter?.slug)}>{page.t.reception.paper.open}</a>
      </p>
    </StaffShell>
  )
}

function Counters({ page, counters }: Props) {
  return (
    <>
      <h2>{page.t.reception.walkInPage.counter}</h2>
      <CounterCards page={page} counters={counters} href={paths.walkIn} />
    </>
  )
}

type FormProps = Props & { counter: Counter }

function WalkInForm({ page, office, counter, choice, reason, intentKey }: FormProps) {
  const { t, language } = page
  const text = t.reception.walkInPage
  const services = office.services.filter(({ counterId }) => counterId === counter.id)
  return (
    <form method="post" action={paths.receptionTickets()}>
      <IntentKey value={intentKey} />
      <input type="hidden" name="counter" value={counter.slug} />
      <p class="reception-chosen">
        {t.home.counterNumber(counter.number)} {textOf(counter.name, language)}
      </p>
      <fieldset class="field" id="services">
        <legend class="label">{text.services}</legend>
        {services.map(service => (
          <ServiceChoice page={page} service={service} isChosen={choice.services.includes(service.slug)} />
        ))}
      </fieldset>
      <div class="field">
        <label class="label" for="people">
          {text.people}
        </label>
        <select id="people" name="people" class="input input-short">
          {Array.from({ length: office.rules.peopleMax }, (_, index) => String(index + 1)).map(count => (
            <option value={count} selected={count === choice.people}>
              {t.slots.peopleCount(Number(count))}
            </option>
          ))}
        </select>
      </div>
      <fieldset class="field reception-languages">
        <legend class="label">{text.language}</legend>
        {languages.map(code => (
          <label class="choice" lang={langOf(code)}>
            <input type="radio" name="language" value={code} checked={choice.language === code} />
            <span>{residentTextsIn[code].languageName}</span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input type="checkbox" name="priority" value="1" checked={choice.isPriority} />
        <span>{text.priority}</span>
      </label>
      <FromPaper page={page} counter={counter} choice={choice} reason={reason} />
      <p class="actions">
        <button class="button">{text.submit}</button>
      </p>
    </form>
  )
}

type FromPaperProps = Pick<FormProps, 'page' | 'counter' | 'choice' | 'reason'>

/** Folded away: for those who were received while the system was away. */
function FromPaper({ page: { t }, counter, choice, reason }: FromPaperProps) {
  const text = t.reception.paper
  const errorAt = (field: string) =>
    reason && fieldOf[reason] === field ? t.reception.refusal[reason] : undefined
  return (
    <details class="from-paper" open={choice.paper !== '' || choice.time !== ''}>
      <summary>{text.enter}</summary>
      <p>{text.enterHint}</p>
      <TextField
        t={t}
        name="paper"
        label={text.number}
        hint={text.numberHint(paperNumber(counter.ticketPrefix, 5))}
        error={errorAt('#paper')}
        value={choice.paper}
        autocomplete="off"
        isShort
      />
      <TextField
        t={t}
        name="time"
        label={text.columns.time}
        hint={text.timeHint}
        error={errorAt('#time')}
        value={choice.time}
        autocomplete="off"
        isShort
      />
    </details>
  )
}

type ChoiceProps = { page: StaffPage; service: Service; isChosen: boolean }

function ServiceChoice({ page: { t, language }, service, isChosen }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="checkbox" name="services" value={service.slug} checked={isChosen} />
      <span>
        {textOf(service.name, language)}{' '}
        <span class="hint whole">{t.services.minutes(service.durationMinutes)}</span>
      </span>
    </label>
  )
}
