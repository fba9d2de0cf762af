import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type Hit, visitsHit } from '../openings/affected.ts'
import { bestNewTimes, type PlaceAt } from '../openings/new-times.ts'
import { applyRows } from '../openings/opening-change.ts'
import { type BookingShown, bookingsShown, placesAhead, visitsAhead } from '../openings/queries.ts'
import { type Slot, slotStarts } from '../slots/slot.ts'
import type { Choice, Choices } from './choice.ts'
import { type Closing, closingRows } from './closing.ts'
import { choicesOf } from './queries.ts'

/** Somebody whose booking a closing hits. */
export type Affected = Hit & {
  booking: BookingShown
  /** As it is kept; null: nobody has decided yet. */
  choice: Choice | null
  /** The times nearest to the old one that are offered to nobody else. */
  newTimes: readonly Slot[]
  /** The time that was chosen has been taken by somebody meanwhile, or is no longer there. */
  isTaken: boolean
}

export type People = { people: Affected[]; holds: number; after: Office }

const newTimesCount = 4

/** Far above the numbers of windows: places that are only promised in the draft. */
const promisedFrom = 2_000_000

/** A millisecond beside a time to ask for it too: nobody is offered the very time that they have. */
const besides = 1

type Shown = { withNames: boolean; near?: { appointmentId: number; at: Instant } }

/**
 * All whom a closing hits as of this moment, in the order of their times, with what is chosen for them and the best
 * new times. What is chosen for one is offered to no other. `near`: for this one, times near another instant.
 */
export async function readPeople(
  db: Db,
  office: Office,
  closing: Closing,
  now: Instant,
  { withNames, near }: Shown,
): Promise<People> {
  const after = applyRows(office, closingRows(office, closing)) ?? office
  const found = visitsHit(office, after, await visitsAhead(db, office.id, now))
  const hits = found
    .filter(({ visit }) => !visit.isHold)
    .toSorted((a, b) => a.visit.startsAt - b.visit.startsAt || a.visit.bookedAt - b.visit.bookedAt)
  const ids = hits.map(({ visit }) => visit.appointmentId)
  const bookings = await bookingsShown(db, ids, withNames)
  const choices = await choicesOf(db, closing.id)
  const leaving = new Set(hits.map(({ visit }) => visit.legId))
  const taken = (await placesAhead(db, office.id, now)).filter(({ legId }) => !leaving.has(legId))

  const promised = hits.flatMap(hit => promisedPlaces(after, hit, choices))
  const times = offeredTimes(after, hits, [...taken, ...promised], { choices, near }, now)
  const people = hits.flatMap(hit => {
    const { appointmentId } = hit.visit
    const booking = bookings.get(appointmentId)
    const choice = choices.get(appointmentId) ?? null
    const others = [...taken, ...promised.filter(place => place.placeNumber !== promisedFrom + appointmentId)]
    const isTaken = choice?.kind === 'move' && !isFree(after, hit, choice.startsAt, others, now)
    return booking ? [{ ...hit, booking, choice, newTimes: times.get(appointmentId) ?? [], isTaken }] : []
  })
  return { people, holds: found.length - hits.length, after }
}

function wishOf(office: Office, { visit }: Hit) {
  const services = office.services.filter(({ id }) => visit.serviceIds.includes(id))
  return { services, people: visit.people }
}

function promisedPlaces(after: Office, hit: Hit, choices: Choices): PlaceAt[] {
  const { appointmentId, counterId } = hit.visit
  const choice = choices.get(appointmentId)
  if (choice?.kind !== 'move') return []
  const placeNumber = promisedFrom + appointmentId
  return slotStarts(after, wishOf(after, hit), choice.startsAt).map(startsAt => ({
    counterId,
    startsAt,
    placeNumber,
  }))
}

/** Those without a choice are asked about first, so that nothing is offered to two of them. */
function offeredTimes(
  after: Office,
  hits: readonly Hit[],
  taken: readonly PlaceAt[],
  { choices, near }: { choices: Choices; near: Shown['near'] },
  now: Instant,
): Map<number, Slot[]> {
  const visits = hits.map(({ visit }) =>
    visit.appointmentId === near?.appointmentId ? { ...visit, startsAt: near.at + besides } : visit,
  )
  const isOpen = ({ appointmentId }: { appointmentId: number }) =>
    !choices.has(appointmentId) || appointmentId === near?.appointmentId
  const first = [...visits.filter(isOpen), ...visits.filter(visit => !isOpen(visit))]
  return bestNewTimes(after, first, taken, now, near ? 12 : newTimesCount)
}

/** Whether a time can still be given: it is then the nearest to itself. */
function isFree(
  after: Office,
  { visit }: Hit,
  startsAt: Instant,
  taken: readonly PlaceAt[],
  now: Instant,
): boolean {
  const ofDay = taken.filter(
    place => place.counterId === visit.counterId && Math.abs(place.startsAt - startsAt) < 86_400_000,
  )
  const asked = { ...visit, startsAt: startsAt + besides }
  const [nearest] = bestNewTimes(after, [asked], ofDay, now, 1).get(visit.appointmentId) ?? []
  return nearest?.startsAt === startsAt
}
