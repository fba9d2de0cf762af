import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { claimStale, endStale, isAnyDue, newestEventId, type StalePeriod } from '../stale-periods/queries.ts'
import { makeFacts } from './make-facts.ts'
import { markLonger, pauseOf } from './mark-behind.ts'
import { offeredSlots } from './offered-slots.ts'
import { packInTurns } from './cells-queries.ts'
import { saveSlots } from './slot-queries.ts'
import { saveSummaries } from './save-summaries.ts'
import { summarise } from './summarise.ts'

const claimMilliseconds = 120_000

/**
 * Makes the summaries of periods that are behind anew, days first, as long as there are any and `isGoingOn` says
 * so. Answers how many there were. Two servers may do this at once: each period is claimed, and what was made of
 * older events never replaces what was made of newer ones.
 */
export async function remakeDue(deps: Deps, isGoingOn: () => boolean = () => true): Promise<number> {
  let made = 0
  while (isGoingOn()) {
    const now = deps.clock.now()
    if (!(await deps.store.read(db => isAnyDue(db, now)))) break
    const until = now + claimMilliseconds * deps.settings.sampleSpeed
    const stale = await deps.store.write(db => claimStale(db, { now, until }))
    if (!stale) break
    await remake(deps, stale)
    made += 1
  }
  return made
}

async function remake(deps: Deps, stale: StalePeriod): Promise<void> {
  const office = (await deps.offices.list()).find(({ id }) => id === stale.officeId)
  if (!office) throw new Error(`no office ${stale.officeId}`)
  const { period } = stale
  const now = deps.clock.now()
  const today = businessDate(office, now)
  const lastEventId = await deps.store.read(newestEventId)
  if (period.grain === 'day') await readDay(deps, office, period.start)

  const rows = await packInTurns(await summarise(deps, office, period, now))
  await deps.store.write(async db => {
    const making = { officeId: office.id, period, madeAt: now, lastEventId }
    const hasChanged = await saveSummaries(db, making, rows)
    if (hasChanged && period.grain === 'day') await markLonger(db, office, period.start, { now, today })
    await endStale(db, stale, now + pauseOf(period, today))
  })
}

/** Brings the facts of a day's tickets and places up to date. */
export async function readDay(
  deps: Deps,
  office: Office,
  date: LocalDate,
  { isEvery = false } = {},
): Promise<void> {
  const today = businessDate(office, deps.clock.now())
  await makeFacts(deps, office, date, { isEvery })
  const slots = offeredSlots(office, date)
  const day = { officeId: office.id, date, isRunning: date === today }
  await deps.store.write(db => saveSlots(db, day, slots))
}
