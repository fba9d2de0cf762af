import type { Page } from '../layout/shell.tsx'

type Props = { page: Page; value?: string; error?: string | null }

/** Room for what no mark says. */
export function CommentField({ page, value = '', error }: Props) {
  const t = page.t.survey
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for="comment" class="label">
        {t.comment}
      </label>
      <p id="comment-hint" class="hint">
        {t.commentHint} {t.commentNoReply}
      </p>
      <textarea
        id="comment"
        name="comment"
        rows={4}
        class="input survey-comment"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'comment-error comment-hint' : 'comment-hint'}
      >
        {value}
      </textarea>
      {error && (
        <p id="comment-error" class="error">
          {page.t.errors.mark}
          {error}
        </p>
      )}
    </div>
  )
}
