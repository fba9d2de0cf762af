import { expect, test } from 'vitest'
import { addDays, isoOf } from '#src/clock.ts'
import { checkNightly } from '#src/operation/nightly-check.ts'
import { allOfNumbers } from '#src/queue/ticket-queries.ts'
import { closeDueMonths, closeMonth } from '#src/statistics/close-month.ts'
import { closingDayOf } from '#src/statistics/closing-day.ts'
import { correct } from '#src/statistics/correct.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { versionsOfMonths } from '#src/statistics/month-queries.ts'
import { findSummaries, type SummaryQuestion } from '#src/statistics/summary-queries.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { newStaffMember } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { endDay, playDay } from './busy-day.ts'

const december = '2026-12-01'

/** The sample ward after one busy day, at nine on a later one. */
async function openAfter(day: string, now: string): Promise<Ward> {
  const ward = await openWard({ now: `${day}T08:00` })
  await playDay(ward, day)
  await endDay(ward, addDays(day, 1))
  await keepUp(ward.deps)
  ward.setNow(`${now}T09:00`)
  return ward
}

const lastDay = '2026-12-25'
const lastWeek = '2026-12-21'
const openAfterDecember = () => openAfter(lastDay, '2027-01-04')

async function close(ward: Ward, month = december) {
  return closeMonth(ward.deps, ward.office, month, await newStaffMember(ward, 'supervisor'))
}

/** Leaves a number of that day out of the figures, and lets them follow. */
async function leaveOut(ward: Ward, number: string) {
  const counterIds = ward.office.counters.map(({ id }) => id)
  const [ticket] = await ward.deps.store.read(db => allOfNumbers(db, counterIds, lastDay, [number]))
  if (!ticket) throw new Error(`no ticket ${number}`)
  const staff = await newStaffMember(ward, 'supervisor')
  await correct(
    ward.deps,
    ward.office,
    ticket,
    { change: { what: 'trial' }, reason: '操作の練習', staff },
    null,
  )
  for (let minutes = 0; minutes < 3; minutes += 1) {
    await keepUp(ward.deps)
    ward.setNow(isoOf(ward.deps.clock.now() + 61_000, 'Asia/Tokyo'))
  }
}

async function ticketsIn(ward: Ward, grain: SummaryQuestion['grain'], from: string, version?: number) {
  const question = { grain, from, to: from, counterId: null, breakdowns: ['all'] as const, version }
  const [summary] = await ward.deps.store.read(db => findSummaries(db, ward.office.id, question))
  return { tickets: summary?.cells[0]?.figures.tickets, version: summary?.version }
}

const versions = (ward: Ward) =>
  ward.deps.store.read(db => versionsOfMonths(db, ward.office.id, { from: december, to: december }))

test('the fifth working day of January 2027 is the eighth, after the closed days of the new year', async () => {
  const { office } = await openWard()

  expect(closingDayOf(office, '2026-12-01')).toBe('2027-01-08')
  expect(closingDayOf(office, '2026-10-01')).toBe('2026-11-09')
})

test('an open month is provisional, and closing it makes the same figures version 1', async () => {
  const ward = await openAfterDecember()
  expect(await ticketsIn(ward, 'month', december)).toEqual({ tickets: 17, version: 0 })

  expect(await close(ward)).toEqual({ ok: true, month: december })

  expect(await ticketsIn(ward, 'month', december)).toEqual({ tickets: 17, version: 1 })
  expect(await ticketsIn(ward, 'day', lastDay)).toEqual({ tickets: 17, version: 1 })
  expect(await ticketsIn(ward, 'week', lastWeek)).toEqual({ tickets: 17, version: 1 })
  expect(await ticketsIn(ward, 'fiscal_year', '2026-04-01')).toEqual({ tickets: 17, version: 0 })
})

