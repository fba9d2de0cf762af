import { markCancelled } from '../booking/queries.ts'
import type { Deps } from '../deps.ts'
import { eraseMails } from '../notifications/mail-folder.ts'
import { mailsAbout } from '../notifications/queries.ts'
import type { Office } from '../offices/office.ts'
import { eraseOpinions } from '../opinions/queries.ts'
import { deletePlacesOf } from '../slots/queries.ts'
import { forgetPersons } from './forget.ts'
import { type ErasedSubject, findSubject } from './erasure-queries.ts'
import { knownPersons } from './person-queries.ts'

/**
 * Erases again whom a restored backup has brought back. A visit that is to come once more had been cancelled before it
 * was erased; nobody is written to.
 */
export async function forgetAgain(
  { store, clock, settings }: Deps,
  office: Office,
  subject: ErasedSubject,
): Promise<void> {
  const now = clock.now()
  const messages = await store.write(async db => {
    const found = await findSubject(db, office.id, subject)
    const { appointmentIds, opinionIds } = found
    const persons = appointmentIds.length === 0 ? [] : await knownPersons(db, office.id, { appointmentIds })
    for (const { appointmentId, state, startsAt } of persons)
      if (state === 'booked' && startsAt > now) {
        await markCancelled(db, appointmentId, { by: 'resident', now })
        await deletePlacesOf(db, appointmentId)
      }
    await forgetPersons(db, persons, now)
    if (opinionIds.length > 0) await eraseOpinions(db, opinionIds)
    return appointmentIds.length + opinionIds.length === 0 ? [] : mailsAbout(db, found)
  })
  await eraseMails(
    settings.mailFolder,
    messages.map(({ messageId }) => messageId),
  )
}
