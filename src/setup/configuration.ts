import { z } from 'zod'
import { messageKinds, templateFaults } from '../notifications/template.ts'
import { readPicture } from '../logos/picture.ts'
import { parseColour, tooPale } from '../offices/colour.ts'
import { isTimeZone, parseDate, parseTime } from '../clock.ts'
import { isInCircle, questionsMax, usualWalking } from '../offices/life-event.ts'
import { noticeLimits, usualNotices } from '../offices/notices.ts'
import { callingOrders, lateGraceLimits, ruleLimits } from '../offices/office-rules.ts'
import { usualWaitlist, waitlistLimits } from '../offices/waitlist-rules.ts'
import { auditLimits, type DataClass, retentionLimits, usualRetention } from '../offices/retention.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'not_a_slug')
const text = (max: number) => z.string().trim().min(1, 'required').max(max, 'too_long')
const localized = z
  .object({ ja: text(500), easy: text(1000).optional(), en: text(500).optional() })
  .catchall(text(1000).optional())
const time = z.string().refine(value => parseTime(value) !== null, 'not_a_time')
const date = z.string().refine(value => parseDate(value) !== null, 'not_a_date')
const dayOfYear = z.string().refine(value => parseDate(`2028-${value}`) !== null, 'not_a_date')
const whole = (min: number, max: number) => z.int('not_a_number').min(min, 'too_small').max(max, 'too_large')

const within = ({ min, max }: { min: number; max: number }) => whole(min, max)

/** First parts of addresses that belong to the product itself. */
const reserved = ['api', 'assets', 'display', 'healthz', 'kiosk', 'line', 'metrics', 'readyz', 'staff']

const booking = z.object({
  slotMinutes: whole(5, 240),
  holdMinutes: within(ruleLimits.holdMinutes),
  daysAhead: within(ruleLimits.daysAhead),
  isSameDayBookable: z.boolean(),
  leadTime: time,
  sharePercent: within(ruleLimits.sharePercent),
  lunchFrom: time,
  lunchTo: time,
  activePerContactMax: within(ruleLimits.activePerContactMax),
  servicesMax: within(ruleLimits.servicesMax),
  peopleMax: within(ruleLimits.peopleMax),
  checkInOpensMinutesBefore: within(ruleLimits.checkInOpensMinutesBefore),
  lateGraceMinutes: within(lateGraceLimits),
  noShowAfterMinutes: within(ruleLimits.noShowAfterMinutes),
  /** Files of before do not say how long it takes between counters. */
  walkSameFloorMinutes: whole(0, 60).default(usualWalking.sameFloor),
  walkPerFloorMinutes: whole(0, 60).default(usualWalking.perFloor),
})

const day = z.object({
  callingOrder: z.enum(callingOrders),
  ratioBooked: within(ruleLimits.ratioBooked),
  ratioWalkIn: within(ruleLimits.ratioWalkIn),
  isPriorityFirst: z.boolean(),
  dayTurns: time,
  idleLockMinutes: within(ruleLimits.idleLockMinutes),
  totpRoles: z.array(z.enum(['reception', 'clerk', 'contractor', 'supervisor', 'administrator'])),
  isKioskOpen: z.boolean(),
})

const kept = (dataClass: DataClass) => {
  const { min, max, usual } = retentionLimits[dataClass]
  return whole(min, max).default(usual)
}

/** Days after which what is known of people is erased. */
const retention = z.object({
  bookings: kept('bookings'),
  mails: kept('mails'),
  contacts: kept('contacts'),
  opinions: kept('opinions'),
  comments: kept('comments'),
  audit: whole(auditLimits.min, auditLimits.max).default(auditLimits.usual),
})

/** When people are reminded, and told that their turn is near. */
const notices = z.object({
  /** 0: no reminder goes days before. */
  daysBefore: whole(noticeLimits.daysBefore.min, noticeLimits.daysBefore.max),
  hour: whole(noticeLimits.hour.min, noticeLimits.hour.max),
  isHoursBefore: z.boolean(),
  nearPeople: whole(noticeLimits.nearPeople.min, noticeLimits.nearPeople.max),
  nearMinutes: whole(noticeLimits.nearMinutes.min, noticeLimits.nearMinutes.max),
  isNearMailed: z.boolean(),
})

