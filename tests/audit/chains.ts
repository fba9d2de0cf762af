import { recordAudit } from '#src/audit/entry-queries.ts'
import { sealAudit } from '#src/audit/seal.ts'
import { verifyAudit } from '#src/audit/verify.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'

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

/** What is wrong with the chain, in short: `row_changed 2`. */
export async function faultsOf(ward: Ward, anchor?: { position: number; hash: string }): Promise<string[]> {
  const { faults } = await verifyAudit(ward.deps.store, { anchor: anchor ?? null })
  return faults.map(({ what, position }) => `${what} ${position ?? '-'}`)
}
