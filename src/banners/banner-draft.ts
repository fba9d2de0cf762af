import { type Instant, instantOf, parseDate, parseTime } from '../clock.ts'
import type { Banner, Office } from '../offices/office.ts'
import { type StaffMember, worksAt, worksIn } from '../staff/staff-member.ts'

/** A banner as it was typed. `counter` is a slug, or `wholeOffice`. */
export type TypedBanner = {
  kind: string
  counter: string
  ja: string
  en: string
  fromDate: string
  fromTime: string
  untilDate: string
  untilTime: string
}

export const wholeOffice = 'all'

export const bannerLengthMax = 200
const daysMax = 31

export type BannerFault = 'kind' | 'counter' | 'ja' | 'long' | 'from' | 'until' | 'order' | 'far'
export type BannerError = { field: keyof TypedBanner; reason: BannerFault }
export type NewBanner = Omit<Banner, 'id'>

/** Whether somebody may enter and end a banner about a counter, or, for null, about the whole office. */
export function mayTell(staff: StaffMember, officeId: number, counterId: number | null): boolean {
  return counterId === null
    ? worksIn(staff, officeId) && staff.counterIds.length === 0
    : worksAt(staff, { officeId, counterId })
}

/** The banner that was typed, from now on where no beginning was given; or all that is wrong with it. */
export function parseBanner(
  office: Office,
  staff: StaffMember,
  typed: TypedBanner,
  now: Instant,
): { ok: true; banner: NewBanner } | { ok: false; errors: BannerError[] } {
  const kind = (['information', 'disruption'] as const).find(known => known === typed.kind)
  const counterId = counterOf(office, staff, typed.counter)
  const [ja, en] = [oneLine(typed.ja), oneLine(typed.en)]
  const isFromGiven = typed.fromDate !== '' || typed.fromTime !== ''
  const from = isFromGiven ? instantTyped(typed.fromDate, typed.fromTime, office.timeZone) : now
  const until = instantTyped(typed.untilDate, typed.untilTime, office.timeZone)

  const errors: BannerError[] = []
  const wrong = (field: BannerError['field'], reason: BannerFault) => errors.push({ field, reason })
  if (!kind) wrong('kind', 'kind')
  if (counterId === undefined) wrong('counter', 'counter')
  if (ja === '') wrong('ja', 'ja')
  if (ja.length > bannerLengthMax) wrong('ja', 'long')
  if (en.length > bannerLengthMax) wrong('en', 'long')
  if (from === null) wrong('fromDate', 'from')
  if (until === null) wrong('untilDate', 'until')
  else if (until <= Math.max(from ?? now, now)) wrong('untilDate', 'order')
  else if (from !== null && until - from > daysMax * 86_400_000) wrong('untilDate', 'far')

  if (errors.length > 0 || !kind || counterId === undefined || from === null || until === null)
    return { ok: false, errors }
  return { ok: true, banner: { kind, counterId, text: { ja, ...(en && { en }) }, from, until } }
}

function counterOf(office: Office, staff: StaffMember, typed: string): number | null | undefined {
  const counter = office.counters.find(({ slug }) => slug === typed)
  const counterId = typed === wholeOffice ? null : counter?.id
  return counterId === undefined || !mayTell(staff, office.id, counterId) ? undefined : counterId
}

function instantTyped(date: string, time: string, timeZone: string): Instant | null {
  const [day, minute] = [parseDate(date), parseTime(time)]
  return day === null || minute === null ? null : instantOf(day, minute, timeZone)
}

function oneLine(typed: string): string {
  return typed.replaceAll(/\s+/g, ' ').trim()
}
