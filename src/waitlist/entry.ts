import type { Instant, LocalDate } from '../clock.ts'
import type { Language } from '../languages.ts'
import type { Service } from '../offices/office.ts'
import type { Day, Slot, Wish } from '../slots/slot.ts'

export type EntryState = 'waiting' | 'offered' | 'booked' | 'left' | 'ended'
export type EndReason = 'booked' | 'left' | 'removed' | 'passed' | 'over'

/** On which days, and from which minute of a day up to which, a visit may begin. */
export type Span = { fromDate: LocalDate; toDate: LocalDate; fromMinute: number; toMinute: number }

/** What somebody waits for. */
export type WaitWish = Wish & Span

/** A place held for somebody until they answer. */
export type Offer = { id: number; appointmentId: number | null; startsAt: Instant; until: Instant }

/** One wish in a counter's line. */
export type Entry = WaitWish & {
  id: number
  officeId: number
  counterId: number
  state: EntryState
  channel: 'web' | 'api' | 'staff'
  language: Language
  joinedAt: Instant
  /** Who waits; null once they do no more. */
  person: { name: string; email: string | null; phone: string | null } | null
  /** Offers that nobody answered. */
  passed: number
  endReason: EndReason | null
  offer: Offer | null
  /** Times that were offered before and not taken: they go to others. */
  refusedStarts: readonly Instant[]
}

const noon = 12 * 60
const dayMinutes = 24 * 60

/** Parts of a day by their names, as minutes. */
export const partsOfDay = {
  any: { fromMinute: 0, toMinute: dayMinutes },
  morning: { fromMinute: 0, toMinute: noon },
  afternoon: { fromMinute: noon, toMinute: dayMinutes },
} as const
export type PartOfDay = keyof typeof partsOfDay | 'hours'

/** The name of a part of the day; `hours` where it has none. */
export function partOf({ fromMinute, toMinute }: Pick<Span, 'fromMinute' | 'toMinute'>): PartOfDay {
  const names = Object.keys(partsOfDay) as Array<keyof typeof partsOfDay>
  return (
    names.find(name => {
      const part = partsOfDay[name]
      return part.fromMinute === fromMinute && part.toMinute === toMinute
    }) ?? 'hours'
  )
}

/** Times of these days at which a wish could be met, were they free. */
export function wishedSlots(days: readonly Day[], span: Span): Slot[] {
  return days
    .filter(({ date }) => span.fromDate <= date && date <= span.toDate)
    .flatMap(({ slots }) => slots)
    .filter(({ startMinute }) => span.fromMinute <= startMinute && startMinute < span.toMinute)
}

/** The earliest free time that fits a wish and can be given to whoever waits for it. */
export function firstFitting(
  days: readonly Day[],
  span: Span,
  canBeGiven: (startsAt: Instant) => boolean = () => true,
): Slot | null {
  return wishedSlots(days, span).find(({ free, startsAt }) => free > 0 && canBeGiven(startsAt)) ?? null
}

/** The services of a wish as one text of their ids: part of what makes two wishes the same. */
export function wishText({ services, people, fromDate, toDate, fromMinute, toMinute }: WaitWish): string {
  const ids = services.map(({ id }: Pick<Service, 'id'>) => id).toSorted((a, b) => a - b)
  return [ids.join('+'), people, fromDate, toDate, fromMinute, toMinute].join(' ')
}
