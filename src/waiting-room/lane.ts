/**
 * Lets residents' requests begin one in each turn of the event loop. All that a database in a file answers comes in the
 * same turn, so that otherwise a hundred pages that arrive together would be made before a call of staff is even read.
 */
export type Lane = { turn: () => Promise<void> }

export function createLane(): Lane {
  const waiting: Array<() => void> = []
  let isTaken = false

  function letNext() {
    const next = waiting.shift()
    if (!next) {
      isTaken = false
      return
    }
    setImmediate(letNext)
    next()
  }

  return {
    async turn() {
      if (!isTaken) {
        isTaken = true
        setImmediate(letNext)
        return
      }
      await new Promise<void>(resolve => waiting.push(resolve))
    },
  }
}
