import type { Deps } from '../deps.ts'
import { forgetUsers } from '../line/unlink.ts'
import { eraseMails } from '../notifications/mail-folder.ts'
import { expireMessagesAbout, mailsAbout } from '../notifications/expiry-queries.ts'
import type { Office } from '../offices/office.ts'
import { eraseOpinions } from '../opinions/erasure-queries.ts'
import { forgetWaits } from '../waitlist/forget.ts'
import { cancelSilently } from './cancel-silently.ts'
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
    const { appointmentIds, opinionIds, entryIds, lineUserIds } = found
    const persons = appointmentIds.length === 0 ? [] : await knownPersons(db, office.id, { appointmentIds })
    for (const { appointmentId, state, startsAt } of persons)
      if (state === 'booked' && startsAt > now)
        await cancelSilently(db, { officeId: office.id, at: now, actor: 'system' }, appointmentId)
    const messages = await mailsAbout(db, found)
    await expireMessagesAbout(db, found, now)
    await forgetPersons(db, persons, now)
    if (opinionIds.length > 0) await eraseOpinions(db, opinionIds)
    await forgetWaits(db, office, { entryIds, actor: 'system' }, now)
    await forgetUsers(db, { officeId: office.id, userIds: lineUserIds, actor: 'system' }, now)
    return messages
  })
  await eraseMails(
    settings.mailFolder,
    messages.map(({ messageId }) => messageId),
  )
}
