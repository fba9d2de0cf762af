import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { WaitlistMessageKind } from '../notifications/letter.ts'
import { putWaitlistMessage } from '../notifications/outbox.ts'
import type { EndReason, Entry, Offer } from './entry.ts'
import { grantEntry } from './token-queries.ts'

type Told = {
  /** Of the link in the message; without one it gets a link of its own. */
  token?: string
  offer?: Pick<Offer, 'startsAt' | 'until'>
  because?: EndReason
}

/** Tells somebody who waits, in the deed's transaction. Whoever left no address is told by staff. */
export async function tellWaiting(
  db: Db,
  entry: Entry,
  kind: WaitlistMessageKind,
  { token, offer, because }: Told,
  now: Instant,
): Promise<void> {
  const to = entry.person?.email
  if (!to) return
  await putWaitlistMessage(db, entry, kind, {
    to,
    token: token ?? (await grantEntry(db, entry, now)),
    language: entry.language,
    counterId: entry.counterId,
    serviceIds: entry.services.map(({ id }) => id),
    people: entry.people,
    fromDate: entry.fromDate,
    toDate: entry.toDate,
    fromMinute: entry.fromMinute,
    toMinute: entry.toMinute,
    createdAt: now,
    ...(offer && { offer: { startsAt: offer.startsAt, until: offer.until }, expiresAt: offer.until }),
    ...(because && { because }),
  })
}
