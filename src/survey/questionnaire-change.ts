import { isReadable } from '../booking/details.ts'
import type { Localized } from '../offices/office.ts'
import { overallSlug, type Question, type Questionnaire } from './questionnaire.ts'

/** What a supervisor typed for a month: the order as numbers, texts in both languages. */
export type TypedMonth = {
  goal: { ja: string; en: string }
  questions: ReadonlyArray<{ slug: string; ja: string; en: string; isAsked: boolean; position: string }>
}

export type MonthFaultReason = 'required' | 'too_long' | 'unreadable' | 'not_a_number' | 'answered'

/** What is wrong with one field of the page, named as the form names it: `goal-ja`, `q-wait-position`. */
export type MonthFault = { field: string; reason: MonthFaultReason }

export type ParsedMonth =
  { ok: true; goal: Localized | null; questions: Question[] } | { ok: false; faults: MonthFault[] }

const goalMax = 100
const questionMax = 100

/**
 * Checks a month's questionnaire. The overall question stays first and asked. A question that has been answered
 * in this month (`answered`) keeps its wording and stays: what was said would mean something else otherwise.
 */
export function parseQuestionnaire(
  current: Pick<Questionnaire, 'questions'>,
  typed: TypedMonth,
  answered: ReadonlySet<string>,
): ParsedMonth {
  const faults: MonthFault[] = []
  const check = (field: string, reason: MonthFaultReason | null) => {
    if (reason) faults.push({ field, reason })
  }

  const { ja, en } = typed.goal
  check('goal-ja', refuseText(ja, goalMax, en !== ''))
  check('goal-en', refuseText(en, goalMax, ja !== ''))

  const places: Array<{ question: Question; place: number }> = []
  for (const known of current.questions) {
    const { slug } = known
    const wanted = typed.questions.find(question => question.slug === slug)
    const isFixed = answered.has(slug)
    const isOverall = slug === overallSlug
    const text = isFixed || !wanted ? known.text : { ...known.text, ja: wanted.ja, en: wanted.en }
    const isAsked = isOverall || isFixed || (wanted?.isAsked ?? known.isAsked)
    const place = isOverall ? 0 : Number(wanted?.position)

    check(`${slug}-ja`, refuseText(text.ja, questionMax, true))
    check(`${slug}-en`, refuseText(text.en ?? '', questionMax, true))
    if (isFixed && wanted && isChanged(known, wanted)) check(`${slug}-ja`, 'answered')
    if (isFixed && wanted && !wanted.isAsked && !isOverall) check(`${slug}-asked`, 'answered')
    if (!isOverall && !/^[1-9]\d?$/.test(wanted?.position ?? '')) check(`${slug}-position`, 'not_a_number')
    places.push({ question: { ...known, text: withoutStale(known, text), isAsked }, place })
  }
  if (faults.length > 0) return { ok: false, faults }

  const questions = places.toSorted((a, b) => a.place - b.place).map(({ question }) => question)
  return { ok: true, goal: ja === '' ? null : { ja, en }, questions }
}

function isChanged({ text }: Question, wanted: { ja: string; en: string }): boolean {
  return text.ja !== wanted.ja || (text.en ?? '') !== wanted.en
}

/** The wordings that nobody can change here go with the Japanese one they were made from. */
function withoutStale(known: Question, text: Localized): Localized {
  if (text.ja === known.text.ja) return text
  return { ja: text.ja, ...(text.en !== undefined && { en: text.en }) }
}

function refuseText(text: string, max: number, isRequired: boolean): MonthFaultReason | null {
  if (text === '') return isRequired ? 'required' : null
  if (!isReadable(text)) return 'unreadable'
  return Array.from(text).length > max ? 'too_long' : null
}
