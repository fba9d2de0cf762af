import type { ServerResponse } from 'node:http'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { placeOf } from '../http/error-place.ts'
import { byteStream } from './byte-stream.ts'
import { codesTable, dictionaryTable } from './dictionary-table.ts'
import { type Content, type Encoding, fileBytes, type Format } from './file.ts'
import { readRows } from './read-rows.ts'
import type { RunningExport } from './running.ts'
import type { Cell, ExportTable, OpenedTable, Scope } from './table.ts'
import { sheetRowsMax } from './xlsx.ts'

export type ExportWish = {
  tables: readonly [ExportTable, ...ExportTable[]]
  scope: Scope
  format: Format
  encoding: Encoding
  /** What the audit is to tell besides, without personal data. */
  noted?: Record<string, unknown>
}

export type ExportRefusal = 'exports_busy' | 'too_many_rows'

export type ExportOutcome =
  { ok: true; bytes: ReadableStream<Uint8Array> } | { ok: false; reason: ExportRefusal }

/**
 * Begins a file: who takes which table of which days, and how many rows, is written down before the first byte
 * leaves. Refuses a third file at once, and more rows than a sheet has.
 */
export async function exportFile(
  deps: Deps,
  staff: StaffMember,
  { tables, scope, format, encoding, noted = {} }: ExportWish,
  response?: ServerResponse,
): Promise<ExportOutcome> {
  const { store, clock, log } = deps
  const opened = await openTables(deps, format === 'xlsx' ? withDescriptions(tables) : tables, scope)
  if (format === 'xlsx' && opened.some(({ count }) => count > sheetRowsMax))
    return { ok: false, reason: 'too_many_rows' }

  const names = tables.map(({ name }) => name)
  const rowsOf = (some: readonly OpenedExport[]) => some.reduce((sum, { count }) => sum + count, 0)
  const asked = opened.slice(0, tables.length)
  const labels = tables.map(({ label }) => label)
  const started = { staffId: staff.id, tables: labels, startedAt: clock.now(), rows: rowsOf(opened) }
  const running = deps.exports.begin(started)
  if (!running) return { ok: false, reason: 'exports_busy' }

  const details = {
    tables: names,
    from: scope.from,
    to: scope.to,
    format,
    encoding,
    rows: rowsOf(asked),
    ...noted,
  }
  const note = (deed: 'exported' | 'export_cut', more: object) =>
    store.write(db =>
      recordAudit(db, {
        officeId: scope.office.id,
        at: clock.now(),
        actor: `staff:${staff.id}`,
        deed,
        details: { ...details, ...more },
      }),
    )
  try {
    await note('exported', {})
  } catch (error) {
    deps.exports.end(running)
    throw error
  }

  const [first, ...others] = opened
  if (!first) throw new Error('no table to export')
  const content = (table: OpenedExport): Content => ({
    table: table.table,
    pages: counted(readRows(store, table), running),
  })
  const bytes = fileBytes([content(first), ...others.map(content)], {
    format,
    encoding,
    timeZone: scope.office.timeZone,
  })
  return {
    ok: true,
    bytes: byteStream(bytes, {
      unreadMillisecondsMax: deps.exports.unreadMillisecondsMax,
      response,
      async onEnd(how, error) {
        deps.exports.end(running)
        if (error instanceof Error)
          log.error({ tables: names, how, ...placeOf(error) }, 'an export ended early')
        if (how === 'complete') return
        // Nobody waits for this any more: a server that stops has closed its database already.
        await note('export_cut', { how, done: running.done }).catch(failure =>
          log.error({ tables: names, how, ...placeOf(failure) }, 'the end of an export was not noted'),
        )
      },
    }),
  }
}

/** A workbook brings what its columns and codes mean. */
function withDescriptions(tables: ExportWish['tables']): ExportTable[] {
  const described = tables.filter(({ isDated }) => isDated)
  const describing = described.length > 0 ? [dictionaryTable(described), codesTable(described)] : []
  return [...tables, ...describing.filter(({ name }) => tables.every(table => table.name !== name))]
}

type OpenedExport = OpenedTable & { table: ExportTable }

/** Opens tables one after the other. */
export async function openTables(
  { store }: Pick<Deps, 'store'>,
  tables: readonly ExportTable[],
  scope: Scope,
): Promise<OpenedExport[]> {
  const opened: OpenedExport[] = []
  for (const table of tables) opened.push({ ...(await table.open(store.read, scope)), table })
  return opened
}

/** The same pages; what was read is counted. */
async function* counted(
  pages: AsyncIterable<ReadonlyArray<readonly Cell[]>>,
  running: RunningExport,
): Content['pages'] & AsyncGenerator<ReadonlyArray<readonly Cell[]>> {
  for await (const rows of pages) {
    yield rows
    running.done += rows.length
  }
}
