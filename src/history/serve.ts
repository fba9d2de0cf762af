import type { Payload } from '../queue/ticket.ts'
import { type Course, minutesToMilliseconds, type Pause } from './agenda.ts'
import type { Clerk } from './clerk.ts'
import { addErrand, type Guest, type Hall, join, note, openTicket, undo } from './hall.ts'

/** Parts of a service before somebody is sent to fill in a form, to wait for papers, or to another counter. */
const firstPart = { park: 0.4, 'hand-in': 0.6, transfer: 0.5 }
const lastTransferMinutesBeforeClose = 30
const forgottenShare = 0.008
const undoneShare = 0.003
const uncollectedShare = 0.004

/** Waits for somebody who was called and does what they came for. */
export function* attend(hall: Hall, clerk: Clerk, guest: Guest): Course {
  if (guest.ticket.state === 'called' && !(yield* meet(hall, clerk, guest))) return
  yield* serve(hall, clerk, guest)
}

/** Whether somebody comes to the window; those who do not are called once more and noted. */
function* meet(hall: Hall, clerk: Clerk, guest: Guest): Generator<Pause, boolean, void> {
  const { random, by } = clerk
  const { ticket } = guest
  yield soon(hall, random.uniform(0.3, 1.1))
  const isAway = ticket.stage === 1 ? guest.isGone || guest.absence !== null : random.chance(uncollectedShare)
  if (isAway) yield* miss(hall, clerk, guest)
  else note(hall, ticket, { type: 'service_started', by })
  return !isAway
}

/** Nobody has come: calls once more, and notes it. Some are back after a while and say so. */
function* miss(hall: Hall, clerk: Clerk, guest: Guest): Course {
  const { random, by, line } = clerk
  const { ticket } = guest
  yield soon(hall, random.uniform(0.5, 1))
  note(hall, ticket, { type: 'recalled', by })
  yield soon(hall, random.uniform(0.7, 1.2))
  note(hall, ticket, { type: 'no_response', by })
  const backMinutes = guest.isGone ? null : (guest.absence?.backMinutes ?? null)
  guest.absence = null
  if (backMinutes === null || ticket.state !== 'no_show') return
  line.between += 1
  hall.agenda.after(backMinutes, () => addErrand(hall, line, { deed: 'call-back', guest }))
}

function* serve(hall: Hall, clerk: Clerk, guest: Guest): Course {
  const { shift } = clerk
  const { course } = guest
  const minutes = guest.serviceMinutes * shift.pace
  const isWhole = course.kind === 'transfer' && !mayTransfer(hall, clerk, course.counter)
  if (course.kind === 'plain' || isWhole) {
    yield soon(hall, minutes)
    yield* end(hall, clerk, guest)
    return
  }
  const part = firstPart[course.kind]
  yield soon(hall, minutes * part)
  guest.serviceMinutes *= 1 - part
  guest.course = { kind: 'plain' }
  if (course.kind === 'transfer') sendOn(hall, clerk, guest, course)
  else sendAway(hall, clerk, guest, course)
}

type Away = Extract<Guest['course'], { kind: 'park' | 'hand-in' }>

/** To fill in a form, or to wait for papers; they come back to whichever window is free. */
function sendAway(hall: Hall, { line, windowId, by }: Clerk, guest: Guest, course: Away): void {
  const { ticket } = guest
  line.between += 1
  if (course.kind === 'park') {
    note(hall, ticket, { type: 'parked', by })
    hall.agenda.after(course.minutes, () => addErrand(hall, line, { deed: 'resume', guest }))
    return
  }
  note(hall, ticket, { type: 'service_ended', payload: { outcome: 'handed_in' }, by })
  note(hall, ticket, { type: 'back_office_started', windowId, by })
  hall.agenda.after(course.readyMinutes, () => addErrand(hall, line, { deed: 'collect', guest }))
}

function mayTransfer({ agenda, at, lines }: Hall, { line }: Clerk, to: string): boolean {
  const other = [...lines.values()].find(({ counter }) => counter.slug === to)
  if (!other || other === line) return false
  return agenda.now() < at(other.closesMinute - lastTransferMinutesBeforeClose)
}

type Transfer = Extract<Guest['course'], { kind: 'transfer' }>

/** The same number waits at another counter, in line by its first arrival. */
function sendOn(
  hall: Hall,
  clerk: Clerk,
  guest: Guest,
  { counter, service, serviceMinutes }: Transfer,
): void {
  const line = [...hall.lines.values()].find(other => other.counter.slug === counter)
  const wished = hall.office.services.filter(({ slug }) => slug === service).map(({ id }) => id)
  if (!line) throw new Error(`nobody is sent to ${counter}, which is closed`)
  const { ticket } = guest
  const payload = { toCounterId: line.counter.id, keepsPlace: true }
  note(hall, ticket, { type: 'transferred', payload, by: clerk.by })
  guest.ticket = openTicket(
    hall,
    {
      ...{ visitId: ticket.visitId, position: ticket.position + 1, counterId: line.counter.id, wished },
      ...{ number: ticket.number, isPriority: ticket.isPriority, inLineSince: ticket.inLineSince },
      ...{ legId: null, appointmentAt: null },
    },
    clerk.by,
  )
  guest.services = wished
  guest.serviceMinutes = serviceMinutes
  join(hall, line, guest)
}

/** The last press; now and then it comes too early, or is forgotten until the next call. */
function* end(hall: Hall, clerk: Clerk, guest: Guest): Course {
  const { random, by } = clerk
  if (random.chance(forgottenShare)) {
    clerk.forgotten = guest
    return
  }
  finish(hall, clerk, guest)
  if (!random.chance(undoneShare)) return
  yield soon(hall, random.uniform(0.1, 0.3))
  undo(hall, guest.ticket, by)
  yield soon(hall, random.uniform(0.5, 3))
  finish(hall, clerk, guest)
}

/** Ends a service with what was done in it. */
export function finish(hall: Hall, clerk: Clerk, guest: Guest): void {
  const { services, purposeMet, ticket } = guest
  const told: Payload = { services, purposeMet }
  const { by } = clerk
  if (ticket.stage === 2) note(hall, ticket, { type: 'delivered', payload: told, by })
  else note(hall, ticket, { type: 'service_ended', payload: { outcome: 'served', ...told }, by })
  clerk.forgotten = null
}

function soon({ agenda }: Hall, minutes: number): Pause {
  return { until: agenda.now() + minutesToMilliseconds(minutes) }
}
