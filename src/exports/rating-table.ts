import { fiscalYearOf } from '../statistics/period.ts'
import { toTenth } from '../statistics/spread.ts'
import { inEra } from './era.ts'
import { selfCheckScores, starRatings } from './queries.ts'
import { cellsOf, type ColumnOf, type ExportTable } from './table.ts'

type Rating = {
  fiscalYear: number
  audit: 'official' | 'self'
  section: string | null
  criterion: string | null
  points: number
  auditors: number | null
  stars: number | null
}

const columns: ReadonlyArray<ColumnOf<Rating>> = [
  {
    key: 'fiscal_year',
    label: '年度',
    unit: '',
    type: 'integer',
    definition: '4月から翌年3月まで。始まる年の西暦で書きます。',
    example: '2026',
    of: ({ fiscalYear }) => fiscalYear,
  },
  {
    key: 'audit',
    label: '調査',
    unit: '',
    type: 'code',
    definition: 'だれが調べたか。',
    example: 'official',
    codes: { official: '市の格付け調査', self: '区の自己点検' },
    of: ({ audit }) => audit,
  },
  {
    key: 'section',
    label: '課',
    unit: '',
    type: 'text',
    definition: '調べた課。区全体の結果では空欄。',
    example: '窓口サービス課',
    of: ({ section }) => section,
  },
  {
    key: 'item',
    label: '項目',
    unit: '',
    type: 'text',
    definition: '調べた項目。全体の結果では空欄。',
    example: 'あいさつ',
    of: ({ criterion }) => criterion,
  },
  {
    key: 'points',
    label: '点数',
    unit: '点',
    type: 'decimal',
    definition: '5点満点の平均。',
    example: '3.8',
    of: ({ points }) => points,
  },
  {
    key: 'auditors',
    label: '調べた人数',
    unit: '人',
    type: 'integer',
    definition: '自己点検で点を付けた人の数。市の調査では空欄。',
    example: '2',
    of: ({ auditors }) => auditors,
  },
  {
    key: 'stars',
    label: '星の数',
    unit: '',
    type: 'integer',
    definition: '市が付けた星の数（0〜3）。自己点検では空欄。',
    example: '2',
    of: ({ stars }) => stars,
  },
  {
    key: 'wareki',
    label: '和暦',
    unit: '',
    type: 'text',
    definition: '年度を和暦で書いたもの。',
    example: '令和8年度',
    of: ({ fiscalYear }) => inEra(String(fiscalYear)),
  },
]

/** The city's rating of counter service beside the office's own checks, of the fiscal years that a span touches. */
export const ratingTable: ExportTable = {
  name: 'rating',
  label: '窓口の格付け・自己点検',
  definition:
    '市の格付け調査は1年度に1行、自己点検は1年度・1課・1項目につき1行。期間がかかる年度をすべて出します。',
  columns,
  isInside: false,
  isDated: true,
  async open(read, { office, from, to }) {
    const years = { from: fiscalYearOf(from), to: fiscalYearOf(to) }
    const months = { from: `${years.from}-04`, to: `${years.to + 1}-03` }
    const stars = await read(db => starRatings(db, office.id, years))
    const scores = await read(db => selfCheckScores(db, office.id, months))
    const official = stars.map(({ fiscalYear, pointsTenths, stars }): Rating => ({
      ...{ fiscalYear, audit: 'official', section: null, criterion: null },
      ...{ points: pointsTenths / 10, auditors: null, stars },
    }))
    const rows = [...official, ...selfChecked(scores)].toSorted((a, b) => a.fiscalYear - b.fiscalYear)
    return {
      count: rows.length,
      page: async () => ({ rows: rows.map(row => cellsOf(columns, row)), next: null }),
    }
  },
}

type Score = Awaited<ReturnType<typeof selfCheckScores>>[number]

function selfChecked(scores: readonly Score[]): Rating[] {
  const groups = Map.groupBy(scores, ({ month, section, criterion }) =>
    JSON.stringify([fiscalYearOf(`${month}-01`), section, criterion]),
  )
  return [...groups].map(([key, found]) => {
    const [fiscalYear, section, criterion] = JSON.parse(key) as [number, string, string]
    const points = found.reduce((sum, { score }) => sum + score, 0) / found.length
    return {
      ...{ fiscalYear, audit: 'self', section, criterion, stars: null },
      points: toTenth(points),
      auditors: new Set(found.map(({ auditor }) => auditor)).size,
    }
  })
}
