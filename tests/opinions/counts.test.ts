import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { close } from '#src/opinions/close.ts'
import { medianOf, opinionCounts, sumsOf } from '#src/opinions/counts.ts'
import { eraseContacts } from '#src/opinions/erasure-queries.ts'
import { opinionCells } from '#src/opinions/figure-queries.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { instant, openWard } from '../support/ward.ts'
import { actOn, sent, writer } from './deeds.ts'

test('opinions are counted by the day they came in, the first and the last day included', async () => {
  const ward = await openWard()
  const { deps, office } = ward
  for (const now of ['2026-10-31T23:59', '2026-11-01T00:00', '2026-11-30T23:59', '2026-12-01T00:00']) {
    ward.setNow(now)
    await sent(ward)
  }

  const counts = await deps.store.read(db => opinionCounts(db, office.id, '2026-11-01', '2026-11-30'))

  expect(counts.received).toBe(2)
})

test('they are told apart by category, counter, channel, state and wish', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { deps, office } = ward
  const supervisor = await newStaffMember(ward, 'supervisor')
  const act = (opinion: Awaited<ReturnType<typeof sent>>) => actOn(supervisor, opinion)
  await sent(ward, { category: 'manners', counter: 'ido' })
  await close(deps, office, act(await sent(ward, { category: 'manners' })), 'duplicate')
  const asked = await sent(ward, { contact: writer, counter: 'ido' })
  await sent(ward, { contact: writer })
  ward.setNow('2026-12-04T09:00')
  await answer(deps, office, act(asked), { text: '回答', by: 'phone' })

  const counts = await deps.store.read(db => opinionCounts(db, office.id, '2026-12-01', '2026-12-31'))

  expect(counts).toMatchObject({
    ...{ received: 4, wantsAnswer: 2 },
    byCategory: { manners: 2, waiting: 2, other: 0 },
    byChannel: { web: 4, paper: 0 },
    byState: { new: 2, answered: 1, closed: 1, published: 0 },
    answers: { count: 1, daysMedian: 3 },
  })
  expect(counts.byCounter).toEqual(
    new Map([
      [null, 2],
      [counterOf(ward, 'ido').id, 2],
    ]),
  )
})

test('what was done without a wish for an answer does not count as an answer in days', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { deps, office } = ward
  const fresh = await sent(ward)
  const supervisor = await newStaffMember(ward, 'supervisor')
  await answer(deps, office, actOn(supervisor, fresh), { text: '直した', by: 'noted' })

  const counts = await deps.store.read(db => opinionCounts(db, office.id, '2026-12-01', '2026-12-31'))

  expect(counts.answers).toEqual({ count: 0, daysMedian: null })
  expect(counts.byState.answered).toBe(1)
})

test('the cells of an export add up to the counts', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { deps, office } = ward
  for (const category of ['manners', 'manners', 'waiting'] as const) await sent(ward, { category })
  ward.setNow('2027-01-05T09:00')
  await sent(ward)

  const cells = await deps.store.read(db => opinionCells(db, office.id, '2026-12-01', '2027-01-31'))

  expect(cells.map(({ month, category, count }) => [month, category, count])).toEqual([
    ['2026-12', 'manners', 2],
    ['2026-12', 'waiting', 1],
    ['2027-01', 'waiting', 1],
  ])
  expect(sumsOf(cells)).toMatchObject({ received: 4, byCategory: { manners: 2, waiting: 2 } })
})

test('the median is the middle of the sorted days, or the mean of the two in the middle', () => {
  expect(medianOf([])).toBeNull()
  expect(medianOf([{ days: 3, count: 2 }])).toBe(3)
  const few = fc.array(fc.nat(20), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(few, days => {
      const sorted = days.toSorted((a, b) => a - b)
      const middle = [sorted[Math.floor((days.length - 1) / 2)], sorted[Math.floor(days.length / 2)]]
      const histogram = [...Map.groupBy(sorted, day => day)].map(([day, same]) => ({
        ...{ days: day, count: same.length },
      }))
      expect(medianOf(histogram)).toBe(((middle[0] ?? 0) + (middle[1] ?? 0)) / 2)
    }),
  )
})

test('contacts of what ended before an instant are erased, some at a time, and nothing else', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { deps, office } = ward
  const supervisor = await newStaffMember(ward, 'supervisor')
  const [first, second, third, open] = [
    await sent(ward, { contact: writer }),
    await sent(ward, { contact: writer }),
    await sent(ward, { contact: writer }),
    await sent(ward, { contact: writer }),
  ]
  await answer(deps, office, actOn(supervisor, first), { text: '回答', by: 'letter' })
  await close(deps, office, actOn(supervisor, second), 'withdrawn')
  ward.setNow('2026-12-02T09:00')
  await answer(deps, office, actOn(supervisor, third), { text: '回答', by: 'letter' })
  const before = instant('2026-12-02T09:00')
  const erase = () => deps.store.write(db => eraseContacts(db, office.id, before, 1))

  expect([await erase(), await erase(), await erase()]).toEqual([1, 1, 0])

  const kept = await deps.store.read(db => db.selectFrom('opinion_contacts').select('opinion_id').execute())
  expect(kept.map(row => row.opinion_id)).toEqual([third.id, open.id])
  const texts = await deps.store.read(db => db.selectFrom('opinions').select('wants_answer').execute())
  expect(texts).toHaveLength(4)
})
