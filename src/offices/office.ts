import type { Instant, LocalDate } from '../clock.ts'
import type { NoticeRules } from './notices.ts'
import type { Retention } from './retention.ts'

/** A text in the languages the office has entered it in; Japanese is always there. */
export type Localized = { ja: string; easy?: string; en?: string; [language: string]: string | undefined }

export type Service = {
  id: number
  slug: string
  counterId: number
  name: Localized
  isBookable: boolean
  /** Its name appears on no message, display or ticket. */
  isSensitive: boolean
  durationMinutes: number
  isPerPerson: boolean
  isEveningOk: boolean
  sunday: 'yes' | 'partial' | 'no'
  documents: NeededDocument[]
  deadline: Localized | null
  noVisitAlternative: Localized | null
  notes: Localized | null
  /** Minutes from its beginning until papers can be collected, for services with a second call; null: none. */
  stayMinutes: number | null
  /** Ids of the services that come before it in one visit for both. */
  afterIds: number[]
  /** Ids of services that contradict it: there is no visit for both. */
  neverWithIds: number[]
}

export type NeededDocument = {
  id: number
  slug: string
  name: Localized
  note: Localized | null
  condition: Localized | null
}

export type Counter = {
  id: number
  slug: string
  number: string
  floor: number
  ticketPrefix: string
  name: Localized
  /** What screens and messages say instead of the name of a private counter. */
  publicName: Localized
  isBookable: boolean
  windows: number
  windowsAtLunch: number
}

export type Answer = 'yes' | 'no'

/** What is asked in a life event, and which services are needed by whoever answers so. */
export type Question = {
  id: number
  slug: string
  text: Localized
  needs: Array<{ serviceId: number; answer: Answer }>
}

export type LifeEvent = {
  id: number
  slug: string
  name: Localized
  serviceIds: number[]
  questions: Question[]
}

/** Which services may be done: all in `day`; in the evening or on a Sunday only those that say so. */
export type Session = 'day' | 'evening' | 'sunday'

export type OpeningRule = {
  id: number
  counterId: number | null
  /** Set when it says when this one service is done, at the counter that does it. */
  serviceId: number | null
  kind: 'special' | 'nthWeekday' | 'weekly'
  weekday: number | null
  nth: number | null
  onDate: LocalDate | null
  session: Session
  opensMinute: number
  closesMinute: number
  validFrom: LocalDate
  validTo: LocalDate
}

export type Closure = {
  id: number
  counterId: number | null
  kind: 'special' | 'yearEndClosure'
  /** `YYYY-MM-DD` for special closures, `MM-DD` for yearly ones. */
  from: string
  to: string
  reason: Localized
}

/** Windows at work at certain hours of a counter, or the share of them for residents; null: as usual. */
export type CapacityRule = {
  id: number
  counterId: number
  /** Null: every day. */
  weekday: number | null
  fromMinute: number
  toMinute: number
  windows: number | null
  sharePercent: number | null
  validFrom: LocalDate
  validTo: LocalDate
}

/** From a day on, times to book begin so many minutes apart, and one place lasts as long. */
export type Grid = { from: LocalDate; minutes: number }

/** What the office tells everybody on its pages, kiosks and displays, for a while. */
export type Banner = {
  id: number
  /** Null: about the whole office. */
  counterId: number | null
  kind: 'information' | 'disruption'
  text: Localized
  from: Instant
  until: Instant
}

type BookingRules = {
  holdMinutes: number
  daysAhead: number
  isSameDayBookable: boolean
  leadMinute: number
  sharePercent: number
  lunchFromMinute: number
  lunchToMinute: number
  activePerContactMax: number
  servicesMax: number
  peopleMax: number
  checkInOpensMinutesBefore: number
  lateGraceMinutes: number
  noShowAfterMinutes: number
  /** On the way to another counter of the same floor, and for each floor up or down besides. */
  walkSameFloorMinutes: number
  walkPerFloorMinutes: number
}

/** Who is called next, as the office has chosen it. */
export type CallingRule = {
  /** Booked people first once their time has come; all by arrival; or so many booked to so many walk-ins. */
  order: 'booked_first' | 'arrival' | 'ratio'
  ratio: { booked: number; walkIn: number }
  isPriorityFirst: boolean
  /** Booked people who check in later than this after their time wait like walk-ins. */
  lateGraceMinutes: number
}

