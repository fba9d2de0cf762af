import type { Form } from '../http/forms.ts'
import type { Localized } from '../offices/office.ts'
import {
  type ConfigurationFault,
  type FaultReason,
  type OfficeConfiguration,
  parseConfiguration,
} from './configuration.ts'

const setupFields = [
  'name',
  'nameEn',
  'slug',
  'address',
  'phone',
  'opens',
  'closes',
  'lunchFrom',
  'lunchTo',
  'counterName',
  'counterNumber',
  'ticketPrefix',
  'windows',
  'windowsAtLunch',
  'serviceName',
  'durationMinutes',
] as const
export type SetupField = (typeof setupFields)[number]

/** What somebody has typed to set an office up, as it was typed. */
export type SetupTyped = Record<SetupField, string> & {
  /** ISO weekdays. */
  days: readonly string[]
  isClosedOnHolidays: boolean
}

export type SetupError = { field: SetupField | 'days'; reason: FaultReason | 'slug_taken' }

/** An office as most are, for whoever begins. */
export const usualOffice: SetupTyped = {
  name: '',
  nameEn: '',
  slug: '',
  address: '',
  phone: '',
  days: ['1', '2', '3', '4', '5'],
  opens: '09:00',
  closes: '17:30',
  lunchFrom: '12:00',
  lunchTo: '13:00',
  isClosedOnHolidays: true,
  counterName: '',
  counterNumber: '1',
  ticketPrefix: 'A',
  windows: '2',
  windowsAtLunch: '1',
  serviceName: '',
  durationMinutes: '30',
}

/** What a form has sent, with the widths and the spaces that people type made one. */
export function typedSetup(form: Form): SetupTyped {
  const fields = Object.fromEntries(
    setupFields.map(field => [field, form.one(field).normalize('NFKC').trim()]),
  ) as Record<SetupField, string>
  // `9:00` is typed as often as `09:00`.
  for (const field of ['opens', 'closes', 'lunchFrom', 'lunchTo'] as const)
    fields[field] = fields[field].replace(/^(?=\d:)/, '0')
  return {
    ...fields,
    // Names stay as they were typed.
    name: form.one('name').trim(),
    address: form.one('address').trim(),
    counterName: form.one('counterName').trim(),
    serviceName: form.one('serviceName').trim(),
    slug: fields.slug.toLowerCase(),
    ticketPrefix: fields.ticketPrefix.toUpperCase(),
    days: form.all('days').filter(day => /^[1-7]$/.test(day)),
    isClosedOnHolidays: form.one('isClosedOnHolidays') === 'yes',
  }
}

type ParsedSetup = { ok: true; configuration: OfficeConfiguration } | { ok: false; errors: SetupError[] }

/** The office that was typed, or each field that is wrong with the first reason why. */
export function parseSetup(typed: SetupTyped, holidays: OfficeConfiguration['holidays']): ParsedSetup {
  const parsed = parseConfiguration(configurationOf(typed, holidays))
  const faults = parsed.ok ? [] : parsed.faults
  const errors: SetupError[] = typed.days.length === 0 ? [{ field: 'days', reason: 'required' }] : []
  for (const fault of faults) {
    const field = fieldOf(fault)
    if (!errors.some(error => error.field === field)) errors.push({ field, reason: fault.reason })
  }
  return parsed.ok && errors.length === 0
    ? { ok: true, configuration: parsed.configuration }
    : { ok: false, errors: errors.toSorted((a, b) => placeOf(a) - placeOf(b)) }
}

/** Where on the page a field stands. */
function placeOf({ field }: SetupError): number {
  return field === 'days' ? setupFields.indexOf('opens') - 0.5 : setupFields.indexOf(field)
}

