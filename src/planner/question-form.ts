import { parseText, placeOf, type TextError, type TypedTexts } from '../catalogue/typed-texts.ts'
import { textLanguages } from '../catalogue/texts.ts'
import type { Form } from '../http/forms.ts'
import type { Localized, Question, Service } from '../offices/office.ts'
import type { QuestionDraft } from './change-questions.ts'

/** What somebody has typed about a question; for each service of the event the answer that needs it, or ''. */
export type TypedQuestion = { texts: TypedTexts; needs: Readonly<Record<string, string>> }

const limits = { isRequired: true, lettersMax: 150 }

/** What a form has sent, or without one, what it shows at first. */
export function typedQuestion(
  form: Form | null,
  services: readonly Service[],
  question: Question | null,
): TypedQuestion {
  const text: Partial<Localized> = question?.text ?? {}
  const answerOf = (id: number) => question?.needs.find(({ serviceId }) => serviceId === id)?.answer ?? ''
  return {
    texts: Object.fromEntries(
      textLanguages.map(language => {
        const at = placeOf('text', language)
        return [at, form ? form.one(at) : (text[language] ?? '')]
      }),
    ),
    needs: Object.fromEntries(
      services.map(({ id, slug }) => [slug, form ? form.one(`needs-${slug}`) : answerOf(id)]),
    ),
  }
}

type Parsed = { ok: true; draft: QuestionDraft } | { ok: false; errors: TextError[] }

/** The question that was typed, or what is wrong with its text. */
export function parseQuestion({ texts, needs }: TypedQuestion): Parsed {
  const text = parseText('text', limits, texts)
  if (!text.ok || text.value === null) return { ok: false, errors: text.ok ? [] : text.errors }
  return {
    ok: true,
    draft: {
      text: text.value,
      needs: Object.entries(needs).flatMap(([service, answer]) =>
        answer === 'yes' || answer === 'no' ? [{ service, answer }] : [],
      ),
    },
  }
}

/** Minutes of a form, 0 to 60; null for anything else. */
export function parseMinutes(typed: string): number | null {
  const minutes = /^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN
  return minutes <= 60 ? minutes : null
}
