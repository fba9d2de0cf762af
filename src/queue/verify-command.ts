import { existsSync } from 'node:fs'
import { parseDatabaseUrl } from '#db/connect.ts'
import { openStore, type Store } from '#db/store.ts'
import { readSettings } from '../settings.ts'
import { verifyQueue } from './verify.ts'

/**
 * Prints each disagreement of the queue with its events and a summary. Answers the exit code: 0 when there is
 * none, 1 when there is, 2 when it could not look.
 */
export async function verifyQueueCommand(
  options: readonly string[],
  env: Record<string, string | undefined>,
): Promise<0 | 1 | 2> {
  const [unknown] = options.filter(option => option !== '--rebuild')
  if (unknown !== undefined) return giveUp(`unknown option ${unknown}; there is --rebuild`)
  try {
    const store = await openExisting(readSettings({ DATABASE_URL: env.DATABASE_URL }).databaseUrl)
    try {
      return await tell(store, options.includes('--rebuild'))
    } finally {
      await store.close()
    }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return giveUp(line?.includes('DATABASE_URL') ? line : `DATABASE_URL cannot be verified: ${line}`)
  }
}

/** Opening a file that is not there would make an empty database of it. */
function openExisting(databaseUrl: string): Promise<Store> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && !existsSync(target.path)) throw new Error('there is no such file')
  return openStore(databaseUrl)
}

async function tell(store: Store, isRebuilding: boolean): Promise<0 | 1> {
  const { tickets, disagreements } = await verifyQueue(store, { isRebuilding })
  const lines = disagreements.map(({ subject, what, isRebuilt }) => {
    const end = isRebuilt ? ' (rebuilt)' : isRebuilding ? ' (left as it is)' : ''
    return `${subject}: ${what}${end}`
  })
  const summary = `tickets ${tickets}, disagreements ${disagreements.length}`
  process.stdout.write(`${[...lines, summary].join('\n')}\n`)
  return disagreements.length > 0 ? 1 : 0
}

function giveUp(line: string): 2 {
  process.stderr.write(`madoguchi: ${line}\n`)
  return 2
}
