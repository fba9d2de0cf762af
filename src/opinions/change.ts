import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { mayRead, type Opinion, type OpinionDeed, type OpinionEvent, type OpinionRefusal } from './opinion.ts'
import { insertEvent } from './event-queries.ts'
import { claimVersion, findOpinion } from './opinion-queries.ts'

/** Who acts, and what the page showed when the button was pressed. */
export type Act = { staff: StaffMember; opinionId: number; seen: number }

export type ChangeRefusal = OpinionRefusal | 'changed' | 'not_found'
export type ChangeOutcome = { ok: true } | { ok: false; reason: ChangeRefusal }

type Saved = { ok: true; details: OpinionEvent['details'] } | { ok: false; reason: OpinionRefusal }

/**
 * Runs a deed on an opinion as it was seen, with its history and audit, in one transaction. What the button saw
 * is its key: the same press twice is one deed, any other deed in between refuses it as `changed`.
 */
export async function change(
  deps: Deps,
  office: Office,
  { staff, opinionId, seen }: Act,
  { deed, body }: { deed: OpinionDeed; body: object },
  save: (db: Db, opinion: Opinion, now: Instant) => Promise<Saved>,
): Promise<ChangeOutcome> {
  const now = deps.clock.now()
  const officeId = office.id
  const intent = { key: `${staff.id} ${seen}`, scope: `opinion ${opinionId} ${deed}`, body }
  const outcome = await deps.store.write(
    db =>
      once<ChangeOutcome>(db, intent, now, async () => {
        const isClaimed = await claimVersion(db, { officeId, id: opinionId, version: seen })
        const opinion = await findOpinion(db, officeId, opinionId)
        if (!opinion || !mayRead(staff, opinion)) return { ok: false, reason: 'not_found' }
        if (!isClaimed) return { ok: false, reason: 'changed' }

        const saved = await save(db, opinion, now)
        if (!saved.ok) return saved
        const { details } = saved
        await insertEvent(db, { officeId, opinionId, at: now, deed, pseudonym: staff.pseudonym, details })
        await recordAudit(db, {
          ...{ officeId, at: now, actor: `staff:${staff.id}` },
          ...{ deed: `opinion_${deed}`, details: { opinionId, ...details } },
        })
        return { ok: true }
      }),
    { rerunnable: true },
  )
  return outcome.ok || outcome.reason !== 'key_reused' ? outcome : { ok: false, reason: 'changed' }
}
