import { minuteOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { checkInvariants } from '../invariants/check.ts'
import { lastCheck, saveCheck } from './queries.ts'

const hour = 3_600_000
const fromMinute = 120
const toMinute = 300

/**
 * Looks at all invariants once a night, between two and five o'clock of the first office, or as soon as a whole day has
 * gone by without; keeps what was found. A fault is an error in the log as well.
 */
export async function checkNightly(deps: Deps): Promise<void> {
  const { store, clock, offices } = deps
  const now = clock.now()
  const last = await store.read(db => lastCheck(db, now))
  const age = last ? now - last.startedAt : Number.POSITIVE_INFINITY
  const [office] = await offices.list()
  const minute = minuteOf(now, office?.timeZone ?? 'Asia/Tokyo')
  const isNight = minute >= fromMinute && minute < toMinute
  if (age < (isNight ? 20 : 26) * hour) return
  await checkNow(deps)
}

/** Looks at all invariants now and keeps what was found. */
export async function checkNow(deps: Deps): Promise<void> {
  const { store, clock, log } = deps
  const startedAt = clock.now()
  const verdicts = await checkInvariants(deps)
  const faults = verdicts.reduce((sum, verdict) => sum + verdict.faults, 0)
  await store.write(db =>
    saveCheck(db, { startedAt, endedAt: Math.max(startedAt, clock.now()), faults, verdicts }),
  )
  for (const { id, faults, examples } of verdicts)
    if (faults > 0)
      log.error({ invariant: id, faults, examples: examples.slice(0, 3) }, 'an invariant is broken')
}
