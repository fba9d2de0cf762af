import { createRandom, type Random } from '../demo/random.ts'
import type { Shift } from '../demo/shifts.ts'
import type { PauseReason } from '../windows/window.ts'
import { type Course, minutesToMilliseconds } from './agenda.ts'
import { type Guest, type Hall, type Line, note, takeNext, countChange } from './hall.ts'
import type { By, PastWindowEvent } from './past-day.ts'
import { pseudonymOf } from './past-names.ts'
import { attend, finish } from './serve.ts'

/** Somebody at a window for a day. */
export type Clerk = {
  line: Line
  windowId: number
  shift: Shift
  random: Random
  by: By & { kind: 'staff' }
  /** Served, but not ended: the next call will do it. */
  forgotten: Guest | null
}

const lunchMinutes = 60
const afterCloseMinutes = 120
/** The evening is for half of the windows; the others stay while there is a line. */
const eveningWindows = (windows: number) => Math.ceil(windows / 2)

export function clerkAt(hall: Hall, line: Line, shift: Shift, windowId: number, seed: number): Clerk {
  const post = `${shift.counter} ${shift.window}`
  const by = { kind: 'staff' as const, pseudonym: pseudonymOf(post) }
  return { line, windowId, shift, random: createRandom(seed, `window ${post}`), by, forgotten: null }
}

/** A clerk's day: opens the window, serves, has lunch, and closes when nobody is left. */
export function* work(hall: Hall, clerk: Clerk): Course {
  const { agenda } = hall
  const { line, shift } = clerk
  const closesMinute = closesAt(clerk)
  const goesHome = hall.at(closesMinute + afterCloseMinutes)
  let lunch = shift.lunchMinute === null ? Number.POSITIVE_INFINITY : hall.at(shift.lunchMinute)
  yield { until: hall.at(shift.opensMinute) }
  noteWindow(hall, clerk, 'opened')

  while (agenda.now() < goesHome) {
    if (agenda.now() >= lunch) {
      lunch = Number.POSITIVE_INFINITY
      yield* pause(hall, clerk, 'lunch', lunchMinutes)
    }
    const guest = call(hall, clerk)
    if (guest) {
      yield* attend(hall, clerk, guest)
      yield* afterwards(hall, clerk)
    } else if (agenda.now() >= hall.at(closesMinute) && line.between === 0) break
    else yield { until: nextLook(hall, closesMinute, lunch), bell: line.bell }
  }
  if (clerk.forgotten) finish(hall, clerk, clerk.forgotten)
  noteWindow(hall, clerk, 'closed')
}

function closesAt({ line, shift }: Clerk): number {
  const isForEvening = line.eveningUntil !== null && shift.window <= eveningWindows(line.counter.windows)
  return isForEvening ? (line.eveningUntil ?? 0) : line.closesMinute
}

/** With nobody to call, a clerk wakes for lunch, at closing time and then every few minutes. */
function nextLook(hall: Hall, closesMinute: number, lunch: number): number {
  const now = hall.agenda.now()
  const closes = hall.at(closesMinute)
  return Math.min(lunch, closes > now ? closes : now + minutesToMilliseconds(3))
}

/** Whoever is ready to come back goes before whoever is next. */
function call(hall: Hall, clerk: Clerk): Guest | null {
  const { line, windowId, by } = clerk
  const errand = line.errands.shift()
  const guest = errand?.guest ?? takeNext(hall, line)
  if (!guest) return null
  if (clerk.forgotten) endByNextCall(hall, clerk, clerk.forgotten)
  if (errand) line.between -= 1
  const types = { collect: 'delivery_called', resume: 'resumed', 'call-back': 'recalled' } as const
  note(hall, guest.ticket, { type: errand ? types[errand.deed] : 'called', windowId, by })
  guest.isCalled = true
  return guest
}

function endByNextCall(hall: Hall, clerk: Clerk, { ticket }: Guest): void {
  const type = ticket.stage === 2 ? 'delivered' : 'service_ended'
  note(hall, ticket, { type, payload: { outcome: 'served', isInferred: true }, by: clerk.by })
  clerk.forgotten = null
}

/** Tidies up, and goes to the back office after one in 16. */
function* afterwards(hall: Hall, clerk: Clerk): Course {
  const { random } = clerk
  yield { until: hall.agenda.now() + minutesToMilliseconds(random.uniform(0.2, 0.8)) }
  if (!clerk.forgotten && random.chance(0.06)) yield* pause(hall, clerk, 'back_office', random.uniform(3, 10))
}

function* pause(hall: Hall, clerk: Clerk, reason: PauseReason, minutes: number): Course {
  if (clerk.forgotten) finish(hall, clerk, clerk.forgotten)
  noteWindow(hall, clerk, 'paused', reason)
  yield { until: hall.agenda.now() + minutesToMilliseconds(minutes) }
  noteWindow(hall, clerk, 'resumed')
}

function noteWindow(
  hall: Hall,
  { windowId, by, line }: Clerk,
  type: PastWindowEvent['type'],
  reason: PauseReason | null = null,
): void {
  hall.day.windowEvents.push({ windowId, type, at: hall.agenda.now(), by: by.pseudonym, reason })
  countChange(hall, line.counter.id)
}
