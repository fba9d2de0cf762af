import { lookAtDatabase } from '#db/look-at-database.ts'
import { durabilityOf } from '#db/sqlite-handle.ts'
import { fileFaults } from '#db/sqlite-file.ts'
import type { Instant } from '../clock.ts'
import { readMark, refuseLoss } from '../operation/known-data.ts'
import { refuseNewer } from '../operation/prepare-database.ts'
import { bad, good, inWords, type Line, warning } from './line.ts'

/** Whether the schema is that of this program, and the data are those that were here before. */
export async function lookAtSchema(databaseUrl: string): Promise<Line[]> {
  const state = await lookAtDatabase(databaseUrl)
  const newer = refuseNewer(state)
  const loss = refuseLoss(state, await readMark(databaseUrl), {
    isEmptyAccepted: false,
    isOlderAccepted: false,
  })
  const last = state.applied.at(-1) ?? 'nothing'
  return [
    newer !== null
      ? bad('schema', last, newer)
      : state.pending.length > 0
        ? warning(
            'schema',
            `${last}; ${state.pending.length} steps are missing`,
            'madoguchi migrate, or start the server',
          )
        : good('schema', last),
    loss === null
      ? good('which data', state.dataId === null ? 'not named yet' : `${state.dataId}, as it was`)
      : bad(
          'which data',
          loss.split(':')[0] ?? loss,
          'madoguchi restore, or start with the option that the start tells',
        ),
  ]
}

export const restoreNewest = 'stop the server, keep the file, and restore the newest backup'

/** Pages and references, by SQLite's own checks. */
export function lookAtFile(path: string): Line {
  const faults = fileFaults(path)
  return faults.length === 0
    ? good('file', 'no page is damaged, no reference leads nowhere')
    : bad('file', `${faults.length} faults: ${faults[0]}`, restoreNewest)
}

/** As the server opens it, and as it really is after a first access. */
export function lookAtDurability(path: string): Line {
  const { synchronous, journal } = durabilityOf(path)
  return synchronous === 2 && journal === 'wal'
    ? good('durability', 'synchronous=FULL is in force')
    : bad(
        'durability',
        `synchronous ${synchronous}, journal ${journal}`,
        'a power cut may lose bookings: use the SQLite that npm ci installs',
      )
}

const clockToleranceMilliseconds = 5 * 60_000

/** Nothing can have been written later than now. */
export function lookAtClock(now: Instant, lastEntryAt: Instant | null): Line {
  if (lastEntryAt === null) return good('clock', 'nothing has been written yet')
  const ahead = lastEntryAt - now
  return ahead > clockToleranceMilliseconds
    ? bad(
        'clock',
        `the last entry is ${inWords(ahead)} ahead of this machine`,
        'set the clock: timedatectl set-ntp true',
      )
    : good('clock', `the last entry is ${inWords(-ahead)} old`)
}
