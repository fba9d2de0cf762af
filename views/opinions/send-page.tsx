import type { OpinionFieldError, TypedOpinion } from '#src/opinions/details.ts'
import { opinionLettersMax } from '#src/opinions/opinion.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, IntentKey, TextArea } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { AnswerWish, CategoryChoices, CounterSelect, faultsOf, summaryOf } from './fields.tsx'

type Props = {
  page: Page
  office: Office
  typed: TypedOpinion
  errors: readonly OpinionFieldError[]
  /** The field that no person sees was filled in. */
  isTrapped: boolean
  intentKey: string
}

/** The opinions box: one page, one press. */
export function SendPage({ page, office, typed, errors, isTrapped, intentKey }: Props) {
  const { t } = page
  const text = t.opinions
  const faultOf = faultsOf(t, errors)
  const trapped = isTrapped ? [{ href: '#send', text: text.trapped }] : []
  return (
    <Shell page={page} title={text.title} hasError={errors.length > 0 || isTrapped} styles={['opinions.css']}>
      <ErrorSummary t={t} errors={[...summaryOf(t, errors), ...trapped]} />
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <p class="hint">{text.urgent(office.contact.phone)}</p>
      <p>
        <a href={paths.publishedOpinions(office.slug)}>{text.answersLink}</a>
      </p>
      <form method="post" action={paths.opinions(office.slug)} novalidate>
        <IntentKey value={intentKey} />
        <CategoryChoices page={page} chosen={typed.category} error={faultOf('category')} />
        <CounterSelect
          page={page}
          office={office}
          chosen={typed.counter}
          hint={text.counterHint}
          error={faultOf('counter')}
        />
        <TextArea
          t={t}
          name="text"
          label={text.text}
          hint={text.textHint(opinionLettersMax)}
          error={faultOf('text')}
          value={typed.text}
          rows={8}
          isRequired
        />
        <AnswerWish
          page={page}
          typed={typed}
          faultOf={faultOf}
          label={text.wantsAnswer}
          labelHint={text.wantsAnswerHint}
          hint={text.contactHint}
          isOwn
        />
        <div class="hidden" aria-hidden="true">
          <label for="website">{text.trap}</label>
          <input id="website" name="website" tabindex={-1} autocomplete="off" value="" />
        </div>
        <p class="hint">{text.publishNote}</p>
        <p class="actions">
          <button class="button" id="send">
            {text.submit}
          </button>
        </p>
      </form>
    </Shell>
  )
}
