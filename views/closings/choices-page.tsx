import { bulks, choiceValue, usualChoice } from '#src/closings/choice.ts'
import type { Closing } from '#src/closings/closing.ts'
import type { Affected } from '#src/closings/people.ts'
import { displayReference } from '#src/access/token.ts'
import { paths } from '#src/paths.ts'
import { Refusal } from '../staff/sign-in-page.tsx'
import { AffectedCells, whenWords } from './affected-cells.tsx'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'
import { PageLinks } from './page-links.tsx'

type Props = ClosingProps & {
  closing: Closing
  people: readonly Affected[]
  /** Those of this page. */
  shown: readonly Affected[]
  number: number
  perPage: number
  isSaved: boolean
  isUnreadable: boolean
}

/** What is to become of each, the nearest new time chosen already. */
export function ChoicesPage(props: Props) {
  const { page, closing, people, shown, number, perPage, isSaved, isUnreadable } = props
  const t = page.t.closings.choices
  const open = people.filter(({ choice }) => choice === null).length
  const isLast = number * perPage >= people.length
  const above = (
    <>
      {isUnreadable && <Refusal text={t.unreadable} />}
      {isSaved && (
        <p class="notice notice-success" role="status">
          {t.saved}
        </p>
      )}
    </>
  )
  return (
    <ClosingShell {...props} {...{ step: 3, title: t.title, hasError: isUnreadable, above }}>
      <p class="closing-lead">{t.lead}</p>
      {open > 0 && <p class="closing-count">{t.open(open)}</p>}
      <p>
        <a href={paths.closing(closing.id, 'calls')}>{t.calls}</a>
      </p>
      <Bulks {...props} />
      <form method="post" action={paths.closingChoices(closing.id)}>
        <input type="hidden" name="seen" value={closing.version} />
        <input type="hidden" name="page" value={number} />
        <Table {...props} shown={shown} />
        <p class="actions">
          <button class="button">{isLast ? t.save : t.saveNext}</button>
        </p>
      </form>
      <PageLinks
        {...{ page, number, perPage, count: people.length }}
        href={next => paths.closingChoices(closing.id, next)}
      />
    </ClosingShell>
  )
}

function Bulks({ page, closing }: Props) {
  const t = page.t.closings.choices
  return (
    <form method="post" action={paths.closingChoicesForAll(closing.id)} class="closing-bulks">
      <fieldset class="field">
        <legend class="label">{t.bulk}</legend>
        <input type="hidden" name="seen" value={closing.version} />
        {bulks.map(bulk => (
          <button class="button button-small button-outline" name="bulk" value={bulk}>
            {t.bulks[bulk]}
          </button>
        ))}
      </fieldset>
    </form>
  )
}

function Table({ page, office, closing, shown }: Props) {
  const { columns, list } = page.t.closings.people
  return (
    <div class="closing-scroll" role="region" aria-label={list} tabindex={0}>
      <table class="closing-table closing-choices">
        <thead>
          <tr>
            {(['when', 'name', 'services', 'reach', 'choice', 'more'] as const).map(column => (
              <th scope="col">{columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(person => (
            <tr>
              <AffectedCells {...{ page, office, person }} />
              <td>
                <ChoiceField {...{ page, office, person }} />
              </td>
              <td>
                <a class="closing-open" href={paths.closingChoice(closing.id, person.visit.appointmentId)}>
                  {page.t.closings.choices.more}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type FieldProps = Pick<Props, 'page' | 'office'> & { person: Affected }

function ChoiceField({ page, office, person }: FieldProps) {
  const { choice, newTimes, visit, booking, isTaken } = person
  const t = page.t.closings.choices
  const chosen = choiceValue(choice ?? usualChoice(newTimes))
  const name = `choice-${visit.appointmentId}`
  const times = newTimes.map(({ startsAt }) => startsAt)
  if (choice?.kind === 'move' && !times.includes(choice.startsAt)) times.unshift(choice.startsAt)
  const options = [
    ...times.map(startsAt => {
      const when = whenWords(page, office, startsAt)
      const value = choiceValue({ kind: 'move', startsAt })
      return { value, text: isTaken && value === chosen ? t.taken(when) : t.move(when) }
    }),
    { value: 'call', text: t.call },
    { value: 'cancel', text: t.cancel },
    ...(choice?.kind === 'keep' ? [{ value: 'keep', text: t.keep(choice.reason) }] : []),
  ]
  return (
    <>
      <select
        class="input closing-choice"
        name={name}
        id={name}
        aria-label={t.of(`${whenWords(page, office, visit.startsAt)} ${displayReference(booking.reference)}`)}
        aria-invalid={isTaken ? 'true' : undefined}
        aria-describedby={isTaken ? `${name}-error` : undefined}
      >
        {options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
      {newTimes.length === 0 && <p class="hint">{t.noTimes}</p>}
      {isTaken && (
        <p class="error" id={`${name}-error`}>
          {t.isTaken}
        </p>
      )}
    </>
  )
}
