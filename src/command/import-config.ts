import { readFile } from 'node:fs/promises'
import { openStore } from '#db/store.ts'
import { createClock } from '../clock.ts'
import { prepareDatabase } from '../operation/prepare-database.ts'
import { alone } from '../operation/sole-program.ts'
import type { OfficeConfiguration } from '../setup/configuration.ts'
import { makeFirstOffice } from '../setup/first-office.ts'
import { readOfficeFile } from '../setup/read-file.ts'
import type { Settings } from '../settings.ts'
import type { Command, ExitCode } from './command.ts'
import { dataSettings } from './data-settings.ts'
import { say } from './say.ts'

/** Makes the first office of a database from a file; all faults of the file are told at once. */
export const importConfigCommand: Command = {
  options: {},
  words: { min: 1, max: 1 },
  async run({ positionals: [path = ''] }, env): Promise<ExitCode> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${path} cannot be read: ${error.code}`)
    })
    const read = readOfficeFile(text)
    if (!read.ok) {
      say(...read.faults.map(({ at, reason }) => `${at}: ${reason}`))
      throw new Error(
        read.reason === 'not_json' ? `${path} is no JSON` : `${path} has ${read.faults.length} faults`,
      )
    }
    const settings = dataSettings(env)
    return alone(settings, () => makeOffice(settings, read.configuration))
  },
}

async function makeOffice(settings: Settings, configuration: OfficeConfiguration): Promise<ExitCode> {
  const prepared = await prepareDatabase(settings, { isEmptyAccepted: false, isOlderAccepted: false })
  if (!prepared.ok) throw new Error(prepared.line)
  const store = await openStore(settings.databaseUrl)
  try {
    const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
    const made = await makeFirstOffice({ store, clock }, configuration)
    if (!made.ok) throw new Error('there is an office already: its administrators change it on its pages')
    const { counters, services, office } = configuration
    say(`office ${office.slug}: ${counters.length} counters, ${services.length} services`)
    return 0
  } finally {
    await store.close()
  }
}
