import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { BookedVisit, Hit } from '../openings/affected.ts'
import { bestNewTimes, boardOf, isTimeFree, type PlaceAt, placesAt } from '../openings/new-times.ts'
import { applyRows } from '../openings/opening-change.ts'
import type { BookingShown } from '../openings/ahead-queries.ts'
import { readHits } from '../openings/read-hits.ts'
import type { Slot } from '../slots/slot.ts'
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
 * Worked out in parts, outside of any read or write.
 */
export async function readPeople(
  deps: Pick<Deps, 'store' | 'clock' | 'offices'>,
  officeId: number,
  closing: Closing,
  { withNames, near }: Shown,
): Promise<People> {
  const now = deps.clock.now()
  const office = await deps.store.read(db => deps.offices.current(db, officeId))
  const after = applyRows(office, closingRows(office, closing)) ?? office
  const { hits, holds, taken } = await readHits(deps, office, after, withNames)
  const choices = await deps.store.read(db => choicesOf(db, closing.id))

  const promised = hits.flatMap(hit => promisedPlaces(after, hit, choices))
  const places = [...taken, ...promised]
  const times = await offeredTimes(after, hits, places, { choices, near }, now)
  const board = boardOf(after, places, now)
  const people: Affected[] = []
  for (const hit of hits) {
    const { appointmentId } = hit.visit
    const choice = choices.get(appointmentId) ?? null
    const isTaken =
      choice?.kind === 'move' &&
      !(await isTimeFree(board, hit.visit, choice.startsAt, promisedFrom + appointmentId))
    people.push({ ...hit, choice, newTimes: times.get(appointmentId) ?? [], isTaken })
  }
  return { people, holds, after }
}

function promisedPlaces(after: Office, hit: Hit, choices: Choices): PlaceAt[] {
  const { appointmentId } = hit.visit
  const choice = choices.get(appointmentId)
  if (choice?.kind !== 'move') return []
  const placeNumber = promisedFrom + appointmentId
  return placesAt(after, hit.visit, choice.startsAt).map(place => ({ ...place, placeNumber }))
}

/** A visit as if all of it had been moved. */
function startingAt(visit: BookedVisit, startsAt: Instant): BookedVisit {
  const others = visit.others.map(leg => ({ ...leg, startsAt: leg.startsAt + startsAt - visit.startsAt }))
  return { ...visit, startsAt, others }
}

/** Those without a choice are asked about first, so that nothing is offered to two of them. */
function offeredTimes(
  after: Office,
  hits: readonly Hit[],
  taken: readonly PlaceAt[],
  { choices, near }: { choices: Choices; near: Shown['near'] },
  now: Instant,
): Promise<Map<number, Slot[]>> {
  const visits = hits.map(({ visit }) =>
    visit.appointmentId === near?.appointmentId ? startingAt(visit, near.at + besides) : visit,
  )
  const isOpen = ({ appointmentId }: { appointmentId: number }) =>
    !choices.has(appointmentId) || appointmentId === near?.appointmentId
  const first = [...visits.filter(isOpen), ...visits.filter(visit => !isOpen(visit))]
  return bestNewTimes(after, first, taken, now, near ? 12 : newTimesCount)
}
