import { sql } from 'kysely'
import { recordAudit } from '#src/audit/queries.ts'
import { sealAudit } from '#src/audit/seal.ts'
import { verifyAudit } from '#src/audit/verify.ts'
import { engine, instant, openWard, type Ward } from '../support/ward.ts'

const tables = ['audit', 'audit_seals', 'audit_checkpoints']

/** Writes one row of the audit as a deed would. */
export function write(ward: Ward, minute: number): Promise<void> {
  const at = instant('2026-12-01T09:00') + minute * 60_000
  return ward.deps.store.write(db =>
    recordAudit(db, {
      ...{ officeId: ward.office.id, at, actor: 'system', deed: 'correct', details: { minute } },
    }),
  )
}

/** A ward whose audit has this many sealed rows: `write` in the order of minutes. */
export async function openSealedWard(rows: number): Promise<Ward> {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  for (let minute = 0; minute < rows; minute += 1) await write(ward, minute)
  await sealAudit(ward.deps)
  return ward
}

/** Changes the tables as somebody could who owns the database: past the triggers. */
export async function tamper(ward: Ward, ...statements: string[]): Promise<void> {
  const guards =
    engine === 'sqlite'
      ? [...tables.flatMap(table => ['update', 'delete'].map(deed => `drop trigger ${table}_no_${deed}`))]
      : tables.map(table => `alter table ${table} disable trigger user`)
  await ward.deps.store.write(async db => {
    for (const statement of [...guards, ...statements]) await sql.raw(statement).execute(db)
  })
}

/** What is wrong with the chain, in short: `row_changed 2`. */
export async function faultsOf(ward: Ward, anchor?: { position: number; hash: string }): Promise<string[]> {
  const { faults } = await verifyAudit(ward.deps.store, { anchor: anchor ?? null })
  return faults.map(({ what, position }) => `${what} ${position ?? '-'}`)
}
