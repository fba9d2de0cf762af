import { examine } from '../doctor/examine.ts'
import { bad, good, type Line } from '../doctor/line.ts'
import { readSettings } from '../settings.ts'
import type { Command, Env, ExitCode } from './command.ts'
import { dataSettings } from './data-settings.ts'
import { say } from './say.ts'

/** Prints what is in order and what is not, with what to do; ends with 1 when anything is bad. */
export const doctorCommand: Command = {
  options: { json: { type: 'boolean' } },
  words: { min: 0, max: 0 },
  async run({ values }, env): Promise<ExitCode> {
    const settings = { ...dataSettings(env), secretsKeyFile: env.SECRETS_KEY_FILE?.trim() || null }
    const lines = [lookAtSettings(env), ...(await examine(settings))]
    if (values.json === true) say(JSON.stringify(lines, null, 2))
    else say(...table(lines))
    return lines.some(({ state }) => state === 'bad') ? 1 : 0
  },
}

function lookAtSettings(env: Env): Line {
  try {
    const { isProduction } = readSettings(env)
    return good('settings', isProduction ? 'of production' : 'not of production: a sample ward may be loaded')
  } catch (error) {
    return bad(
      'settings',
      error instanceof Error ? error.message : String(error),
      'put it right: the server refuses it',
    )
  }
}

const marks = { good: 'ok  ', warning: 'WARN', bad: 'BAD ' }

function table(lines: readonly Line[]): string[] {
  const width = Math.max(...lines.map(({ name }) => name.length))
  const count = (state: Line['state']) => lines.filter(line => line.state === state).length
  return [
    ...lines.flatMap(({ name, state, says, todo }) => [
      `${marks[state]}  ${name.padEnd(width)}  ${says}`,
      ...(todo === null ? [] : [`${' '.repeat(width + 6)}  → ${todo}`]),
    ]),
    `bad ${count('bad')}, warnings ${count('warning')}, good ${count('good')}`,
  ]
}
