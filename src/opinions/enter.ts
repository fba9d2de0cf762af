import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { EntryDetails } from './details.ts'
import { insertEvent } from './event-queries.ts'
import { insertOpinion } from './opinion-queries.ts'
import { freeReceipt } from './receive.ts'

export type EnterOutcome = { ok: true; opinionId: number; receipt: string } | KeyReused

/** Writes down what came on paper, by telephone or at the desk. It counts on the day it came in. */
export function enter(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  details: EntryDetails,
  intent: Intent,
): Promise<EnterOutcome> {
  const now = deps.clock.now()
  return deps.store.write(
    db =>
      once(db, intent, now, async () => {
        const receipt = await freeReceipt(db)
        const opinion = { ...details, officeId: office.id, receipt, language: 'ja', now }
        const opinionId = await insertOpinion(db, opinion)
        const { pseudonym } = staff
        const event = { officeId: office.id, opinionId, at: now, deed: 'entered', pseudonym } as const
        await insertEvent(db, { ...event, details: {} })
        await recordAudit(db, {
          ...{ officeId: office.id, at: now, actor: `staff:${staff.id}` },
          ...{ deed: 'opinion_entered', details: { opinionId, channel: details.channel } },
        })
        return { ok: true as const, opinionId, receipt }
      }),
    { rerunnable: true },
  )
}