/** How freed places are offered to those who wait. */
const waitlist = z.object({
  isOn: z.boolean(),
  offerMinutes: within(waitlistLimits.offerMinutes),
  passedMax: within(waitlistLimits.passedMax),
  perContactMax: within(waitlistLimits.perContactMax),
  perDayMax: within(waitlistLimits.perDayMax),
})

const counter = z.object({
  slug,
  division: slug,
  number: text(10),
  floor: whole(-9, 99),
  ticketPrefix: z.string().regex(/^[A-HJKMNPR-Z]?$/, 'not_a_prefix'),
  name: localized,
  /** What screens and messages say instead; only a private counter has one. */
  publicName: localized.nullable(),
  isPrivate: z.boolean(),
  isBookable: z.boolean(),
  windows: whole(0, 99),
  windowsAtLunch: whole(0, 99),
})

const service = z.object({
  slug,
  counter: slug,
  name: localized,
  isBookable: z.boolean(),
  isSensitive: z.boolean(),
  durationMinutes: whole(1, 480),
  isPerPerson: z.boolean(),
  isEveningOk: z.boolean(),
  sunday: z.enum(['yes', 'partial', 'no']),
  documents: z.array(z.object({ document: slug, condition: localized.nullable() })),
  deadline: localized.nullable(),
  noVisitAlternative: localized.nullable(),
  notes: localized.nullable(),
  /** Minutes until papers can be collected; null: nothing is handed in. */
  stayMinutes: whole(1, 960).nullable().default(null),
  /** Services that come before it in one visit for both. */
  after: z.array(slug).max(100, 'too_many').default([]),
  /** Services that no visit can be for at the same time. */
  neverWith: z.array(slug).max(100, 'too_many').default([]),
  /** No longer offered, or not yet. */
  isRetired: z.boolean().default(false),
})

const question = z.object({
  slug,
  text: localized,
  /** Services of the event that whoever answers so needs. */
  yes: z.array(slug).max(100, 'too_many'),
  no: z.array(slug).max(100, 'too_many'),
})

const lifeEvent = z.object({
  slug,
  name: localized,
  services: z.array(slug),
  questions: z.array(question).max(questionsMax, 'too_many').default([]),
})

const openingRule = z.object({
  /** Null: every counter. */
  counter: slug.nullable(),
  /** Set when it says when one service of the counter is done; files of before know no such rules. */
  service: slug.nullable().default(null),
  kind: z.enum(['special', 'nthWeekday', 'weekly']),
  weekday: whole(1, 7).nullable(),
  nth: whole(1, 5).nullable(),
  date: date.nullable(),
  session: z.enum(['day', 'evening', 'sunday']),
  opens: time,
  closes: time,
  validFrom: date,
  validTo: date,
})

const capacityRule = z.object({
  counter: slug,
  weekday: whole(1, 7).nullable(),
  from: time,
  to: time,
  windows: whole(0, 99).nullable(),
  sharePercent: whole(0, 100).nullable(),
  validFrom: date,
  validTo: date,
})

const closure = z.discriminatedUnion('kind', [
  z.object({
    counter: slug.nullable(),
    kind: z.literal('special'),
    from: date,
    to: date,
    reason: localized,
  }),
  z.object({
    counter: slug.nullable(),
    kind: z.literal('yearEndClosure'),
    from: dayOfYear,
    to: dayOfYear,
    reason: localized,
  }),
])

const messageTemplate = z.object({
  kind: z.enum(messageKinds),
  language: text(20),
  subject: text(1000),
  body: text(20_000),
})

function isLogo(file: string): boolean {
  return readPicture(Buffer.from(file, 'base64')).ok
}

