import { answerLettersMax, answerWaysOf, isInWork } from '#src/opinions/opinion.ts'
import { paths } from '#src/paths.ts'
import { TextArea } from '../components/parts.tsx'
import { Choices } from './fields.tsx'
import { deedFault, type OneProps, Seen } from './one.tsx'

/** The answer, drafted by whoever works on it and given by a supervisor. */
export function AnswerForm({ page, opinion, can, typed, faults }: OneProps) {
  const { t } = page
  const { one } = t.opinions
  const { wantsAnswer } = opinion
  const ways = answerWaysOf(opinion)
  const draftPath = paths.opinionDeed(opinion.id, 'draft')
  const answerPath = paths.opinionDeed(opinion.id, 'answer')
  const hint = wantsAnswer ? one.answerHint(answerLettersMax) : one.notedHint(answerLettersMax)
  const isDraftable = isInWork(opinion)
  const hasTyped = typed !== null && typed.answer !== ''
  const isOtherDraft = hasTyped && faults.length === 0 && opinion.answer && opinion.answer !== typed.answer
  return (
    <section>
      <h2>{one.answer}</h2>
      {isOtherDraft && (
        <details open>
          <summary>{one.theirText}</summary>
          <p class="opinion-text">{opinion.answer}</p>
        </details>
      )}
      <form method="post" action={isDraftable ? draftPath : answerPath} novalidate>
        <Seen opinion={opinion} />
        {isDraftable && (
          <button class="hidden" tabindex={-1} aria-hidden="true">
            {one.draft}
          </button>
        )}
        <TextArea
          t={t}
          name="answer"
          label={wantsAnswer ? one.answerText : one.notedText}
          hint={hint}
          error={deedFault(t, faults, 'answer')}
          value={hasTyped ? typed.answer : (opinion.answer ?? '')}
          rows={8}
          isRequired
        />
        {!can.answer && <p class="hint">{one.draftOnly}</p>}
        {can.answer && !wantsAnswer && <input type="hidden" name="by" value="noted" />}
        {can.answer && wantsAnswer && (
          <Choices
            page={page}
            name="by"
            legend={one.by}
            choices={ways.map(way => [way, one.way[way]] as const)}
            chosen={typed?.by ?? ''}
            error={deedFault(t, faults, 'by')}
          />
        )}
        <p class="actions">
          {can.answer && (
            <button class="button" formaction={answerPath}>
              {wantsAnswer ? one.sendAnswer : one.note}
            </button>
          )}
          {isDraftable && <button class="button button-outline">{one.draft}</button>}
        </p>
      </form>
    </section>
  )
}
