import type { Db } from '#db/store.ts'
import { grantAccess, grantAccessToAll } from '../access/queries.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import { expireReminders } from './expiry-queries.ts'
import { lineOf, linesOf } from './recipient-queries.ts'
import type { VisitMessage, VisitMessageKind } from './letter.ts'
import { putAllInOutbox, putInOutbox, type ToldVisit } from './outbox.ts'

type Told = {
  email: string | null | undefined
  /** Of the link in the message; without one it gets a link of its own. */
  token?: string
  closing?: VisitMessage['closing'] | undefined
  /** The counter that is no longer part of the visit. */
  legGone?: VisitMessage['legGone'] | undefined
}

/**
 * What is told by mail even to those who are told on LINE: it holds the calendar entry, and whoever owns the address
 * learns of a change that somebody else has made.
 */
const alwaysByMail: readonly VisitMessageKind[] = ['booked', 'rescheduled', 'cancelled']

/** Tells whoever has booked what has become of the visit, in every way they can be reached, in the deed's transaction. */
export async function tellVisitor(
  db: Db,
  appointment: ToldVisit,
  kind: VisitMessageKind,
  { email, token, closing, legGone }: Told,
  now: Instant,
): Promise<void> {
  // A reminder of what is no longer so must not arrive after what tells it.
  if (kind === 'rescheduled' || kind === 'cancelled') await expireReminders(db, [appointment.id], now)
  // What has just been booked is linked with nothing yet.
  const line = kind === 'booked' ? null : await lineOf(db, appointment.id)
  const isByMail = line === null || alwaysByMail.includes(kind)
  const to = isByMail && email ? email : null
  if (!line && !to) return

  const { officeId, id: appointmentId } = appointment
  const link =
    token ?? (await grantAccess(db, { officeId, appointmentId, kind: 'link', expiresAt: null }, now))
  const told = { token: link, closing, legGone }
  if (line) {
    const { userKey, language = appointment.language } = line
    await putInOutbox(db, appointment, kind, { ...told, channel: 'line', to: userKey, language }, now)
  }
  if (to) await putInOutbox(db, appointment, kind, { ...told, to }, now)
}

/** The same for all whose visits the office has moved or cancelled in one deed, in a few statements. */
export async function tellVisitors(
  db: Db,
  appointments: readonly Appointment[],
  kind: 'rescheduled' | 'cancelled',
  closingOf: (appointment: Appointment) => VisitMessage['closing'] | undefined,
  now: Instant,
): Promise<void> {
  const ids = appointments.map(({ id }) => id)
  await expireReminders(db, ids, now)
  const lines = await linesOf(db, ids)
  const told = appointments.filter(({ id, person }) => lines.has(id) || person?.email)
  const grants = told.map(({ id, officeId }) => ({
    ...{ officeId, appointmentId: id, kind: 'link' as const, expiresAt: null },
  }))
  const tokens = await grantAccessToAll(db, grants, now)
  const messages = told.flatMap((appointment, index) => {
    const addressed = { token: tokens[index] ?? '', closing: closingOf(appointment) }
    const line = lines.get(appointment.id)
    const { userKey = '', language = appointment.language } = line ?? {}
    const email = appointment.person?.email
    return [
      ...(line
        ? [{ appointment, addressed: { ...addressed, channel: 'line' as const, to: userKey, language } }]
        : []),
      ...(email ? [{ appointment, addressed: { ...addressed, to: email } }] : []),
    ]
  })
  await putAllInOutbox(db, messages, kind, now)
}

/** Whether a message that LINE has lost was sent by mail anyway. */
export function isAlsoByMail(kind: VisitMessageKind): boolean {
  return alwaysByMail.includes(kind)
}
