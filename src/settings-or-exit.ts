import { parseArgs } from 'node:util'
import type { Accepted } from './operation/known-data.ts'
import { readSettings, type Settings } from './settings.ts'

/** The settings of an environment; a wrong one ends the process with one line and code 1. */
export function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readSettings(env)
  } catch (error) {
    return exitWith(error instanceof Error ? error.message : String(error))
  }
}

/** What a start is told to accept; a wrong option ends the process with one line and code 1. */
export function acceptedOrExit(args: readonly string[]): Accepted {
  try {
    const { values } = parseArgs({ args: [...args], options: startOptions })
    return {
      isEmptyAccepted: values['accept-empty'] ?? false,
      isOlderAccepted: values['accept-older'] ?? false,
    }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split(/[.\n]/)
    return exitWith(`${line}; a start knows --accept-empty and --accept-older`)
  }
}

const startOptions = { 'accept-empty': { type: 'boolean' }, 'accept-older': { type: 'boolean' } } as const

export function exitWith(line: string): never {
  process.stderr.write(`madoguchi: ${line}\n`)
  process.exit(1)
}
