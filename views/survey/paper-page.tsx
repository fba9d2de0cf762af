import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { CommentFault } from '#src/survey/comment.ts'
import type { Month, Question } from '#src/survey/questionnaire.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'
import { CounterField } from './counter-field.tsx'

/** A stack of sheets of one month and counter: how many are in, and the secret of the last one. */
export type Stack = { month: Month; counter: string; done: number; last: string | null }

export type PaperFault = { field: string; reason: 'mark' | 'nothing' | CommentFault }

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  months: readonly Month[]
  /** Null: month and counter are to be chosen first. */
  stack: Stack | null
  questions: readonly Question[]
  typed: { marks: Readonly<Record<string, string>>; comment: string }
  faults: readonly PaperFault[]
  takenBack: boolean | null
  secret: string
}

/** Sheets of paper, one after the other, by number keys alone. */
export function PaperPage(props: Props) {
  const { page, staff, stack, faults, takenBack } = props
  const t = page.t.survey.paper
  const words = faultWords(page)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.title}
      hasError={faults.length > 0}
      styles={['survey.css']}
      script="survey-paper.js"
    >
      <BackLink href={paths.staffSurvey()}>{page.t.survey.staff.back}</BackLink>
      <ErrorSummary
        t={page.t}
        errors={faults.map(({ field, reason }) => ({
          href: `#${field}`,
          text: `${numberOf(props, field)}${words[reason]}`,
        }))}
      />
      <h1>{t.title}</h1>
      {takenBack !== null && (
        <p class={`notice ${takenBack ? 'notice-success' : 'notice-warning'}`} role="status">
          {takenBack ? t.takenBack : t.notTakenBack}
        </p>
      )}
      {stack ? <Sheet {...props} stack={stack} /> : <Choose {...props} />}
    </StaffShell>
  )
}

/** Which question a fault is at, as its line begins. */
function numberOf({ questions }: Props, field: string): string {
  const index = questions.findIndex(({ slug }) => slug === field)
  return index < 0 ? '' : `${index + 1}. `
}

function faultWords(page: StaffPage) {
  const { paper, commentFault } = page.t.survey
  return { mark: paper.notAMark, nothing: paper.nothing, ...commentFault }
}

function Choose({ page, office, months }: Props) {
  const t = page.t.survey.paper
  return (
    <form method="get" action={paths.surveyPaper()}>
      <div class="field">
        <label for="month" class="label">
          {t.month}
        </label>
        <select id="month" name="month" class="input input-short">
          {months.map(month => (
            <option value={month}>{longMonth(month, page.language)}</option>
          ))}
        </select>
      </div>
      <CounterField page={page} office={office} label={t.counter} none={t.counterNone} />
      <p class="actions">
        <button class="button">{t.set}</button>
      </p>
    </form>
  )
}

function Sheet(props: Props & { stack: Stack }) {
  const { page, office, stack, questions, typed, faults, secret } = props
  const t = page.t.survey.paper
  const counter = office.counters.find(({ slug }) => slug === stack.counter)
  const counterName = counter ? textOf(counter.name, page.language) : t.counterNone
  const words = faultWords(page)
  const faultOf = (field: string) => faults.find(fault => fault.field === field)
  const commentFault = faultOf('comment')
  return (
    <>
      <p>
        <b>{t.current(longMonth(stack.month, page.language), counterName)}</b>{' '}
        <a class="whole" href={paths.surveyPaper()}>
          {t.change}
        </a>
      </p>
      {stack.done > 0 && (
        <div class="survey-stack">
          <p role="status">{t.done(stack.done)}</p>
          {stack.last && (
            <form method="post" action={paths.surveyTakeBack()}>
              <StackFields stack={stack} />
              <button class="button button-small button-outline">{t.takeBack}</button>
            </form>
          )}
        </div>
      )}
      <p class="hint">
        {t.keys} {t.enter}
      </p>
      <form method="post" action={paths.surveyPaper()} data-sheet>
        <StackFields stack={stack} />
        <input type="hidden" name="secret" value={secret} />
        <h2>{t.next(stack.done + 1)}</h2>
        <ol class="plain survey-keys">
          {questions.map(({ slug, text }, index) => (
            <li class={faultOf(slug) ? 'survey-key field-error' : 'survey-key'}>
              <label for={slug}>
                {index + 1}. {textOf(text, page.language)}
              </label>
              <input
                type="text"
                id={slug}
                name={slug}
                class="input"
                inputmode="numeric"
                maxlength={1}
                autocomplete="off"
                value={typed.marks[slug] ?? ''}
                autofocus={index === 0 && faults.length === 0}
                aria-invalid={faultOf(slug) ? 'true' : undefined}
                data-mark
              />
            </li>
          ))}
        </ol>
        <div class={commentFault ? 'field field-error' : 'field'}>
          <label for="comment" class="label">
            {t.comment}
          </label>
          <textarea id="comment" name="comment" rows={3} class="input survey-comment">
            {typed.comment}
          </textarea>
          {commentFault && <p class="error">{words[commentFault.reason]}</p>}
        </div>
        <p class="actions">
          <button class="button">{t.save}</button>
          <a class="button button-outline" href={paths.staffSurvey()}>
            {t.end}
          </a>
        </p>
      </form>
    </>
  )
}

function StackFields({ stack }: { stack: Stack }) {
  return (
    <>
      <input type="hidden" name="month" value={stack.month} />
      <input type="hidden" name="counter" value={stack.counter} />
      <input type="hidden" name="done" value={stack.done} />
      <input type="hidden" name="last" value={stack.last ?? ''} />
    </>
  )
}
