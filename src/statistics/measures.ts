import type { Bookings, Figures, Flow } from './figures.ts'

export type Unit =
  | 'tickets'
  | 'people'
  | 'visits'
  | 'times'
  | 'minutes'
  | 'days'
  | 'percent'
  | 'perHour'
  | 'places'
  | 'appointments'

export const topics = ['volume', 'waiting', 'service', 'visit', 'outcome', 'flow', 'bookings'] as const
export type Topic = (typeof topics)[number]

/** What is aimed at: of a share its percent, of a spread its 90th percentile. One of the bounds is given. */
export type Target = { min: number; max?: never } | { max: number; min?: never }

/** `spread`: n, mean, median and 90th percentile; `share`: n, of how many, percent. */
export type Measure = {
  topic: Topic
  kind: 'count' | 'spread' | 'share' | 'value'
  unit: Unit
  target?: Target
  /** What a share is a part of; tickets or visits where nothing is said. */
  of?: Unit
}

/** The sums out of which the others are made are not measures of their own. */
type FlowMeasure = Exclude<
  keyof Flow,
  'openMinutes' | 'queueMinutes' | 'arrivals' | 'called' | 'waitMinutes' | 'ended'
>
type TicketMeasure = Exclude<keyof Figures, 'waitBuckets' | 'flagged'> | keyof Figures['flagged']

const count = (topic: Topic, unit: Unit = 'tickets') => ({ topic, kind: 'count', unit }) as const
const minutes = (topic: Topic, target?: Target) =>
  ({ topic, kind: 'spread', unit: 'minutes', ...(target && { target }) }) as const
const share = (topic: Topic, target?: Target) =>
  ({ topic, kind: 'share', unit: 'percent', ...(target && { target }) }) as const

/**
 * Every measure that pages, files and the API show, in the order of reading: their texts in each language
 * (`views/text/measures-*.ts`) say how each is worked out. A figure without a line here does not compile.
 */
export const measures = {
  ticket: {
    tickets: count('volume'),
    people: count('volume', 'people'),
    visits: count('volume', 'visits'),
    booked: count('volume'),
    walkIns: count('volume'),
    fromPaper: count('volume'),

    wait: minutes('waiting', { max: 30 }),
    waitBooked: minutes('waiting'),
    waitWalkIn: minutes('waiting'),
    withinTarget: share('waiting', { min: 80 }),
    withinTargetStrict: share('waiting'),
    pastAppointment: minutes('waiting'),
    onTime: share('waiting', { min: 85 }),
    earlyWait: minutes('waiting'),
    lateness: minutes('waiting'),
    lateConverted: count('waiting'),

    walking: minutes('service'),
    service: minutes('service'),
    handling: minutes('service'),
    secondWait: minutes('service'),
    recalls: count('service', 'times'),
    inferred: count('service'),
    tooShort: count('service'),
    tooLong: count('service'),

    stay: minutes('visit'),
    visitWait: minutes('visit'),
    oneStop: share('visit'),
    purposeMet: share('visit'),

    served: count('outcome'),
    transferred: count('outcome'),
    sentOn: share('outcome'),
    left: count('outcome'),
    noResponse: count('outcome'),
    abandoned: share('outcome', { max: 3 }),
    reset: count('outcome'),
    open: count('outcome'),
  } satisfies Record<TicketMeasure, Measure>,
  flow: {
    openDays: { topic: 'flow', kind: 'count', unit: 'days' },
    openWindowMinutes: { topic: 'flow', kind: 'count', unit: 'minutes' },
    handlingMinutes: { topic: 'flow', kind: 'count', unit: 'minutes' },
    occupancy: { ...share('flow'), of: 'minutes' },
    throughputPerHour: { topic: 'flow', kind: 'value', unit: 'perHour' },
    queueMean: { topic: 'flow', kind: 'value', unit: 'people' },
    queueMax: { topic: 'flow', kind: 'count', unit: 'people' },
    littleGapPercent: { topic: 'flow', kind: 'value', unit: 'percent' },
  } satisfies Record<FlowMeasure, Measure>,
  bookings: {
    offered: count('bookings', 'places'),
    blocked: count('bookings', 'places'),
    booked: count('bookings', 'appointments'),
    bookedShare: { ...share('bookings'), of: 'places' },
    cancelledEarly: count('bookings', 'appointments'),
    cancelledLate: count('bookings', 'appointments'),
    cancelledByOffice: count('bookings', 'appointments'),
    attended: count('bookings', 'appointments'),
    noShow: count('bookings', 'appointments'),
    noShowShare: share('bookings', { max: 8 }),
    utilisation: { ...share('bookings'), of: 'places' },
    leadDays: { topic: 'bookings', kind: 'spread', unit: 'days' },
  } satisfies Record<Exclude<keyof Bookings, 'byLead'>, Measure>,
} as const

export type MeasureSet = keyof typeof measures

/** Where a measure is explained: the anchor on the page of definitions and its name in the dictionary. */
export type MeasureId = { [S in MeasureSet]: `${S}-${string & keyof (typeof measures)[S]}` }[MeasureSet]

/** All measures of a topic, with their set and name. */
export function measuresOf(topic: Topic): Array<{ set: MeasureSet; name: string; measure: Measure }> {
  return (Object.keys(measures) as MeasureSet[]).flatMap(set =>
    Object.entries<Measure>(measures[set])
      .filter(([, measure]) => measure.topic === topic)
      .map(([name, measure]) => ({ set, name, measure })),
  )
}

/** Whether a value keeps to its target; null where there is no value. */
export function isMet(target: Target, value: number | null): boolean | null {
  if (value === null) return null
  return target.min === undefined ? value <= target.max : value >= target.min
}
