import { displayReference } from '#src/access/token.ts'
import { choiceValue, reasonToKeepMax } from '#src/closings/choice.ts'
import type { Closing } from '#src/closings/closing.ts'
import type { Affected } from '#src/closings/people.ts'
import type { LocalDate } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import { BackLink, ErrorSummary, Facts, FieldFault } from '../components/parts.tsx'
import { longDateTime } from '../text/dates.ts'
import { Reach, serviceWords, whenWords } from './affected-cells.tsx'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'

type Props = ClosingProps & {
  closing: Closing
  person: Affected
  /** The day near which new times are looked for. */
  date: LocalDate
  typed: { value: string; reason: string }
  isRefused: boolean
}

/** One booking: times near any day, or to keep it with a reason. */
export function ChoicePage(props: Props) {
  const { page, office, closing, person, isRefused } = props
  const { t, language } = page
  const text = t.closings.one
  const { visit, booking } = person
  const errors = isRefused ? [{ href: '#choice', text: text.fault }] : []
  const above = <ErrorSummary t={t} errors={errors} />
  return (
    <ClosingShell {...props} {...{ step: 3, title: text.title, hasError: isRefused, above }}>
      <BackLink href={paths.closingChoices(closing.id)}>{text.back}</BackLink>
      <Facts
        facts={[
          { term: text.old, children: longDateTime(visit.startsAt, office.timeZone, language) },
          { term: t.closings.people.columns.reference, children: displayReference(booking.reference) },
          { term: t.closings.people.columns.name, children: booking.name },
          { term: t.closings.people.columns.services, children: serviceWords(page, office, person) },
          { term: t.closings.people.columns.reach, children: <Reach {...{ page, person }} /> },
        ]}
      />
      <NearForm {...props} />
      <ChoiceForm {...props} />
    </ClosingShell>
  )
}

function NearForm({ page, closing, person, date }: Props) {
  const text = page.t.closings.one
  return (
    <form
      method="get"
      action={paths.closingChoice(closing.id, person.visit.appointmentId)}
      class="closing-near"
    >
      <label for="date">{text.date}</label>
      <input class="input input-short" type="date" id="date" name="date" value={date} />
      <button class="button button-small button-outline">{text.search}</button>
    </form>
  )
}

function ChoiceForm({ page, office, closing, person, typed, isRefused }: Props) {
  const { t } = page
  const { one, choices } = t.closings
  const known = person.choice?.kind === 'move' ? [person.choice.startsAt] : []
  const times = [...new Set([...known, ...person.newTimes.map(({ startsAt }) => startsAt)])].toSorted(
    (a, b) => a - b,
  )
  const values = [
    ...times.map(startsAt => {
      const when = whenWords(page, office, startsAt)
      const isGone = person.isTaken && known.includes(startsAt)
      return {
        value: choiceValue({ kind: 'move', startsAt }),
        text: isGone ? choices.taken(when) : choices.move(when),
      }
    }),
    { value: 'call', text: choices.call },
    { value: 'cancel', text: choices.cancel },
    { value: 'keep', text: one.keep },
  ]
  return (
    <form method="post" action={paths.closingChoice(closing.id, person.visit.appointmentId)} novalidate>
      <input type="hidden" name="seen" value={closing.version} />
      <fieldset class={isRefused ? 'field field-error' : 'field'} id="choice" tabindex={-1}>
        <legend class="label">{one.choose}</legend>
        <div class="closing-options">
          {values.map(({ value, text }) => (
            <label class="choice">
              <input type="radio" name="choice" value={value} checked={typed.value === value} />
              <span>{text}</span>
            </label>
          ))}
        </div>
        {isRefused && <FieldFault t={t} name="choice" error={one.fault} />}
      </fieldset>
      <div class="field">
        <label class="label" for="reason">
          {one.keepReason}
        </label>
        <p class="hint" id="reason-hint">
          {one.keepHint(reasonToKeepMax)}
        </p>
        <input class="input" id="reason" name="reason" value={typed.reason} aria-describedby="reason-hint" />
      </div>
      <p class="actions">
        <button class="button">{one.save}</button>
      </p>
    </form>
  )
}