test('a correction in a closed month makes version 2, and version 1 stays readable', async () => {
  const ward = await openAfterDecember()
  await close(ward)

  await leaveOut(ward, 'A-001')
  await leaveOut(ward, 'A-002')

  for (const [grain, from] of [
    ['month', december],
    ['day', lastDay],
    ['week', lastWeek],
  ] as const) {
    expect(await ticketsIn(ward, grain, from), grain).toEqual({ tickets: 15, version: 3 })
    expect(await ticketsIn(ward, grain, from, 2), grain).toEqual({ tickets: 16, version: 2 })
    expect(await ticketsIn(ward, grain, from, 1), grain).toEqual({ tickets: 17, version: 1 })
  }
  expect((await versions(ward)).map(({ version, correctedEvents }) => [version, correctedEvents])).toEqual([
    [1, 0],
    [2, 1],
    [3, 1],
  ])
  ward.setNow(isoOf(ward.deps.clock.now() + 2 * 3_600_000, 'Asia/Tokyo'))
  await keepUp(ward.deps)
  expect(await verifyFigures(ward.deps)).toMatchObject({ behind: 0, disagreements: [] })
})

test('what is only looked at again makes no version', async () => {
  const ward = await openAfterDecember()
  await close(ward)

  await rebuildFigures(ward.deps, { to: '2026-12-31' })

  expect(await versions(ward)).toHaveLength(1)
})

test('a month is closed once, after it is over, and not before those that were earlier', async () => {
  const ward = await openAfterDecember()
  await playDay(ward, '2027-01-05')
  await endDay(ward, '2027-01-06')
  await keepUp(ward.deps)
  expect(await close(ward, '2027-01-01')).toEqual({ ok: false, reason: 'not_over' })
  ward.setNow('2027-02-01T09:00')

  expect(await close(ward, '2027-01-01')).toEqual({ ok: false, reason: 'earlier_open' })
  expect(await close(ward, '2026-11-01')).toEqual({ ok: false, reason: 'no_figures' })
  expect(await close(ward)).toMatchObject({ ok: true })
  expect(await close(ward)).toEqual({ ok: false, reason: 'already_closed' })
})

test('a month closes by itself on its closing day and not the day before', async () => {
  const ward = await openAfterDecember()

  ward.setNow('2027-01-07T23:00')
  await closeDueMonths(ward.deps, ward.office)
  expect(await versions(ward)).toEqual([])
  ward.setNow('2027-01-08T09:00')
  await closeDueMonths(ward.deps, ward.office)

  expect(await versions(ward)).toMatchObject([{ version: 1, closedBy: null }])
})

test('a clock that is put a month ahead closes no month, and one that stays so for three days does', async () => {
  const ward = await openAfter(lastDay, '2026-12-27')
  const checkedOn = async (date: string) => {
    ward.setNow(`${date}T02:30`)
    await checkNightly(ward.deps)
  }
  await checkedOn('2026-12-27')
  await checkedOn('2026-12-28')

  for (const date of ['2027-01-29', '2027-01-30', '2027-01-31']) {
    ward.setNow(`${date}T00:10`)
    await closeDueMonths(ward.deps, ward.office)
    await checkedOn(date)
    await closeDueMonths(ward.deps, ward.office)
    expect(await versions(ward), date).toEqual([])
  }
  await checkedOn('2027-02-01')
  await closeDueMonths(ward.deps, ward.office)

  expect(await versions(ward)).toMatchObject([{ version: 1, closedBy: null }])
})

test('the fiscal year is provisional until March is closed', async () => {
  const ward = await openAfter('2027-03-30', '2027-04-07')
  await keepUp(ward.deps)
  expect(await ticketsIn(ward, 'fiscal_year', '2026-04-01')).toEqual({ tickets: 17, version: 0 })

  await closeDueMonths(ward.deps, ward.office)

  expect(await ticketsIn(ward, 'fiscal_year', '2026-04-01')).toEqual({ tickets: 17, version: 1 })
  expect(await ticketsIn(ward, 'month', '2027-04-01')).toMatchObject({ version: 0 })
})
