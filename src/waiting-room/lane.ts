import type { Costs, Work } from './costs.ts'

/**
 * Lets residents' requests begin a few in each turn of the event loop. All that a database in a file answers comes in
 * the same turn, so that otherwise a hundred pages that arrive together would be made before a call of staff is even
 * read. A call takes some turns of the event loop: as many residents begin in each as keep it short.
 */
export type Lane = {
  /** Whoever is in already, on the way to a booking, goes before those who come. */
  turn: (work: Work, from?: 'inside' | 'door') => Promise<void>
  /** For how long the first of those who have no turn yet has waited, in milliseconds. */
  waitMilliseconds: () => number
}

/** Turns that take more of the processor begin half as many the next time; what the disk takes would not become less. */
const turnMillisecondsMax = 10

type Waiting = { begin: () => void; since: number }

type Wanted = {
  /** A time that only goes on, in milliseconds. */
  ticks: () => number
  /** What the program has taken of the processor, in milliseconds; where nobody says, all time that goes on. */
  worked?: () => number
  costs: Pick<Costs, 'began'>
  begunPerTurnMax: number
  /** Whether those at the door are only told that they are in line now. */
  isDoorShut?: () => boolean
}

/** So many are told in each turn of the event loop. */
const toldPerTurnMax = 64

export function createLane({
  ticks,
  worked = ticks,
  costs,
  begunPerTurnMax,
  isDoorShut = () => false,
}: Wanted): Lane {
  const waiting = { inside: [] as Waiting[], door: [] as Waiting[] }
  let begun = 0
  let allowed = begunPerTurnMax
  let workedBefore = 0

  function beginTurn() {
    workedBefore = worked()
    setImmediate(letNext)
  }

  function letNext() {
    const isLong = worked() - workedBefore > turnMillisecondsMax
    allowed = isLong ? Math.ceil(allowed / 2) : Math.min(begunPerTurnMax, allowed + 1)
    const inside = waiting.inside.splice(0, allowed)
    const door = waiting.door.splice(0, isDoorShut() ? toldPerTurnMax : allowed - inside.length)
    const next = [...inside, ...door]
    begun = next.length
    if (begun > 0) beginTurn()
    for (const { begin } of next) begin()
  }

  return {
    async turn(work, from = 'inside') {
      if (begun === 0) beginTurn()
      if (begun < allowed) begun += 1
      else await new Promise<void>(resolve => waiting[from].push({ begin: resolve, since: ticks() }))
      if (from === 'inside' || !isDoorShut()) costs.began(work)
    },
    waitMilliseconds: () =>
      ticks() - Math.min(...[waiting.inside[0], waiting.door[0]].map(first => first?.since ?? ticks())),
  }
}
