import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.ts'
import type { Db } from '../store.ts'
import { loadIndicators, type WardIndicators } from './load-indicators.ts'

type StaffRole = 'reception' | 'clerk' | 'contractor' | 'supervisor' | 'administrator'

type Localized = { ja: string; easy?: string; en?: string }

/** The parts of a ward file that are loaded; further members are explanations and sources. */
export type WardFile = WardIndicators & {
  meta: { timezone: string }
  office: {
    id: string
    name: Localized
    address: Localized
    tel: string
    callCentre: { name: Localized; tel: string }
  }
  calendar: {
    weekly: Array<{ days: string[]; open: string; close: string; extendedClose?: string }>
    nthWeekday: Array<{ weekday: string; nth: number; open: string; close: string }>
    closed: Array<{ rule: string; from?: string; to?: string; label?: Localized }>
    precedence: string[]
    special: Array<{ date: string; open: boolean; from?: string; to?: string; counters?: string[] }>
    nationalHolidays: Array<{ date: string; name: string }>
  }
  bookingRules: {
    maxDaysAhead: number
    minLead: { time: string }
    sameDayIfFree: boolean
    slotGridMinutes: number
    bookableShareOfWindowsPercent: number
    arrival: { checkInOpensMinutesBefore: number; lateGraceMinutes: number; noShowAfterMinutes: number }
    limits: { activeBookingsPerContact: number; servicesPerBooking: number }
  }
  divisions: Array<{ id: string; name: Localized }>
  counters: Array<{
    id: string
    division: string
    counterNo: string
    floor: number
    ticketPrefix: string
    name: Localized
    windows: number
    windowsAtLunch: number
    fridayExtended: boolean
    sundayOpen: boolean
    bookable: boolean
    private: boolean
    publicDisplayName: string | null
  }>
  documents: Array<{ id: string; name: Localized; note?: Localized }>
  services: Array<{
    id: string
    counter: string
    name: Localized
    lifeEvents: string[]
    bookable: boolean
    durationMin: number
    documents: Array<{ doc: string; when?: Localized }>
    deadline: Localized | null
    noVisitAlternative: Localized | null
    sundayOk: boolean | 'partial'
    fridayEveningOk: boolean
    sensitive: boolean
    notes: Localized | null
  }>
  bundles: Array<{ id: string; name: Localized; services: string[] }>
}

export type WardAdditions = {
  lunch: { from: string; to: string }
  peoplePerBookingMax: number
  holdMinutes: number
  idleLockMinutes: number
  isKioskOpen: boolean
  perPerson: string[]
  publicNames: Record<string, string>
  lifeEvents: Array<{ id: string; name: Localized }>
  staff: Array<{ login: string; name: string; role: StaffRole; counters?: string[] }>
  holidayNames: Record<string, string>
}

/** Reads the sample ward that comes with the product. */
export function readSampleWard(): { ward: WardFile; additions: WardAdditions } {
  const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, 'db/seeds', name), 'utf8'))
  return { ward: read('ward.json'), additions: read('ward-additions.json') }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const always = { valid_from_date: '2000-01-01', valid_to_date: '9998-12-31' }

