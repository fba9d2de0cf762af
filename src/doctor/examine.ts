import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseDatabaseUrl } from '#db/connect.ts'
import { openStore } from '#db/store.ts'
import { createClock } from '../clock.ts'
import { checkInvariants } from '../invariants/check.ts'
import { createOfficeCache } from '../offices/office-cache.ts'
import { storedChannels } from '../line/channel-queries.ts'
import { lastEntryAt } from '../operation/queries.ts'
import type { Settings } from '../settings.ts'
import { allKeptTotp } from '../staff/totp-queries.ts'
import { lookAtClock, lookAtDurability, lookAtFile, lookAtSchema, restoreNewest } from './data.ts'
import { bad, good, type Line } from './line.ts'
import {
  lookAtClaim,
  lookAtDisk,
  lookAtFileSystem,
  lookAtFlushes,
  lookAtProgram,
  lookAtRights,
} from './machine.ts'
import { lookAtServer } from './postgres.ts'
import { lookAtSecrets } from './secrets.ts'
import {
  lookAtBackups,
  lookAtErasing,
  lookAtJobs,
  lookAtLastCheck,
  lookAtMail,
  tellVerdict,
} from './running.ts'

/**
 * Looks at machine, data and what the server does by itself, whether it runs or not, and changes nothing. What cannot be
 * looked at because something before it is wrong is left out.
 */
export async function examine(settings: Settings): Promise<Line[]> {
  const target = parseDatabaseUrl(settings.databaseUrl)
  const lines = [lookAtProgram()]
  if (target.engine === 'sqlite' && !existsSync(target.path)) {
    return [...lines, ...(await lookAtSchema(settings.databaseUrl)), noDatabase(target.path)]
  }
  if (target.engine === 'sqlite') {
    const folder = dirname(target.path)
    lines.push(await lookAtDisk(folder), await lookAtFileSystem(folder), await lookAtRights(target.path))
    lines.push(await lookAtClaim(target.path))
    lines.push(...attempted('flushes', 'look whether the disk can be written', () => lookAtFlushes(folder)))
    const file = attempted('file', restoreNewest, () => lookAtFile(target.path))
    lines.push(...file)
    if (file.some(({ state }) => state === 'bad')) return lines
    lines.push(...attempted('durability', restoreNewest, () => lookAtDurability(target.path)))
  }
  const schema = await lookAtSchema(settings.databaseUrl)
  lines.push(...schema)
  return schema[0]?.state === 'good' ? [...lines, ...(await lookInside(settings))] : lines
}

async function lookInside(settings: Settings): Promise<Line[]> {
  const machineNow = createClock().now()
  const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)
  const store = await openStore(settings.databaseUrl)
  try {
    const now = clock.now()
    const server = store.engine === 'postgres' ? await store.read(lookAtServer) : []
    const channels = await store.read(storedChannels)
    const totps = await store.read(allKeptTotp)
    const offices = createOfficeCache(store, () => 0)
    const known = await offices.list()
    const lines = await store.read(async db => [
      lookAtClock(now, await lastEntryAt(db)),
      await lookAtMail(db, now),
      await lookAtJobs(db, now),
      await lookAtLastCheck(db, now),
      await lookAtErasing(db, now, known),
    ])
    const verdicts = await checkInvariants({ store, clock, offices })
    const backups = await lookAtBackups(store.engine, settings.backup, machineNow)
    const secrets = await lookAtSecrets(settings.secretsKeyFile, channels, totps)
    return [...server, ...lines, backups, secrets, ...verdicts.map(tellVerdict)]
  } finally {
    await store.close()
  }
}

function noDatabase(path: string): Line {
  return existsSync(dirname(path))
    ? good('file', `${path} is not there yet: the first start makes it`)
    : bad(
        'file',
        `the folder of ${path} is not there`,
        'look at DATABASE_URL, and whether the disk is mounted',
      )
}

/** What cannot even be tried is a fault of its own. */
function attempted(name: string, todo: string, look: () => Line): Line[] {
  try {
    return [look()]
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
    return [bad(name, line, todo)]
  }
}
