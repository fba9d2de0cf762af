import { settingsOrExit } from '../settings-or-exit.ts'
import { start } from '../start.ts'
import type { Command } from './command.ts'

/** Serves until SIGTERM. */
export const startCommand: Command = {
  options: { 'accept-empty': { type: 'boolean' }, 'accept-older': { type: 'boolean' } },
  words: { min: 0, max: 0 },
  async run({ values }, env) {
    await start(settingsOrExit(env), {
      isEmptyAccepted: values['accept-empty'] === true,
      isOlderAccepted: values['accept-older'] === true,
    })
    return 0
  },
}
