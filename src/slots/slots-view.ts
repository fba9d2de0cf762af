import type { SlotsView } from '#views/booking/slots-page.tsx'
import { addDays, dateOf, type Instant, type LocalDate, monthStart, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Freshness } from '../http/kept-pages.ts'
import type { Office } from '../offices/office.ts'
import type { SlotsQuery } from '../paths.ts'
import { type Day, questionFor, type Share, type Wish } from './slot.ts'

export type SlotsRequest = {
  wish: Wish
  month: string
  date: string
  view: string
  movesFrom: Instant | null
  key: string
  /** Staff see all windows; residents, their share. */
  share?: Share
  url: (query: Partial<SlotsQuery>) => string
}

/**
 * What the page of days and times shows. Without a date it opens on the first day with a free place; months
 * go from this one to the last that can be booked.
 */
export async function slotsView(
  deps: Deps,
  office: Office,
  request: SlotsRequest,
): Promise<SlotsView & Freshness> {
  const { wish, share = 'public' } = request
  const now = deps.clock.now()
  const today = dateOf(now, office.timeZone)
  const { last } = questionFor(office, wish, now)
  const whole = await deps.availability.days(office, wish, today, last, share)
  const ahead = whole.days
  const isFree = (day: Day) => day.state === 'open'

  const asked = parseDate(request.date)
  const askedMonth = parseDate(`${request.month}-01`)
  const firstFree = ahead.find(isFree)
  const chosenDate = asked ?? (askedMonth ? null : (firstFree?.date ?? null))
  const month = within(monthStart(chosenDate ?? askedMonth ?? today), monthStart(today), monthStart(last))

  const monthEnd = addDays(monthStart(month, 1), -1)
  const shown = await deps.availability.days(office, wish, month, monthEnd, share)
  const { days } = shown
  const chosen =
    days.find(day => day.date === chosenDate) ?? (asked ? null : (days.find(day => isFree(day)) ?? null))
  const nextFree = ahead.find(day => isFree(day) && day.date > (chosen?.date ?? today)) ?? firstFree

  return {
    office,
    services: wish.services,
    people: wish.people,
    month,
    days,
    chosen,
    view: request.view === 'list' ? 'list' : 'month',
    previousMonth: month > monthStart(today) ? monthStart(month, -1) : null,
    nextMonth: month < monthStart(last) ? monthStart(month, 1) : null,
    nextFree: nextFree?.date ?? null,
    key: request.key,
    movesFrom: request.movesFrom,
    url: request.url,
    counterId: wish.services[0]?.counterId ?? null,
    version: whole.version,
    goodUntil: Math.min(whole.goodUntil, shown.goodUntil),
  }
}

function within(date: LocalDate, first: LocalDate, last: LocalDate): LocalDate {
  if (date < first) return first
  return date > last ? last : date
}
