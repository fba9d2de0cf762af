import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LibreOfficeConverter } from '@matbee/libreoffice-converter'
import { parseCsv } from 'hucre/csv'

/** A real LibreOffice, which tells what it has read from a file as the text of its cells. */
export type OfficeSuite = {
  /** The cells of the first sheet as they are shown. */
  readWorkbook: (file: Uint8Array) => Promise<string[][]>
  /** A workbook as it saves it. */
  saveAgain: (file: Uint8Array) => Promise<Uint8Array>
  /** The cells of a CSV that somebody opens as what Windows calls Shift_JIS. */
  readCp932: (file: Uint8Array) => Promise<string[][]>
  close: () => Promise<void>
}

/** Comma, quote, Windows-932 (60 in LibreOffice's list of encodings), from line 1, Japanese, text as it is. */
const asCp932 = '44,34,60,1,,1041,false,false'
/** Comma, quote, UTF-8, from line 1; cells as shown. */
const asUtf8 = '44,34,76,1,,0,false,true,false'

type Bindings = { documentLoadWithOptions: (path: string, options: string) => number }

/** Starts it, which takes a quarter of a minute and a gigabyte: once per test run. */
export async function openOfficeSuite(): Promise<OfficeSuite> {
  const require = createRequire(import.meta.url)
  const wasmLoader = require('@matbee/libreoffice-converter/wasm/loader')
  const folder = dirname(require.resolve('@matbee/libreoffice-converter/package.json'))
  const suite = new LibreOfficeConverter({ wasmPath: join(folder, 'wasm'), wasmLoader })
  await suite.initialize()
  // The package opens every CSV as UTF-8, and has no option for another encoding.
  const { lokBindings } = suite as unknown as { lokBindings: Bindings }
  const load = lokBindings.documentLoadWithOptions.bind(lokBindings)
  lokBindings.documentLoadWithOptions = path => load(path, asCp932)

  async function convert(file: Uint8Array, inputFormat: 'xlsx' | 'csv', outputFormat: 'xlsx' | 'csv') {
    const options = { inputFormat, outputFormat, ...(outputFormat === 'csv' && { filterOptions: asUtf8 }) }
    return (await suite.convert(file, options, `file.${inputFormat}`)).data
  }
  const cellsOf = (csv: Uint8Array) =>
    parseCsv(Buffer.from(csv).toString(), { typeInference: false }) as string[][]

  return {
    readWorkbook: async file => cellsOf(await convert(file, 'xlsx', 'csv')),
    saveAgain: file => convert(file, 'xlsx', 'xlsx'),
    readCp932: async file => cellsOf(await convert(file, 'csv', 'csv')),
    close: () => suite.destroy(),
  }
}
