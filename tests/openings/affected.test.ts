import { expect, test } from 'vitest'
import { instantOf } from '#src/clock.ts'
import type { CapacityRule, Office, OpeningRule } from '#src/offices/office.ts'
import { type BookedVisit, visitsHit } from '#src/openings/affected.ts'
import { closure, smallOffice, special } from '../slots/sample-office.ts'

const wednesday = '2026-12-02'
const [nine, noon, one, four, five] = [540, 720, 780, 960, 1020]

let visits = 0

/** A visit of half an hour that was booked after all those made before it. */
function visit(minute: number, more: Partial<BookedVisit> = {}): BookedVisit {
  visits += 1
  return {
    appointmentId: visits,
    legId: visits,
    counterId: 1,
    startsAt: instantOf(wednesday, minute, 'Asia/Tokyo'),
    minutes: 30,
    serviceIds: [1],
    people: 1,
    bookedAt: visits,
    isHold: false,
    others: [],
    hasArrived: false,
    ...more,
  }
}

function openFrom(opensMinute: number, closesMinute: number): OpeningRule[] {
  const weekly = { kind: 'weekly', onDate: null, weekday: 3, opensMinute, closesMinute } as const
  return [special('', weekly)]
}

function capacity(windows: number, more: Partial<CapacityRule> = {}): CapacityRule {
  return {
    ...{ id: 1, counterId: 1, weekday: null, fromMinute: 0, toMinute: 1440, windows, sharePercent: null },
    ...{ validFrom: '2000-01-01', validTo: '9998-12-31' },
    ...more,
  }
}

function hitBy(before: Office, after: Partial<Office>, booked: readonly BookedVisit[]) {
  return visitsHit(before, { ...before, ...after }, booked).map(({ visit: { appointmentId }, why }) => [
    appointmentId,
    why,
  ])
}

test('a change that leaves every visit within its hours hits nobody', () => {
  const { office } = smallOffice()
  const booked = [visit(nine), visit(four), visit(four + 30)]

  expect(hitBy(office, { openingRules: openFrom(nine, five) }, booked)).toEqual([])
})

test('whoever would still be there after closing, or come before opening, is hit', () => {
  const { office } = smallOffice()
  const [early, last, late] = [visit(nine), visit(four - 30), visit(four - 15)]

  const hit = hitBy(office, { openingRules: openFrom(nine + 15, four) }, [early, last, late])

  expect(hit).toEqual([
    [early.appointmentId, 'closed'],
    [late.appointmentId, 'closed'],
  ])
})

test('a closure hits its day and its counter alone', () => {
  const { office } = smallOffice()
  const booked = visit(600)

  expect(hitBy(office, { closures: [closure('2026-12-03', '2026-12-04')] }, [booked])).toEqual([])
  expect(hitBy(office, { closures: [closure(wednesday, wednesday, { counterId: 2 })] }, [booked])).toEqual([])
  expect(hitBy(office, { closures: [closure(wednesday, wednesday, { counterId: 1 })] }, [booked])).toEqual([
    [booked.appointmentId, 'closed'],
  ])
})

test('hours of the evening hit only those whose service is not done then', () => {
  const { office, service } = smallOffice({ service: { isEveningOk: false } })
  const other = { ...service, id: 2, slug: 'other', isEveningOk: true }
  const both = { ...office, services: [service, other] }
  const [day, evening] = [visit(four), visit(four, { serviceIds: [2] })]
  const late = openFrom(four, five).map(rule => ({ ...rule, session: 'evening' as const }))

  expect(hitBy(both, { openingRules: [...openFrom(nine, four), ...late] }, [day, evening])).toEqual([
    [day.appointmentId, 'closed'],
  ])
})

test('a service that is retired by now is not done in the evening either', () => {
  const { office, service } = smallOffice({ service: { isEveningOk: false } })
  const retired = { ...office, services: [], retiredServices: [service] }
  const one = visit(four)
  const [rule] = openFrom(nine, noon)
  const evening = { ...openFrom(noon, five)[0], session: 'evening' } as OpeningRule

  expect(hitBy(retired, { openingRules: [rule as OpeningRule, evening] }, [one])).toEqual([
    [one.appointmentId, 'closed'],
  ])
})

