import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cancel } from '#src/booking/cancel.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { findSummaries, type SummaryQuestion } from '#src/statistics/queries.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { endDay, openAfterBusyDay, playDay } from './busy-day.ts'

function told(ward: Ward, question: Partial<SummaryQuestion> = {}) {
  const usual: SummaryQuestion = {
    ...{ grain: 'day', from: '2026-12-01', to: '2026-12-01', counterId: null, breakdowns: ['all'] },
  }
  return ward.deps.store.read(db => findSummaries(db, ward.office.id, { ...usual, ...question }))
}

const rowsOf = async (ward: Ward, table: 'summaries' | 'ticket_facts' | 'slot_facts' | 'stale_periods') =>
  (await ward.deps.store.read(db => sql.raw(`select * from ${table} order by 1, 2, 3, 4, 5`).execute(db)))
    .rows

test('the summaries of a day tell what happened on it', async () => {
  const ward = await openAfterBusyDay()

  await keepUp(ward.deps)

  const [summary] = await told(ward)
  expect(summary).toMatchObject({ version: 0, breakdown: 'all', counterId: null })
  expect(summary?.cells[0]?.figures).toMatchObject({
    ...{ tickets: 17, visits: 16, booked: 1, walkIns: 16, served: 13, transferred: 1, left: 1 },
    ...{ noResponse: 1, reset: 1, open: 0 },
  })
  expect(summary?.cells[0]?.bookings).toMatchObject({
    ...{ booked: 3, cancelledLate: 1, cancelledEarly: 0, attended: 1, noShow: 1 },
  })
  expect(summary?.cells[0]?.flow).toMatchObject({ openDays: 1, arrivals: 17 })
})

test('facts and summaries that were followed are those made anew, and both agree with the events', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  await playDay(ward)
  await keepUp(ward.deps)
  await endDay(ward, '2026-12-02')
  await keepUp(ward.deps)
  const followed = [await rowsOf(ward, 'summaries'), await rowsOf(ward, 'ticket_facts')]
  expect((await verifyFigures(ward.deps)).disagreements).toEqual([])

  ward.setNow('2026-12-02T05:00')
  await rebuildFigures(ward.deps)

  expect([await rowsOf(ward, 'summaries'), await rowsOf(ward, 'ticket_facts')]).toEqual(followed)
  expect(await verifyFigures(ward.deps)).toMatchObject({ tickets: 17, behind: 0, disagreements: [] })
})
