import type { ExportRefusal } from '#src/exports/export-file.ts'
import type { Encoding, Format } from '#src/exports/file.ts'
import type { ChoiceFault, ExportChoice } from '#src/exports/form.ts'
import type { CellType } from '#src/exports/table.ts'

const formats = { csv: 'CSV', xlsx: 'Excel（XLSX）', jsonl: 'JSON Lines' } satisfies Record<Format, string>

/** Texts of the pages for taking data out, in Japanese. */
export const exportsJa = {
  title: 'データ出力',
  lead: '統計の表を、ファイルで取り出します。だれが、いつ、何を取り出したかを記録します。',
  tables: '表',
  tablesHint:
    'Excelでは、選んだ表が1つのファイルの別々のシートになります。CSVとJSON Linesは、表ごとに1つのファイルです。',
  inside: '庁内限り',
  days: '期間',
  spans: {
    last_month: '先月',
    this_month: '今月',
    this_fiscal_year: '今年度',
    last_fiscal_year: '前年度',
    custom: '日付で指定',
  } satisfies Record<ExportChoice['span'], string>,
  from: '始まりの日',
  to: '終わりの日',
  format: '形式',
  formats,
  encoding: 'CSVの文字コード',
  encodings: {
    'utf-8': 'UTF-8（BOM付き。いまのExcelで開けます）',
    cp932: 'Shift_JIS（CP932。古いシステム用。使えない文字は「〓」になります）',
  } satisfies Record<Encoding, string>,
  count: '件数を確かめる',
  again: '条件を変える',
  preview: '出力の内容',
  span: (from: string, to: string) => `${from}から${to}まで`,
  nothing: 'この期間に当たる行はありません。',
  rows: (count: number) => `${count.toLocaleString('ja-JP')}行`,
  take: (format: Format) => `${formats[format]}で取り出す`,
  takeWorkbook: 'Excelのファイルで取り出す',
  faults: {
    no_table: '表を1つ以上選んでください。',
    required: '日付を入力してください。',
    not_a_date: '実在する日付を入力してください。',
    ends_before_start: '終わりの日は、始まりの日より後にしてください。',
    over_ten_years: '期間は10年以内にしてください。',
  } satisfies Record<ChoiceFault['reason'], string>,
  refusals: {
    exports_busy: {
      title: '少し待ってください',
      detail:
        'ほかに2つのファイルを作成中です。住民の予約や窓口の動きを妨げないよう、同時に作るのは2つまでです。30秒ほど待って、もう一度お試しください。',
    },
    too_many_rows: {
      title: 'Excelの1枚のシートに入りません',
      detail: '1枚のシートに入るのは1,048,575行までです。期間を短くするか、CSVを選んでください。',
    },
  } satisfies Record<ExportRefusal, { title: string; detail: string }>,
  lost: {
    nothing: 'CP932で表せない文字はありません。',
    title: (characters: number, places: number) =>
      `CP932で表せない文字が${characters}種類、${places}か所あり、「〓」になります。`,
    text: '元の文字が必要なときは、UTF-8かExcelで取り出してください。',
    list: '「〓」になる文字',
    columns: {
      character: '文字',
      code: '番号',
      column: '列',
      row: '最初の行',
      text: 'その値',
      times: 'か所',
    },
    more: (count: number) => `ほかに${count}種類あります。`,
  },
  running: {
    title: '作成中のファイル',
    nothing: '作成中のファイルはありません。',
    done: (done: number, rows: number) =>
      `${done.toLocaleString('ja-JP')} / ${rows.toLocaleString('ja-JP')}行`,
    hint: '5分間、受け取りが進まないファイルは打ち切ります。途中で切れたファイルは使わず、取り直してください。',
  },
  rulesTitle: 'ファイルの決まり',
  rules: [
    '「行政データにおける機械可読性に関するルール」に合わせています。1つの表に1つのファイル、1行目が列の名前、1つのマスに1つの値です。',
    '空欄は「わからない・当てはまらない」で、0とは違います。',
    '人数が少なく個人がわかるおそれのある値は空欄にし、列 s に「s」と書きます。',
    '日時は日本時間です。Excelでは日付・日時として入ります。',
    "「=」などで始まる文字列は、CSVでは先頭に「'」を付けます。表計算ソフトが式として動かさないためです。",
  ],
  dictionary: {
    title: '列の説明',
    lead: 'ファイルの列の名前、単位、型、定義です。ファイルと同じ定義から作っているので、いつも一致します。',
    take: '列の説明をCSVで取り出す',
    takeCodes: 'コード表をCSVで取り出す',
    columns: {
      column: '列',
      label: '日本語名',
      unit: '単位',
      type: '型',
      definition: '定義',
      example: '例',
    },
    types: {
      text: '文字列',
      code: 'コード',
      integer: '整数',
      decimal: '小数',
      date: '日付',
      instant: '日時',
    } satisfies Record<CellType, string>,
    codes: (count: number) => `コード ${count}件`,
  },
}

export type ExportsTexts = typeof exportsJa
