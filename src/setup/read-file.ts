import type { ConfigurationFault, OfficeConfiguration } from './configuration.ts'
import { parseConfiguration } from './configuration.ts'
import { nothingAdded, parseWardFile, wardConfiguration } from './ward-file.ts'

export type ReadFile =
  | { ok: true; configuration: OfficeConfiguration }
  | { ok: false; reason: 'not_json' | 'faulty'; faults: ConfigurationFault[] }

/** An office out of the text of a file: a configuration written by this product, or a ward file. */
export function readOfficeFile(text: string): ReadFile {
  const read = parsedJson(text)
  if (read === undefined) return { ok: false, reason: 'not_json', faults: [] }
  const ward = parseWardFile(read)
  const parsed = parseConfiguration(ward ? wardConfiguration(ward, nothingAdded) : read)
  return parsed.ok ? parsed : { ok: false, reason: 'faulty', faults: parsed.faults }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
