import { setImmediate } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import type { Localized, Office } from '../offices/office.ts'
import { monthsOfYear, yearOfMonth } from './fiscal-year.ts'
import { type Month, overallSlug, type Question, type Questionnaire } from './questionnaire.ts'
import { answersAfter } from './answer-queries.ts'
import { satisfactionTarget, servedVisits } from './figure-queries.ts'
import { questionnaireOf } from './questionnaire-queries.ts'
import { type Results, resultsOf } from './results.ts'
import { countAnswer, countTally, emptyTally, type Tally } from './tally.ts'

const partMax = 500

/** Where answers are read. */
type Source = { store: Pick<Store, 'read'> }

/**
 * Counts a month, a part at a time: other people's pages are answered in between. Where nothing was asked, nobody was
 * invited.
 */
async function tallyOf(
  { store }: Source,
  office: Office,
  month: Month,
  questionnaire: Questionnaire | null,
): Promise<Tally> {
  if (!questionnaire) return emptyTally()
  const counterIds = office.counters.map(({ id }) => id)
  const tally = emptyTally(await store.read(db => servedVisits(db, counterIds, month)))
  let after = ''
  for (;;) {
    const answers = await store.read(db => answersAfter(db, { officeId: office.id, month }, after, partMax))
    for (const answer of answers) countAnswer(tally, answer)
    const last = answers.at(-1)
    if (!last || answers.length < partMax) return tally
    after = last.id
    await setImmediate()
  }
}

export type MonthResults = {
  goal: Localized | null
  questions: Question[]
  target: number | null
  results: Results
}

/** A month's results: of the questions it asks, and of those asked before they were changed. */
export async function monthResults(source: Source, office: Office, month: Month): Promise<MonthResults> {
  const questionnaire = await source.store.read(db => questionnaireOf(db, office.id, month))
  const target = await source.store.read(db => satisfactionTarget(db, office.id, yearOfMonth(month)))
  const tally = await tallyOf(source, office, month, questionnaire)
  const questions = (questionnaire?.questions ?? []).filter(
    ({ slug, isAsked }) => isAsked || tally.marks.has(slug),
  )
  const results = resultsOf(tally, slugsOf(questions), target)
  return { goal: questionnaire?.goal ?? null, questions, target, results }
}

export type YearResults = Omit<MonthResults, 'goal'> & {
  months: Array<{ month: Month; goal: Localized | null; results: Results }>
}

/**
 * A fiscal year: its months up to `until`, and all of them together. A question that was put in other words from a
 * month on is another one from there, for what was said to the one says nothing about the other; only the first stays
 * the same, by which every month is told.
 */
export async function yearResults(
  source: Source,
  office: Office,
  year: number,
  until: Month,
): Promise<YearResults> {
  const target = await source.store.read(db => satisfactionTarget(db, office.id, year))
  const whole = emptyTally()
  const wordings: Question[] = []
  const months: YearResults['months'] = []
  for (const month of monthsOfYear(year).filter(month => month <= until)) {
    const questionnaire = await source.store.read(db => questionnaireOf(db, office.id, month))
    const tally = await tallyOf(source, office, month, questionnaire)
    // The first question is the one that every month is told by, answered or not.
    const asked = (questionnaire?.questions ?? []).filter(
      ({ slug }) => slug === overallSlug || tally.marks.has(slug),
    )
    const keys = new Map(asked.map(question => [question.slug, keyIn(wordings, question)]))
    countTally(whole, tally, slug => keys.get(slug) ?? slug)
    const results = resultsOf(tally, slugsOf(asked), target)
    months.push({ month, goal: questionnaire?.goal ?? null, results })
  }
  const all = byQuestion(wordings)
  return { questions: all, target, results: resultsOf(whole, slugsOf(all), target), months }
}

function slugsOf(questions: readonly Question[]): string[] {
  return questions.map(({ slug }) => slug)
}

/** By what the marks of a question are counted together: its slug, and further ones for further wordings of it. */
function keyIn(wordings: Question[], question: Question): string {
  const { slug, text } = question
  const known = wordings.filter(({ slug: key }) => slugOf(key) === slug)
  const same = known.find(wording => slug === overallSlug || wording.text.ja === text.ja)
  if (same) {
    same.text = text
    return same.slug
  }
  const key = known.length === 0 ? slug : `${slug} ${known.length + 1}`
  wordings.push({ ...question, slug: key })
  return key
}

function slugOf(key: string): string {
  return key.split(' ', 1)[0] ?? key
}

/** All wordings of a question beside each other. */
function byQuestion(wordings: readonly Question[]): Question[] {
  return [...Map.groupBy(wordings, ({ slug }) => slugOf(slug)).values()].flat()
}
