import { wallMilliseconds } from '../clock.ts'
import type { Cell, Column } from './table.ts'
import { type ZipEntry, zipBytes } from './zip.ts'

/** One sheet: its name, its columns and its rows a page at a time. */
export type Sheet = {
  name: string
  columns: readonly Column[]
  pages: AsyncIterable<ReadonlyArray<readonly Cell[]>>
}

/** A sheet has 2²⁰ rows, the first of which is the header. */
export const sheetRowsMax = 1_048_575

const dayMilliseconds = 86_400_000
/** Days from 30 December 1899, where spreadsheets begin to count, to 1970. */
const daysBefore1970 = 25_569

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageParts = 'http://schemas.openxmlformats.org/package/2006'
const partType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const style = { plain: 0, date: 1, instant: 2, text: 3, header: 4 } as const

/**
 * A workbook of ECMA-376 with a sheet per table, in constant memory: typed cells, dates as dates of the office's
 * wall clock, what people typed as text that no spreadsheet runs or reads as a number, the header kept in sight.
 */
export function workbookBytes(sheets: readonly Sheet[], timeZone: string): AsyncGenerator<Uint8Array> {
  const names = sheets.map(({ name }) => name)
  const entries: ZipEntry[] = [
    { name: '[Content_Types].xml', parts: [contentTypes(names)] },
    { name: '_rels/.rels', parts: [rootRelations] },
    { name: 'xl/workbook.xml', parts: [workbook(names)] },
    { name: 'xl/_rels/workbook.xml.rels', parts: [workbookRelations(names)] },
    { name: 'xl/styles.xml', parts: [styles] },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      parts: sheetParts(sheet, timeZone),
    })),
  ]
  return zipBytes(entries)
}

async function* sheetParts({ columns, pages }: Sheet, timeZone: string): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index))
  const writers = columns.map(column => cellXml(column, timeZone))
  const header = columns.map(({ key }, index) => textXml(`${letters[index]}1`, style.header, key)).join('')
  const widths = columns
    .map((column, index) => {
      const place = index + 1
      return `<col min="${place}" max="${place}" width="${widthOf(column)}" customWidth="1"/>`
    })
    .join('')
  yield (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths}</cols><sheetData><row r="1">${header}</row>`
  )

  let number = 1
  for await (const rows of pages) {
    let xml = ''
    for (const row of rows) {
      number += 1
      xml += `<row r="${number}">`
      for (const [index, cell] of row.entries())
        if (cell !== null) xml += writers[index]?.(`${letters[index]}${number}`, cell) ?? ''
      xml += '</row>'
    }
    yield xml
  }
  yield '</sheetData></worksheet>'
}

/** How the cells of a column are written. */
function cellXml({ type }: Column, timeZone: string): (place: string, cell: string | number) => string {
  switch (type) {
    case 'integer':
    case 'decimal':
      return (place, cell) => numberXml(place, style.plain, Number(cell))
    case 'date':
      return (place, cell) =>
        numberXml(place, style.date, Date.parse(String(cell)) / dayMilliseconds + daysBefore1970)
    case 'instant':
      return (place, cell) =>
        numberXml(
          place,
          style.instant,
          wallMilliseconds(Number(cell), timeZone) / dayMilliseconds + daysBefore1970,
        )
    default:
      return (place, cell) => textXml(place, style.text, String(cell))
  }
}

function numberXml(place: string, styleId: number, value: number): string {
  return `<c r="${place}" s="${styleId}"><v>${value}</v></c>`
}

function textXml(place: string, styleId: number, text: string): string {
  return `<c r="${place}" s="${styleId}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

const special = /[&<>"\ufffe\uffff]|(?![\t\n])\p{Cc}|_(?=x[\da-f]{4}_)/giu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '_x000D_',
  _: '_x005F_',
}

/** XML has no place for most control characters, and spreadsheets read `_x000D_` as one. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll(special, letter => entities[letter] ?? '\ufffd')
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

function widthOf({ key, type }: Column): number {
  const least = { text: 24, code: 10, integer: 8, decimal: 8, date: 12, instant: 20 }[type]
  return Math.max(least, key.length + 2)
}

function contentTypes(names: readonly string[]): string {
  const sheets = names
    .map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'))
    .join('')
  return (
    `${declaration}<Types xmlns="${packageParts}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${sheets}</Types>`
  )
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${partType}.${type}+xml"/>`
}

const rootRelations = relationList([['officeDocument', 'xl/workbook.xml']])

function workbookRelations(names: readonly string[]): string {
  const sheets = names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const)
  return relationList([...sheets, ['styles', 'styles.xml']])
}

function relationList(targets: ReadonlyArray<readonly [type: string, target: string]>): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packageParts}/relationships">${list.join('')}</Relationships>`
}

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`
}

/** In the order of `style`. */
const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
  '</numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">' +
  '<xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
