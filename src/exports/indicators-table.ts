import { indicatorsJa } from '#views/text/indicators-ja.ts'
import { indicatorRows } from '../indicators/read-sheet.ts'
import type { SheetIndicator } from '../indicators/sheet.ts'
import { fiscalYearOf } from '../statistics/period.ts'
import { toTenth } from '../statistics/spread.ts'
import { inEra } from './era.ts'
import { cellsOf, type ColumnOf, type ExportTable } from './table.ts'

type Figure = { indicator: SheetIndicator; year: SheetIndicator['years'][number] }

const columns: ReadonlyArray<ColumnOf<Figure>> = [
  {
    key: 'fiscal_year',
    label: '年度',
    unit: '',
    type: 'integer',
    definition: '4月から翌年3月まで。始まる年の西暦で書きます。',
    example: '2026',
    of: ({ year }) => year.fiscalYear,
  },
  {
    key: 'indicator',
    label: '指標',
    unit: '',
    type: 'code',
    definition: '指標のコード。',
    example: 'counter-good',
    of: ({ indicator }) => indicator.slug,
  },
  {
    key: 'indicator_name',
    label: '指標の名前',
    unit: '',
    type: 'text',
    definition: '運営方針などに書かれた名前。',
    example: '窓口の対応が良いと感じる区民の割合',
    of: ({ indicator }) => indicator.name,
  },
  {
    key: 'kind',
    label: '種別',
    unit: '',
    type: 'code',
    definition: '指標の種別。',
    example: 'outcome',
    codes: indicatorsJa.kind,
    of: ({ indicator }) => indicator.kind,
  },
  {
    key: 'source',
    label: '値の出所',
    unit: '',
    type: 'code',
    definition: '値をどこから取ったか。出所のちがう値は並べて比べません。',
    example: 'panel',
    codes: indicatorsJa.source,
    of: ({ indicator }) => indicator.source,
  },
  {
    key: 'direction',
    label: '目標の向き',
    unit: '',
    type: 'code',
    definition: '値が目標より大きいと達成か、小さいと達成か。',
    example: 'at_least',
    codes: indicatorsJa.direction,
    of: ({ indicator }) => indicator.direction,
  },
  {
    key: 'unit',
    label: '値の単位',
    unit: '',
    type: 'text',
    definition: '目標と値の単位。',
    example: '%',
    of: ({ indicator }) => indicator.unit,
  },
  {
    key: 'target',
    label: '目標',
    unit: '',
    type: 'decimal',
    definition: 'その年度の目標。単位は「値の単位」の列。',
    example: '85',
    of: ({ year }) => year.target,
  },
  {
    key: 'value',
    label: '値',
    unit: '',
    type: 'decimal',
    definition: 'その年度の値。単位は「値の単位」の列。入力も計測もないときは空欄。',
    example: '80.2',
    of: ({ year }) => year.value,
  },
  {
    key: 'mark',
    label: '達成の印',
    unit: '',
    type: 'text',
    definition: '公表した値が目標に届けば「○」、届かなければ「—」。目標か値がないときは空欄。',
    example: '○',
    of: ({ year }) => year.mark,
  },
  {
    key: 'ci_low',
    label: '信頼区間の下限',
    unit: '％',
    type: 'decimal',
    definition: '割合の95％信頼区間（Wilson）の下限。回答数がわからないときは空欄。',
    example: '76.0',
    of: ({ year }) => (year.interval ? toTenth(year.interval.low * 100) : null),
  },
  {
    key: 'ci_high',
    label: '信頼区間の上限',
    unit: '％',
    type: 'decimal',
    definition: '割合の95％信頼区間（Wilson）の上限。回答数がわからないときは空欄。',
    example: '83.8',
    of: ({ year }) => (year.interval ? toTenth(year.interval.high * 100) : null),
  },
  {
    key: 'certainty',
    label: '確からしさ',
    unit: '',
    type: 'code',
    definition: '回答数による誤差を入れても、目標に届いた（届かなかった）と言えるか。',
    example: 'missed',
    codes: indicatorsJa.certainty,
    of: ({ year }) => year.certainty,
  },
  {
    key: 'answers',
    label: '回答数',
    unit: '件',
    type: 'integer',
    definition: '値のもとになった回答の数。',
    example: '400',
    of: ({ year }) => year.answers,
  },
  {
    key: 'survey',
    label: '調査',
    unit: '',
    type: 'text',
    definition: '値を取った調査の名前。',
    example: '令和5年度 区民モニターアンケート',
    of: ({ year }) => year.survey,
  },
  {
    key: 'is_provisional',
    label: '途中の値',
    unit: '',
    type: 'integer',
    definition: 'まだ終わっていない年度を計測した途中の値は1、ほかは0。',
    example: '0',
    of: ({ year }) => Number(year.isProvisional),
  },
  {
    key: 'wareki',
    label: '和暦',
    unit: '',
    type: 'text',
    definition: '年度を和暦で書いたもの。',
    example: '令和8年度',
    of: ({ year }) => inEra(String(year.fiscalYear)),
  },
]

/** The indicators of the ward's plan with their targets and marks, of the fiscal years that a span touches. */
export const indicatorsTable: ExportTable = {
  name: 'indicators',
  label: '指標',
  definition: '1年度・1指標につき1行。期間がかかる年度をすべて出します。',
  columns,
  isInside: false,
  isDated: true,
  async open(read, { office, from, to, asOf }) {
    const first = fiscalYearOf(from)
    const years = Array.from({ length: fiscalYearOf(to) - first + 1 }, (_, index) => first + index)
    const indicators = await read(db => indicatorRows(db, office, years, asOf))
    const rows = indicators
      .flatMap(indicator => indicator.years.map(year => ({ indicator, year })))
      .toSorted((a, b) => a.year.fiscalYear - b.year.fiscalYear)
    return {
      count: rows.length,
      page: async () => ({ rows: rows.map(row => cellsOf(columns, row)), next: null }),
    }
  },
}
