import { expect, test } from 'vitest'
import { addDays, dateOf } from '#src/clock.ts'
import { extend, releaseHold } from '#src/booking/keep-hold.ts'
import { createAvailability } from '#src/slots/availability.ts'
import { lastBookableDate } from '#src/slots/opening.ts'
import { cancelIt, held, move } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { instant, type Ward } from '../support/ward.ts'
import { counterOf } from './sample-office.ts'

const register = ['koseki-konin']

function daysOf(ward: Ward, slugs: string[], from: string, to = from) {
  return ward.deps.availability.days(ward.office, ward.wish(...slugs), from, to)
}

async function freeAtNine(ward: Ward, date = '2026-12-02') {
  const { days } = await daysOf(ward, register, date)
  return days[0]?.slots.find(slot => slot.startMinute === 540)?.free
}

test('a month is answered day by day, from the past to what is too far ahead', async () => {
  const ward = await openCheckedWard()

  const { days } = await daysOf(ward, register, '2026-11-29', '2027-02-10')

  expect(days.map(day => day.date)[0]).toBe('2026-11-29')
  expect(days).toHaveLength(74)
  const states = new Map(days.map(day => [day.date, day.state]))
  expect(states.get('2026-11-30')).toBe('past')
  expect(states.get('2026-12-01')).toBe('open')
  expect(states.get('2026-12-06')).toBe('closed')
  const last = lastBookableDate(ward.office, counterOf(ward.office, 'koseki'), '2026-12-01')
  expect(states.get(last)).toBe('open')
  expect(states.get(addDays(last, 1))).toBe('not_yet')
})

test('whatever is booked, moved, cancelled, held, extended or given back shows at once', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  expect(await freeAtNine(ward)).toBe(1)

  const { appointmentId } = await ward.booked(register, '2026-12-02T09:00')
  expect(await freeAtNine(ward)).toBe(0)
  await move(ward, appointmentId, '2026-12-03T09:00')
  expect([await freeAtNine(ward), await freeAtNine(ward, '2026-12-03')]).toEqual([1, 0])
  await cancelIt(ward, appointmentId)
  expect(await freeAtNine(ward, '2026-12-03')).toBe(1)

  const { hold } = await held(ward, register, '2026-12-02T09:00')
  expect(await freeAtNine(ward)).toBe(0)
  ward.setNow('2026-12-01T10:09')
  await extend(ward.deps, ward.office, hold)
  ward.setNow('2026-12-01T10:12')
  expect(await freeAtNine(ward)).toBe(0)
  await releaseHold(ward.deps, ward.office, hold)
  expect(await freeAtNine(ward)).toBe(1)
})

test('a hold that ends is free at that very moment', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:01:30' })
  await held(ward, register, '2026-12-02T09:00')

  ward.setNow('2026-12-01T10:11:29.999')
  expect(await freeAtNine(ward)).toBe(0)
  ward.setNow('2026-12-01T10:11:30')
  expect(await freeAtNine(ward)).toBe(1)
})

test('an answer says until when it is right', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:01' })
  expect((await daysOf(ward, register, '2026-12-02')).goodUntil).toBe(instant('2026-12-01T10:05'))

  ward.setNow('2026-12-01T09:53')
  await held(ward, register, '2026-12-02T09:00')
  ward.setNow('2026-12-01T10:01')
  expect((await daysOf(ward, register, '2026-12-02')).goodUntil).toBe(instant('2026-12-01T10:03'))
})

test('time that passes takes away the slots of today, also from an answer kept in memory', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T09:59' })
  const first = async () => (await daysOf(ward, register, '2026-12-01')).days[0]?.slots[0]?.startMinute
  expect(await first()).toBe(600)

  ward.setNow('2026-12-01T10:00')

  expect(await first()).toBe(615)
})

test.for([
  ['a lead time', 'lead', '2026-12-02', ['2026-12-01T17:31', 540], ['2026-12-01T17:33', undefined]],
  ['opening hours', 'hours', '2026-12-01', ['2026-12-01T10:02', 603], ['2026-12-01T10:03', 618]],
] as const)(
  'what is shown goes by the minute where that does not lie on five: %s',
  async ([, which, date, ...moments]) => {
    const ward = await openCheckedWard()
    const { rules, openingRules, revision } = ward.office
    const lead = { rules: { ...rules, isSameDayBookable: false, leadMinute: 17 * 60 + 33 } }
    const hours = {
      openingRules: openingRules.map(rule => ({ ...rule, opensMinute: rule.opensMinute + 3 })),
    }
    const office = { ...ward.office, revision: revision + 1, ...{ lead, hours }[which] }

    for (const [now, first] of moments) {
      ward.setNow(now)
      const { days } = await ward.deps.availability.days(office, ward.wish(...register), date, date)
      expect(days[0]?.slots[0]?.startMinute, now).toBe(first)
    }
  },
)

