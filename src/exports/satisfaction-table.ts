import { surveyJa } from '#views/text/survey-ja.ts'
import type { Counter } from '../offices/office.ts'
import { fiscalYearOf } from '../statistics/period.ts'
import { toTenth } from '../statistics/spread.ts'
import type { Interval } from '../statistics/wilson.ts'
import { addMonths, type Month, monthOf } from '../survey/questionnaire.ts'
import { type MonthResults, monthResults } from '../survey/read-results.ts'
import type { Figures, QuestionResult } from '../survey/results.ts'
import { inEra } from './era.ts'
import { cellsOf, type ColumnOf, type ExportTable, type Scope } from './table.ts'

type Judged = {
  month: Month
  target: number | null
  visits: number
  answered: number
  question: QuestionResult
  text: string
  /** Null for the office as a whole. */
  counter: Counter | null
  /** Null where it must not be told. */
  told: { valid: number; percent: number | null; interval: Interval | null } | null
  /** Of the whole office only: counters have neither marks nor a target. */
  figures: Figures | null
}

const count = (key: string, label: string, definition: string, example: string) =>
  ({ key, label, unit: '件', type: 'integer', definition, example }) as const
const percent = (key: string, label: string, definition: string, example: string) =>
  ({ key, label, unit: '％', type: 'decimal', definition, example }) as const
const code = (key: string, label: string, definition: string, example: string) =>
  ({ key, label, unit: '', type: 'code', definition, example }) as const

const columns: ReadonlyArray<ColumnOf<Judged>> = [
  { ...code('month', '月', '来庁した月。', '2026-12'), of: ({ month }) => month },
  {
    ...{ key: 'fiscal_year', label: '年度', unit: '', type: 'integer', example: '2026' },
    definition: '4月から翌年3月まで。始まる年の西暦で書きます。',
    of: ({ month }) => fiscalYearOf(`${month}-01`),
  },
  {
    ...code('source', '調査', '回答を集めた方法。区民モニターの値とは比べられません。', 'on_site'),
    codes: { on_site: '来庁者アンケート（先行指標）' },
    of: () => 'on_site',
  },
  {
    ...code('counter', '窓口', '窓口のコード。区役所全体の行は空欄。', 'ido'),
    of: ({ counter }) => counter?.slug ?? null,
  },
  { ...code('item', '質問', '質問のコード。', 'q-overall'), of: ({ question }) => question.slug },
  {
    ...{ key: 'item_text', label: '質問の文', unit: '', type: 'text' },
    ...{ definition: 'その月に聞いた文。', example: '今日の窓口の対応は全体としていかがでしたか' },
    of: ({ text }) => text,
  },
  {
    ...count('invited', '対象の来庁', '順番のページで回答をお願いした来庁の数。区役所全体の行だけ。', '4210'),
    of: ({ counter, visits }) => (counter ? null : visits),
  },
  {
    ...count('answered', '回答', '回答の数（有効でないものもふくむ）。区役所全体の行だけ。', '812'),
    of: ({ counter, answered }) => (counter ? null : answered),
  },
  {
    ...count('n_valid', '有効回答', '「わからない」と空欄をのぞいた回答の数。', '640'),
    of: ({ told }) => told?.valid ?? null,
  },
  ...[5, 4, 3, 2, 1].map(score => ({
    ...count(`n_${score}`, `${score}の回答`, `${score}と答えた数。区役所全体の行だけ。`, '120'),
    of: ({ figures }: Judged) => figures?.byScore[5 - score] ?? null,
  })),
  {
    ...count('favourable', '良い回答', '4か5と答えた数。区役所全体の行だけ。', '552'),
    of: ({ figures }) => figures?.good ?? null,
  },
  {
    ...percent('share', '良い割合', '有効回答のうち4か5の割合（小数第1位）。', '86.3'),
    of: ({ told }) => told?.percent ?? null,
  },
  {
    ...percent('ci_low', '信頼区間の下限', '割合の95％信頼区間（Wilson）の下限。', '83.4'),
    of: ({ told }) => (told?.interval ? toTenth(told.interval.low * 100) : null),
  },
  {
    ...percent('ci_high', '信頼区間の上限', '割合の95％信頼区間（Wilson）の上限。', '88.7'),
    of: ({ told }) => (told?.interval ? toTenth(told.interval.high * 100) : null),
  },
  {
    ...percent('target', '目標', 'その年度の目標。区役所全体の行だけ。', '85'),
    of: ({ counter, target }) => (counter ? null : target),
  },
  {
    ...{ key: 'mark', label: '達成の印', unit: '', type: 'text', example: '○' },
    definition: '割合が目標に届けば「○」、届かなければ「—」。区役所全体の行だけ。',
    of: ({ figures }) => figures?.mark ?? null,
  },
  {
    ...code('certainty', '確からしさ', '誤差を入れても、目標に届いた（届かなかった）と言えるか。', 'unclear'),
    codes: surveyJa.results.certainty,
    of: ({ figures }) => figures?.certainty ?? null,
  },
  {
    ...percent('weighted_share', '来庁で重みづけた割合', '窓口ごとの割合を来庁の数で重みづけた値。', '85.9'),
    of: ({ counter, question }) =>
      counter || !question.weighted ? null : toTenth(question.weighted.share * 100),
  },
  {
    ...{ key: 'n_eff', label: '有効な標本の大きさ', unit: '件', type: 'decimal', example: '512.4' },
    definition: '重みづけた割合の誤差がこの数の回答に当たるという大きさ（Kish）。',
    of: ({ counter, question }) =>
      counter || !question.weighted ? null : toTenth(question.weighted.nEffective),
  },
  {
    ...code('s', '秘匿', '10件に満たない、またはほかの値からわかるため、値を空欄にした行の印。', 's'),
    codes: { s: '秘匿した' },
    of: ({ told }) => (told === null ? 's' : null),
  },
  {
    ...{ key: 'counter_name', label: '窓口の名前', unit: '', type: 'text' },
    ...{ definition: '窓口の名前（いまの登録による）。', example: '住民異動・印鑑登録' },
    of: ({ counter }) => counter?.name.ja ?? null,
  },
  {
    ...{ key: 'wareki', label: '和暦', unit: '', type: 'text', example: '令和8年12月' },
    definition: '月を和暦で書いたもの。',
    of: ({ month }) => inEra(month),
  },
]

