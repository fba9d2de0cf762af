import type { Db } from '#db/store.ts'
import { newReceipt } from '../access/token.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { OpinionDetails } from './details.ts'
import { insertEvent } from './event-queries.ts'
import { insertOpinion, isReceiptUsed } from './opinion-queries.ts'

export type ReceiveOutcome = { ok: true; receipt: string } | KeyReused

export type Sent = OpinionDetails & { channel: 'web' | 'api'; language: string }

/** Takes an opinion at any hour and answers with its receipt. Where it came from is not kept. */
export function receive(deps: Deps, office: Office, sent: Sent, intent: Intent): Promise<ReceiveOutcome> {
  const now = deps.clock.now()
  const receivedDate = dateOf(now, office.timeZone)
  return deps.store.write(
    db =>
      once(db, intent, now, async () => {
        const receipt = await freeReceipt(db)
        const opinion = { ...sent, officeId: office.id, receipt, receivedDate, now }
        const opinionId = await insertOpinion(db, opinion)
        const event = { officeId: office.id, opinionId, at: now, deed: 'received', pseudonym: null } as const
        await insertEvent(db, { ...event, details: {} })
        await recordAudit(db, {
          ...{ officeId: office.id, at: now, actor: sent.channel },
          ...{ deed: 'opinion_received', details: { opinionId } },
        })
        return { ok: true as const, receipt }
      }),
    { rerunnable: true },
  )
}

export async function freeReceipt(db: Db): Promise<string> {
  for (;;) {
    const receipt = newReceipt()
    if (!(await isReceiptUsed(db, receipt))) return receipt
  }
}
