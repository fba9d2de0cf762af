import { displayReceipt } from '#src/access/token.ts'
import type { ChangeRefusal } from '#src/opinions/change.ts'
import type { TypedDeed } from '#src/opinions/details.ts'
import { isAnswerable, isInWork, type OpinionDeed } from '#src/opinions/opinion.ts'
import { langOf } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import { BackLink, ErrorSummary, Notice } from '../components/parts.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'
import { AnswerForm } from './answer-form.tsx'
import { History } from './history.tsx'
import { deedFault, type OneProps, Seen } from './one.tsx'
import { KeptTexts } from './kept-texts.tsx'
import { OpinionFacts } from './opinion-facts.tsx'
import { OtherDeeds } from './other-deeds.tsx'
import { PublishForm } from './publish-form.tsx'

/** One opinion with all that staff do with it. */
export function OpinionPage(props: OneProps) {
  const { page, staff, opinion, can, typed, faults, refusal, done } = props
  const { t } = page
  const { one, staff: words } = t.opinions
  const title = one.title(displayReceipt(opinion.receipt))
  const isKept = typed !== null && refusal !== null && !hasFormFor(props, typed)
  const saved = Object.hasOwn(one.saved, done) ? one.saved[done as OpinionDeed] : null
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={title}
      hasError={faults.length > 0 || refusal !== null}
      styles={['opinions.css']}
    >
      <BackLink href={paths.staffOpinions()}>{words.back}</BackLink>
      <ErrorSummary
        t={t}
        errors={faults.map(({ field }) => ({ href: `#${field}`, text: deedFault(t, faults, field) ?? '' }))}
      />
      {refusal && <Refused t={t} refusal={refusal} typed={typed} isKept={isKept} />}
      {saved && (
        <div role="status">
          <Notice kind="success">
            <p>
              {saved} {done === 'answered' && opinion.answeredBy === 'email' && one.mailLeaves}
            </p>
          </Notice>
        </div>
      )}
      <h1>{title}</h1>
      <OpinionFacts {...props} />
      <h2>{one.text}</h2>
      <p class="opinion-text" lang={langOf(opinion.language)}>
        {opinion.text || t.retention.held.textErased}
      </p>
      {isKept && <KeptTexts page={page} typed={typed} />}
      <Take {...props} />
      {can.work && isAnswerable(opinion) && <AnswerForm {...props} />}
      {opinion.answer !== null && !isInWork(opinion) && (
        <>
          <h2>{opinion.wantsAnswer ? one.answer : one.notedText}</h2>
          <p class="opinion-text">{opinion.answer || t.retention.held.textErased}</p>
        </>
      )}
      <PublishForm {...props} />
      <OtherDeeds {...props} />
      <History {...props} />
    </StaffShell>
  )
}

/** Whether the page still has the form into which the typed text goes back. */
function hasFormFor({ opinion, can }: OneProps, typed: TypedDeed): boolean {
  const isAnswer = typed.answer !== ''
  const isWording = typed.publishedText !== '' || typed.publishedAnswer !== ''
  const isPublishable = can.answer && (opinion.state === 'answered' || opinion.state === 'published')
  return (!isAnswer || (can.work && isAnswerable(opinion))) && (!isWording || isPublishable)
}

type RefusedProps = { t: Texts; refusal: ChangeRefusal; typed: TypedDeed | null; isKept: boolean }

function Refused({ t, refusal, typed, isKept }: RefusedProps) {
  const { one } = t.opinions
  const hasText =
    typed !== null && `${typed.answer}${typed.publishedText}${typed.publishedAnswer}`.trim() !== ''
  return (
    <div role="alert" class="notice notice-error" tabindex={-1} data-error-summary>
      <h2 class="notice-title">{refusal === 'changed' ? one.changedTitle : one.refusedTitle}</h2>
      <p>{one.refusal[refusal]}</p>
      {hasText && <p>{isKept ? one.notTypedKept : one.typedKept}</p>}
    </div>
  )
}

/** Taking over: what nobody works on, what a colleague does, what was closed. */
function Take({ page, staff, opinion, can }: OneProps) {
  const { one } = page.t.opinions
  const isOwn = opinion.state === 'in_progress' && opinion.takenBy === staff.pseudonym
  if (!can.work || isOwn || !(isInWork(opinion) || opinion.state === 'closed')) return null
  const label =
    opinion.state === 'closed'
      ? one.reopen
      : opinion.takenBy === null
        ? one.take
        : one.takeOver(opinion.takenBy)
  return (
    <form method="post" action={paths.opinionDeed(opinion.id, 'take')} class="opinion-take">
      <Seen opinion={opinion} />
      <button class="button button-outline">{label}</button>
    </form>
  )
}
