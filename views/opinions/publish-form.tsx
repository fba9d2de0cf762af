import { paths } from '#src/paths.ts'
import { FieldFault, TextArea } from '../components/parts.tsx'
import { deedFault, type OneProps, Seen } from './one.tsx'

/** Publishing: the wording is written anew, and somebody says that it tells of nobody. */
export function PublishForm(props: OneProps) {
  const { page, office, opinion, can, typed, faults } = props
  const { one, answers } = page.t.opinions
  const isPublished = opinion.state === 'published'
  const hasFaults = faults.some(({ field }) => /^(published|isAnonymous)/.test(field))
  const isOpen = hasFaults || Boolean(typed?.publishedText)
  return (
    <>
      {isPublished && (
        <section class="opinion-published">
          <h2>{one.published}</h2>
          <h3>{answers.opinion}</h3>
          <p class="opinion-text">{opinion.publishedText}</p>
          <h3>{answers.answer}</h3>
          <p class="opinion-text">{opinion.publishedAnswer}</p>
          <p>
            <a href={paths.publishedOpinions(office.slug, opinion.receivedDate.slice(0, 7))}>
              {one.seePublished}
            </a>
          </p>
        </section>
      )}
      {can.answer && (isPublished || opinion.state === 'answered') && (
        <details class="opinion-deed" open={isOpen}>
          <summary>{isPublished ? one.publishAgain : one.publish}</summary>
          <Wording {...props} />
        </details>
      )}
      {can.answer && isPublished && (
        <form method="post" action={paths.opinionDeed(opinion.id, 'unpublish')}>
          <Seen opinion={opinion} />
          <button class="button button-danger">{one.unpublish}</button>
        </form>
      )}
    </>
  )
}

function Wording({ page: { t }, opinion, typed, faults }: OneProps) {
  const { one } = t.opinions
  const fault = deedFault(t, faults, 'isAnonymous')
  return (
    <form method="post" action={paths.opinionDeed(opinion.id, 'publish')} novalidate>
      <Seen opinion={opinion} />
      <p>{one.publishHint}</p>
      <TextArea
        t={t}
        name="publishedText"
        label={one.publishedText}
        error={deedFault(t, faults, 'publishedText')}
        value={typed?.publishedText || (opinion.publishedText ?? opinion.text)}
        rows={6}
        isRequired
      />
      <TextArea
        t={t}
        name="publishedAnswer"
        label={one.publishedAnswer}
        error={deedFault(t, faults, 'publishedAnswer')}
        value={typed?.publishedAnswer || (opinion.publishedAnswer ?? opinion.answer ?? '')}
        rows={6}
        isRequired
      />
      <div class={fault ? 'field field-error' : 'field'}>
        <label class="choice">
          <input
            type="checkbox"
            id="isAnonymous"
            name="isAnonymous"
            value="1"
            aria-describedby={fault && 'isAnonymous-error'}
          />
          <span>{one.isAnonymous}</span>
        </label>
        {fault && <FieldFault t={t} name="isAnonymous" error={fault} />}
      </div>
      <p class="actions">
        <button class="button">{one.publishSubmit}</button>
      </p>
    </form>
  )
}
