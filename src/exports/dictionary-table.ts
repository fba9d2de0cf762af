import { everyService, type Office } from '../offices/office.ts'
import { listedTable } from './listed-table.ts'
import type { CellType, Column, ExportTable } from './table.ts'

type DictionaryRow = { table: ExportTable; column: Column; position: number }

/** Every column of these tables, in their order. */
function dictionaryRows(tables: readonly ExportTable[]): DictionaryRow[] {
  return tables.flatMap(table =>
    table.columns.map((column, index) => ({ table, column, position: index + 1 })),
  )
}

const typeNames: Record<CellType, string> = {
  text: '文字列',
  code: 'コード',
  integer: '整数',
  decimal: '小数',
  date: '日付',
  instant: '日時',
}

/** What each column of these tables means: made from their descriptions, so that it is never behind them. */
export function dictionaryTable(tables: readonly ExportTable[]): ExportTable {
  return listedTable<DictionaryRow>({
    name: 'dictionary',
    label: '列の説明',
    definition: 'すべての表の列の名前、単位、型、定義。1行に1つの列。',
    columns: [
      {
        key: 'table',
        label: '表',
        unit: '',
        type: 'code',
        definition: '表の名前（ファイル名になります）。',
        example: 'visits',
        of: ({ table }) => table.name,
      },
      {
        key: 'table_label',
        label: '表の日本語名',
        unit: '',
        type: 'text',
        definition: '表の日本語の名前。',
        example: '来庁の記録',
        of: ({ table }) => table.label,
      },
      {
        key: 'position',
        label: '順番',
        unit: '',
        type: 'integer',
        definition: '表の中で左から何番目の列か。',
        example: '1',
        of: ({ position }) => position,
      },
      {
        key: 'column',
        label: '列',
        unit: '',
        type: 'code',
        definition: '列の名前（ファイルの1行目）。',
        example: 'wait_min',
        of: ({ column }) => column.key,
      },
      {
        key: 'column_label',
        label: '列の日本語名',
        unit: '',
        type: 'text',
        definition: '列の日本語の名前。',
        example: '待ち時間',
        of: ({ column }) => column.label,
      },
      {
        key: 'unit',
        label: '単位',
        unit: '',
        type: 'text',
        definition: '数の単位。数でない列は空欄。',
        example: '分',
        of: ({ column }) => column.unit || null,
      },
      {
        key: 'type',
        label: '型',
        unit: '',
        type: 'text',
        definition: '値の書き方。コードの意味はコード表にあります。',
        example: '小数',
        of: ({ column }) => typeNames[column.type],
      },
      {
        key: 'definition',
        label: '定義',
        unit: '',
        type: 'text',
        definition: '何を、どう数えた値か。',
        example: '最初の呼び出し − 受付の時刻。',
        of: ({ column }) => column.definition,
      },
      {
        key: 'example',
        label: '例',
        unit: '',
        type: 'text',
        definition: '値の例。',
        example: '12.5',
        of: ({ column }) => column.example,
      },
    ],
    rows: () => dictionaryRows(tables),
  })
}

export type Code = { table: string; column: string; code: string; label: string }

/** What each code means: the fixed ones of the columns, and the office's own counters and services. */
export function codesOf(tables: readonly ExportTable[], office: Office): Code[] {
  const services = everyService(office)
  const own: Readonly<Record<string, ReadonlyArray<{ slug: string; name: { ja: string } }>>> = {
    counter: office.counters,
    procedure: services,
    procedures: services,
  }
  return tables.flatMap(({ name, columns }) =>
    columns.flatMap(({ key, codes = {} }) => [
      ...Object.entries(codes).map(([code, label]) => ({ table: name, column: key, code, label })),
      ...(own[key] ?? []).map(({ slug, name: { ja } }) => ({
        table: name,
        column: key,
        code: slug,
        label: ja,
      })),
    ]),
  )
}

/** The list of codes beside the dictionary. */
export function codesTable(tables: readonly ExportTable[]): ExportTable {
  return listedTable<Code>({
    name: 'codes',
    label: 'コード表',
    definition: 'コードで書かれた値の意味。窓口と手続きの名前は、いまの登録によります。',
    columns: [
      {
        key: 'table',
        label: '表',
        unit: '',
        type: 'code',
        definition: '表の名前。',
        example: 'visits',
        of: ({ table }) => table,
      },
      {
        key: 'column',
        label: '列',
        unit: '',
        type: 'code',
        definition: '列の名前。',
        example: 'kind',
        of: ({ column }) => column,
      },
      {
        key: 'code',
        label: 'コード',
        unit: '',
        type: 'code',
        definition: 'ファイルに書かれる値。',
        example: 'walk_in',
        of: ({ code }) => code,
      },
      {
        key: 'label',
        label: '意味',
        unit: '',
        type: 'text',
        definition: '値の意味。',
        example: '予約なし',
        of: ({ label }) => label,
      },
    ],
    rows: ({ office }) => codesOf(tables, office),
  })
}
