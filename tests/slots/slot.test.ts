import { expect, test } from 'vitest'
import { type Instant, instantOf, isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { capacityAt, windowsAt } from '#src/slots/capacity.ts'
import {
  dayOf,
  freeNumbers,
  questionFor,
  refuseStart,
  refuseWish,
  slotsNeeded,
  startMinutes,
  type Taken,
  visitMinutes,
} from '#src/slots/slot.ts'
import { instant } from '../support/ward.ts'
import { counterOf, sampleOffice, serviceOf, smallOffice } from './sample-office.ts'

const none: Taken = new Map()

function dayFor(office: Office, slugs: string[], date: string, now: string, people = 1, taken = none) {
  const services = slugs.map(slug => serviceOf(office, slug))
  return dayOf(questionFor(office, { services, people }, instant(now)), date, taken)
}

function startsOf(office: Office, slugs: string[], date: string, people = 1): string[] {
  const services = slugs.map(slug => serviceOf(office, slug))
  const counter = counterOf(
    office,
    office.counters.find(({ id }) => id === services[0]?.counterId)?.slug ?? '',
  )
  const minutes = startMinutes(office, counter, date, { services, people })
  return minutes.map(minute => new Date(minute * 60_000).toISOString().slice(11, 16))
}

test.each([
  ['one service', ['tennyu'], 1, 30],
  ['one service for four people, which takes time once', ['tennyu'], 4, 30],
  ['one service that takes time for each of four people', ['mn-uketori'], 4, 80],
  ['two services', ['tennyu', 'inkan-toroku'], 1, 50],
  ['two services for each of three people', ['mn-uketori', 'mn-koshin'], 3, 120],
])('%s last as long as the ward says', async (_, slugs, people, minutes) => {
  const office = await sampleOffice()

  expect(visitMinutes({ services: slugs.map(slug => serviceOf(office, slug)), people })).toBe(minutes)
})

test.each([
  [1, 1],
  [15, 1],
  [16, 2],
  [30, 2],
  [31, 3],
])('a visit of %i minutes takes %i slots of fifteen', (durationMinutes, slots) => {
  const { office, service } = smallOffice({ service: { durationMinutes } })

  expect(slotsNeeded(office, { services: [service], people: 1 }, '2026-12-02')).toBe(slots)
})

test('at lunch fewer windows are open, in every slot that touches the hour', () => {
  const { office, counter } = smallOffice({ office: { grids: [{ from: '0001-01-01', minutes: 20 }] } })

  expect(
    [700, 701, 720, 760, 779, 780].map(minute => windowsAt(office, counter, '2026-12-02', minute)),
  ).toEqual([4, 2, 2, 2, 2, 4])
})

test('a counter never has more windows at lunch than it has', () => {
  const { office, counter } = smallOffice({ counter: { windows: 1, windowsAtLunch: 3 } })

  expect(windowsAt(office, counter, '2026-12-02', 720)).toBe(1)
})

test.each([
  [4, 50, 2],
  [5, 50, 2],
  [1, 50, 1],
  [3, 10, 1],
  [4, 100, 4],
  [4, 0, 0],
  [0, 50, 0],
])('%i windows at a share of %i percent offer %i places', (windows, sharePercent, places) => {
  const { office, counter } = smallOffice({ rules: { sharePercent }, counter: { windows } })

  expect(capacityAt(office, counter, '2026-12-02', 600)).toBe(places)
})

test.each([
  ['nothing taken', [], [1, 2, 3]],
  ['the lowest taken', [1], [2, 3]],
  ['one in the middle taken', [2], [1, 3]],
  ['all taken', [1, 2, 3], []],
  ['the share of the staff taken', [4, 5, 6], [1, 2, 3]],
  ['one above the windows taken', [7], [1, 2]],
  ['one above the windows and the first taken', [1, 7], [2]],
  ['one above the windows and the last taken', [3, 7], [1]],
  ['one above the windows and two taken', [2, 3, 7], []],
  ['more above the windows than places', [7, 8, 9, 10, 11], []],
])('of three places at six windows, with %s, these are free', (_, taken, free) => {
  expect(freeNumbers(3, 6, taken)).toEqual(free)
})

test('a visit ends by closing time', async () => {
  const office = await sampleOffice()

  expect(startsOf(office, ['tennyu'], '2026-12-02').at(-1)).toBe('17:00')
  expect(startsOf(office, ['seikatsu-sodan'], '2026-12-02').at(-1)).toBe('16:30')
  expect(startsOf(office, ['mn-uketori'], '2026-12-02', 8).at(-1)).toBe('14:45')
})

test('on a Friday a visit may last into the evening only where all of it is done there', async () => {
  const office = await sampleOffice()

  expect(startsOf(office, ['tennyu'], '2026-12-04').at(-1)).toBe('18:30')
  expect(startsOf(office, ['tennyu-abroad'], '2026-12-04').at(-1)).toBe('16:45')
  expect(startsOf(office, ['tennyu', 'tennyu-abroad'], '2026-12-04').at(-1)).toBe('16:15')
  expect(startsOf(office, ['tennyu'], '2026-12-04')).toContain('17:15')
})

test('a visit never lasts into a lunch hour without staff', () => {
  const { office, counter, service } = smallOffice({ counter: { windowsAtLunch: 0 } })

  const starts = startMinutes(office, counter, '2026-12-02', { services: [service], people: 1 })

  expect(starts.filter(start => start > 660 && start < 810)).toEqual([675, 690, 780, 795])
})

test('a visit longer than the day has no start', () => {
  const { office, counter, service } = smallOffice({ service: { durationMinutes: 481 } })

  expect(startMinutes(office, counter, '2026-12-02', { services: [service], people: 1 })).toEqual([])
  expect(
    startMinutes(office, counter, '2026-12-02', {
      services: [{ ...service, durationMinutes: 480 }],
      people: 1,
    }),
  ).toEqual([540])
})

test.each([
  ['yesterday', '2026-11-30', 'past'],
  ['today', '2026-12-01', 'open'],
  ['a Saturday', '2026-12-05', 'closed'],
  ['the year’s end', '2026-12-30', 'closed'],
  ['the last day that can be booked', '2027-01-19', 'open'],
  ['the day after it', '2027-01-20', 'not_yet'],
  ['a closed day even further away', '2027-01-23', 'closed'],
])('%s is as residents see it', async (_, date, state) => {
  const office = await sampleOffice()

  expect(dayFor(office, ['jidoteate'], date, '2026-12-01T10:00').state).toBe(state)
})

test('a day without a free slot is full and still lists its slots', () => {
  const { office, service } = smallOffice()
  const taken = new Map<Instant, number[]>()
  for (let minute = 540; minute < 1020; minute += 15)
    taken.set(instantOf('2026-12-02', minute, 'Asia/Tokyo'), [1, 2])
  const question = questionFor(office, { services: [service], people: 1 }, instant('2026-12-01T10:00'))

  const day = dayOf(question, '2026-12-02', taken)
  expect(day.state).toBe('full')
  expect(day.slots.every(slot => slot.free === 0)).toBe(true)

  taken.delete(instantOf('2026-12-02', 600, 'Asia/Tokyo'))
  expect(dayOf(question, '2026-12-02', taken).state).toBe('full')
  taken.set(instantOf('2026-12-02', 615, 'Asia/Tokyo'), [2])
  expect(dayOf(question, '2026-12-02', taken).state).toBe('open')
})

test('today the times that have begun are gone, and with the last of them the day', async () => {
  const office = await sampleOffice()
  const first = (now: string) => dayFor(office, ['jidoteate'], '2026-12-01', now).slots[0]?.startMinute

  expect(first('2026-12-01T08:59:59.999')).toBe(540)
  expect(first('2026-12-01T09:00')).toBe(555)
  expect(first('2026-12-01T16:59')).toBe(17 * 60)
  expect(dayFor(office, ['jidoteate'], '2026-12-01', '2026-12-01T17:00')).toMatchObject({
    state: 'too_late',
    slots: [],
  })
})

test('without same-day booking a day closes at a set time of the opening day before', async () => {
  const sample = await sampleOffice()
  const office = { ...sample, rules: { ...sample.rules, isSameDayBookable: false } }
  const state = (date: string, now: string) => dayFor(office, ['jidoteate'], date, now).state

  expect(state('2026-12-01', '2026-12-01T08:00')).toBe('too_late')
  expect(state('2026-12-02', '2026-12-01T17:29:59.999')).toBe('open')
  expect(state('2026-12-02', '2026-12-01T17:30')).toBe('too_late')
  // Monday is booked by Friday.
  expect(state('2026-12-07', '2026-12-04T17:29')).toBe('open')
  expect(state('2026-12-07', '2026-12-04T17:30')).toBe('too_late')
  expect(state('2026-12-07', '2026-12-06T10:00')).toBe('too_late')
  // The first day of the new year is booked by the last one of the old.
  expect(state('2027-01-04', '2026-12-28T17:29')).toBe('open')
  expect(state('2027-01-04', '2026-12-28T17:30')).toBe('too_late')
})

test('after more than a month of closed days the first one closes at its midnight', () => {
  const { office, service } = smallOffice({ rules: { isSameDayBookable: false } })
  const closures = [
    {
      id: 1,
      counterId: null,
      kind: 'special' as const,
      from: '2026-12-01',
      to: '2027-01-31',
      reason: { ja: '工事' },
    },
  ]
  const state = (now: string) => {
    const wish = { services: [service], people: 1 }
    return dayOf(questionFor({ ...office, closures }, wish, instant(now)), '2027-02-01', none).state
  }

  expect(state('2027-01-31T23:59')).toBe('open')
  expect(state('2027-02-01T00:00')).toBe('too_late')
})

test.each([
  ['2026-12-02T09:00', null],
  ['2026-12-02T17:00', null],
  ['2026-12-02T17:15', 'slot_closed'],
  ['2026-12-02T09:07', 'slot_closed'],
  ['2026-12-02T08:45', 'slot_closed'],
  ['2026-12-05T09:00', 'slot_closed'],
  ['2026-12-01T09:00', 'slot_too_late'],
  ['2026-12-01T10:00', 'slot_too_late'],
  ['2026-12-01T10:15', null],
  ['2026-11-30T10:00', 'slot_too_late'],
  ['2027-02-01T09:00', 'slot_not_yet'],
])('a visit at %s is refused with %s', async (startsAt, reason) => {
  const office = await sampleOffice()
  const wish = { services: [serviceOf(office, 'jidoteate')], people: 1 }

  expect(refuseStart(questionFor(office, wish, instant('2026-12-01T10:00')), instant(startsAt))).toBe(reason)
})

test('a wish is refused for the first thing that is wrong with it', async () => {
  const office = await sampleOffice()
  const refusal = (slugs: string[], people = 1) =>
    refuseWish(office, { services: slugs.map(slug => serviceOf(office, slug)), people })

  expect(refusal(['tennyu', 'tenkyo', 'setai'])).toBeNull()
  expect(refusal([])).toBe('no_service')
  expect(refusal(['tennyu', 'tenkyo', 'setai', 'inkan-haishi'])).toBe('too_many_services')
  expect(refusal(['tennyu', 'koseki-konin'])).toBe('several_counters')
  expect(refusal(['shomei-juminhyo'])).toBe('not_bookable')
  for (const people of [0, -1, 9, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(refusal(['tennyu'], people)).toBe('people')
  expect(refusal(['tennyu'], 8)).toBeNull()
})

test('a bookable service of a counter that takes no bookings is refused', () => {
  const { office, service } = smallOffice({ counter: { isBookable: false } })

  expect(refuseWish(office, { services: [service], people: 1 })).toBe('not_bookable')
})

test.each([
  ['2027-03-26', '2027-03-26T09:00:00+01:00'],
  ['2027-03-28', '2027-03-28T09:00:00+02:00'],
  ['2027-03-29', '2027-03-29T09:00:00+02:00'],
  ['2027-10-31', '2027-10-31T09:00:00+01:00'],
])('in an office with summer time, %s opens at nine of its clock', (date, first) => {
  const small = smallOffice({ rules: { daysAhead: 300 }, office: { timeZone: 'Europe/Berlin' } })
  const everyDay = small.office.openingRules.map(rule => ({ ...rule, weekday: null })).slice(0, 1)
  const office = { ...small.office, openingRules: everyDay }
  const question = questionFor(
    office,
    { services: [small.service], people: 1 },
    Date.parse(`${date}T00:00:00Z`) - 86_400_000,
  )

  const { slots } = dayOf(question, date, none)

  expect(isoOf(slots[0]?.startsAt ?? 0, 'Europe/Berlin')).toBe(first)
  expect(slots.every(slot => slot.startsAt === instantOf(date, slot.startMinute, 'Europe/Berlin'))).toBe(true)
  expect(slots).toHaveLength(31)
  for (const slot of slots) expect(refuseStart(question, slot.startsAt)).toBeNull()
})

test('the time zone of the machine changes nothing', async () => {
  const office = await sampleOffice()
  const before = process.env.TZ
  const answers = ['Asia/Tokyo', 'Pacific/Kiritimati', 'America/New_York', 'UTC'].map(zone => {
    process.env.TZ = zone
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(
      { 'Asia/Tokyo': -540, 'Pacific/Kiritimati': -840, 'America/New_York': 300, UTC: 0 }[zone],
    )
    const dates = ['2026-12-01', '2026-12-31', '2027-01-04', '2027-01-18']
    return JSON.stringify(dates.map(date => dayFor(office, ['tennyu'], date, '2026-12-01T00:30')))
  })
  process.env.TZ = before

  expect(new Set(answers).size).toBe(1)
})
