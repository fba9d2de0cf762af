import { z } from 'zod'
import { languages } from '../languages.ts'
import type { Localized } from '../offices/office.ts'
import { weekdayOf } from '../clock.ts'
import { usualWalking } from '../offices/life-event.ts'
import { usualNotices } from '../offices/notices.ts'
import { usualWaitlist } from '../offices/waitlist-rules.ts'
import { auditLimits, usualRetention } from '../offices/retention.ts'
import type { OfficeConfiguration } from './configuration.ts'

const otherLanguages = languages.filter(language => language !== 'ja')

const localized = z.object({
  ja: z.string(),
  easy: z.string().optional(),
  en: z.string().optional(),
  'zh-Hans': z.string().optional(),
  ko: z.string().optional(),
  vi: z.string().optional(),
})
const named = z.object({ id: z.string(), name: localized })

/** The parts of a ward file that are taken over; further members are explanations and sources. */
const schema = z.object({
  meta: z.object({ timezone: z.string() }),
  office: named.extend({
    address: localized,
    tel: z.string(),
    callCentre: z.object({ name: localized, tel: z.string() }),
  }),
  calendar: z.object({
    precedence: z.array(z.string()),
    weekly: z.array(
      z.object({
        days: z.array(z.string()),
        open: z.string(),
        close: z.string(),
        extendedClose: z.string().optional(),
      }),
    ),
    nthWeekday: z.array(z.object({ weekday: z.string(), nth: z.int(), open: z.string(), close: z.string() })),
    closed: z.array(
      z.object({
        rule: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        label: localized.optional(),
      }),
    ),
    special: z.array(
      z.object({
        date: z.string(),
        open: z.boolean(),
        from: z.string().optional(),
        to: z.string().optional(),
        counters: z.array(z.string()).optional(),
      }),
    ),
    nationalHolidays: z.array(z.object({ date: z.string(), name: z.string() })),
  }),
  bookingRules: z.object({
    maxDaysAhead: z.int(),
    minLead: z.object({ time: z.string() }),
    sameDayIfFree: z.boolean(),
    slotGridMinutes: z.int(),
    bookableShareOfWindowsPercent: z.int(),
    arrival: z.object({
      checkInOpensMinutesBefore: z.int(),
      lateGraceMinutes: z.int(),
      noShowAfterMinutes: z.int(),
    }),
    limits: z.object({ activeBookingsPerContact: z.int(), servicesPerBooking: z.int() }),
  }),
  divisions: z.array(named),
  counters: z.array(
    named.extend({
      division: z.string(),
      counterNo: z.string(),
      floor: z.int(),
      ticketPrefix: z.string(),
      windows: z.int(),
      windowsAtLunch: z.int(),
      fridayExtended: z.boolean(),
      sundayOpen: z.boolean(),
      bookable: z.boolean(),
      private: z.boolean(),
      publicDisplayName: z.string().nullable(),
    }),
  ),
  documents: z.array(named.extend({ note: localized.optional() })),
  services: z.array(
    named.extend({
      counter: z.string(),
      lifeEvents: z.array(z.string()),
      bookable: z.boolean(),
      durationMin: z.int(),
      typicalStayMin: z.int().optional(),
      documents: z.array(z.object({ doc: z.string(), when: localized.optional() })),
      deadline: localized.nullable(),
      noVisitAlternative: localized.nullable(),
      sundayOk: z.union([z.boolean(), z.literal('partial')]),
      fridayEveningOk: z.boolean(),
      sensitive: z.boolean(),
      notes: localized.nullable(),
    }),
  ),
  /** `order` names what comes before all else: `tennyu first`. */
  bundles: z.array(named.extend({ services: z.array(z.string()), order: z.string().optional() })),
})

export type WardFile = z.infer<typeof schema>

/** What a ward file leaves open. */
export type WardAdditions = {
  lunch: { from: string; to: string }
  peoplePerBookingMax: number
  holdMinutes: number
  idleLockMinutes: number
  isKioskOpen: boolean
  perPerson: string[]
  publicNames: Record<string, Localized>
  lifeEvents: Array<{ id: string; name: Localized }>
  walking: { sameFloorMinutes: number; perFloorMinutes: number }
  /** What is asked in the life events of the ward's file, by their ids. */
  questions: Record<string, Array<{ id: string; text: Localized; yes?: string[]; no?: string[] }>>
  /** Services that no visit can be for at the same time. */
  contradictions: Array<[string, string]>
  holidayNames: Record<string, string>
  /** National holidays of years before those that the file knows. */
  earlierHolidays: Array<{ date: string; name: string }>
}

