import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, instantOf, isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { BookedVisit } from '#src/openings/affected.ts'
import { bestNewTimes, type PlaceAt } from '#src/openings/new-times.ts'
import { closure, smallOffice, special } from '../slots/sample-office.ts'

const [monday, tuesday, wednesday, thursday] = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']
const now = at(monday, 480)

function at(date: string, minute: number) {
  return instantOf(date, minute, 'Asia/Tokyo')
}

function visit(appointmentId: number, date: string, minute: number, more: Partial<BookedVisit> = {}) {
  return {
    ...{ appointmentId, legId: appointmentId, counterId: 1, startsAt: at(date, minute), minutes: 30 },
    ...{ serviceIds: [1], people: 1, bookedAt: appointmentId, isHold: false, hasArrived: false, others: [] },
    ...more,
  }
}

/** A day on which half an hour is open, for one visit at a time. */
function half(date: string, opensMinute: number) {
  return special(date, { opensMinute, closesMinute: opensMinute + 30 })
}

function officeOf(openingRules: Office['openingRules'], windows = 1): Office {
  return { ...smallOffice({ counter: { windows, windowsAtLunch: windows } }).office, openingRules }
}

async function timesOf(
  office: Office,
  visits: readonly BookedVisit[],
  { count = 1, taken = [] }: { count?: number; taken?: PlaceAt[] } = {},
) {
  const times = await bestNewTimes(office, visits, taken, now, count)
  return visits.map(({ appointmentId }) =>
    (times.get(appointmentId) ?? []).map(({ startsAt }) => isoOf(startsAt, 'Asia/Tokyo').slice(0, 16)),
  )
}

test('the same day comes first, there the nearest time of day, and of two as near the earlier', async () => {
  const { office } = smallOffice()

  expect(await timesOf(office, [visit(1, wednesday, 600)], { count: 3 })).toEqual([
    ['2026-12-09T09:45', '2026-12-09T10:15', '2026-12-09T09:30'],
  ])
})

test('of other days the nearest comes first, the later one of two, at the same time of day', async () => {
  const { office } = smallOffice()
  const closed = { ...office, closures: [closure(wednesday, wednesday)] }

  expect(await timesOf(closed, [visit(1, wednesday, 600)], { count: 1 })).toEqual([['2026-12-10T10:00']])
  expect(
    await timesOf({ ...office, closures: [closure(wednesday, thursday)] }, [visit(1, wednesday, 600)]),
  ).toEqual([['2026-12-08T10:00']])
})

test('a day with less than is asked for is filled up from the next one', async () => {
  const office = officeOf([half(tuesday, 540), half(thursday, 900)])

  expect(await timesOf(office, [visit(1, tuesday, 600)], { count: 3 })).toEqual([
    ['2026-12-08T09:00', '2026-12-10T15:00'],
  ])
})

test('of two the earlier in the list is offered the last place, and the other what is left', async () => {
  const visits = [visit(1, wednesday, 600), visit(2, wednesday, 540)]

  expect(await timesOf(officeOf([half(tuesday, 540), half(thursday, 900)]), visits)).toEqual([
    ['2026-12-10T15:00'],
    ['2026-12-08T09:00'],
  ])
  expect(await timesOf(officeOf([half(thursday, 900)]), visits)).toEqual([['2026-12-10T15:00'], []])
  expect(await timesOf(officeOf([half(thursday, 900)], 2), visits)).toEqual([
    ['2026-12-10T15:00'],
    ['2026-12-10T15:00'],
  ])
})

test('what somebody else has is offered to nobody', async () => {
  const office = officeOf([half(tuesday, 540), half(thursday, 900)])
  const taken = [0, 15].map(minutes => ({
    ...{ counterId: 1, startsAt: at(thursday, 900 + minutes), placeNumber: 1 },
  }))

  expect(await timesOf(office, [visit(1, wednesday, 600)], { taken })).toEqual([['2026-12-08T09:00']])
})

test('nothing is offered where nothing is left, nor in the past, nor for a service that is gone', async () => {
  expect(await timesOf(officeOf([]), [visit(1, wednesday, 600)])).toEqual([[]])
  expect(await timesOf(officeOf([half('2026-12-04', 540)]), [visit(1, wednesday, 600)])).toEqual([[]])
  const { office } = smallOffice()
  expect(await timesOf(office, [visit(1, wednesday, 600, { serviceIds: [9] })])).toEqual([[]])
})

test('what is booked of a retired service takes as long as it did, and is offered times like any other', async () => {
  const { office, service } = smallOffice()
  const retired = { ...service, id: 2, slug: 'retired' }
  const retiredServices = [retired]
  const both = visit(1, wednesday, 600, { serviceIds: [1, 2], minutes: 2 * service.durationMinutes })
  const narrow = {
    ...officeOf([half(tuesday, 540), { ...half(thursday, 540), closesMinute: 660 }]),
    retiredServices,
  }

  expect(
    await timesOf({ ...office, retiredServices }, [visit(1, wednesday, 600, { serviceIds: [2] })]),
  ).toEqual([['2026-12-09T09:45']])
  expect(await timesOf(narrow, [both])).toEqual([['2026-12-10T10:00']])
})

test('what is not done in the evening is offered none, what is done only then only evenings', async () => {
  const evening = special(tuesday, { session: 'evening', opensMinute: 1050, closesMinute: 1140 })
  const own = special(tuesday, { serviceId: 1, counterId: 1, opensMinute: 1050, closesMinute: 1140 })
  const daytime = { ...half(tuesday, 540), closesMinute: 1020 }
  const { office } = smallOffice({ service: { isEveningOk: false } })
  const late = smallOffice().office

  expect(await timesOf({ ...office, openingRules: [evening] }, [visit(1, tuesday, 600)])).toEqual([[]])
  expect(
    await timesOf({ ...late, openingRules: [daytime, evening, own] }, [visit(1, tuesday, 600)], { count: 2 }),
  ).toEqual([['2026-12-08T17:30', '2026-12-08T17:45']])
})

test('whoever take their first offers, never more come at one moment than there are windows', async () => {
  let offered = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 36, max: 66 })), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 3 }),
      async (wanted, windows) => {
        const office = officeOf([{ ...half(tuesday, 540), closesMinute: 660 }, half(thursday, 900)], windows)
        const visits = wanted.map(([days, quarter], index) =>
          visit(index + 1, `2026-12-${String(7 + days).padStart(2, '0')}`, quarter * 15),
        )
        const times = await bestNewTimes(office, visits, [], now, 1)
        const coming = [...times.values()].flat().flatMap(({ startsAt }) => [startsAt, startsAt + 900_000])
        offered += coming.length
        for (const [moment, people] of Map.groupBy(coming, one => one))
          expect(people.length, dateOf(moment, 'Asia/Tokyo')).toBeLessThanOrEqual(windows)
      },
    ),
    { seed: 4, numRuns: 60 },
  )
  expect(offered).toBeGreaterThan(100)
})