test('rules of one service hit only those who come for it', () => {
  const { office, service } = smallOffice()
  const both = { ...office, services: [service, { ...service, id: 2, slug: 'other' }] }
  const [own, other] = [visit(four), visit(four, { serviceIds: [2] })]
  const rule = { ...openFrom(nine, noon)[0], counterId: 1, serviceId: 1 } as OpeningRule

  const openingRules = [...office.openingRules, rule]

  expect(hitBy(both, { openingRules }, [own, other])).toEqual([[own.appointmentId, 'closed']])
})

test('without anybody at lunch, whoever is there at that time is hit', () => {
  const { office } = smallOffice()
  const [before, into, after] = [visit(noon - 30), visit(noon - 15), visit(one)]
  const capacityRules = [capacity(0, { fromMinute: noon, toMinute: one })]

  expect(hitBy(office, { capacityRules }, [before, into, after])).toEqual([[into.appointmentId, 'no_staff']])
})

test('with fewer windows those booked last are hit until the rest fits', () => {
  const { office } = smallOffice()
  const [first, second, third] = [visit(600), visit(600), visit(600)]
  const arrived = visit(600, { hasArrived: true })
  const hold = visit(600, { isHold: true, bookedAt: 0 })

  const hit = hitBy(office, { capacityRules: [capacity(2)] }, [hold, third, first, second])
  const withArrived = hitBy(office, { capacityRules: [capacity(2)] }, [first, second, arrived])

  expect(hit).toEqual([
    [third.appointmentId, 'over_capacity'],
    [hold.appointmentId, 'over_capacity'],
  ])
  expect(withArrived).toEqual([[second.appointmentId, 'over_capacity']])
})

test('visits that overlap for a part of their time count together, those that follow each other do not', () => {
  const { office } = smallOffice()
  const [first, overlapping, following] = [visit(600), visit(615), visit(630)]

  expect(hitBy(office, { capacityRules: [capacity(1)] }, [first, following])).toEqual([])
  expect(hitBy(office, { capacityRules: [capacity(1)] }, [first, overlapping, following])).toEqual([
    [overlapping.appointmentId, 'over_capacity'],
  ])
})

test('an hour with fewer windows hits only those who are there in it', () => {
  const { office } = smallOffice()
  const booked = [visit(600), visit(600), visit(840), visit(840)]
  const capacityRules = [capacity(1, { fromMinute: 840, toMinute: 900 })]

  expect(hitBy(office, { capacityRules }, booked)).toEqual([[booked[3]?.appointmentId, 'over_capacity']])
})

test('what was outside before is not hit again, unless it gets worse', () => {
  const { office } = smallOffice()
  const until4 = { ...office, openingRules: openFrom(nine, four) }
  const [kept, half] = [visit(four), visit(four - 15)]

  expect(hitBy(until4, { closures: [closure('2026-12-09', '2026-12-09')] }, [kept, half])).toEqual([])
  expect(hitBy(until4, { openingRules: openFrom(nine, four - 60) }, [kept, half])).toEqual([
    [half.appointmentId, 'closed'],
  ])
})

test('one who was booked above all windows is not hit by a change of something else', () => {
  const { office } = smallOffice({ counter: { windows: 2 } })
  const [first, second, above] = [visit(600), visit(600), visit(600)]
  const booked = [first, second, above]

  expect(hitBy(office, { openingRules: openFrom(nine, four) }, booked)).toEqual([])
  expect(hitBy(office, { capacityRules: [capacity(1)] }, booked)).toEqual([
    [second.appointmentId, 'over_capacity'],
  ])
})

test('who has checked in already is not hit', () => {
  const { office } = smallOffice()

  expect(
    hitBy(office, { closures: [closure(wednesday, wednesday)] }, [visit(600, { hasArrived: true })]),
  ).toEqual([])
})
