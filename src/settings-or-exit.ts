import { readSettings, type Settings } from './settings.ts'

/** The settings of an environment; a wrong one ends the process with one line and code 1. */
export function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readSettings(env)
  } catch (error) {
    return exitWith(error instanceof Error ? error.message : String(error))
  }
}

export function exitWith(line: string): never {
  process.stderr.write(`madoguchi: ${line}\n`)
  process.exit(1)
}
