import { parseCsv } from 'hucre/csv'
import { exportFile, type ExportOutcome, type ExportWish } from '#src/exports/export-file.ts'
import type { ExportTable, Scope } from '#src/exports/table.ts'
import { visitsTable } from '#src/exports/visits-table.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Ward } from '../support/ward.ts'

/** All of the office, in November. */
export function november(ward: Ward, more: Partial<Scope> = {}): Scope {
  const { office, deps } = ward
  const counterIds = office.counters.map(({ id }) => id)
  return { office, counterIds, from: '2026-11-01', to: '2026-11-30', asOf: deps.clock.now(), ...more }
}

export function exportOf(
  ward: Ward,
  staff: StaffMember,
  wish: Partial<ExportWish> = {},
): Promise<ExportOutcome> {
  const usual = { tables: [visitsTable], scope: november(ward), format: 'csv', encoding: 'utf-8' } as const
  return exportFile(ward.deps, staff, { ...usual, ...wish })
}

export type Line = Record<string, string>

/** The lines of a CSV, each by the names of its columns. */
export function linesOf(csv: string): Line[] {
  const [header = [], ...rows] = parseCsv(csv.replace(/^\ufeff/, ''), { typeInference: false }) as string[][]
  return rows.map(row => Object.fromEntries(header.map((key, index) => [key, row[index] ?? ''])))
}

/** What a table gives, as the lines of its CSV. */
export async function rowsOf(
  ward: Ward,
  staff: StaffMember,
  table: ExportTable,
  scope = november(ward),
): Promise<Line[]> {
  const outcome = await exportOf(ward, staff, { tables: [table], scope })
  if (!outcome.ok) throw new Error(outcome.reason)
  return linesOf(await new Response(outcome.bytes).text())
}