/** How an office words one kind of message in one language; fields stand in braces. */
export type MessageTemplate = {
  kind:
    | 'booked'
    | 'rescheduled'
    | 'cancelled'
    | 'opinion_answered'
    | 'reminder'
    | 'waitlisted'
    | 'place_offered'
    | 'waitlist_ended'
  language: string
  subject: string
  body: string
}

type DayRules = {
  calling: CallingRule
  dayTurnsMinute: number
  idleLockMinutes: number
  /** Roles that must sign in with a one-time password as well. */
  totpRoles: string[]
  /** Whether anybody may take a ticket at the kiosk page. */
  isKioskOpen: boolean
}

/** The picture beside an office's name. */
export type Logo = {
  /** Of its bytes: it stands in the picture's address. */
  hash: string
  kind: 'png' | 'jpeg'
  /** In pixels. */
  width: number
  height: number
  /** What it shows, for those who do not see it. */
  alt: Localized
}

/** How an office offers freed places to those who wait. */
export type WaitlistRules = {
  isOn: boolean
  /** How long somebody has to answer an offer. */
  offerMinutes: number
  /** Unanswered offers after which a wait ends. */
  passedMax: number
  perContactMax: number
  /** How many may wait for one day of a counter. */
  perDayMax: number
}

export type OfficeContact = {
  address: Localized
  phone: string
  callCentre: { name: Localized; phone: string }
}

/** Whether who is to be called is the office itself: it has been set up without a call centre. */
export function isOwnCallCentre(
  { name, phone }: { name: Localized; phone: string },
  callCentre: OfficeContact['callCentre'],
): boolean {
  return callCentre.name.ja === name.ja && callCentre.phone === phone
}

/** An office with all that its pages and rules need, as of one revision. */
export type Office = {
  id: number
  slug: string
  revision: number
  name: Localized
  contact: OfficeContact
  timeZone: string
  /** The name of a palette or `#rrggbb`; null: the standard one. */
  keyColour: string | null
  logo: Logo | null
  rules: BookingRules
  day: DayRules
  retention: Retention
  notices: NoticeRules
  waitlist: WaitlistRules
  counters: Counter[]
  /** Those that are offered. */
  services: Service[]
  /** Those that were offered before or are being prepared: known to what was booked, and to nothing new. */
  retiredServices: Service[]
  lifeEvents: LifeEvent[]
  /** The office's own wording of its messages. */
  messageTemplates: MessageTemplate[]
  openingRules: OpeningRule[]
  closures: Closure[]
  capacityRules: CapacityRule[]
  /** In the order of their days; the first has been in force from the beginning. */
  grids: readonly Grid[]
  holidays: Map<LocalDate, Localized>
  banners: Banner[]
  /** The office's account on LINE; null while it has none, or does not use it. */
  line: { basicId: string } | null
}

/** Every service that somebody may once have come for. */
export function everyService({ services, retiredServices }: Office): Service[] {
  return [...services, ...retiredServices]
}

/** The services of these ids, whether they are still offered or not. */
export function servicesByIds(office: Office, ids: readonly number[]): Service[] {
  const every = everyService(office)
  return ids.flatMap(id => every.find(service => service.id === id) ?? [])
}

/**
 * The services of these slugs, each once, in the order given; null when one is not offered. What has been done is
 * looked for among every service.
 */
export function servicesBySlug(
  office: Office,
  slugs: readonly string[],
  among: readonly Service[] = office.services,
): Service[] | null {
  const services: Service[] = []
  for (const slug of new Set(slugs)) {
    const service = among.find(candidate => candidate.slug === slug)
    if (!service) return null
    services.push(service)
  }
  return services
}

/** The counter of an id that the office's own data holds. */
export function counterById(office: Office, id: number): Counter {
  const counter = office.counters.find(candidate => candidate.id === id)
  if (!counter) throw new Error(`no counter ${id} in office ${office.slug}`)
  return counter
}

/** Whether a service can be booked: it takes bookings, and so does the counter that does it. */
export function takesBookings(office: Office, { isBookable, counterId }: Service): boolean {
  return isBookable && counterById(office, counterId).isBookable
}

/** Whether nothing about this visit may be named outside the resident's own pages. */
export function isDiscreet(services: readonly Service[]): boolean {
  return services.some(service => service.isSensitive)
}

/** What the offices are called, which nobody's password may be made of. */
export function namesOf(offices: readonly Pick<Office, 'name'>[]): string[] {
  return offices.flatMap(({ name }) => [name.ja, name.en ?? []].flat())
}