test('another day begins at the midnight of the office', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T23:59:59.999' })
  const state = async () => (await daysOf(ward, register, '2026-12-01')).days[0]?.state
  expect(await state()).toBe('too_late')

  ward.setNow('2026-12-02T00:00')

  expect(await state()).toBe('past')
})

test('the version of a counter rises with its own changes alone, until nobody knows what has changed', async () => {
  const ward = await openCheckedWard()
  const { availability } = ward.deps
  const [koseki, ido] = [counterOf(ward.office, 'koseki').id, counterOf(ward.office, 'ido').id]
  const versions = () => [availability.version(koseki), availability.version(ido)]
  const [a = 0, b = 0] = versions()

  await ward.booked(register, '2026-12-02T09:00')
  const [c = 0, d = 0] = versions()
  availability.changed(null)
  const [e = 0, f = 0] = versions()

  expect(c).toBeGreaterThan(a)
  expect(d).toBe(b)
  expect(e).toBeGreaterThan(c)
  expect(f).toBeGreaterThan(d)
})

test('new rules count at once, without a word from anybody', async () => {
  const ward = await openCheckedWard()
  await daysOf(ward, register, '2026-12-02')
  const closures = [
    {
      id: 1,
      counterId: null,
      kind: 'special' as const,
      from: '2026-12-02',
      to: '2026-12-02',
      reason: { ja: '台風' },
    },
  ]

  const changed = { ...ward.office, revision: ward.office.revision + 1, closures }
  const { days } = await ward.deps.availability.days(
    changed,
    ward.wish(...register),
    '2026-12-02',
    '2026-12-02',
  )

  expect(days[0]).toMatchObject({
    state: 'closed',
    opening: { closed: { because: 'special', reason: { ja: '台風' } } },
  })
})

test('wishes of other services, other people and other days are kept apart', async () => {
  const ward = await openCheckedWard()
  await ward.booked(['mn-uketori'], '2026-12-02T09:30')
  await ward.booked(['mn-uketori'], '2026-12-02T09:30')
  const free = async (people: number) => {
    const wish = { ...ward.wish('mn-uketori'), people }
    const { days } = await ward.deps.availability.days(ward.office, wish, '2026-12-02', '2026-12-02')
    return days[0]?.slots.find(slot => slot.startMinute === 540)?.free
  }

  expect([await free(1), await free(2), await free(1), await free(2)]).toEqual([2, 0, 2, 0])
})

test('a change that comes while a day is being read is not overwritten by what was read before', async () => {
  const ward = await openCheckedWard()
  for (let round = 0; round < 30; round += 1) {
    const [, booked] = await Promise.all([
      freeAtNine(ward),
      ward.booked(register, '2026-12-02T09:00'),
      freeAtNine(ward),
    ])
    expect(await freeAtNine(ward)).toBe(0)
    const reading = freeAtNine(ward)
    await cancelIt(ward, booked.appointmentId)
    await reading
    expect(await freeAtNine(ward)).toBe(1)
  }
})

test('after many deeds memory and database agree on every day', async () => {
  const ward = await openCheckedWard()
  const dates = ['2026-12-02', '2026-12-03', '2026-12-04']
  const times = ['09:00', '09:15', '10:00', '11:45', '13:00']
  let seed = 7
  const pick = <T>(all: readonly T[]): T => {
    seed = (seed * 48_271) % 2_147_483_647
    return all[seed % all.length] as T
  }
  const booked: number[] = []
  for (let count = 0; count < 120; count += 1) {
    const slugs = pick([register, ['tennyu'], ['tenshutsu-todoke']])
    const startsAt = `${pick(dates)}T${pick(times)}`
    const someone = pick(booked.length > 0 ? booked : [0])
    const what = pick(['book', 'book', 'cancel', 'move', 'look'])
    if (what === 'book') {
      const outcome = await ward.book(slugs, startsAt)
      if (outcome.ok) booked.push(outcome.appointmentId)
    }
    if (what === 'cancel') await cancelIt(ward, someone)
    if (what === 'move') await move(ward, someone, startsAt)
    await daysOf(ward, slugs, '2026-12-02', '2026-12-04')
  }

  const fresh = createAvailability(ward.deps.store, ward.deps.clock)
  for (const slugs of [register, ['tennyu'], ['tenshutsu-todoke']]) {
    const remembered = await daysOf(ward, slugs, '2026-12-02', '2026-12-04')
    const read = await fresh.days(ward.office, ward.wish(...slugs), '2026-12-02', '2026-12-04')
    expect(remembered.days).toEqual(read.days)
  }
  expect(dateOf(ward.deps.clock.now(), ward.office.timeZone)).toBe('2026-12-01')
})
