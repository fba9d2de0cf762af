import { Kysely, type LogEvent } from 'kysely'
import { Migrator } from 'kysely/migration'
import { dialectOf } from '#db/dialect.ts'
import { migrations } from '#db/migrations/index.ts'

/** Brings the file of its first argument to the newest schema, and is killed after so many statements. */
const [path = '', last = ''] = process.argv.slice(2)
let statements = 0
const log = ({ level }: LogEvent) => {
  if (level === 'query' && ++statements === Number(last)) process.kill(process.pid, 'SIGKILL')
}
const db = new Kysely<unknown>({ dialect: await dialectOf({ engine: 'sqlite', path }), log })
const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations('sqlite') } })
const { error } = await migrator.migrateToLatest()
await db.destroy()
if (error) throw error
process.stdout.write(String(statements))
