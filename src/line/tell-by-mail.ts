import type { Db } from '#db/store.ts'
import { isOfBooking, type Letter } from '../notifications/letter.ts'
import { putAgainByMail } from '../notifications/outbox.ts'
import type { ClaimedMessage } from '../notifications/due-queries.ts'
import { emailOf, isNearMailedToo } from '../notifications/recipient-queries.ts'
import { isAlsoByMail } from '../notifications/tell-visitor.ts'

type Lost = Letter & Pick<ClaimedMessage, 'officeId' | 'appointmentId' | 'visitId'>

/** Tells by mail what LINE has not told. What has gone by mail as well is not told twice, and a call is over before a mail is read. */
export async function tellByMail(db: Db, lost: Lost): Promise<void> {
  const { appointmentId } = lost
  if (appointmentId === null || (await isTold(db, lost))) return
  const to = await emailOf(db, appointmentId)
  if (to) await putAgainByMail(db, { ...lost, appointmentId }, to)
}

async function isTold(db: Db, { visitId, ...lost }: Lost): Promise<boolean> {
  if (lost.kind === 'near_turn' && visitId !== null)
    return isNearMailedToo(db, { visitId, createdAt: lost.message.createdAt })
  return lost.kind === 'called' || (isOfBooking(lost) && isAlsoByMail(lost.kind))
}
