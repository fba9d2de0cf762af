import type { Db } from '#db/store.ts'
import { type Seen, setUnlessStale } from '../catalogue/version-queries.ts'
import type { Answer, Localized } from '../offices/office.ts'

export type QuestionRow = { id: number; slug: string; text: Localized }

/** What a life event asks, in its order. */
export async function questionsOfEvent(db: Db, eventId: number): Promise<QuestionRow[]> {
  const rows = await db
    .selectFrom('life_event_questions')
    .select(['id', 'slug', 'text'])
    .where('life_event_id', '=', eventId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ text, ...row }) => ({ ...row, text: JSON.parse(text) }))
}

type Needs = ReadonlyArray<{ serviceId: number; answer: Answer }>

type Written = { slug: string; text: Localized; needs: Needs }

/** Writes a question of an event, a new one after all others; false when the event has changed since it was seen. */
export async function saveQuestion(
  db: Db,
  officeId: number,
  event: Seen,
  { slug, text, needs }: Written,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'life_events', event, {}))) return false
  const known = await questionsOfEvent(db, event.id)
  const id = known.find(question => question.slug === slug)?.id
  const questionId =
    id === undefined
      ? await insertQuestion(db, { officeId, eventId: event.id, slug, text, position: known.length })
      : await updateQuestion(db, id, text)
  await db.deleteFrom('question_services').where('question_id', '=', questionId).execute()
  for (const { serviceId, answer } of needs)
    await db
      .insertInto('question_services')
      .values({ office_id: officeId, question_id: questionId, service_id: serviceId, answer })
      .execute()
  return true
}

type New = { officeId: number; eventId: number; slug: string; text: Localized; position: number }

async function insertQuestion(db: Db, { officeId, eventId, slug, text, position }: New): Promise<number> {
  const { id } = await db
    .insertInto('life_event_questions')
    .values({ office_id: officeId, life_event_id: eventId, slug, text: JSON.stringify(text), position })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function updateQuestion(db: Db, id: number, text: Localized): Promise<number> {
  await db
    .updateTable('life_event_questions')
    .set({ text: JSON.stringify(text) })
    .where('id', '=', id)
    .execute()
  return id
}

/** Leaves an event with these questions in this order; false when it has changed since it was seen. */
export async function saveQuestionOrder(db: Db, event: Seen, kept: readonly number[]): Promise<boolean> {
  if (!(await setUnlessStale(db, 'life_events', event, {}))) return false
  for (const { id } of await questionsOfEvent(db, event.id)) {
    const position = kept.indexOf(id)
    if (position < 0) await db.deleteFrom('life_event_questions').where('id', '=', id).execute()
    else await db.updateTable('life_event_questions').set({ position }).where('id', '=', id).execute()
  }
  return true
}

type Related = { afterIds: readonly number[]; neverWithIds: readonly number[] }

/**
 * Writes what comes before a service and what contradicts it, also where the other service said so; false when it
 * has changed since it was seen.
 */
export async function saveRelations(
  db: Db,
  officeId: number,
  service: Seen,
  { afterIds, neverWithIds }: Related,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'services', service, {}))) return false
  await db.deleteFrom('service_relations').where('service_id', '=', service.id).execute()
  await db
    .deleteFrom('service_relations')
    .where('other_id', '=', service.id)
    .where('relation', '=', 'never_with')
    .execute()
  const related = (relation: 'after' | 'never_with') => (other_id: number) => ({
    ...{ office_id: officeId, service_id: service.id, other_id, relation },
  })
  for (const row of [...afterIds.map(related('after')), ...neverWithIds.map(related('never_with'))])
    await db.insertInto('service_relations').values(row).execute()
  return true
}

export type Walking = { sameFloorMinutes: number; perFloorMinutes: number }

/** Writes how long people are on their way; false when the office has changed since it was seen. */
export function saveWalking(
  db: Db,
  office: Seen,
  { sameFloorMinutes, perFloorMinutes }: Walking,
): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, {
    walk_same_floor_minutes: sameFloorMinutes,
    walk_per_floor_minutes: perFloorMinutes,
  })
}