const fields: ReadonlyArray<readonly [start: string, field: SetupField]> = [
  ['office.name.en', 'nameEn'],
  ['office.name', 'name'],
  ['office.slug', 'slug'],
  ['office.address', 'address'],
  ['office.phone', 'phone'],
  ['office.callCentre', 'phone'],
  ['booking.lunchFrom', 'lunchFrom'],
  ['booking.lunchTo', 'lunchTo'],
  ['openingRules.0.opens', 'opens'],
  ['openingRules.0', 'closes'],
  ['counters.0.number', 'counterNumber'],
  ['counters.0.ticketPrefix', 'ticketPrefix'],
  ['counters.0.windowsAtLunch', 'windowsAtLunch'],
  ['counters.0.windows', 'windows'],
  ['counters.0', 'counterName'],
  ['divisions.0', 'counterName'],
  ['services.0.durationMinutes', 'durationMinutes'],
  ['services.0', 'serviceName'],
]

function fieldOf({ at }: ConfigurationFault): SetupField {
  return fields.find(([start]) => at === start || at.startsWith(`${start}.`))?.[1] ?? fieldOfFurtherDays(at)
}

/** All days have the hours of the first. */
function fieldOfFurtherDays(at: string): SetupField {
  return at.endsWith('.opens') ? 'opens' : 'closes'
}

const yearEnd = { ja: '年末年始', en: 'Year-end and New Year closure' }

function configurationOf(typed: SetupTyped, holidays: OfficeConfiguration['holidays']): unknown {
  const name: Localized = typed.nameEn ? { ja: typed.name, en: typed.nameEn } : { ja: typed.name }
  const rule = { counter: null, kind: 'weekly', nth: null, date: null, session: 'day' }
  return {
    format: 'madoguchi-office',
    version: 1,
    office: {
      ...{ slug: typed.slug, name, address: { ja: typed.address }, phone: typed.phone },
      callCentre: { name, phone: typed.phone },
      timeZone: 'Asia/Tokyo',
    },
    booking: {
      ...{ slotMinutes: 15, holdMinutes: 10, daysAhead: 30, isSameDayBookable: true, leadTime: '17:30' },
      ...{ sharePercent: 50, lunchFrom: typed.lunchFrom, lunchTo: typed.lunchTo },
      ...{ activePerContactMax: 3, servicesMax: 3, peopleMax: 8 },
      ...{ checkInOpensMinutesBefore: 15, lateGraceMinutes: 5, noShowAfterMinutes: 30 },
    },
    day: {
      ...{ callingOrder: 'booked_first', ratioBooked: 2, ratioWalkIn: 1, isPriorityFirst: true },
      ...{ dayTurns: '03:00', idleLockMinutes: 15, totpRoles: [], isKioskOpen: false },
    },
    divisions: [{ slug: 'division-1', name: { ja: typed.counterName } }],
    counters: [
      {
        ...{ slug: 'counter-1', division: 'division-1', number: typed.counterNumber, floor: 1 },
        ...{ ticketPrefix: typed.ticketPrefix, name: { ja: typed.counterName }, publicName: null },
        ...{ isPrivate: false, isBookable: true },
        windows: wholeNumber(typed.windows),
        windowsAtLunch: wholeNumber(typed.windowsAtLunch),
      },
    ],
    documents: [],
    services: [
      {
        ...{ slug: 'service-1', counter: 'counter-1', name: { ja: typed.serviceName }, documents: [] },
        ...{ isBookable: true, isSensitive: false, isPerPerson: false, isEveningOk: false, sunday: 'yes' },
        ...{ deadline: null, noVisitAlternative: null, notes: null },
        durationMinutes: wholeNumber(typed.durationMinutes),
      },
    ],
    lifeEvents: [],
    openingRules: typed.days.map(day => ({
      ...{ ...rule, weekday: Number(day), opens: typed.opens, closes: typed.closes },
      ...{ validFrom: '2000-01-01', validTo: '9998-12-31' },
    })),
    closures: typed.isClosedOnHolidays
      ? [{ counter: null, kind: 'yearEndClosure', from: '12-29', to: '01-03', reason: yearEnd }]
      : [],
    holidays: typed.isClosedOnHolidays ? holidays : [],
  }
}

function wholeNumber(typed: string): number {
  return /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN
}