/** Writes a ward file as one office; throws when a slug refers to nothing. */
export async function loadWard(db: Db, ward: WardFile, additions: WardAdditions): Promise<void> {
  const { calendar, bookingRules: rules } = ward

  const office = await db
    .insertInto('offices')
    .values({
      slug: ward.office.id,
      name: json(ward.office.name),
      contact_json: json({
        address: ward.office.address,
        phone: ward.office.tel,
        callCentre: { name: ward.office.callCentre.name, phone: ward.office.callCentre.tel },
      }),
      time_zone: ward.meta.timezone,
      slot_minutes: rules.slotGridMinutes,
      hold_minutes: additions.holdMinutes,
      idle_lock_minutes: additions.idleLockMinutes,
      booking_days_ahead: rules.maxDaysAhead,
      is_same_day_bookable: flag(rules.sameDayIfFree),
      lead_minute: minute(rules.minLead.time),
      bookable_share_percent: rules.bookableShareOfWindowsPercent,
      lunch_from_minute: minute(additions.lunch.from),
      lunch_to_minute: minute(additions.lunch.to),
      active_bookings_per_contact_max: rules.limits.activeBookingsPerContact,
      services_per_booking_max: rules.limits.servicesPerBooking,
      people_per_booking_max: additions.peoplePerBookingMax,
      check_in_opens_minutes_before: rules.arrival.checkInOpensMinutesBefore,
      late_grace_minutes: rules.arrival.lateGraceMinutes,
      no_show_after_minutes: rules.arrival.noShowAfterMinutes,
      is_kiosk_open: flag(additions.isKioskOpen),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const office_id = office.id

  const divisions = new Map<string, number>()
  for (const division of ward.divisions) {
    const row = await db
      .insertInto('divisions')
      .values({ office_id, slug: division.id, name: json(division.name) })
      .returning('id')
      .executeTakeFirstOrThrow()
    divisions.set(division.id, row.id)
  }

  const counters = new Map<string, number>()
  for (const [position, counter] of ward.counters.entries()) {
    const row = await db
      .insertInto('counters')
      .values({
        office_id,
        division_id: idOf(divisions, counter.division),
        slug: counter.id,
        number: counter.counterNo,
        floor: counter.floor,
        ticket_prefix: counter.ticketPrefix,
        name: json(counter.name),
        public_name:
          counter.publicDisplayName === null
            ? null
            : json({ ja: counter.publicDisplayName, en: additions.publicNames[counter.publicDisplayName] }),
        is_private: flag(counter.private),
        is_bookable: flag(counter.bookable),
        windows_at_lunch: counter.windowsAtLunch,
        position,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    counters.set(counter.id, row.id)
    await db.insertInto('queue_versions').values({ office_id, counter_id: row.id, version: 0 }).execute()
    for (let number = 1; number <= counter.windows; number += 1)
      await db.insertInto('windows').values({ office_id, counter_id: row.id, number }).execute()
  }

  const rule = { office_id, weekday: null, nth: null, on_date: null, ...always }
  for (const counter of ward.counters) {
    const counter_id = idOf(counters, counter.id)
    for (const { days, open, close, extendedClose } of calendar.weekly)
      for (const day of days) {
        const weekly = { ...rule, counter_id, kind: 'weekly' as const, weekday: weekdays.indexOf(day) + 1 }
        await addOpening({ ...weekly, session: 'day', ...span(open, close) })
        if (extendedClose && counter.fridayExtended)
          await addOpening({ ...weekly, session: 'evening', ...span(close, extendedClose) })
      }
    if (counter.sundayOpen)
      for (const { weekday, nth, open, close } of calendar.nthWeekday)
        await addOpening({
          ...{ ...rule, counter_id, kind: 'nthWeekday', weekday: weekdays.indexOf(weekday) + 1, nth },
          ...{ session: 'sunday', ...span(open, close) },
        })
  }

  for (const { date, open, from, to, counters: only } of calendar.special) {
    const scope = only ? only.map(slug => idOf(counters, slug)) : [null]
    for (const counter_id of scope)
      if (open && from && to)
        await addOpening({
          ...{ ...rule, counter_id, kind: 'special', on_date: date },
          ...{ session: isSunday(date) ? 'sunday' : 'day', ...span(from, to) },
        })
      else await addClosure(counter_id, 'special', date, date, { ja: '臨時の閉庁', en: 'Special closure' })
  }
  for (const { rule: kind, from, to, label } of calendar.closed)
    if (kind === 'range' && from && to && label) await addClosure(null, 'yearEndClosure', from, to, label)

  for (const { date, name } of calendar.nationalHolidays) {
    const en = additions.holidayNames[name.replace(/ 振替休日$/, '')]
    const isSubstitute = name.endsWith('振替休日')
    await db
      .insertInto('holidays')
      .values({
        office_id,
        on_date: date,
        name: json({ ja: name, en: isSubstitute ? `${en} (observed)` : en }),
      })
      .execute()
  }

  const documents = new Map<string, number>()
  for (const document of ward.documents) {
    const row = await db
      .insertInto('documents')
      .values({
        office_id,
        slug: document.id,
        name: json(document.name),
        note: jsonOrNull(document.note),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    documents.set(document.id, row.id)
  }

  const services = new Map<string, number>()
  for (const [position, service] of ward.services.entries()) {
    const row = await db
      .insertInto('services')
      .values({
        office_id,
        counter_id: idOf(counters, service.counter),
        slug: service.id,
        name: json(service.name),
        is_bookable: flag(service.bookable),
        is_sensitive: flag(service.sensitive),
        duration_minutes: service.durationMin,
        is_per_person: flag(additions.perPerson.includes(service.id)),
        is_evening_ok: flag(service.fridayEveningOk),
        sunday: service.sundayOk === 'partial' ? 'partial' : service.sundayOk ? 'yes' : 'no',
        deadline: jsonOrNull(service.deadline),
        no_visit_alternative: jsonOrNull(service.noVisitAlternative),
        notes: jsonOrNull(service.notes),
        position,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    services.set(service.id, row.id)
    for (const [place, { doc, when }] of service.documents.entries())
      await db
        .insertInto('service_documents')
        .values({
          office_id,
          service_id: row.id,
          document_id: idOf(documents, doc),
          position: place,
          condition: jsonOrNull(when),
        })
        .execute()
  }

  const lifeEvents = [
    ...ward.bundles,
    ...additions.lifeEvents.map(({ id, name }) => ({
      id,
      name,
      services: ward.services.filter(service => service.lifeEvents.includes(id)).map(service => service.id),
    })),
  ]
  for (const [position, event] of lifeEvents.entries()) {
    const row = await db
      .insertInto('life_events')
      .values({ office_id, slug: event.id, name: json(event.name), position })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [place, slug] of event.services.entries())
      await db
        .insertInto('life_event_services')
        .values({
          office_id,
          life_event_id: row.id,
          service_id: idOf(services, slug),
          position: place,
        })
        .execute()
  }

  await loadIndicators(db, office_id, ward)

  async function addOpening(values: Parameters<ReturnType<typeof intoOpenings>['values']>[0]) {
    await intoOpenings(db).values(values).execute()
  }
  async function addClosure(
    counter_id: number | null,
    kind: 'special' | 'yearEndClosure',
    from_date: string,
    to_date: string,
    reason: Localized,
  ) {
    await db
      .insertInto('closures')
      .values({ office_id, counter_id, kind, from_date, to_date, reason: json(reason) })
      .execute()
  }
}

function intoOpenings(db: Db) {
  return db.insertInto('opening_rules')
}

function idOf(ids: Map<string, number>, slug: string): number {
  const id = ids.get(slug)
  if (id === undefined) throw new Error(`the ward file refers to "${slug}", which it does not define`)
  return id
}

function span(from: string, to: string) {
  return { opens_minute: minute(from), closes_minute: minute(to) }
}

function minute(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  if (hours === undefined || minutes === undefined) throw new Error(`"${time}" is no time of day`)
  return hours * 60 + minutes
}

function isSunday(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 0
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

function json(value: unknown): string {
  return JSON.stringify(value)
}

function jsonOrNull(value: Localized | null | undefined): string | null {
  return value ? JSON.stringify({ ja: value.ja, easy: value.easy, en: value.en }) : null
}
