import { z } from '@hono/zod-openapi'
import { directions, kinds, measures, sources } from './indicator.ts'
import type { Sheet, SheetIndicator } from './sheet.ts'

const certainties = ['reached', 'missed', 'unclear'] as const

const indicatorSchema = z.object({
  id: z.string().openapi({ example: 'counter-good' }),
  name: z.string(),
  kind: z.enum(kinds),
  unit: z.string().openapi({ example: '%' }),
  direction: z.enum(directions).openapi({ description: 'Whether the target is a floor or a ceiling.' }),
  source: z.enum(sources).openapi({
    description:
      'The yearly panel of residents, people asked on site (a leading indicator), or the office’s records.',
  }),
  measure: z.enum(measures).nullable().openapi({ description: 'Null: the value was entered.' }),
  target: z.number().nullable().openapi({ example: 85 }),
  value: z.number().nullable().openapi({ description: 'To one decimal, as published.', example: 80.2 }),
  survey: z.string().nullable(),
  answers: z.int().nullable().openapi({ description: 'How many answers or cases it rests on.' }),
  provisional: z.boolean().openapi({ description: 'Measured in a year that is not closed.' }),
  met: z.boolean().nullable().openapi({ description: '○ or — of the sheet; null without value or target.' }),
  interval: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .openapi({ description: 'Wilson’s 95 % interval as parts of one.' }),
  certainty: z.enum(certainties).nullable(),
})

export const indicatorsSchema = z
  .object({
    fiscalYear: z.int().openapi({ example: 2023 }),
    indicators: z.array(indicatorSchema),
    rating: z.object({ points: z.number(), stars: z.int() }).nullable(),
    activities: z.array(
      z.object({ name: z.string(), plan: z.string().nullable(), result: z.string().nullable() }),
    ),
    budget: z.array(
      z.object({
        initiative: z.string().openapi({ example: '5-2-1' }),
        name: z.string(),
        budgetYen: z.int().nullable(),
        settlementYen: z.int().nullable(),
      }),
    ),
  })
  .openapi('Indicators')

/** The sheet's own year of it. */
export function indicatorsJson(sheet: Sheet): z.infer<typeof indicatorsSchema> {
  const { fiscalYear } = sheet
  const ofYear = <T extends { fiscalYear: number }>(years: readonly T[]) =>
    years.find(year => year.fiscalYear === fiscalYear) ?? null
  const rating = ofYear(sheet.ratings)
  return {
    fiscalYear,
    indicators: sheet.indicators.map(indicator => indicatorJson(indicator, ofYear(indicator.years))),
    rating: rating && { points: rating.points, stars: rating.stars },
    activities: sheet.activities.flatMap(({ name, years }) => {
      const year = ofYear(years)
      return year ? { name, plan: year.plan, result: year.result } : []
    }),
    budget: sheet.initiatives.flatMap(({ number, name, years }) => {
      const year = ofYear(years)
      return year
        ? { initiative: number, name, budgetYen: year.budgetYen, settlementYen: year.settlementYen }
        : []
    }),
  }
}

function indicatorJson(indicator: SheetIndicator, year: SheetIndicator['years'][number] | null) {
  const { slug, name, kind, unit, direction, source, measure } = indicator
  return {
    ...{ id: slug, name, kind, unit, direction, source, measure },
    target: year?.target ?? null,
    value: year?.value ?? null,
    survey: year?.survey ?? null,
    answers: year?.answers ?? null,
    provisional: year?.isProvisional ?? false,
    met: year?.mark ? year.mark === '○' : null,
    interval: year?.interval ?? null,
    certainty: year?.certainty ?? null,
  }
}
