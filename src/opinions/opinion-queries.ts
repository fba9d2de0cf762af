import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { EntryDetails, OpinionDetails } from './details.ts'
import type { AnswerWay, Category, Channel, CloseReason, Opinion, OpinionState } from './opinion.ts'

/** Writes a new opinion, and whom to answer beside it. */
export async function insertOpinion(
  db: Db,
  opinion: (OpinionDetails | EntryDetails) & {
    officeId: number
    receipt: string
    channel: Channel
    language: string
    receivedDate: LocalDate
    now: Instant
  },
): Promise<number> {
  const { id } = await db
    .insertInto('opinions')
    .values({
      office_id: opinion.officeId,
      receipt: opinion.receipt,
      channel: opinion.channel,
      category: opinion.category,
      counter_id: opinion.counter?.id ?? null,
      language: opinion.language,
      text: opinion.text,
      wants_answer: opinion.wantsAnswer ? 1 : 0,
      received_date: opinion.receivedDate,
      created_at: opinion.now,
      state: 'new',
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (opinion.contact)
    await db
      .insertInto('opinion_contacts')
      .values({ opinion_id: id, office_id: opinion.officeId, ...opinion.contact })
      .execute()
  return id
}

/** What a receipt page tells: that it is there, and whether an answer will come. */
export async function findReceipt(db: Db, officeId: number, receipt: string) {
  const row = await db
    .selectFrom('opinions')
    .select('wants_answer as wantsAnswer')
    .where('office_id', '=', officeId)
    .where('receipt', '=', receipt)
    .executeTakeFirst()
  return row ? { wantsAnswer: row.wantsAnswer === 1 } : null
}

export async function isReceiptUsed(db: Db, receipt: string): Promise<boolean> {
  const row = await db.selectFrom('opinions').select('id').where('receipt', '=', receipt).executeTakeFirst()
  return row !== undefined
}

/** Opinions with whether there is a way to answer, but not who wrote them. */
function opinions(db: Db) {
  return db
    .selectFrom('opinions as opinion')
    .leftJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .selectAll('opinion')
    .select(eb => [
      'contact.mail_failed_at as mailFailedAt',
      eb.case().when('contact.opinion_id', 'is', null).then(0).else(1).end().as('hasContact'),
      eb.case().when('contact.email', 'is', null).then(0).else(1).end().as('hasEmail'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof opinions>['executeTakeFirstOrThrow']>>

function opinionOf(row: Row): Opinion {
  return {
    id: row.id,
    officeId: row.office_id,
    receipt: row.receipt,
    channel: row.channel,
    category: row.category,
    counterId: row.counter_id,
    language: row.language,
    text: row.text,
    wantsAnswer: row.wants_answer === 1,
    receivedDate: row.received_date,
    state: row.state,
    version: row.version,
    takenBy: row.taken_by,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    closeReason: row.close_reason,
    publishedText: row.published_text,
    publishedAnswer: row.published_answer,
    publishedAt: row.published_at,
    hasContact: row.hasContact === 1,
    hasEmail: row.hasEmail === 1,
    isMailFailed: row.answered_by === 'email' && row.mailFailedAt !== null,
  }
}

export async function findOpinion(db: Db, officeId: number, id: number): Promise<Opinion | null> {
  const row = await opinions(db)
    .where('opinion.office_id', '=', officeId)
    .where('opinion.id', '=', id)
    .executeTakeFirst()
  return row ? opinionOf(row) : null
}

/** Which opinions are asked for. `counterIds` null: of every counter; `isOfficeSeen`: also of none. */
export type OpinionFilter = {
  officeId: number
  counterIds: readonly number[] | null
  isOfficeSeen: boolean
  state: OpinionState | null
  category: Category | null
  /** A counter, null for those about the whole office, undefined for all. */
  counterId: number | null | undefined
  from: LocalDate | null
  to: LocalDate | null
}

/** What somebody may see at all, narrowed by everything but the state. */
function scoped(db: Db, filter: OpinionFilter) {
  const { officeId, counterIds, isOfficeSeen, category, counterId, from, to } = filter
  return opinions(db)
    .where('opinion.office_id', '=', officeId)
    .$if(counterIds !== null, query =>
      query.where(eb =>
        eb.or([
          ...(counterIds && counterIds.length > 0 ? [eb('opinion.counter_id', 'in', counterIds)] : []),
          ...(isOfficeSeen ? [eb('opinion.counter_id', 'is', null)] : []),
        ]),
      ),
    )
    .$if(category !== null, query => query.where('opinion.category', '=', category ?? 'other'))
    .$if(counterId !== undefined, query =>
      query.where('opinion.counter_id', counterId === null ? 'is' : '=', counterId ?? null),
    )
    .$if(from !== null, query => query.where('opinion.received_date', '>=', from ?? ''))
    .$if(to !== null, query => query.where('opinion.received_date', '<=', to ?? ''))
}

/** Opinions, those entered last first, from below the id `before` on. */
export async function listOpinions(
  db: Db,
  filter: OpinionFilter,
  { before, countMax }: { before: number | null; countMax: number },
): Promise<Opinion[]> {
  const rows = await scoped(db, filter)
    .$if(filter.state !== null, query => query.where('opinion.state', '=', filter.state ?? 'new'))
    .$if(before !== null, query => query.where('opinion.id', '<', before ?? 0))
    .orderBy('opinion.id', 'desc')
    .limit(countMax)
    .execute()
  return rows.map(opinionOf)
}

/** How many of them are in each state. */
export async function countStates(db: Db, filter: OpinionFilter): Promise<Map<OpinionState, number>> {
  const rows = await scoped(db, filter)
    .clearSelect()
    .select(eb => ['opinion.state', eb.fn.countAll<number>().as('count')])
    .groupBy('opinion.state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** Raises the version that somebody saw; false when another deed came first. Deeds on one opinion take turns here. */
export async function claimVersion(
  db: Db,
  { officeId, id, version }: { officeId: number; id: number; version: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('opinions')
    .set({ version: version + 1 })
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A change of the row by one deed, beside its version. */
type OpinionChange = Partial<{
  state: OpinionState
  counter_id: number | null
  taken_by: string | null
  answer: string
  answered_by: AnswerWay
  answered_at: Instant
  answer_days: number
  close_reason: CloseReason | null
  closed_at: Instant | null
  published_text: string
  published_answer: string
  published_at: Instant | null
}>

export async function saveOpinion(db: Db, id: number, change: OpinionChange): Promise<void> {
  await db.updateTable('opinions').set(change).where('id', '=', id).execute()
}
