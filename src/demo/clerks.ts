import { parseInstant } from '../clock.ts'
import { attend } from './attend.ts'
import type { Errand } from './lobby.ts'
import { createRandom, type Random } from './random.ts'
import { closesMinute, type Shift } from './shifts.ts'
import type { CounterAnswer, TicketAnswer, World } from './world.ts'

const lunchLengthMinutes = 60
const goesHomeMinute = 19 * 60 + 30

type Next =
  { kind: 'ticket'; ticket: TicketAnswer; errand: Errand['deed'] | null } | { kind: 'nobody' | 'taken over' }

/** A clerk's day at a window: opens, serves, has lunch, and closes when nobody is left. */
export async function work(world: World, shift: Shift, windowId: number): Promise<void> {
  const { timeline, clerks, lobby } = world
  const random = createRandom(world.seed, `window ${shift.counter} ${shift.window}`)
  const lunch = shift.lunchMinute ?? Number.POSITIVE_INFINITY
  let hasEaten = world.fromMinute >= lunch
  await timeline.untilMinute(Math.max(shift.opensMinute, world.fromMinute))
  await clerks.post(`windows/${windowId}/open`)

  while (timeline.minute() < goesHomeMinute) {
    if (!hasEaten && timeline.minute() >= lunch) {
      await pause(world, windowId, 'lunch', lunchLengthMinutes)
      hasEaten = true
    }
    const next = await nextAt(world, shift, windowId)
    if (next.kind === 'taken over') return
    if (next.kind === 'ticket') {
      await attend(world, { shift, windowId, random }, next.ticket, next.errand)
      await afterwards(world, windowId, random)
    } else if (timeline.minute() >= closesMinute && (await isEmpty(world, shift.counter))) break
    else await Promise.race([lobby.news(shift.counter), timeline.wait(world.idleMinutes)])
  }
  await clerks.post(`windows/${windowId}/close`)
}

/** Whoever is ready to come back goes before whoever is next. */
async function nextAt(world: World, { counter }: Shift, windowId: number): Promise<Next> {
  const { lobby, clerks } = world
  for (let errand = lobby.takeErrand(counter); errand; errand = lobby.takeErrand(counter)) {
    const answer = await ask(world, errand, windowId)
    if (answer.ok) return { kind: 'ticket', ticket: answer.json, errand: errand.deed }
    if (answer.reason === 'window_busy' || answer.reason === 'window_closed') {
      lobby.addErrand(counter, errand)
      return { kind: answer.reason === 'window_closed' ? 'taken over' : 'nobody' }
    }
  }
  const answer = await clerks.post<TicketAnswer>(`windows/${windowId}/call-next`)
  if (!answer.ok) return { kind: answer.reason === 'window_closed' ? 'taken over' : 'nobody' }
  noteWait(world, answer.json)
  return { kind: 'ticket', ticket: answer.json, errand: null }
}

function ask({ clerks }: World, { deed, number }: Errand, windowId: number) {
  return deed === 'call-back'
    ? clerks.post<TicketAnswer>(`windows/${windowId}/call`, { ticket: number })
    : clerks.post<TicketAnswer>(`tickets/${number}/${deed}`, { window: windowId })
}

function noteWait({ waits, timeline }: World, { number, counter, checkedInAt }: TicketAnswer): void {
  const at = parseInstant(checkedInAt) ?? timeline.now()
  waits.set(`${number} ${counter}`, Math.max(0, timeline.now() - at) / 60_000)
}

/** Tidies up; goes to the back office after one in 16; once in a long while needs help. */
async function afterwards(world: World, windowId: number, random: Random): Promise<void> {
  const { timeline, clerks } = world
  await timeline.wait(random.uniform(0.2, 0.8))
  if (random.chance(0.003)) {
    await clerks.post(`windows/${windowId}/alarm`, { on: true })
    await timeline.wait(random.uniform(2, 4))
    await clerks.post(`windows/${windowId}/alarm`, { on: false })
  }
  if (random.chance(0.06)) await pause(world, windowId, 'back_office', random.uniform(3, 10))
}

async function pause({ timeline, clerks }: World, windowId: number, reason: string, minutes: number) {
  const answer = await clerks.post(`windows/${windowId}/pause`, { reason })
  await timeline.wait(minutes)
  if (answer.ok) await clerks.post(`windows/${windowId}/continue`)
}

const toCome: ReadonlyArray<TicketAnswer['state']> = ['waiting', 'parked', 'handed_in']

async function isEmpty({ clerks }: World, counter: string): Promise<boolean> {
  const { tickets } = await clerks.get<CounterAnswer>(`counters/${counter}/queue`)
  return tickets.every(({ state }) => !toCome.includes(state))
}
