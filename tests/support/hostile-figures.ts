import type { Deps } from '#src/deps.ts'
import { checkInvariants } from '#src/invariants/check.ts'

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

/** What the tries have broken. A reason that staff type is kept in the audit as it was typed, also where it holds a number. */
export async function brokenByTries(deps: Deps): Promise<string[]> {
  const verdicts = await checkInvariants(deps, { isCapacityLowered: true })
  return verdicts
    .filter(({ id }) => id !== 'INV-9')
    .flatMap(({ id, examples }) => examples.map(example => `${id} ${example}`))
}