/** What is assumed of a ward that says nothing more: closed kiosks, lunch from 12 to 13. */
export const nothingAdded: WardAdditions = {
  lunch: { from: '12:00', to: '13:00' },
  peoplePerBookingMax: 8,
  holdMinutes: 10,
  idleLockMinutes: 15,
  isKioskOpen: false,
  perPerson: [],
  publicNames: {},
  lifeEvents: [],
  walking: { sameFloorMinutes: usualWalking.sameFloor, perFloorMinutes: usualWalking.perFloor },
  questions: {},
  contradictions: [],
  holidayNames: {},
  earlierHolidays: [],
}

/** A ward file out of what was read; null when it is none. */
export function parseWardFile(read: unknown): WardFile | null {
  return schema.safeParse(read).data ?? null
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const always = { validFrom: '2000-01-01', validTo: '9998-12-31' }

/** A ward file as the configuration of an office. Its own references are not looked at here. */
export function wardConfiguration(ward: WardFile, additions: WardAdditions): OfficeConfiguration {
  const { office, bookingRules: rules } = ward
  return {
    format: 'madoguchi-office',
    version: 1,
    office: {
      slug: office.id,
      name: texts(office.name),
      address: texts(office.address),
      phone: office.tel,
      callCentre: { name: texts(office.callCentre.name), phone: office.callCentre.tel },
      keyColour: null,
      logo: null,
      timeZone: ward.meta.timezone,
    },
    booking: {
      slotMinutes: rules.slotGridMinutes,
      holdMinutes: additions.holdMinutes,
      daysAhead: rules.maxDaysAhead,
      isSameDayBookable: rules.sameDayIfFree,
      leadTime: rules.minLead.time,
      sharePercent: rules.bookableShareOfWindowsPercent,
      lunchFrom: additions.lunch.from,
      lunchTo: additions.lunch.to,
      activePerContactMax: rules.limits.activeBookingsPerContact,
      servicesMax: rules.limits.servicesPerBooking,
      peopleMax: additions.peoplePerBookingMax,
      checkInOpensMinutesBefore: rules.arrival.checkInOpensMinutesBefore,
      lateGraceMinutes: rules.arrival.lateGraceMinutes,
      noShowAfterMinutes: rules.arrival.noShowAfterMinutes,
      walkSameFloorMinutes: additions.walking.sameFloorMinutes,
      walkPerFloorMinutes: additions.walking.perFloorMinutes,
    },
    day: {
      callingOrder: 'booked_first',
      ratioBooked: 2,
      ratioWalkIn: 1,
      isPriorityFirst: true,
      dayTurns: '03:00',
      idleLockMinutes: additions.idleLockMinutes,
      totpRoles: [],
      isKioskOpen: additions.isKioskOpen,
    },
    notices: usualNotices,
    waitlist: usualWaitlist,
    retention: { ...usualRetention, audit: auditLimits.usual },
    divisions: ward.divisions.map(({ id, name }) => ({ slug: id, name: texts(name) })),
    counters: ward.counters.map(counter => ({
      slug: counter.id,
      division: counter.division,
      number: counter.counterNo,
      floor: counter.floor,
      ticketPrefix: counter.ticketPrefix,
      name: texts(counter.name),
      publicName: publicNameOf(counter.publicDisplayName, additions),
      isPrivate: counter.private,
      isBookable: counter.bookable,
      windows: counter.windows,
      windowsAtLunch: counter.windowsAtLunch,
    })),
    documents: ward.documents.map(({ id, name, note }) => ({
      slug: id,
      name: texts(name),
      note: textsOrNull(note),
    })),
    services: ward.services.map(service => serviceOf(ward, service, additions)),
    lifeEvents: [
      ...ward.bundles.map(({ id, name, services }) => ({
        ...{ slug: id, name: texts(name), services },
        questions: (additions.questions[id] ?? []).map(({ id: slug, text, yes = [], no = [] }) => ({
          ...{ slug, text: texts(text), yes, no },
        })),
      })),
      ...additions.lifeEvents.map(({ id, name }) => ({
        slug: id,
        name: texts(name),
        services: ward.services
          .filter(({ lifeEvents }) => lifeEvents.includes(id))
          .map(service => service.id),
        questions: [],
      })),
    ],
    openingRules: ward.counters
      .flatMap(counter => openingRulesOf(ward, counter))
      .concat(specialOpenings(ward)),
    closures: closuresOf(ward),
    holidays: [...additions.earlierHolidays, ...ward.calendar.nationalHolidays].map(({ date, name }) => ({
      date,
      name: holidayName(name, additions),
    })),
    capacityRules: [],
    messageTemplates: [],
  }
}

type WardCounter = WardFile['counters'][number]
type Rule = OfficeConfiguration['openingRules'][number]

function publicNameOf(name: string | null, { publicNames }: WardAdditions): Localized | null {
  return name === null ? null : texts(publicNames[name] ?? { ja: name })
}

function serviceOf(
  ward: WardFile,
  service: WardFile['services'][number],
  { perPerson, contradictions }: WardAdditions,
) {
  const before = ward.bundles.flatMap(({ services, order }) => {
    const first = /^(\S+) first$/.exec(order ?? '')?.[1]
    return first !== undefined && first !== service.id && services.includes(service.id) ? [first] : []
  })
  return {
    slug: service.id,
    counter: service.counter,
    name: texts(service.name),
    isBookable: service.bookable,
    isSensitive: service.sensitive,
    durationMinutes: service.durationMin,
    isPerPerson: perPerson.includes(service.id),
    isEveningOk: service.fridayEveningOk,
    sunday:
      service.sundayOk === 'partial'
        ? ('partial' as const)
        : service.sundayOk
          ? ('yes' as const)
          : ('no' as const),
    documents: service.documents.map(({ doc, when }) => ({ document: doc, condition: textsOrNull(when) })),
    deadline: textsOrNull(service.deadline),
    noVisitAlternative: textsOrNull(service.noVisitAlternative),
    notes: textsOrNull(service.notes),
    stayMinutes: service.typicalStayMin ?? null,
    after: ward.services.map(({ id }) => id).filter(id => before.includes(id)),
    neverWith: contradictions.flatMap(([one, other]) => (one === service.id ? [other] : [])),
    isRetired: false,
  }
}

function openingRulesOf({ calendar }: WardFile, counter: WardCounter): Rule[] {
  const rule = { counter: counter.id, service: null, nth: null, date: null, ...always }
  const weekly = calendar.weekly.flatMap(({ days, open, close, extendedClose }) =>
    days.flatMap((name): Rule[] => {
      const ofDay = { ...rule, kind: 'weekly' as const, weekday: weekdays.indexOf(name) + 1 }
      const day: Rule = { ...ofDay, session: 'day', opens: open, closes: close }
      if (!extendedClose || !counter.fridayExtended) return [day]
      return [day, { ...ofDay, session: 'evening', opens: close, closes: extendedClose }]
    }),
  )
  const sundays = counter.sundayOpen
    ? calendar.nthWeekday.map(({ weekday, nth, open, close }): Rule => ({
        ...{ ...rule, kind: 'nthWeekday', weekday: weekdays.indexOf(weekday) + 1, nth },
        ...{ session: 'sunday', opens: open, closes: close },
      }))
    : []
  return [...weekly, ...sundays]
}

function specialOpenings({ calendar }: WardFile): Rule[] {
  return calendar.special.flatMap(({ date, open, from, to, counters = [null] }) => {
    if (!open || !from || !to) return []
    const session = weekdayOf(date) === 7 ? ('sunday' as const) : ('day' as const)
    return counters.map((counter): Rule => ({
      ...{ counter, service: null, kind: 'special', weekday: null, nth: null, date, session },
      ...{ opens: from, closes: to, ...always },
    }))
  })
}

const specialClosure = { ja: '臨時の閉庁', en: 'Special closure' }

function closuresOf({ calendar }: WardFile): OfficeConfiguration['closures'] {
  const special = calendar.special.flatMap(({ date, open, from, to, counters = [null] }) =>
    open && from && to
      ? []
      : counters.map(counter => ({
          ...{ counter, kind: 'special' as const, from: date, to: date },
          reason: specialClosure,
        })),
  )
  const yearly = calendar.closed.flatMap(({ rule, from, to, label }) =>
    rule === 'range' && from && to && label
      ? [{ counter: null, kind: 'yearEndClosure' as const, from, to, reason: texts(label) }]
      : [],
  )
  return [...special, ...yearly]
}

/** Substitute days are named after the day they stand for. */
function holidayName(name: string, { holidayNames }: WardAdditions): Localized {
  const en = holidayNames[name.replace(/ 振替休日$/, '')]
  if (en === undefined) return { ja: name }
  return { ja: name, en: name.endsWith('振替休日') ? `${en} (observed)` : en }
}

function texts(name: Localized): Localized {
  const others = otherLanguages.flatMap(language => {
    const text = name[language]
    return text === undefined ? [] : [[language, text] as const]
  })
  return { ja: name.ja, ...Object.fromEntries(others) }
}

function textsOrNull(name: Localized | null | undefined): Localized | null {
  return name ? texts(name) : null
}
