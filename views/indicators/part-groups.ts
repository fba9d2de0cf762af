import { type Part, reviewLettersMax } from '#src/indicators/plan.ts'
import type { YearEntries } from '#src/indicators/year-entries.ts'
import type { Texts } from '../text/index.ts'
import type { Entry, EntryGroup } from './entry.tsx'

type Groups = (year: YearEntries, t: Texts) => EntryGroup[]

const values: Groups = ({ plan }, { indicators: t }) =>
  plan.indicators.map(({ slug, name, unit, direction, measure }) => {
    const target: Entry = {
      name: `target-${slug}`,
      label: t.form.target(`${unit}${t.direction[direction]}`),
      hint: t.form.targetHint,
      kind: 'number',
    }
    if (measure !== null) return { legend: name, note: t.form.measuredHint, entries: [target] }
    return {
      legend: name,
      entries: [
        target,
        {
          name: `value-${slug}`,
          label: t.form.valueIn(unit),
          hint: t.form.valueHint,
          kind: 'number',
        },
        { name: `answers-${slug}`, label: t.form.answers, hint: t.form.answersHint, kind: 'number' },
        { name: `survey-${slug}`, label: t.form.survey, hint: t.form.surveyHint, kind: 'text' },
      ],
    }
  })

const rating: Groups = (_, { indicators: t }) => [
  {
    legend: t.rating.name,
    entries: [
      { name: 'points', label: t.form.points, hint: t.form.pointsHint, kind: 'number' },
      {
        name: 'stars',
        label: t.form.stars,
        kind: 'choice',
        choices: [
          ['', t.form.noRating],
          ...([3, 2, 1, 0] as const).map(
            stars => [String(stars), `${'★'.repeat(stars)} ${t.rating.level[stars]}`.trim()] as const,
          ),
        ],
      },
    ],
  },
]

const activities: Groups = ({ plan }, { indicators: t }) => [
  ...plan.activities.map(({ id, name }) => ({
    legend: name,
    entries: [...activityEntries(String(id), t), { name: `was-${id}`, label: '', kind: 'hidden' as const }],
  })),
  ...['new1', 'new2'].map(row => ({ legend: t.form.newActivity, entries: activityEntries(row, t) })),
]

function activityEntries(row: string, t: Texts['indicators']): Entry[] {
  return [
    { name: `plan-${row}`, label: t.form.plan, hint: t.form.planHint, kind: 'text' },
    { name: `result-${row}`, label: t.form.result, hint: t.form.planHint, kind: 'text' },
    { name: `name-${row}`, label: t.form.activity, kind: 'text' },
    {
      name: `proof-${row}`,
      label: t.form.proof,
      kind: 'choice',
      choices: [['', t.form.noProof], ...Object.entries(t.activity.proof)],
    },
  ]
}

const budget: Groups = ({ plan }, { indicators: t }) => [
  ...plan.initiatives.map(({ id, number, name }) => ({
    legend: t.budget.label(number, name),
    entries: [...yenEntries(String(id), t), { name: `was-${id}`, label: '', kind: 'hidden' as const }],
  })),
  {
    legend: t.form.newInitiative,
    entries: [
      { name: 'number-new1', label: t.form.number, hint: t.form.numberHint, kind: 'text' },
      ...yenEntries('new1', t),
    ],
  },
]

function yenEntries(row: string, t: Texts['indicators']): Entry[] {
  return [
    { name: `budget-${row}`, label: t.form.budget, kind: 'number' },
    { name: `settlement-${row}`, label: t.form.settlement, kind: 'number' },
    { name: `name-${row}`, label: t.form.initiative, kind: 'text' },
  ]
}

const review: Groups = ({ plan }, { indicators: t }) =>
  plan.initiatives.map(({ id, number, name }) => ({
    legend: t.budget.label(number, name),
    entries: [
      {
        name: `evaluation-${id}`,
        label: t.form.evaluation,
        hint: t.form.lettersMax(reviewLettersMax),
        kind: 'lines',
      },
      {
        name: `improvement-${id}`,
        label: t.form.improvement,
        hint: t.form.lettersMax(reviewLettersMax),
        kind: 'lines',
      },
    ],
  }))

/** The fields of each part of a year, one group for each thing it is about. */
export const groupsOf: Record<Part, Groups> = { values, rating, activities, budget, review }
