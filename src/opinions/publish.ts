import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { refusePublishing, refuseUnpublishing } from './opinion.ts'
import { saveOpinion } from './opinion-queries.ts'

/** Shows an answered opinion to everybody, in a wording by which nobody can be recognised. */
export function publish(
  deps: Deps,
  office: Office,
  act: Act,
  wording: { text: string; answer: string },
): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'published', body: wording }, async (db, opinion, now) => {
    const reason = refusePublishing(opinion)
    if (reason) return { ok: false, reason }
    const published = { published_text: wording.text, published_answer: wording.answer }
    await saveOpinion(db, opinion.id, { ...published, state: 'published', published_at: now })
    return { ok: true, details: {} }
  })
}

/** Takes it off the public page at once; its wording is kept. */
export function unpublish(deps: Deps, office: Office, act: Act): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'unpublished', body: {} }, async (db, opinion) => {
    const reason = refuseUnpublishing(opinion)
    if (reason) return { ok: false, reason }
    await saveOpinion(db, opinion.id, { state: 'answered', published_at: null })
    return { ok: true, details: {} }
  })
}