const schema = z.object({
  format: z.literal('madoguchi-office', 'not_this_format'),
  version: z.literal(1, 'not_this_version'),
  office: z.object({
    slug,
    name: localized,
    address: localized,
    phone: text(30),
    callCentre: z.object({ name: localized, phone: text(30) }),
    /** A palette of the design system or `#rrggbb`; null: the standard one. */
    keyColour: z
      .string()
      .refine(colour => parseColour(colour) === colour && tooPale(colour).length === 0, 'not_a_colour')
      .nullable()
      .default(null),
    /** The picture as its file in Base64; null: none. */
    logo: z
      .object({ file: z.string().refine(isLogo, 'not_a_logo'), alt: localized })
      .nullable()
      .default(null),
    timeZone: z.string().refine(isTimeZone, 'not_a_time_zone'),
  }),
  booking,
  day,
  /** Files from before there was one have none. */
  notices: notices.default(usualNotices),
  waitlist: waitlist.default(usualWaitlist),
  retention: retention.default({ ...usualRetention, audit: auditLimits.usual }),
  divisions: z.array(z.object({ slug, name: localized })).max(100, 'too_many'),
  counters: z.array(counter).max(100, 'too_many'),
  documents: z.array(z.object({ slug, name: localized, note: localized.nullable() })).max(500, 'too_many'),
  services: z.array(service).max(500, 'too_many'),
  lifeEvents: z.array(lifeEvent).max(100, 'too_many'),
  openingRules: z.array(openingRule).max(2000, 'too_many'),
  closures: z.array(closure).max(1000, 'too_many'),
  holidays: z.array(z.object({ date, name: localized })).max(500, 'too_many'),
  capacityRules: z.array(capacityRule).max(1000, 'too_many').default([]),
  /** The office's own wording of its messages. */
  messageTemplates: z.array(messageTemplate).max(100, 'too_many').default([]),
})

/** Everything an office has decided, as one file: times are `HH:MM`, days `YYYY-MM-DD`, references are slugs. */
export type OfficeConfiguration = z.infer<typeof schema>

const reasons = [
  'required',
  'too_long',
  'not_a_slug',
  'not_a_time',
  'not_a_date',
  'not_a_number',
  'not_a_prefix',
  'not_a_time_zone',
  'not_a_colour',
  'not_a_logo',
  'too_small',
  'too_large',
  'too_many',
  'reserved',
  'twice',
  'prefix_twice',
  'not_there',
  'ends_before_it_begins',
  'in_a_circle',
  'day_missing',
  'not_sendable',
  'not_this_format',
  'not_this_version',
  'wrong_kind',
] as const
export type FaultReason = (typeof reasons)[number]

/** Where a file is wrong and why: `services.3.counter` and `not_there`. */
export type ConfigurationFault = { at: string; reason: FaultReason }

export type ParsedConfiguration =
  { ok: true; configuration: OfficeConfiguration } | { ok: false; faults: ConfigurationFault[] }

/** Reads a configuration out of what a file held. Refuses wrong members, unknown references and doubles, all at once. */
export function parseConfiguration(read: unknown): ParsedConfiguration {
  const parsed = schema.safeParse(read)
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.error.issues.map(({ path, message }) => ({
        at: path.join('.'),
        reason: reasons.find(reason => reason === message) ?? 'wrong_kind',
      })),
    }
  const faults = [...doubles(parsed.data), ...loose(parsed.data), ...impossible(parsed.data)]
  return faults.length > 0 ? { ok: false, faults } : { ok: true, configuration: parsed.data }
}

/** Slugs and days that stand twice in one list, and letters that two counters would give. */
function doubles(read: OfficeConfiguration): ConfigurationFault[] {
  const keyed = {
    divisions: read.divisions.map(part => part.slug),
    counters: read.counters.map(part => part.slug),
    documents: read.documents.map(part => part.slug),
    services: read.services.map(part => part.slug),
    lifeEvents: read.lifeEvents.map(part => part.slug),
    holidays: read.holidays.map(part => part.date),
    messageTemplates: read.messageTemplates.map(({ kind, language }) => `${kind} ${language}`),
  }
  const prefixes = read.counters.filter(({ windows }) => windows > 0).map(part => part.ticketPrefix)
  return [
    ...Object.entries(keyed).flatMap(([list, keys]) => twice(keys, list)),
    ...twice(prefixes, 'counters', 'prefix_twice'),
    ...read.lifeEvents.flatMap(({ questions }, index) =>
      doublesOfQuestions(questions, `lifeEvents.${index}`),
    ),
    ...read.services.flatMap(({ slug, after, neverWith }, index) =>
      twice([slug, ...after, ...neverWith], `services.${index}.related`),
    ),
  ]
}

function doublesOfQuestions(
  questions: OfficeConfiguration['lifeEvents'][number]['questions'],
  at: string,
): ConfigurationFault[] {
  return [
    ...twice(
      questions.map(part => part.slug),
      `${at}.questions`,
    ),
    ...questions.flatMap(({ yes, no }, index) => twice([...yes, ...no], `${at}.questions.${index}.services`)),
  ]
}

function twice(keys: readonly string[], list: string, reason: FaultReason = 'twice'): ConfigurationFault[] {
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ at: `${list}.${index}`, reason }] : []))
}

