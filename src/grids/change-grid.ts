import { recordAudit } from '../audit/entry-queries.ts'
import { freeExpiredPlaces } from '../booking/hold-queries.ts'
import { addDays, dateOf, type Instant, instantOf, type LocalDate } from '../clock.ts'
import type { Db } from '#db/store.ts'
import type { Deps } from '../deps.ts'
import type { Grid, Office } from '../offices/office.ts'
import { loadOffice } from '../offices/queries.ts'
import { useNewRules } from '../openings/change-openings.ts'
import { raiseRevision } from '../offices/queries.ts'
import { areSameGrids, gridsWith, slotMinutesOn } from '../slots/grid.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { lastTakenAt, saveGrid } from './queries.ts'

type GridRefusal =
  /** Something is booked or held on that day or later. */
  | 'booked'
  | 'past'
  /** The office's rules have changed since they were looked at. */
  | 'stale'

export type GridOutcome = { ok: true } | { ok: false; reason: GridRefusal }

type Outcome = GridOutcome | { ok: false; reason: 'same' }

/**
 * Gives an office another grid from a day on, in place of all that was to begin on that day or later. It may begin
 * only where no place is taken any more: so all places of a day lie on one grid, and the key that keeps two of them
 * apart goes on proving that none is given twice. Bookings before that day stay as they are. Pressed twice, it is
 * done once. `seen` is the revision that was looked at.
 */
export async function changeGrid(
  deps: Deps,
  staff: Pick<StaffMember, 'id'>,
  { id: officeId }: Pick<Office, 'id'>,
  { grid, seen }: { grid: Grid; seen: number },
): Promise<GridOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(db => changeWithin(db, officeId, { grid, seen }, staff.id, now), {
    rerunnable: true,
  })
  if (outcome.ok) await useNewRules(deps, officeId)
  return !outcome.ok && outcome.reason === 'same' ? { ok: true } : outcome
}

async function changeWithin(
  db: Db,
  officeId: number,
  { grid, seen }: { grid: Grid; seen: number },
  staffId: number,
  now: Instant,
): Promise<Outcome> {
  // First of all, so that on PostgreSQL the bookings under way are over before places are looked at.
  const revision = await raiseRevision(db, officeId)
  const before = await loadOffice(db, officeId)
  if (!before) throw new Error(`no office ${officeId}`)
  const grids = gridsWith(before.grids, grid)
  if (areSameGrids(grids, before.grids)) return { ok: false, reason: 'same' }
  if (seen !== revision - 1) return { ok: false, reason: 'stale' }
  if (grid.from < dateOf(now, before.timeZone)) return { ok: false, reason: 'past' }
  await freeExpiredPlaces(db, now)
  if ((await lastTakenAt(db, officeId, instantOf(grid.from, 0, before.timeZone))) !== null)
    return { ok: false, reason: 'booked' }

  await saveGrid(db, officeId, grid, !grids.includes(grid))
  await recordAudit(db, {
    ...{ officeId, at: now, actor: `staff:${staffId}`, deed: 'change_grid' },
    details: { from: grid.from, minutes: grid.minutes, before: slotMinutesOn(before, grid.from) },
  })
  return { ok: true }
}

/** The first day from which on nothing is booked or held: the earliest on which another grid may begin. */
export async function earliestGridDate(
  db: Db,
  { id, timeZone }: Office,
  now: Instant,
): Promise<{ earliest: LocalDate; lastBooked: LocalDate | null }> {
  const today = dateOf(now, timeZone)
  const last = await lastTakenAt(db, id, instantOf(today, 0, timeZone))
  const lastBooked = last === null ? null : dateOf(last, timeZone)
  return { earliest: lastBooked === null ? today : addDays(lastBooked, 1), lastBooked }
}
