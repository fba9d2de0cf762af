import type { ExpressionBuilder } from 'kysely'
import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { AuditDeed } from './deed.ts'

export type AuditEntry = {
  officeId: number
  at: Instant
  /** `staff:` and the account's id, `staff:unknown`, `web`, `api` or `system`. */
  actor: string
  deed: AuditDeed
  appointmentId?: number | null
  /** Where it happened; of an appointment its own counter is taken. */
  counterId?: number | null
  /** Without personal data: the entry outlives the person's. */
  details?: Record<string, unknown>
}

/** Writes down who did what, and as what, in the transaction of the deed. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await insertAudit(db, rowOf(entry))
}

/** The same for many, in their order. */
export async function recordAudits(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  for (const some of chunksOf(entries))
    await db
      .insertInto('audit')
      .values(eb => some.map(entry => auditColumns(eb, rowOf(entry))))
      .execute()
}

function rowOf({ details = {}, appointmentId = null, counterId = null, ...entry }: AuditEntry): NewEntry {
  const [, staffId] = /^staff:(\d+)$/.exec(entry.actor) ?? []
  return {
    ...{ ...entry, appointmentId, counterId },
    staffId: staffId === undefined ? null : Number(staffId),
    details: JSON.stringify(details),
  }
}

type NewEntry = Omit<AuditEntry, 'details' | 'appointmentId' | 'counterId'> & {
  details: string
  appointmentId: number | null
  counterId: number | null
  staffId: number | null
}

const insertAudit = prepared((db, blank: Blanks<NewEntry>) =>
  db.insertInto('audit').values(eb =>
    auditColumns(eb, {
      officeId: blank('officeId'),
      at: blank('at'),
      actor: blank('actor'),
      staffId: blank('staffId'),
      deed: blank('deed'),
      appointmentId: blank('appointmentId'),
      counterId: blank('counterId'),
      details: blank('details'),
    }),
  ),
)

function auditColumns(eb: ExpressionBuilder<Database, 'audit'>, entry: NewEntry) {
  return {
    office_id: entry.officeId,
    at: entry.at,
    actor: entry.actor,
    actor_role: eb.selectFrom('staff').select('role').where('id', '=', entry.staffId),
    deed: entry.deed,
    appointment_id: entry.appointmentId,
    counter_id: eb.fn.coalesce(
      eb.cast<number>(eb.val(entry.counterId), 'bigint'),
      eb
        .selectFrom('legs')
        .select('counter_id')
        .where('appointment_id', '=', entry.appointmentId)
        .where('position', '=', 0),
    ),
    details_json: entry.details,
  }
}

/** A row of the audit as its seal holds it. */
export type SealedRow = {
  id: number
  officeId: number
  at: Instant
  actor: string
  actorRole: string | null
  deed: string
  appointmentId: number | null
  counterId: number | null
  details: string
}

const rowColumns = [
  'audit.office_id as officeId',
  'audit.at',
  'audit.actor',
  'audit.actor_role as actorRole',
  'audit.deed',
  'audit.appointment_id as appointmentId',
  'audit.counter_id as counterId',
  'audit.details_json as details',
] as const

export type Link = { position: number; hash: string }
export type Seal = Link & { auditId: number; sealedAt: Instant }

/** The end of the chain; until this transaction ends nobody else can add to it. */
export async function claimEnd(db: Db): Promise<Link> {
  return db
    .updateTable('audit_chain')
    .set(eb => ({ position: eb.ref('position') }))
    .returning(['position', 'hash'])
    .executeTakeFirstOrThrow()
}

/** The highest id that has a seal. */
function lastSealedId(db: Db) {
  return db.selectFrom('audit_seals').select(eb => eb.fn.coalesce(eb.fn.max('audit_id'), eb.lit(0)).as('id'))
}

/** Ids that wait for a seal: those above all that are sealed, and those that were committed too late for them. */
function waitingIds(db: Db) {
  return db
    .selectFrom('audit as newer')
    .select('newer.id')
    .where('newer.id', '>', lastSealedId(db))
    .union(db.selectFrom('unsealed_audit').select('audit_id as id'))
}

export async function countUnsealed(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('audit')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('audit.id', 'in', waitingIds(db))
    .executeTakeFirstOrThrow()
  return count
}

/** Some of the rows that are not sealed yet: those that were committed late before the others, by their ids. */
export async function unsealedRows(db: Db, countMax: number): Promise<SealedRow[]> {
  const late = await db
    .selectFrom('unsealed_audit as waiting')
    .innerJoin('audit', 'audit.id', 'waiting.audit_id')
    .select(['audit.id', ...rowColumns])
    .orderBy('waiting.audit_id')
    .limit(countMax)
    .execute()
  if (late.length > 0) return late
  return db
    .selectFrom('audit')
    .select(['audit.id', ...rowColumns])
    .where('audit.id', '>', lastSealedId(db))
    .orderBy('audit.id')
    .limit(countMax)
    .execute()
}

