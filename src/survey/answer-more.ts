import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Scores } from './answer.ts'
import { linkHash } from './link.ts'
import { completeAnswer, findAnswer } from './answer-queries.ts'
import { insertComment } from './comment-queries.ts'
import { closeLink, findLink } from './link-queries.ts'

export type More = { scores: Scores; comment: string | null; counterId?: number | null }

export type MoreOutcome = { ok: true } | { ok: false; reason: 'link_ended' }

/**
 * Adds the rest to an answer given before, by the secret of whoever gave it. What was said first stays. Sent
 * twice it is added once; refused when a day has passed.
 */
export function answerMore(deps: Deps, office: Office, secret: string, more: More): Promise<MoreOutcome> {
  const now = deps.clock.now()
  return deps.store.write<MoreOutcome>(async db => {
    const link = await findLink(db, office.id, linkHash(secret), now)
    if (!link) return { ok: false, reason: 'link_ended' }
    if (!(await closeLink(db, link.linkHash))) return { ok: true }

    const { comment, counterId } = more
    const first = await findAnswer(db, link.answerId)
    const scores = { ...more.scores, ...first.scores }
    await completeAnswer(db, link.answerId, { scores, ...(counterId !== undefined && { counterId }) })
    if (comment !== null) await insertComment(db, { officeId: office.id, month: first.month, body: comment })
    return { ok: true }
  })
}