/** References to what the file does not hold. */
function loose(read: OfficeConfiguration): ConfigurationFault[] {
  const has = (list: ReadonlyArray<{ slug: string }>) => new Set(list.map(part => part.slug))
  const [divisions, counters, documents, services] = [
    has(read.divisions),
    has(read.counters),
    has(read.documents),
    has(read.services),
  ]
  const faults: ConfigurationFault[] = []
  const check = (known: Set<string>, wanted: string | null, at: string) => {
    if (wanted !== null && !known.has(wanted)) faults.push({ at, reason: 'not_there' })
  }
  read.counters.forEach((part, index) => check(divisions, part.division, `counters.${index}.division`))
  read.services.forEach((part, index) => {
    check(counters, part.counter, `services.${index}.counter`)
    part.documents.forEach(({ document }, place) =>
      check(documents, document, `services.${index}.documents.${place}`),
    )
    for (const list of ['after', 'neverWith'] as const)
      part[list].forEach((other, place) => check(services, other, `services.${index}.${list}.${place}`))
  })
  read.lifeEvents.forEach((part, index) => {
    part.services.forEach((wanted, place) => check(services, wanted, `lifeEvents.${index}.services.${place}`))
    part.questions.forEach(({ yes, no }, place) =>
      [...yes, ...no].forEach(wanted =>
        check(services, wanted, `lifeEvents.${index}.questions.${place}.services`),
      ),
    )
  })
  read.openingRules.forEach((part, index) => {
    check(counters, part.counter, `openingRules.${index}.counter`)
    const ofCounter = read.services.filter(({ counter }) => counter === part.counter)
    check(has(ofCounter), part.service, `openingRules.${index}.service`)
  })
  read.capacityRules.forEach((part, index) => check(counters, part.counter, `capacityRules.${index}.counter`))
  read.closures.forEach((part, index) => check(counters, part.counter, `closures.${index}.counter`))
  return faults
}

/** What each member allows by itself and no office can mean. */
function impossible(read: OfficeConfiguration): ConfigurationFault[] {
  const faults: ConfigurationFault[] = reserved.includes(read.office.slug)
    ? [{ at: 'office.slug', reason: 'reserved' }]
    : []
  read.openingRules.forEach((rule, index) => {
    const at = `openingRules.${index}`
    if (rule.opens >= rule.closes) faults.push({ at, reason: 'ends_before_it_begins' })
    if (rule.validFrom > rule.validTo) faults.push({ at, reason: 'ends_before_it_begins' })
    const isDated = rule.kind === 'special'
    if (isDated !== (rule.date !== null) || isDated === (rule.weekday !== null))
      faults.push({ at, reason: 'day_missing' })
    if ((rule.kind === 'nthWeekday') !== (rule.nth !== null)) faults.push({ at, reason: 'day_missing' })
  })
  read.capacityRules.forEach(({ from, to, validFrom, validTo, windows, sharePercent }, index) => {
    const at = `capacityRules.${index}`
    if (from >= to || validFrom > validTo) faults.push({ at, reason: 'ends_before_it_begins' })
    if (windows === null && sharePercent === null) faults.push({ at, reason: 'required' })
  })
  read.closures.forEach(({ kind, from, to }, index) => {
    if (kind === 'special' && from > to)
      faults.push({ at: `closures.${index}`, reason: 'ends_before_it_begins' })
  })
  read.counters.forEach(({ windows, windowsAtLunch, isBookable }, index) => {
    if (windowsAtLunch > windows) faults.push({ at: `counters.${index}.windowsAtLunch`, reason: 'too_large' })
    if (isBookable && windows === 0) faults.push({ at: `counters.${index}.windows`, reason: 'too_small' })
  })
  const befores = new Map(read.services.map(({ slug, after }) => [slug, after]))
  read.services.forEach(({ slug }, index) => {
    if (isInCircle(slug, befores)) faults.push({ at: `services.${index}.after`, reason: 'in_a_circle' })
  })
  read.messageTemplates.forEach((template, index) => {
    if (templateFaults(read.services, template.kind, template).length > 0)
      faults.push({ at: `messageTemplates.${index}`, reason: 'not_sendable' })
  })
  if (read.booking.lunchFrom > read.booking.lunchTo)
    faults.push({ at: 'booking.lunchTo', reason: 'ends_before_it_begins' })
  return faults
}
