import { type Clock, createClock, minuteOf, parseInstant, weekdayOf } from '../clock.ts'
import { createApi, signIn } from './api-client.ts'
import { work } from './clerks.ts'
import { type DayPlan, planDay, type ServicePlan, visitorsOfDay } from './day.ts'
import { type Figures, figuresOf } from './figures.ts'
import { createLobby } from './lobby.ts'
import type { Options } from './options.ts'
import { book, visit } from './residents.ts'
import { createTimeline } from './timeline.ts'
import type { CounterAnswer, World } from './world.ts'

type Where = {
  /** Origin of a server whose clock runs at the speed of the options. */
  address: string
  password: string
  signal: AbortSignal
  onTicket: World['onTicket']
}

/** A simulated day under way. */
export type Simulation = {
  /** Windows that nobody of the day works at. */
  players: Array<{ id: number; label: string; counter: string }>
  minute: () => number
  figures: () => Promise<Figures>
  waits: () => number[]
  /** Resolves when everybody has gone home; rejects when it is stopped or fails. */
  over: Promise<void>
}

/** Whoever should have come this long before the day is begun is not waited for any more. */
const missedMinutes = 30
const idleMilliseconds = 2000

/** Books the day's visits and begins to play it: everything by the public API alone. Throws on a day that is closed. */
export async function simulateDay(options: Options, where: Where): Promise<Simulation> {
  const { address, password, signal } = where
  const { seed, speed, fromMinute, date } = options
  const anybody = createApi(address, signal)
  const clerks = await signIn(address, signal, { login: 'supervisor', password })
  const reception = await signIn(address, signal, { login: 'reception', password })
  const { offices } = await anybody.get<{ offices: Array<{ id: string; timeZone: string }> }>('offices')
  const [office] = offices
  if (!office) throw new Error('there is no office')
  const { services } = await anybody.get<{ services: ServicePlan[] }>(`offices/${office.id}/services`)

  await checkOpen(anybody.get, `offices/${office.id}/availability`, services, date)
  const queues = await Promise.all(
    countersOf(options, services).map(id => clerks.get<CounterAnswer>(`counters/${id}/queue`)),
  )
  const counters = queues.map(({ counter, windows }) => ({ id: counter, windows: windows.length }))
  const plan = planDay({ seed, weekday: weekdayOf(date), services, counters })
  const clock = await serversClock(`offices/${office.id}/queue`, anybody.get, speed)
  const timeline = createTimeline(clock, { date, timeZone: office.timeZone, speed, signal })

  const world: World = {
    ...{ seed, date, timeline, clerks, reception, services, fromMinute },
    ...{ office: office.id, timeZone: office.timeZone, public: anybody, onTicket: where.onTicket },
    lobby: createLobby(),
    idleMinutes: Math.max(1, (idleMilliseconds * speed) / 60_000),
    waits: new Map(),
  }
  const windowOf = (counter: string, number: number) =>
    queues.find(queue => queue.counter === counter)?.windows.find(window => window.number === number)

  return {
    players: plan.players.flatMap(({ counter, window }) => {
      const found = windowOf(counter, window)
      return found ? [{ id: found.id, label: found.label, counter }] : []
    }),
    minute: () => minuteOf(clock.now(), office.timeZone),
    async figures() {
      const now = await Promise.all(
        counters.map(({ id }) => clerks.get<CounterAnswer>(`counters/${id}/queue`)),
      )
      return figuresOf(now.flatMap(({ tickets }) => tickets))
    },
    waits: () => [...world.waits.values()],
    over: play(world, plan, windowOf),
  }
}

type Get = <T>(path: string) => Promise<T>

async function checkOpen(
  get: Get,
  path: string,
  services: readonly ServicePlan[],
  date: string,
): Promise<void> {
  const id = services.find(({ bookable }) => bookable)?.id ?? ''
  const { days } = await get<{ days: Array<{ state: string }> }>(
    `${path}?services=${id}&from=${date}&to=${date}`,
  )
  if (days[0]?.state === 'closed') throw new Error(`the office is closed on ${date}`)
}

function countersOf({ counters }: Options, services: readonly ServicePlan[]): string[] {
  const known = Object.keys(visitorsOfDay).filter(id => services.some(({ counter }) => counter === id))
  const unknown = counters?.find(id => !known.includes(id))
  if (unknown !== undefined) throw new Error(`--counters must be some of ${known.join(',')}`)
  return counters ?? known
}

/** The server tells whole seconds: this clock is behind it by up to one, never ahead. */
async function serversClock(path: string, get: Get, speed: number): Promise<Clock> {
  // The first answer takes longer, and its time would be over when it arrives.
  await get(path)
  const { counters } = await get<{ counters: Array<{ updatedAt: string }> }>(path)
  const now = parseInstant(counters[0]?.updatedAt ?? '')
  if (now === null) throw new Error('the server does not tell its time')
  return createClock(now, speed)
}

type FindWindow = (counter: string, number: number) => { id: number } | undefined

async function play(world: World, { visitors, shifts }: DayPlan, windowOf: FindWindow): Promise<void> {
  const coming = visitors.filter(({ arrivesMinute, appointmentMinute }) =>
    appointmentMinute === null
      ? arrivesMinute > world.fromMinute - missedMinutes
      : appointmentMinute > world.fromMinute,
  )
  const booked = await Promise.all(
    coming.map(async (visitor, index) => ({ visitor, booking: await book(world, visitor, index) })),
  )
  await Promise.all([
    ...booked.map(({ visitor, booking }) => visit(world, visitor, booking)),
    ...shifts.map(async shift => {
      const window = windowOf(shift.counter, shift.window)
      if (window) await work(world, shift, window.id)
    }),
  ])
}
