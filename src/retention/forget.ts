import type { Db } from '#db/store.ts'
import { forgetAccessTo } from '../access/queries.ts'
import type { Instant } from '../clock.ts'
import { forgetLinks } from '../line/link-queries.ts'
import { eraseContactsOf } from '../near-turns/queries.ts'
import { expireMessagesAbout } from '../notifications/expiry-queries.ts'
import { erasePersons } from '../persons/queries.ts'
import { forgetVisitLinks } from '../visits/queries.ts'
import { forgetLinksToWaits } from '../waitlist/token-queries.ts'
import type { KnownPerson } from './due.ts'
import { nothingChosen } from './held.ts'

/**
 * Erases who these people were, with every link to their bookings and every message about them that still waits, in
 * one transaction: nobody is half forgotten. What statistics read stays. Answers how many they were.
 */
export async function forgetPersons(
  db: Db,
  persons: ReadonlyArray<Pick<KnownPerson, 'personId' | 'appointmentId'>>,
  now: Instant,
): Promise<number> {
  if (persons.length === 0) return 0
  const personIds = persons.map(({ personId }) => personId)
  const appointmentIds = persons.map(({ appointmentId }) => appointmentId)
  await forgetAccessTo(db, appointmentIds)
  await forgetVisitLinks(db, appointmentIds)
  await forgetLinksToWaits(db, { entryIds: [], appointmentIds })
  await forgetLinks(db, appointmentIds)
  await eraseContactsOf(db, appointmentIds)
  await expireMessagesAbout(db, { ...nothingChosen, appointmentIds }, now)
  await erasePersons(db, { personIds, appointmentIds })
  return persons.length
}
