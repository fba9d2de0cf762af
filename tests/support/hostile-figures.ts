const asked = process.env.HOSTILE_TIMES

/** How often each member, field or route is tried: once in `npm test`, and with `HOSTILE_TIMES=100` with all there is. */
export const timesEach = Number(asked ?? 1)

export const isLongRun = asked !== undefined

/** In milliseconds. */
export const hostileTimeout = isLongRun ? 3_600_000 : 60_000

/** What came of sending what nobody sends. */
type Tried = { sent: number; accepted: number; faults: number; broken: number }

/** Prints the row of a long run for the table of `npm run faults`, on a line of its own whatever stands there. */
export function tellTried(what: string, { sent, accepted, faults, broken }: Tried): void {
  if (isLongRun)
    console.log(`\n| ${[what, sent, accepted, sent - accepted - faults, faults, broken].join(' | ')} |`)
}
