import { closeReasons, isInWork, wholeOffice } from '#src/opinions/opinion.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { FieldFault } from '../components/parts.tsx'
import { Choices } from './fields.tsx'
import { deedFault, type OneProps, Seen } from './one.tsx'

/** The ways out that are not an answer, folded away. */
export function OtherDeeds(props: OneProps) {
  const { page, opinion, can, faults } = props
  const { one } = page.t.opinions
  const hasFault = (field: 'to' | 'reason') => faults.some(fault => fault.field === field)
  if (!can.work || !isInWork(opinion)) return null
  return (
    <>
      <details class="opinion-deed" open={hasFault('to')}>
        <summary>{one.handOn}</summary>
        <HandOn {...props} />
      </details>
      {can.answer && (
        <details class="opinion-deed" open={hasFault('reason')}>
          <summary>{one.close}</summary>
          <Close {...props} />
        </details>
      )}
    </>
  )
}

function HandOn({ page: { t, language }, office, opinion, typed, faults }: OneProps) {
  const { one, ...text } = t.opinions
  const error = deedFault(t, faults, 'to')
  return (
    <form method="post" action={paths.opinionDeed(opinion.id, 'hand-on')} novalidate>
      <Seen opinion={opinion} />
      <div class={error ? 'field field-error' : 'field'}>
        <label class="label" for="to">
          {one.handOnTo}
        </label>
        <p class="hint" id="to-hint">
          {one.handOnHint}
        </p>
        <select
          id="to"
          name="to"
          class="input"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'to-error to-hint' : 'to-hint'}
        >
          <option value="">{one.handOnChoose}</option>
          {opinion.counterId !== null && <option value={wholeOffice}>{text.wholeOffice}</option>}
          {office.counters
            .filter(({ id }) => id !== opinion.counterId)
            .map(({ slug, number, name }) => (
              <option value={slug} selected={slug === typed?.to}>
                {text.counterOption(number, textOf(name, language))}
              </option>
            ))}
        </select>
        {error && <FieldFault t={t} name="to" error={error} />}
      </div>
      <p class="actions">
        <button class="button button-outline">{one.handOnSubmit}</button>
      </p>
    </form>
  )
}

function Close({ page, opinion, typed, faults }: OneProps) {
  const { one } = page.t.opinions
  return (
    <form method="post" action={paths.opinionDeed(opinion.id, 'close')} novalidate>
      <Seen opinion={opinion} />
      <Choices
        page={page}
        name="reason"
        legend={one.reason}
        choices={closeReasons.map(reason => [reason, one.reasonName[reason]] as const)}
        chosen={typed?.reason ?? ''}
        error={deedFault(page.t, faults, 'reason')}
      />
      <p class="hint">{one.closeHint}</p>
      <p class="actions">
        <button class="button button-danger">{one.closeSubmit}</button>
      </p>
    </form>
  )
}
