import { displayReceipt, displayReference } from '../access/token.ts'
import { countRows } from '../exports/read-rows.ts'
import { cellsOf, type ColumnOf, type ExportTable, type OpenedTable } from '../exports/table.ts'
import { type Exposed, exposedPart, type Exposure, firstKey } from './find-exposure.ts'

const texts = {
  kind: ['種類', '予約かご意見か。'],
  reference: ['番号', '予約番号、またはご意見の受付番号。'],
  counter: ['窓口', '窓口のコード。区役所全体へのご意見は空欄。'],
  visit_at: ['予約の日時', 'ご意見は空欄。'],
  seen: ['見られた', '見た記録があれば1、なければ0。'],
  seen_by: ['見た人', '見た記録のあるアカウントのログイン名。'],
  could_by: ['見ることができた人', '見ることができたアカウントのログイン名。'],
  held: ['氏名・連絡先', 'いま保存しているか。'],
  name: ['氏名', '求めたときだけ出します。'],
  email: ['メール', '求めたときだけ出します。'],
  phone: ['電話', '求めたときだけ出します。'],
} satisfies Record<string, [label: string, definition: string]>

const kinds = { booking: '予約', opinion: 'ご意見' }
const heldCodes = { held: '保存中', erased: '消去ずみ' }

function column(
  key: keyof typeof texts,
  type: ColumnOf<Exposed>['type'],
  example: string,
  of: ColumnOf<Exposed>['of'],
): ColumnOf<Exposed> {
  const [label, definition] = texts[key]
  return { key, label, unit: '', type, definition, example, of }
}

function columnsOf({ office }: Exposure, withNames: boolean): Array<ColumnOf<Exposed>> {
  const slugs = new Map(office.counters.map(({ id, slug }) => [id, slug]))
  return [
    { ...column('kind', 'code', 'booking', ({ kind }) => kind), codes: kinds },
    column('reference', 'code', 'ABC-234', ({ kind, reference }) =>
      kind === 'booking' ? displayReference(reference) : displayReceipt(reference),
    ),
    column('counter', 'code', 'ido', ({ counterId }) => slugs.get(counterId ?? 0) ?? null),
    column('visit_at', 'instant', '2026-12-01T09:00:00+09:00', ({ startsAt }) => startsAt),
    column('seen', 'integer', '1', ({ seenBy }) => (seenBy.length > 0 ? 1 : 0)),
    column('seen_by', 'text', 'clerk', ({ seenBy }) => seenBy.map(({ login }) => login).join(' ')),
    column('could_by', 'text', 'clerk supervisor', ({ couldBy }) =>
      couldBy.map(({ login }) => login).join(' '),
    ),
    {
      ...column('held', 'code', 'held', ({ isHeld }) => (isHeld ? 'held' : 'erased')),
      codes: heldCodes,
    },
    ...(withNames
      ? [
          column('name', 'text', '見本 花子', ({ name }) => name),
          column('email', 'text', 'mihon@example.jp', ({ email }) => email),
          column('phone', 'text', '06-0000-0000', ({ phone }) => phone),
        ]
      : []),
  ]
}

/** What was seen and what could have been, as a file; who it was of only where it is asked for. */
export function exposureTable(exposure: Exposure, { withNames }: { withNames: boolean }): ExportTable {
  const columns = columnsOf(exposure, withNames)
  return {
    ...{
      name: 'exposure',
      label: '見られたおそれのある人',
      definition: '予約またはご意見1件につき1行。',
      columns,
    },
    ...{ isInside: true, isDated: true },
    async open(read) {
      const page: OpenedTable['page'] = async (db, after) => {
        const [kind, id] = after ?? []
        const key = kind === undefined ? firstKey : { kind: kind as Exposed['kind'], after: Number(id) }
        const { found, next } = await exposedPart(db, exposure, key)
        return {
          rows: found.map(row => cellsOf(columns, row)),
          next: next && [next.kind, next.after],
        }
      }
      return { count: await countRows(read, page), page }
    },
  }
}
