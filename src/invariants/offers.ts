import type { CheckDeps } from './check.ts'
import { inParts } from './in-parts.ts'
import type { Findings } from './invariant.ts'
import { type KnownOffer, offersAfter } from './offer-queries.ts'

const partSize = 100
/** The job that ends offers may have been away for a restart. */
const lateMilliseconds = 10 * 60_000

/**
 * INV-5 and INV-6 of offers to those who wait: an open one has its one hold until its deadline, which does not stay
 * open for long after it, and no offer was told of twice.
 */
export async function checkOffers({ store, clock }: CheckDeps, findings: Findings): Promise<void> {
  await inParts<KnownOffer>(async last => {
    const now = clock.now()
    const offers = await store.snapshot(db => offersAfter(db, last?.id ?? 0, partSize))
    for (const { id, state, until, entryState, hold, told, made } of offers) {
      const isOpen = state === 'open'
      const isHeld = hold?.state === 'held' && hold.heldUntil === until
      const isRight = !isOpen || (entryState === 'offered' && (isHeld || until <= now))
      findings.check('INV-5', isRight, `offer ${id}: open without its hold`)
      findings.check(
        'INV-5',
        !isOpen || until > now - lateMilliseconds,
        `offer ${id}: open after its deadline`,
      )
      findings.check('INV-6', told <= made, `offer ${id}: ${told} messages for ${made} offers`)
    }
    findings.looked('INV-5', offers.length)
    findings.looked('INV-6', offers.length)
    return offers
  }, partSize)
}
