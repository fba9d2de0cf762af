import { writeFile } from 'node:fs/promises'
import { openStore } from '#db/store.ts'
import { createOfficeCache } from '../offices/office-cache.ts'
import { furtherParts } from '../setup/queries.ts'
import { configurationOf } from '../setup/write-configuration.ts'
import type { Command } from './command.ts'
import { dataSettings, refuseOtherSchema } from './data-settings.ts'
import { say } from './say.ts'

/** Writes what an office has decided as one file, or to the standard output. */
export const exportConfigCommand: Command = {
  options: { to: { type: 'string' } },
  words: { min: 0, max: 1 },
  async run({ values: { to }, positionals: [slug] }, env) {
    const settings = dataSettings(env)
    await refuseOtherSchema(settings)
    const store = await openStore(settings.databaseUrl)
    try {
      const offices = await createOfficeCache(store, () => 0).list()
      const office = slug === undefined ? offices[0] : offices.find(one => one.slug === slug)
      const known = offices.map(one => one.slug).join(', ')
      if (!office)
        throw new Error(
          slug === undefined ? 'there is no office' : `no office "${slug}"; there are: ${known}`,
        )
      if (slug === undefined && offices.length > 1) throw new Error(`which office? there are: ${known}`)
      const further = await store.read(db => furtherParts(db, office.id))
      const text = `${JSON.stringify(configurationOf(office, further), null, 2)}\n`
      if (typeof to !== 'string') process.stdout.write(text)
      else {
        await writeFile(to, text)
        say(`${to}: ${office.counters.length} counters, ${office.services.length} services`)
      }
      return 0
    } finally {
      await store.close()
    }
  },
}
