/** A time that only goes on, in milliseconds, and how much of it the event loop was at work. */
export type Ticks = { now: () => number; active: () => number }

/**
 * Lets residents' requests begin a few in each turn of the event loop. All that a database in a file answers comes in
 * the same turn, so that otherwise a hundred pages that arrive together would be made before a call of staff is even
 * read. A call takes some turns of the event loop: as many residents begin in each as keep it short.
 */
export type Lane = {
  turn: () => Promise<void>
  /** Does what a turn is for, and learns from it what a turn costs. */
  work: (deed: () => Promise<void>) => Promise<void>
  /** For how long the first of those who have no turn yet has waited, in milliseconds. */
  waitMilliseconds: () => number
  /** What a turn costs of the event loop, in milliseconds. */
  costMilliseconds: () => number
}

/** Turns longer than this begin half as many the next time. */
const turnMillisecondsMax = 20

/** A cautious guess until the first visits have been seen. */
const costMillisecondsFirst = 5
/** How many turns back what was learned still counts. */
const turnsRemembered = 100

export function createLane(ticks: Ticks, begunPerTurnMax: number): Lane {
  const waiting: Array<{ begin: () => void; since: number }> = []
  let begun = 0
  let allowed = begunPerTurnMax
  let turnBeganAt = 0
  let cost = costMillisecondsFirst
  let [started, atWork] = [0, 0]

  function beginTurn() {
    turnBeganAt = ticks.now()
    setImmediate(letNext)
  }

  function letNext() {
    const isLong = ticks.now() - turnBeganAt > turnMillisecondsMax
    allowed = isLong ? Math.ceil(allowed / 2) : Math.min(begunPerTurnMax, allowed + 1)
    const next = waiting.splice(0, allowed)
    begun = next.length
    if (begun > 0) beginTurn()
    for (const { begin } of next) begin()
  }

  return {
    async turn() {
      if (begun === 0) beginTurn()
      if (begun < allowed) {
        begun += 1
        return
      }
      await new Promise<void>(resolve => waiting.push({ begin: resolve, since: ticks.now() }))
    },
    async work(deed) {
      const [number, before] = [++started, ticks.active()]
      const beganAlone = atWork === 0
      atWork += 1
      try {
        await deed()
      } finally {
        atWork -= 1
        // Only what was alone from beginning to end tells what one costs.
        if (beganAlone && number === started) cost += (ticks.active() - before - cost) / turnsRemembered
      }
    },
    waitMilliseconds: () => ticks.now() - (waiting[0]?.since ?? ticks.now()),
    costMilliseconds: () => cost,
  }
}
