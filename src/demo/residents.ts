import { instantOf, isoOf } from '../clock.ts'
import type { Visitor } from './day.ts'
import type { Guest } from './lobby.ts'
import { createRandom } from './random.ts'
import type { OwnTicket, World } from './world.ts'

type Arrival = { number: string; token: string; counter: string; ahead: number }
type Issued = Arrival & { url: string }

const checkInOpensMinutesBefore = 15
const checkInTriesMax = 5
const givenNames = [
  'さくら',
  'はるか',
  'みなと',
  'ひかり',
  'あおい',
  'つばさ',
  'しのぶ',
  'かおる',
  'そら',
  'ゆき',
] as const

/** Books a visit for the same day; null where no place is left, and then they come without. */
export async function book(world: World, visitor: Visitor, index: number): Promise<string | null> {
  const { date, timeZone, office, seed } = world
  if (visitor.appointmentMinute === null) return null
  const startsAt = isoOf(instantOf(date, visitor.appointmentMinute, timeZone), timeZone)
  const { services, people, language } = visitor
  const name = `見本 ${createRandom(seed, `name ${index}`).pick(givenNames)}`
  const phone = `06-0000-${String(index % 10_000).padStart(4, '0')}`
  const wish = { services, people, startsAt, name, phone, language }
  const answer = await world.public.post<{ token: string }>(`offices/${office}/appointments`, wish)
  return answer.ok ? answer.json.token : null
}

/** Comes, takes a number or checks in, and waits until called, or until patience ends. */
export async function visit(world: World, visitor: Visitor, booking: string | null): Promise<void> {
  const { timeline, lobby, clerks } = world
  if (visitor.staysAway) return
  const earliest = booking === null ? 0 : (visitor.appointmentMinute ?? 0) - checkInOpensMinutesBefore
  await timeline.untilMinute(Math.max(visitor.arrivesMinute, earliest, world.fromMinute))

  const arrival =
    (booking === null ? null : await checkIn(world, booking)) ?? (await takeNumber(world, visitor))
  if (!arrival) return
  const guest = guestOf(visitor, arrival.number)
  lobby.enter(guest)
  lobby.tell(arrival.counter)

  timeline.later(visitor.patienceMinutes, async () => {
    if (guest.isCalled) return
    // Whoever plays may have called them.
    const { state } = await world.public.get<OwnTicket>(`tickets/${arrival.token}`)
    if (state !== 'waiting') return
    guest.isGone = true
    if (visitor.saysGoodbye) await clerks.post(`tickets/${guest.number}/left`)
  })
}

function guestOf(visitor: Visitor, number: string): Guest {
  const { services, serviceMinutes, course, absence, purposeMet } = visitor
  return { number, services, serviceMinutes, course, absence, purposeMet, isCalled: false, isGone: false }
}

async function checkIn(world: World, booking: string): Promise<Arrival | null> {
  for (let tries = 1; tries <= checkInTriesMax; tries += 1) {
    const answer = await world.public.post<{ ticket: Arrival }>(`appointments/${booking}/check-in`)
    if (answer.ok) return answer.json.ticket
    if (answer.reason !== 'check_in_not_open') return null
    await world.timeline.wait(0.5)
  }
  return null
}

async function takeNumber(world: World, visitor: Visitor): Promise<Arrival | null> {
  const { services, people, language, isPriority } = visitor
  const at = isPriority ? world.reception : world.public
  const wish = { services, people, language, ...(isPriority && { isPriority }) }
  const answer = await at.post<Issued>(`offices/${world.office}/tickets`, wish)
  if (!answer.ok) return null
  world.onTicket(answer.json.url, answer.json.ahead)
  return answer.json
}
