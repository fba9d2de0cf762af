import type { Choice } from '#src/closings/choice.ts'
import type { Closing } from '#src/closings/closing.ts'
import type { Letter } from '#src/closings/letters.ts'
import type { Affected } from '#src/closings/people.ts'
import { paths } from '#src/paths.ts'
import { Facts } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'

type Props = ClosingProps & {
  closing: Closing
  people: readonly Affected[]
  letters: readonly Letter[]
  /** Why the button has just not done it. */
  refusal: Exclude<keyof Texts['closings']['refusal'], 'title' | 'not_found'> | null
}

/** What will be done and written to whom, and the button that does it. */
export function MessagesPage(props: Props) {
  const { page, closing, people, letters, refusal } = props
  const { t } = page
  const text = t.closings.messages
  const of = (kind: Choice['kind']) => people.filter(({ choice }) => choice?.kind === kind).length
  const open = people.filter(({ choice }) => choice === null).length
  const taken = people.filter(({ isTaken }) => isTaken).length
  const waits = [
    of('call') > 0 && text.openCalls(of('call')),
    open > 0 && text.openPeople(open),
    taken > 0 && text.openTaken(taken),
  ].filter(wait => wait !== false)
  const noMail = people.filter(
    ({ booking, choice }) => !booking.hasEmail && (choice?.kind === 'move' || choice?.kind === 'cancel'),
  ).length
  const counts = { move: of('move'), cancel: of('cancel'), keep: of('keep'), call: of('call'), open, noMail }
  const facts = (Object.keys(counts) as Array<keyof typeof counts>)
    .filter(name => counts[name] > 0 || name === 'move' || name === 'cancel')
    .map(name => ({ term: text.counts[name], children: text.cases(counts[name]) }))
  const above = refusal && (
    <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
      <h2 class="notice-title">{t.closings.refusal.title}</h2>
      <p>{t.closings.refusal[refusal]}</p>
    </div>
  )
  return (
    <ClosingShell {...props} {...{ step: 4, title: text.title, hasError: refusal !== null, above }}>
      <h2>{text.summary}</h2>
      <div class="closing-facts">
        <Facts facts={facts} />
      </div>
      <Letters {...props} letters={letters} />
      {waits.length > 0 ? (
        <NotYet {...props} waits={waits} />
      ) : (
        <Confirm {...props} isTold={letters.length > 0} />
      )}
      <p>
        <a href={paths.closingChoices(closing.id)}>{text.toChoices}</a>
      </p>
    </ClosingShell>
  )
}

function Letters({ page, letters }: Props) {
  const text = page.t.closings.messages
  if (letters.length === 0) return <p>{text.noLetters}</p>
  return (
    <>
      <h2>{text.letters}</h2>
      <p>{text.lettersLead}</p>
      <div class="closing-letters">
        {letters.map(({ kind, language, subject, text: body }) => (
          <section class="closing-letter">
            <h3>{text.letter[kind]}</h3>
            <p>
              <b>{text.subject}</b> <span lang={language}>{subject}</span>
            </p>
            <p class="closing-body" lang={language}>
              {body}
            </p>
          </section>
        ))}
      </div>
    </>
  )
}

function NotYet({ page, waits }: Props & { waits: readonly string[] }) {
  const text = page.t.closings.messages
  return (
    <section class="notice notice-warning">
      <h2 class="notice-title">{text.notYet}</h2>
      <ul>
        {waits.map(wait => (
          <li>{wait}</li>
        ))}
      </ul>
    </section>
  )
}

function Confirm({ page, closing, isTold }: Props & { isTold: boolean }) {
  const text = page.t.closings.messages
  return (
    <form method="post" action={paths.closing(closing.id, 'messages')}>
      <input type="hidden" name="seen" value={closing.version} />
      <p>{text.confirmHint}</p>
      <p class="actions">
        <button class="button">{isTold ? text.confirm : text.confirmNobody}</button>
      </p>
    </form>
  )
}
