import { change, type CatalogueRefusal, recordChange, type Refused } from '../catalogue/change.ts'
import { findSubject } from '../catalogue/subject-queries.ts'
import { freeSlug } from '../catalogue/service-rules.ts'
import { keepingOthers } from '../catalogue/texts.ts'
import type { Deps } from '../deps.ts'
import { questionsMax } from '../offices/life-event.ts'
import { type Answer, everyService, type Localized, type Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { questionsOfEvent, saveQuestion, saveQuestionOrder } from './queries.ts'

type Aim = { event: string; version: number | null }

/** A question as it is to be; the services by their slugs. */
export type QuestionDraft = { text: Localized; needs: ReadonlyArray<{ service: string; answer: Answer }> }

export type QuestionOutcome = { ok: true } | Refused<CatalogueRefusal | 'too_many'>

/** Writes a question of a life event, or a new one when `slug` is null; refused when there are enough already. */
export function changeQuestion(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { event, version, slug }: Aim & { slug: string | null },
  { text, needs }: QuestionDraft,
): Promise<QuestionOutcome> {
  return change(deps, office, async (db): Promise<QuestionOutcome> => {
    const subject = await findSubject(db, office.id, 'life-events', event)
    const every = everyService(office)
    const found = needs.flatMap(({ service, answer }) => {
      const serviceId = every.find(one => one.slug === service)?.id
      return serviceId === undefined ? [] : [{ serviceId, answer }]
    })
    if (!subject || found.length < needs.length) return { ok: false, reason: 'not_found' }

    const known = await questionsOfEvent(db, subject.id)
    const before = known.find(question => question.slug === slug)
    if (slug !== null && !before) return { ok: false, reason: 'not_found' }
    if (slug === null && known.length >= questionsMax) return { ok: false, reason: 'too_many' }
    const own =
      slug ??
      freeSlug(
        'question',
        known.map(question => question.slug),
      )
    const written = { slug: own, text: keepingOthers(before?.text, text) ?? text, needs: found }
    const isSaved = await saveQuestion(db, office.id, { id: subject.id, version: version ?? 0 }, written)
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'life_event_questions_changed', {
      event,
      question: own,
      needs,
    })
    return { ok: true }
  })
}

/** Leaves a life event with these questions, by their slugs, in this order. */
export function orderQuestions(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { event, version }: Aim,
  slugs: readonly string[],
): Promise<{ ok: true } | Refused<CatalogueRefusal>> {
  return change(deps, office, async (db): Promise<{ ok: true } | Refused<CatalogueRefusal>> => {
    const subject = await findSubject(db, office.id, 'life-events', event)
    if (!subject) return { ok: false, reason: 'not_found' }
    const known = await questionsOfEvent(db, subject.id)
    const before = known.map(({ slug }) => slug)
    if (before.join() === slugs.join()) return { ok: true }
    const kept = slugs.flatMap(slug => known.find(question => question.slug === slug)?.id ?? [])
    if (kept.length < slugs.length) return { ok: false, reason: 'stale' }
    const isSaved = await saveQuestionOrder(db, { id: subject.id, version: version ?? 0 }, kept)
    if (!isSaved) return { ok: false, reason: 'stale' }
    const details = { event, from: before, to: slugs }
    await recordChange(db, deps, office, staff, 'life_event_questions_changed', details)
    return { ok: true }
  })
}
