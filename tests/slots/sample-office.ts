import { usualNotices } from '#src/offices/notices.ts'
import { usualRetention } from '#src/offices/retention.ts'
import { type LocalDate } from '#src/clock.ts'
import type { Closure, Counter, Office, OpeningRule, Service } from '#src/offices/office.ts'
import { openWard } from '../support/ward.ts'

/** The sample ward's office with all its rules. */
export async function sampleOffice(): Promise<Office> {
  return (await openWard()).office
}

export function counterOf(office: Office, slug: string): Counter {
  const counter = office.counters.find(candidate => candidate.slug === slug)
  if (!counter) throw new Error(`no counter ${slug}`)
  return counter
}

export function serviceOf(office: Office, slug: string): Service {
  const service = office.services.find(candidate => candidate.slug === slug)
  if (!service) throw new Error(`no service ${slug}`)
  return service
}

export function special(date: LocalDate, more: Partial<OpeningRule> = {}): OpeningRule {
  return {
    id: 0,
    counterId: null,
    serviceId: null,
    kind: 'special',
    weekday: null,
    nth: null,
    onDate: date,
    session: 'day',
    opensMinute: 600,
    closesMinute: 720,
    validFrom: '2000-01-01',
    validTo: '9998-12-31',
    ...more,
  }
}

export function closure(from: string, to: string, more: Partial<Closure> = {}): Closure {
  return { id: 0, counterId: null, kind: 'special', from, to, reason: { ja: '理由' }, ...more }
}

/** A small office of one counter with one service, open from 9 to 17 on weekdays. */
export function smallOffice({
  rules = {},
  counter = {},
  service = {},
  office = {},
}: {
  rules?: Partial<Office['rules']>
  counter?: Partial<Counter>
  service?: Partial<Service>
  office?: Partial<Office>
} = {}): { office: Office; counter: Counter; service: Service } {
  const name = { ja: '見本' }
  const own: Counter = {
    id: 1,
    slug: 'one',
    number: '1',
    floor: 1,
    ticketPrefix: 'A',
    name,
    publicName: name,
    isBookable: true,
    windows: 4,
    windowsAtLunch: 2,
    ...counter,
  }
  const offered: Service = {
    id: 1,
    slug: 'some',
    counterId: 1,
    name,
    isBookable: true,
    isSensitive: false,
    durationMinutes: 30,
    isPerPerson: false,
    isEveningOk: true,
    sunday: 'yes',
    documents: [],
    deadline: null,
    noVisitAlternative: null,
    notes: null,
    stayMinutes: null,
    afterIds: [],
    neverWithIds: [],
    ...service,
  }
  const weekly: OpeningRule[] = [1, 2, 3, 4, 5].map(weekday =>
    special('', { kind: 'weekly', onDate: null, weekday, opensMinute: 540, closesMinute: 1020 }),
  )
  return {
    counter: own,
    service: offered,
    office: {
      id: 1,
      slug: 'small',
      revision: 1,
      name,
      timeZone: 'Asia/Tokyo',
      keyColour: null,
      logo: null,
      line: null,
      notices: usualNotices,
      contact: {
        address: name,
        phone: '',
        callCentre: {
          name,
          phone: '',
        },
      },
      retention: { days: usualRetention, auditDays: 1095, isErasing: true },
      day: {
        calling: {
          order: 'booked_first',
          ratio: { booked: 2, walkIn: 1 },
          isPriorityFirst: true,
          lateGraceMinutes: 5,
        },
        dayTurnsMinute: 180,
        idleLockMinutes: 15,
        totpRoles: [],
        isKioskOpen: false,
      },
      grids: [{ from: '0001-01-01', minutes: 15 }],
      rules: {
        holdMinutes: 10,
        daysAhead: 30,
        isSameDayBookable: true,
        leadMinute: 1050,
        sharePercent: 50,
        lunchFromMinute: 720,
        lunchToMinute: 780,
        activePerContactMax: 3,
        servicesMax: 3,
        peopleMax: 8,
        checkInOpensMinutesBefore: 15,
        lateGraceMinutes: 5,
        noShowAfterMinutes: 30,
        walkSameFloorMinutes: 3,
        walkPerFloorMinutes: 3,
        ...rules,
      },
      counters: [own],
      services: [offered],
      retiredServices: [],
      messageTemplates: [],
      lifeEvents: [],
      openingRules: weekly,
      closures: [],
      capacityRules: [],
      holidays: new Map(),
      waitlist: { isOn: true, offerMinutes: 60, passedMax: 2, perContactMax: 3, perDayMax: 50 },
      banners: [],
      ...office,
    },
  }
}
