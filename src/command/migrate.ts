import { prepareDatabase } from '../operation/prepare-database.ts'
import { alone } from '../operation/sole-program.ts'
import type { Command } from './command.ts'
import { dataSettings } from './data-settings.ts'
import { say } from './say.ts'

/** Brings the database to the newest schema as a start would, and ends. */
export const migrateCommand: Command = {
  options: { 'accept-empty': { type: 'boolean' }, 'accept-older': { type: 'boolean' } },
  words: { min: 0, max: 0 },
  async run({ values }, env) {
    const settings = dataSettings(env)
    const accepted = {
      isEmptyAccepted: values['accept-empty'] === true,
      isOlderAccepted: values['accept-older'] === true,
    }
    const prepared = await alone(settings, () => prepareDatabase(settings, accepted))
    if (!prepared.ok) throw new Error(prepared.line)
    if (prepared.backup !== null) say(`backed up before: ${prepared.backup}`)
    say(
      prepared.steps.length > 0
        ? `steps done: ${prepared.steps.join(', ')}`
        : 'the schema is the newest already',
    )
    return 0
  },
}
