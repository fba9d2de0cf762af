import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import { type Scores, parseScores } from './answer.ts'
import { type CommentFault, parseComment } from './comment.ts'
import type { TypedMonth } from './questionnaire-change.ts'
import type { Question, Questionnaire } from './questionnaire.ts'

/** The marks and the comment of a form as they were sent. */
export function typedAnswers(questions: readonly Question[], form: Form) {
  const marks = Object.fromEntries(questions.map(({ slug }) => [slug, form.one(slug).slice(0, 10)]))
  return { marks, comment: form.one('comment') }
}

export type ParsedAnswers =
  { ok: true; scores: Scores; comment: string | null } | { ok: false; fault: CommentFault | 'unknown' }

/** Checks what was chosen and written; a mark that no page of ours offers is `unknown`. */
export function parseAnswers(questions: readonly Question[], form: Form): ParsedAnswers {
  const scores = parseScores(questions, form.one)
  if (!scores) return { ok: false, fault: 'unknown' }
  const comment = parseComment(form.one('comment'))
  return comment.ok ? { ok: true, scores, comment: comment.body } : { ok: false, fault: comment.reason }
}

/** The counter that was chosen: null for none, undefined for one that there is not. */
export function parseCounter(office: Office, slug: string): number | null | undefined {
  return slug === '' ? null : office.counters.find(counter => counter.slug === slug)?.id
}

/** A month's page as it was sent. */
export function typedMonth({ questions }: Questionnaire, form: Form): TypedMonth {
  return {
    goal: { ja: form.one('goal-ja').trim(), en: form.one('goal-en').trim() },
    questions: questions.map(({ slug }) => ({
      slug,
      ja: form.one(`${slug}-ja`).trim(),
      en: form.one(`${slug}-en`).trim(),
      isAsked: form.one(`${slug}-asked`) === '1',
      position: form.one(`${slug}-position`).normalize('NFKC').trim(),
    })),
  }
}

/** The key of a sheet as five fingers type it: 5 to 1, 0 for "cannot say", nothing for no answer. */
export function sheetMark(typed: string): string {
  const key = typed.normalize('NFKC').trim()
  return key === '0' ? 'unknown' : key
}
