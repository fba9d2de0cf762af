import { auditJa } from '#views/text/audit-ja.ts'
import { displayReference } from '../access/token.ts'
import { countRows } from '../exports/read-rows.ts'
import { cellsOf, type ColumnOf, type ExportTable, type OpenedTable } from '../exports/table.ts'
import type { Office } from '../offices/office.ts'
import { isAskedFor, keyOf, type LogFilter, type LogRow, staffIdOf } from './log.ts'
import { type LogAccount, logAccounts, logRows, sealsOfRows } from './log-queries.ts'
import { readLog } from './read-log.ts'

type Line = LogRow & {
  account: LogAccount | null
  counter: string | null
  seal: { position: number; hash: string } | null
}

const pageRows = 500

const texts = {
  at: ['日時', '操作の日時。'],
  actor: ['操作した人', 'staff:とアカウントの番号、web（利用者）、api、systemのどれか。'],
  login: ['ログイン名', '職員のログイン名。職員でないときは空欄。'],
  role: ['役割', 'そのときの役割。職員でないときは空欄。'],
  deed: ['操作のコード', '操作の種類。'],
  deed_name: ['操作', '操作の種類の名前。'],
  reference: ['予約番号', '対象の予約。予約に関するものでないとき、予約が消去されたときは空欄。'],
  counter: ['窓口', '対象の窓口のコード。'],
  details: ['内容', '操作の内容（JSON）。個人の情報は含みません。'],
  row: ['記録の番号', '記録に付けた番号。'],
  seal: ['封の番号', '封の順番。まだ封をしていないときは空欄。'],
  hash: ['封の値', '前の封とこの記録から計算したSHA-256。'],
} satisfies Record<string, [label: string, definition: string]>

const columns: ReadonlyArray<ColumnOf<Line>> = [
  column('at', 'instant', '2026-12-01T09:00:00+09:00', ({ at }) => at),
  column('actor', 'code', 'staff:3', ({ actor }) => actor),
  column('login', 'code', 'clerk', ({ account }) => account?.login ?? null),
  column('role', 'code', 'clerk', ({ role }) => role),
  column('deed', 'code', 'view', ({ deed }) => deed),
  column('deed_name', 'text', '予約と氏名・連絡先を見た', ({ deed }) => deedName(deed)),
  column('reference', 'code', 'ABC-234', ({ reference }) =>
    reference === null ? null : displayReference(reference),
  ),
  column('counter', 'code', 'ido', ({ counter }) => counter),
  column('details', 'text', '{"on":"booking"}', ({ details }) => JSON.stringify(details)),
  column('row', 'integer', '1234', ({ id }) => id),
  column('seal', 'integer', '1234', ({ seal }) => seal?.position ?? null),
  column('hash', 'code', '5f…', ({ seal }) => seal?.hash ?? null),
]

function column(
  key: keyof typeof texts,
  type: ColumnOf<Line>['type'],
  example: string,
  of: ColumnOf<Line>['of'],
): ColumnOf<Line> {
  const [label, definition] = texts[key]
  return { key, label, unit: '', type, definition, example, of }
}

function deedName(deed: string): string {
  const names: Readonly<Record<string, string>> = auditJa.deed
  return names[deed] ?? deed
}

/** The rows of the log that a filter asks for, the newest first, each with its seal. */
export function logTable(office: Office, filter: LogFilter): ExportTable {
  return {
    ...{ name: 'audit', label: '操作記録', definition: '操作1件につき1行。新しい順に並べます。', columns },
    ...{ isInside: true, isDated: true },
    async open(read) {
      const accounts = new Map((await read(db => logAccounts(db, office.id))).map(one => [one.id, one]))
      const whole =
        filter.appointmentId === null
          ? null
          : (await readLog({ read }, office.id, filter, { below: null, countMax: 1 })).rows
      const page: OpenedTable['page'] = async (db, after) => {
        const [at, id] = (after ?? []) as number[]
        const below = at === undefined || id === undefined ? null : { at, id }
        const found = whole ?? (await logRows(db, office.id, filter, { below, countMax: pageRows }))
        const rows = found.filter(row => isAskedFor(row, filter))
        const seals = await sealsOfRows(
          db,
          rows.map(row => row.id),
        )
        const end = found.at(-1)
        const next = whole || !end || found.length < pageRows ? null : keyOf(end)
        return {
          rows: rows.map(row =>
            cellsOf(columns, {
              ...row,
              account: accounts.get(staffIdOf(row.actor) ?? 0) ?? null,
              counter: office.counters.find(({ id: counterId }) => counterId === row.counterId)?.slug ?? null,
              seal: seals.get(row.id) ?? null,
            }),
          ),
          next: next && [next.at, next.id],
        }
      }
      return { count: await countRows(read, page), page }
    },
  }
}
