import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { DataClass } from '../offices/retention.ts'
import { erasers } from './erasers.ts'
import { insertErasure } from './erasure-queries.ts'

/** Erases all of a kind that is older than an instant, and writes down how much it was. */
export async function eraseClass(
  deps: Deps,
  office: Office,
  dataClass: DataClass,
  before: Instant,
): Promise<number> {
  const erased = await erasers[dataClass].erase(deps, office, before)
  const at = deps.clock.now()
  const entry = { officeId: office.id, dataClass, before, subject: null, erased, at, actor: 'system' }
  // A night in which nothing was old enough needs no line.
  if (erased > 0) await deps.store.write(db => insertErasure(db, entry))
  return erased
}