/** Adds to the chain what now stands at its end, in order. */
export async function insertSeals(db: Db, seals: readonly Seal[]): Promise<void> {
  const end = seals.at(-1)
  if (!end) return
  await db
    .insertInto('audit_seals')
    .values(
      seals.map(({ position, auditId, sealedAt, hash }) => ({
        ...{ position, hash },
        ...{ audit_id: auditId, sealed_at: sealedAt },
      })),
    )
    .execute()
  await db
    .deleteFrom('unsealed_audit')
    .where(
      'audit_id',
      'in',
      seals.map(({ auditId }) => auditId),
    )
    .execute()
  await db.updateTable('audit_chain').set({ position: end.position, hash: end.hash }).execute()
}

export type Checkpoint = Link & { createdAt: Instant }

/** Up to where the audit has been taken away; null while it is whole. */
export async function lastCheckpoint(db: Db): Promise<Checkpoint | null> {
  const row = await db
    .selectFrom('audit_checkpoints')
    .select(['position', 'hash', 'created_at as createdAt'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Seals after a position, each with its row; a row that is gone is null. */
export async function sealsAfter(
  db: Db,
  after: number,
  countMax: number,
): Promise<Array<Seal & { row: SealedRow | null }>> {
  const rows = await db
    .selectFrom('audit_seals as seal')
    .leftJoin('audit', 'audit.id', 'seal.audit_id')
    .select([
      ...(['seal.position', 'seal.audit_id as auditId', 'seal.sealed_at as sealedAt', 'seal.hash'] as const),
      ...(['audit.id as rowId', ...rowColumns] as const),
    ])
    .where('seal.position', '>', after)
    .orderBy('seal.position')
    .limit(countMax)
    .execute()
  return rows.map(({ position, auditId, sealedAt, hash, rowId, ...row }) => ({
    ...{ position, auditId, sealedAt, hash },
    row: rowId === null ? null : ({ id: rowId, ...row } as SealedRow),
  }))
}

/** The seal at a position, or null. */
export async function sealAt(db: Db, position: number): Promise<string | null> {
  const row = await db
    .selectFrom('audit_seals')
    .select('hash')
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.hash ?? null
}

/** Where the chain says that it ends, and where its seals do, at one moment. */
export async function endsOfChain(db: Db): Promise<{ told: Link; last: number | null; hash: string | null }> {
  const row = await db
    .selectFrom('audit_chain as chain')
    .leftJoin('audit_seals as seal', 'seal.position', 'chain.position')
    .select(['chain.position', 'chain.hash', 'seal.hash as sealHash'])
    .select(eb =>
      eb
        .selectFrom('audit_seals')
        .select(of => of.fn.max('position').as('last'))
        .as('last'),
    )
    .executeTakeFirstOrThrow()
  return { told: { position: row.position, hash: row.hash }, last: row.last, hash: row.sealHash }
}

/** Ids of rows that have no seal and do not wait for one, after an id. */
export async function strayRows(
  db: Db,
  after: number,
  countMax: number,
): Promise<{ strays: number[]; last: number | null }> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('audit_seals as seal', 'seal.audit_id', 'audit.id')
    .select(['audit.id', 'seal.position'])
    .where('audit.id', '>', after)
    .orderBy('audit.id')
    .limit(countMax)
    .execute()
  const unsealed = rows.filter(({ position }) => position === null).map(({ id }) => id)
  const waiting = unsealed.length === 0 ? [] : await waitingIds(db).execute()
  const strays = unsealed.filter(id => waiting.every(row => row.id !== id))
  return { strays, last: rows.at(-1)?.id ?? null }
}

/** Ids that wait for a seal though their rows are gone. */
export async function lostUnsealed(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('unsealed_audit as waiting')
    .leftJoin('audit', 'audit.id', 'waiting.audit_id')
    .select('waiting.audit_id as auditId')
    .where('audit.id', 'is', null)
    .execute()
  return rows.map(({ auditId }) => auditId)
}

/** What the audit itself tells of a checkpoint, at the moment it was made. */
export async function toldCheckpoints(db: Db, at: Instant): Promise<Link[]> {
  const rows = await db
    .selectFrom('audit')
    .select('details_json as details')
    .where('office_id', 'in', db.selectFrom('offices').select('id'))
    .where('at', '=', at)
    .where('deed', '=', 'audit_shortened')
    .execute()
  return rows.map(({ details }) => {
    const { until, hash } = JSON.parse(details) as { until: number; hash: string }
    return { position: until, hash }
  })
}

export async function insertCheckpoint(db: Db, { position, hash }: Link, now: Instant): Promise<void> {
  await db.insertInto('audit_checkpoints').values({ position, hash, created_at: now }).execute()
}

/** Takes away up to `countMax` rows that a checkpoint stands for, with their seals; answers how many. */
export async function deleteBefore(db: Db, position: number, countMax: number): Promise<number> {
  const rows = await db
    .selectFrom('audit_seals')
    .select(['position', 'audit_id as auditId'])
    .where('position', '<=', position)
    .orderBy('position')
    .limit(countMax)
    .execute()
  const last = rows.at(-1)
  if (!last) return 0
  await db
    .deleteFrom('audit')
    .where(
      'id',
      'in',
      rows.map(({ auditId }) => auditId),
    )
    .execute()
  await db.deleteFrom('audit_seals').where('position', '<=', last.position).execute()
  return rows.length
}

/** The first office there is, in whose log stands what belongs to none. */
export async function anyOfficeId(db: Db): Promise<number | null> {
  const row = await db.selectFrom('offices').select('id').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}
