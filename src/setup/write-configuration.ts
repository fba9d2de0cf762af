import { clockTime } from '../clock.ts'
import {
  type Answer,
  counterById,
  everyService,
  type Office,
  type OpeningRule,
  type Question,
  type Service,
  servicesByIds,
} from '../offices/office.ts'
import type { OfficeConfiguration } from './configuration.ts'
import type { FurtherParts } from './queries.ts'

/** An office as a configuration from which the same office can be made again elsewhere. */
export function configurationOf(office: Office, further: FurtherParts): OfficeConfiguration {
  const counterSlug = (id: number | null) => (id === null ? null : counterById(office, id).slug)
  return {
    format: 'madoguchi-office',
    version: 1,
    office: {
      slug: office.slug,
      name: office.name,
      ...office.contact,
      keyColour: office.keyColour,
      logo: office.logo && further.logo !== null ? { file: further.logo, alt: office.logo.alt } : null,
      timeZone: office.timeZone,
    },
    booking: bookingOf(office),
    day: dayOf(office),
    notices: office.notices,
    waitlist: office.waitlist,
    retention: { ...office.retention.days, audit: office.retention.auditDays },
    divisions: further.divisions.map(({ slug, name }) => ({ slug, name })),
    counters: countersOf(office, further),
    documents: further.documents.map(({ slug, name, note }) => ({ slug, name, note })),
    services: everyService(office).map(service => serviceOf(office, service)),
    lifeEvents: office.lifeEvents.map(({ slug, name, serviceIds, questions }) => ({
      ...{ slug, name },
      services: servicesByIds(office, serviceIds).map(service => service.slug),
      questions: questions.map(question => questionOf(office, question)),
    })),
    openingRules: office.openingRules.map(rule => ruleOf(office, rule)),
    closures: office.closures.map(({ counterId, kind, from, to, reason }) => ({
      ...{ counter: counterSlug(counterId), kind, from, to, reason },
    })),
    holidays: [...office.holidays]
      .map(([date, name]) => ({ date, name }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    capacityRules: office.capacityRules.map(rule => ({
      counter: counterById(office, rule.counterId).slug,
      weekday: rule.weekday,
      from: clockTime(rule.fromMinute),
      to: clockTime(rule.toMinute),
      ...{ windows: rule.windows, sharePercent: rule.sharePercent },
      ...{ validFrom: rule.validFrom, validTo: rule.validTo },
    })),
    messageTemplates: office.messageTemplates,
  }
}

/** In the order of the file. */
function slugsOf(office: Office, ids: readonly number[]): string[] {
  return everyService(office).flatMap(({ id, slug }) => (ids.includes(id) ? [slug] : []))
}

function questionOf(office: Office, { slug, text, needs }: Question) {
  const neededBy = (answer: Answer) =>
    slugsOf(
      office,
      needs.filter(need => need.answer === answer).map(({ serviceId }) => serviceId),
    )
  return { slug, text, yes: neededBy('yes'), no: neededBy('no') }
}

function ruleOf(office: Office, rule: OpeningRule): OfficeConfiguration['openingRules'][number] {
  const { kind, weekday, nth, session, validFrom, validTo } = rule
  return {
    counter: rule.counterId === null ? null : counterById(office, rule.counterId).slug,
    service: everyService(office).find(({ id }) => id === rule.serviceId)?.slug ?? null,
    ...{ kind, weekday, nth, date: rule.onDate, session },
    opens: clockTime(rule.opensMinute),
    closes: clockTime(rule.closesMinute),
    ...{ validFrom, validTo },
  }
}

function bookingOf({ rules, grids }: Office): OfficeConfiguration['booking'] {
  const { leadMinute, lunchFromMinute, lunchToMinute, ...same } = rules
  return {
    // An office made of this file has no days with bookings: it begins with what was decided last.
    slotMinutes: grids.at(-1)?.minutes ?? 0,
    ...same,
    leadTime: clockTime(leadMinute),
    lunchFrom: clockTime(lunchFromMinute),
    lunchTo: clockTime(lunchToMinute),
  }
}

function dayOf({ day }: Office): OfficeConfiguration['day'] {
  return {
    callingOrder: day.calling.order,
    ratioBooked: day.calling.ratio.booked,
    ratioWalkIn: day.calling.ratio.walkIn,
    isPriorityFirst: day.calling.isPriorityFirst,
    dayTurns: clockTime(day.dayTurnsMinute),
    idleLockMinutes: day.idleLockMinutes,
    totpRoles: day.totpRoles as OfficeConfiguration['day']['totpRoles'],
    isKioskOpen: day.isKioskOpen,
  }
}

function countersOf(office: Office, further: FurtherParts): OfficeConfiguration['counters'] {
  return office.counters.map(counter => {
    const more = further.counters.find(({ id }) => id === counter.id)
    const division = further.divisions.find(({ id }) => id === more?.divisionId)
    if (!more || !division) throw new Error(`counter ${counter.slug} has no division`)
    const { slug, number, floor, ticketPrefix, name, isBookable, windows, windowsAtLunch } = counter
    const { isPrivate, publicName } = more
    return {
      ...{ slug, division: division.slug, number, floor, ticketPrefix, name, publicName },
      ...{ isPrivate, isBookable, windows, windowsAtLunch },
    }
  })
}

function serviceOf(office: Office, service: Service): OfficeConfiguration['services'][number] {
  const { slug, name, isBookable, isSensitive, durationMinutes, isPerPerson, isEveningOk, sunday } = service
  const { deadline, noVisitAlternative, notes } = service
  return {
    ...{ slug, counter: counterById(office, service.counterId).slug, name, isBookable, isSensitive },
    ...{ durationMinutes, isPerPerson, isEveningOk, sunday },
    documents: service.documents.map(({ slug, condition }) => ({ document: slug, condition })),
    ...{ deadline, noVisitAlternative, notes, stayMinutes: service.stayMinutes },
    after: slugsOf(office, service.afterIds),
    neverWith: slugsOf(office, service.neverWithIds),
    isRetired: office.retiredServices.includes(service),
  }
}
