import { z } from '@hono/zod-openapi'
import { isoOf } from '../clock.ts'
import { everyService, type Office } from '../offices/office.ts'
import { instantText } from '../queue/api-shapes.ts'
import { breakdowns, grains } from './figures.ts'
import { leadBuckets } from './bookings.ts'
import { endOf } from './period.ts'
import { isHidden, type ShownCell, type ShownSummary } from './read-summaries.ts'

const count = z.int().openapi({ example: 120 })
const tenth = z.number().nullable()

const spreadSchema = z.object({ n: count, mean: tenth, p50: tenth, p90: tenth }).openapi('Spread', {
  description:
    'Minutes (days, for `leadDays`) of `n` cases, to one decimal. Null where there are too few: the median is ' +
    'told from 10 cases on, the 90 % point from 20.',
})

const shareSchema = z
  .object({ n: z.number(), of: z.number(), percent: tenth })
  .openapi('Share', { description: '`n` of `of`, in percent to one decimal; null of nothing.' })

const figuresSchema = z
  .object({
    ...{ tickets: count, people: count, visits: count, booked: count, walkIns: count },
    ...{ served: count, transferred: count, left: count, noResponse: count, reset: count, open: count },
    recalls: count,
    ...{ wait: spreadSchema, waitBooked: spreadSchema, waitWalkIn: spreadSchema },
    ...{ pastAppointment: spreadSchema, earlyWait: spreadSchema, lateness: spreadSchema },
    ...{ walking: spreadSchema, service: spreadSchema, handling: spreadSchema, secondWait: spreadSchema },
    ...{ stay: spreadSchema, visitWait: spreadSchema },
    waitBuckets: z.object({ booked: z.array(count), walkIn: z.array(count) }).openapi({
      description: 'Waits up to 5, 10, 15, 20, 30, 45, 60 and 90 minutes, and longer.',
    }),
    ...{ withinTarget: shareSchema, withinTargetStrict: shareSchema, onTime: shareSchema },
    ...{ abandoned: shareSchema, oneStop: shareSchema, purposeMet: shareSchema, sentOn: shareSchema },
    flagged: z.object({
      ...{ inferred: count, tooShort: count, tooLong: count, lateConverted: count, fromPaper: count },
    }),
  })
  .openapi('Figures', { description: 'What each of them means is on the page of definitions for staff.' })

const flowSchema = z
  .object({
    ...{ openDays: count, openMinutes: z.number(), openWindowMinutes: z.number() },
    ...{ handlingMinutes: z.number(), queueMinutes: z.number(), arrivals: count, called: count },
    ...{ waitMinutes: z.number(), ended: count, occupancy: shareSchema, throughputPerHour: tenth },
    ...{ queueMean: tenth, queueMax: count, littleGapPercent: tenth },
  })
  .openapi('Flow')

const bookingsSchema = z
  .object({
    ...{ offered: count, blocked: count, booked: count, cancelledEarly: count, cancelledLate: count },
    ...{ cancelledByOffice: count, attended: count, noShow: count, bookedShare: shareSchema },
    ...{ utilisation: shareSchema, noShowShare: shareSchema, leadDays: spreadSchema },
    byLead: z
      .array(z.object({ days: z.enum(leadBuckets), noShow: shareSchema }))
      .optional()
      .openapi({ description: 'By how many days before the appointment the booking was made.' }),
  })
  .openapi('Bookings')

const cellSchema = z.object({
  key: z.string().openapi({
    description:
      'Of the part: empty for `all`, the id of a service, `booked` or `walk_in`, `09:30`, `1` for Monday, ' +
      '`1 09:30`, a language, a channel.',
    example: 'tennyu',
  }),
  isSuppressed: z
    .boolean()
    .openapi({ description: 'Of fewer than ten visits, or something that would give such a part away.' }),
  figures: figuresSchema.nullable().openapi({ description: 'Null where they are suppressed.' }),
  flow: flowSchema.optional().openapi({ description: 'With `by=all`.' }),
  bookings: bookingsSchema.optional().openapi({ description: 'With `by=all`.' }),
})

export const statisticsSchema = z
  .object({
    grain: z.enum(grains),
    by: z.enum(breakdowns),
    summaries: z.array(
      z.object({
        from: z.string().openapi({ description: 'First day of the period.', example: '2026-12-01' }),
        to: z.string().openapi({ description: 'Its last day.', example: '2026-12-31' }),
        counter: z.string().nullable().openapi({ description: 'Null: the whole office.', example: 'ido' }),
        version: z.int().openapi({
          description: '0 while the period may still change; from 1 on once it was closed.',
          example: 1,
        }),
        asOf: instantText.openapi({ description: 'When these figures were made.' }),
        cells: z.array(cellSchema),
      }),
    ),
  })
  .openapi('Statistics')

type SummaryJson = z.infer<typeof statisticsSchema>['summaries'][number]

/** A summary as programs get it: counters and services by the ids that the other calls use. */
export function summaryJson(office: Office, summary: ShownSummary): SummaryJson {
  const { period, counterId, version, madeAt, breakdown, cells } = summary
  const keyOf = ({ key }: ShownCell) =>
    breakdown === 'service' ? (everyService(office).find(({ id }) => String(id) === key)?.slug ?? key) : key
  return {
    from: period.start,
    to: endOf(period),
    counter: office.counters.find(({ id }) => id === counterId)?.slug ?? null,
    version,
    asOf: isoOf(madeAt, office.timeZone),
    cells: cells.map(cell =>
      isHidden(cell)
        ? { key: keyOf(cell), isSuppressed: true, figures: null }
        : { ...toJson(cell), key: keyOf(cell), isSuppressed: false },
    ),
  }
}

/** The shapes are the same but for what may not be written to. */
function toJson(cell: Exclude<ShownCell, { figures: 'suppressed' }>) {
  const { booked, walkIn } = cell.figures.waitBuckets
  return { ...cell, figures: { ...cell.figures, waitBuckets: { booked: [...booked], walkIn: [...walkIn] } } }
}
