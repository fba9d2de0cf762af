import { opinionsJa } from '#views/text/opinions-ja.ts'
import { addDays, monthStart } from '../clock.ts'
import type { Counter } from '../offices/office.ts'
import type { OpinionCell } from '../opinions/counts.ts'
import { opinionCells } from '../opinions/figure-queries.ts'
import { inEra } from './era.ts'
import { cellsOf, type ColumnOf, type ExportTable } from './table.ts'

/** Null where an opinion is about the office as a whole. */
type Counted = OpinionCell & { counter: Counter | null }

const columns: ReadonlyArray<ColumnOf<Counted>> = [
  {
    key: 'month',
    label: '月',
    unit: '',
    type: 'code',
    definition: 'ご意見を受け付けた月。',
    example: '2026-12',
    of: ({ month }) => month,
  },
  {
    key: 'category',
    label: '分類',
    unit: '',
    type: 'code',
    definition: 'ご意見の分類。',
    example: 'waiting',
    codes: opinionsJa.categoryName,
    of: ({ category }) => category,
  },
  {
    key: 'counter',
    label: '窓口',
    unit: '',
    type: 'code',
    definition: 'どの窓口についてのご意見か。区役所全体についてのものは空欄。',
    example: 'ido',
    of: ({ counter }) => counter?.slug ?? null,
  },
  {
    key: 'channel',
    label: '受付の方法',
    unit: '',
    type: 'code',
    definition: 'どのように受け付けたか。',
    example: 'web',
    codes: opinionsJa.staff.channelName,
    of: ({ channel }) => channel,
  },
  {
    key: 'state',
    label: '状態',
    unit: '',
    type: 'code',
    definition: 'いまの状態。',
    example: 'answered',
    codes: opinionsJa.staff.stateName,
    of: ({ state }) => state,
  },
  {
    key: 'wants_answer',
    label: '回答の希望',
    unit: '',
    type: 'code',
    definition: '回答を希望されたか。',
    example: 'yes',
    codes: { yes: '希望する', no: '希望しない' },
    of: ({ wantsAnswer }) => (wantsAnswer ? 'yes' : 'no'),
  },
  {
    key: 'n',
    label: '件数',
    unit: '件',
    type: 'integer',
    definition: 'ご意見の数。',
    example: '3',
    of: ({ count }) => count,
  },
  {
    key: 'counter_name',
    label: '窓口の名前',
    unit: '',
    type: 'text',
    definition: '窓口の名前（いまの登録による）。',
    example: '住民異動・印鑑登録',
    of: ({ counter }) => counter?.name.ja ?? null,
  },
  {
    key: 'wareki',
    label: '和暦',
    unit: '',
    type: 'text',
    definition: '月を和暦で書いたもの。',
    example: '令和8年12月',
    of: ({ month }) => inEra(month),
  },
]

/** How many opinions of each kind came in, month by whole month; never what they say. */
export const opinionsTable: ExportTable = {
  name: 'opinions',
  label: 'ご意見の件数',
  definition:
    '1か月・分類・窓口・受付の方法・状態・回答の希望の組み合わせにつき1行。本文や連絡先はふくみません。',
  columns,
  isInside: true,
  isDated: true,
  async open(read, { office, counterIds, from, to }) {
    const isWhole = office.counters.every(({ id }) => counterIds.includes(id))
    const last = addDays(monthStart(to, 1), -1)
    const cells = await read(db => opinionCells(db, office.id, monthStart(from), last))
    const rows = cells
      .filter(({ counterId }) => (counterId === null ? isWhole : counterIds.includes(counterId)))
      .map(cell => ({ ...cell, counter: office.counters.find(({ id }) => id === cell.counterId) ?? null }))
    return {
      count: rows.length,
      page: async () => ({ rows: rows.map(row => cellsOf(columns, row)), next: null }),
    }
  },
}
