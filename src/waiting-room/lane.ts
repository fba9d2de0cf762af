/**
 * Lets residents' requests begin a few in each turn of the event loop. All that a database in a file answers comes in
 * the same turn, so that otherwise a hundred pages that arrive together would be made before a call of staff is even
 * read. Few enough for some milliseconds, and enough for bookings to share a commit.
 */
export type Lane = { turn: () => Promise<void> }

export const begunPerTurnMax = 8

export function createLane(): Lane {
  const waiting: Array<() => void> = []
  let begun = 0

  function letNext() {
    const next = waiting.splice(0, begunPerTurnMax)
    begun = next.length
    if (begun > 0) setImmediate(letNext)
    for (const begin of next) begin()
  }

  return {
    async turn() {
      if (begun === 0) setImmediate(letNext)
      if (begun < begunPerTurnMax) {
        begun += 1
        return
      }
      await new Promise<void>(resolve => waiting.push(resolve))
    },
  }
}
