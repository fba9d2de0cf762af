import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import { claimBooked, markCancelled } from '../booking/booked-queries.ts'
import type { Instant } from '../clock.ts'
import { deletePlacesOf } from '../slots/queries.ts'

type Who = { officeId: number; at: Instant; actor: string }

/** Cancels a visit to come of somebody who is about to be erased: nobody is left to be told. */
export async function cancelSilently(db: Db, entry: Who, appointmentId: number): Promise<void> {
  if (!(await claimBooked(db, appointmentId))) return
  await markCancelled(db, appointmentId, { by: 'resident', now: entry.at })
  await deletePlacesOf(db, appointmentId)
  await recordAudit(db, { ...entry, deed: 'cancel', appointmentId, details: { by: 'resident' } })
}
