import type { Format } from '#src/exports/file.ts'
import type { ExportsTexts } from './exports-ja.ts'

const formats: Record<Format, string> = { csv: 'CSV', xlsx: 'Excel (XLSX)', jsonl: 'JSON Lines' }

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** Texts of the pages for taking data out, in English. */
export const exportsEn = {
  title: 'Data export',
  lead: 'Take the tables of the statistics as files. Who took what and when is written down.',
  tables: 'Tables',
  tablesHint:
    'For Excel, the tables chosen become sheets of one file. CSV and JSON Lines are one file per table. Names and definitions of columns are in Japanese.',
  inside: 'Inside only',
  days: 'Days',
  spans: {
    last_month: 'Last month',
    this_month: 'This month',
    this_fiscal_year: 'This fiscal year',
    last_fiscal_year: 'Last fiscal year',
    custom: 'From day to day',
  },
  from: 'First day',
  to: 'Last day',
  format: 'Format',
  formats,
  encoding: 'Encoding of CSV',
  encodings: {
    'utf-8': 'UTF-8 (with a byte order mark; today’s Excel opens it)',
    cp932: 'Shift_JIS (CP932, for old systems; characters it does not know become 〓)',
  },
  count: 'Count the rows',
  again: 'Choose something else',
  preview: 'What you will get',
  span: (from: string, to: string) => `${from} to ${to}`,
  nothing: 'There are no rows of these days.',
  rows: (count: number) => counted(count, 'row', 'rows'),
  take: (format: Format) => `Take as ${formats[format]}`,
  takeWorkbook: 'Take as an Excel file',
  faults: {
    no_table: 'Choose at least one table.',
    required: 'Enter a day.',
    not_a_date: 'Enter a day that exists.',
    ends_before_start: 'The last day is before the first.',
    over_ten_years: 'A span may have ten years.',
  },
  refusals: {
    exports_busy: {
      title: 'Please wait a little',
      detail:
        'Two files are being written already. No more are written at once, so that residents and counters are not held up. Please try again in half a minute.',
    },
    too_many_rows: {
      title: 'Too many rows for one sheet',
      detail: 'A sheet of Excel holds 1,048,575 rows. Choose a shorter span, or CSV.',
    },
  },
  lost: {
    nothing: 'CP932 has a place for every character.',
    title: (characters: number, places: number) =>
      `CP932 has no place for ${counted(characters, 'character', 'characters')} in ${counted(places, 'place', 'places')}: they become 〓.`,
    text: 'Where you need them as they are, take UTF-8 or Excel.',
    list: 'Characters that become 〓',
    columns: {
      character: 'Character',
      code: 'Code',
      column: 'Column',
      row: 'First row',
      text: 'Its cell',
      times: 'Places',
    },
    more: (count: number) => `And ${count} more.`,
  },
  running: {
    title: 'Files being written',
    nothing: 'No file is being written.',
    done: (done: number, rows: number) => `${done.toLocaleString('en')} of ${counted(rows, 'row', 'rows')}`,
    hint: 'A file that nobody reads any further for five minutes is given up. Do not use a file that broke off: take it again.',
  },
  rulesTitle: 'What the files keep to',
  rules: [
    'They follow Japan’s rules for machine-readable administrative data: one table per file, the names of the columns in row 1, one value per cell.',
    'Empty means not known or not applicable, which is not 0.',
    'A figure of so few people that somebody might be recognised is left empty, with “s” in the column s.',
    'Times are those of Japan; in Excel they are dates and times.',
    "In CSV, a text that begins with “=” or the like gets a leading “'”, so that no spreadsheet runs it.",
  ],
  dictionary: {
    title: 'Columns explained',
    lead: 'Names, units, types and definitions of all columns, made from the very descriptions that the files are made from. They are in Japanese.',
    take: 'Take the columns as CSV',
    takeCodes: 'Take the codes as CSV',
    columns: {
      column: 'Column',
      label: 'Japanese name',
      unit: 'Unit',
      type: 'Type',
      definition: 'Definition',
      example: 'Example',
    },
    types: {
      text: 'text',
      code: 'code',
      integer: 'integer',
      decimal: 'decimal',
      date: 'date',
      instant: 'date and time',
    },
    codes: (count: number) => counted(count, 'code', 'codes'),
  },
} satisfies ExportsTexts
