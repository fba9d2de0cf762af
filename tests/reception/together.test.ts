import { expect, test } from 'vitest'
import { StoreBusyError } from '#db/outcome.ts'
import { cancelIt, move } from '../booking/deeds.ts'
import { livePlaces, openCheckedWard, slotViolations } from '../support/invariants.ts'
import { newStaffMember } from '../support/queue.ts'
import type { Ward } from '../support/ward.ts'
import { auditOf, bookAtDesk, holdAtDesk, moveAtDesk } from './deeds.ts'

const wishes = [
  // Five windows, two of them for residents; and two windows with one.
  { slugs: ['tenshutsu-todoke'], starts: ['09:00', '09:15', '09:30', '12:00'] },
  { slugs: ['koseki-konin'], starts: ['09:00', '09:15', '12:00'] },
]

/** The same sequence of numbers from 0 up to 1 for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** Looks at all places again and again, each time in one query and so at one moment. */
function watch(ward: Ward) {
  const violations = new Set<string>()
  const watching = { isStopped: false }
  async function look() {
    while (!watching.isStopped) {
      const places = await ward.deps.store.read(db => livePlaces(db, ward.deps.clock.now()))
      for (const violation of slotViolations(ward.office, places)) violations.add(violation)
      await new Promise(resolve => setTimeout(resolve, 3))
    }
  }
  const ended = look()
  return async () => {
    watching.isStopped = true
    await ended
    return [...violations]
  }
}

test.each([20_261_201, 20_261_202])(
  'whatever residents and staff book, move and cancel at once, residents keep to their share and all to the windows (seed %i)',
  { timeout: 120_000 },
  async seed => {
    const ward = await openCheckedWard()
    const staff = await newStaffMember(ward, 'reception')
    const stop = watch(ward)
    const booked = new Set<number>()
    const done: Record<string, number> = {}
    const note = async (deed: string, answer: Promise<{ ok: boolean; appointmentId?: number }>) => {
      const outcome = await answer.catch(orBusy)
      if (!outcome.ok) return
      done[deed] = (done[deed] ?? 0) + 1
      if (outcome.appointmentId) booked.add(outcome.appointmentId)
    }

    async function work(worker: number) {
      const random = randomNumbers(seed + worker)
      const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
      for (let count = 0; count < 40; count += 1) {
        const { slugs, starts } = pick(wishes)
        const startsAt = `2026-12-02T${pick(starts)}`
        const someone = booked.size > 0 ? pick([...booked]) : null
        const what = someone === null ? random() * 0.6 : random()
        if (what < 0.25) await note('resident', ward.book(slugs, startsAt))
        else if (what < 0.45) await note('desk', bookAtDesk(ward, staff, slugs, startsAt))
        else if (what < 0.55)
          await note('overbook', bookAtDesk(ward, staff, slugs, startsAt, { overbookReason: '急ぎのため' }))
        else if (what < 0.6)
          await note(
            'held',
            holdAtDesk(ward, staff, slugs, startsAt).then(({ ok }) => ({ ok })),
          )
        else if (what < 0.75) await note('moved at the desk', moveAtDesk(ward, staff, someone ?? 0, startsAt))
        else if (what < 0.85) await note('moved', move(ward, someone ?? 0, startsAt))
        else {
          booked.delete(someone ?? 0)
          await note('cancelled', cancelIt(ward, someone ?? 0))
        }
      }
    }
    await Promise.all(Array.from({ length: 12 }, (_, worker) => work(worker)))

    expect(await stop()).toEqual([])
    for (const deed of ['resident', 'desk', 'overbook', 'moved at the desk', 'cancelled'])
      expect(done[deed], deed).toBeGreaterThan(5)
    expect(await unrecordedOverbookings(ward)).toEqual([])
  },
)

/** A database too busy to wait for says so, and then nothing has happened: that is an answer too. */
function orBusy(error: unknown): { ok: false } {
  if (error instanceof StoreBusyError) return { ok: false }
  throw error
}

/** Bookings above all windows of which nothing says that they were meant, and why. */
async function unrecordedOverbookings(ward: Ward): Promise<number[]> {
  const places = await ward.deps.store.read(db =>
    db
      .selectFrom('places as place')
      .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
      .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
      .select(['leg.appointment_id as appointmentId', 'appointment.overbook_reason as reason'])
      .where('place.place_number', '>', 5)
      .execute(),
  )
  const missing: number[] = []
  for (const { appointmentId, reason } of places) {
    const record = (await auditOf(ward, appointmentId)).find(({ deed }) => deed === 'overbook')
    if (!record || reason !== '急ぎのため') missing.push(appointmentId)
  }
  return missing
}
