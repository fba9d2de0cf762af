import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

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