/** The questionnaire's answers counted by month, question and counter; nothing that anybody has written. */
export const satisfactionTable: ExportTable = {
  name: 'satisfaction_month',
  label: '来庁者アンケート',
  definition: '1か月・1質問につき、区役所全体で1行と窓口ごとに1行。書かれた文はふくみません。',
  columns,
  isInside: false,
  isDated: true,
  async open(read, scope) {
    const rows: Judged[] = []
    const last = monthOf(scope.to)
    for (let month = monthOf(scope.from); month <= last; month = addMonths(month, 1))
      rows.push(...rowsOf(scope, month, await monthResults({ store: { read } }, scope.office, month)))
    return {
      count: rows.length,
      page: async () => ({ rows: rows.map(row => cellsOf(columns, row)), next: null }),
    }
  },
}

function rowsOf({ office, counterIds }: Scope, month: Month, { questions, target, results }: MonthResults) {
  const own = office.counters.filter(({ id }) => counterIds.includes(id))
  const isWhole = own.length === office.counters.length
  const { visits, answered } = results
  return results.questions.flatMap((question, column): Judged[] => {
    if (question.valid === 0) return []
    const text = questions.find(({ slug }) => slug === question.slug)?.text.ja ?? ''
    const row = { month, target, visits, answered, question, text }
    const whole: Judged = { ...row, counter: null, told: question.figures, figures: question.figures }
    const counters = own.flatMap((counter): Judged[] => {
      const found = results.counters.find(({ counterId }) => counterId === counter.id)
      return found ? [{ ...row, counter, told: found.cells[column] ?? null, figures: null }] : []
    })
    return isWhole ? [whole, ...counters] : counters
  })
}
