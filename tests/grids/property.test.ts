import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, instantOf, isoOf } from '#src/clock.ts'
import type { Grid } from '#src/offices/office.ts'
import { areSameGrids, gridsWith, slotMinutesOn } from '#src/slots/grid.ts'
import { cancelIt, held } from '../booking/deeds.ts'
import { brokenPromises, type Promised } from '../openings/changes.ts'
import { checkInvariants } from '../support/invariants.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { letGridBegin, officeNow } from './grids.ts'

const firstDay = '2026-12-07'
const day = fc.integer({ min: 0, max: 3 }).map(days => addDays(firstDay, days))
const services = ['koseki-konin', 'tennyu', 'mn-koshin']

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      deed: fc.constantFrom('book' as const, 'book' as const, 'hold' as const),
      ...{ date: day, pick: fc.nat(1000), service: fc.constantFrom(...services) },
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('cancel' as const), pick: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('wait' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ deed: fc.constant('grid' as const), from: day },
      minutes: fc.constantFrom(5, 10, 15, 20, 30, 45, 60),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** What the test itself knows: the days of what is booked and held, and the grid by which each day was first booked. */
type Model = {
  promised: Promised
  dates: Map<number, string>
  holds: string[]
  grids: Map<string, number>
}

async function freeTime(ward: Ward, { date, pick, service }: Step & { deed: 'book' | 'hold' }) {
  const wish = ward.wish(service)
  const { days } = await ward.deps.availability.days(await officeNow(ward), wish, date, date)
  const free = days.flatMap(({ slots }) => slots).filter(slot => slot.free > 0)
  return free[pick % Math.max(1, Math.min(6, free.length))]?.startsAt
}

async function take(ward: Ward, one: Step & { deed: 'book' | 'hold' }, model: Model): Promise<void> {
  const startsAt = await freeTime(ward, one)
  if (startsAt === undefined) return
  const minutes = slotMinutesOn(await officeNow(ward), one.date)
  // As long as anything is booked or held on a day, its grid is the one by which the first was.
  expect(model.grids.get(one.date) ?? minutes).toBe(minutes)
  model.grids.set(one.date, minutes)
  const at = isoOf(startsAt, 'Asia/Tokyo')
  if (one.deed === 'hold') {
    await held(ward, [one.service], at)
    model.holds.push(one.date)
    return
  }
  const { appointmentId } = await ward.booked([one.service], at)
  model.promised.set(appointmentId, { startsAt, isCancelled: false })
  model.dates.set(appointmentId, one.date)
}

async function cancelOne(ward: Ward, { pick }: { pick: number }, model: Model): Promise<void> {
  const ids = [...model.dates.keys()]
  const id = ids[pick % Math.max(1, ids.length)]
  if (id === undefined) return
  expect(await cancelIt(ward, id)).toMatchObject({ ok: true })
  model.promised.set(id, { startsAt: 0, isCancelled: true })
  model.dates.delete(id)
}

function daysTaken({ dates, holds }: Model): string[] {
  return [...dates.values(), ...holds]
}

function forgetEmptyDays(model: Model): void {
  for (const date of model.grids.keys()) if (!daysTaken(model).includes(date)) model.grids.delete(date)
}

/** Lets a grid begin, which is refused just where the model says that something is taken on its days. */
async function changeGrid(ward: Ward, one: Grid, model: Model): Promise<'changed' | 'refused'> {
  const { grids } = await officeNow(ward)
  const isNew = !areSameGrids(grids, gridsWith(grids, one))
  const isTaken = daysTaken(model).some(date => date >= one.from)
  const outcome = await letGridBegin(ward, one.from, one.minutes)
  expect(outcome).toEqual(isNew && isTaken ? { ok: false, reason: 'booked' } : { ok: true })
  return outcome.ok ? 'changed' : 'refused'
}

test('however grids change, a day has one as long as anything is taken on it, and no moment has more people than windows', async () => {
  const ends = { changed: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async steps => {
      const ward = await openWard({ now: '2026-12-01T09:00' })
      const model: Model = { promised: new Map(), dates: new Map(), holds: [], grids: new Map() }
      let minute = 540
      for (const one of steps) {
        if (one.deed === 'book' || one.deed === 'hold') await take(ward, one, model)
        if (one.deed === 'cancel') await cancelOne(ward, one, model)
        if (one.deed === 'wait') {
          minute += 11
          ward.setNow(isoOf(instantOf('2026-12-01', minute, 'Asia/Tokyo'), 'Asia/Tokyo'))
          model.holds = []
        }
        forgetEmptyDays(model)
        if (one.deed === 'grid') ends[await changeGrid(ward, one, model)] += 1
        expect(await brokenPromises(ward, model.promised)).toEqual([])
      }
      await checkInvariants(ward)
      await ward.close()
    }),
    { seed: 28, numRuns: 8 },
  )
  // Both happen often enough to tell something.
  expect(ends.changed).toBeGreaterThan(12)
  expect(ends.refused).toBeGreaterThan(12)
})
