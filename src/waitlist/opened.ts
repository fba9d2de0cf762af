import { isTokenShaped } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Entry } from './entry.ts'
import { findEntry } from './entry-queries.ts'
import { aheadOf } from './line-queries.ts'
import { entryOpenedBy } from './token-queries.ts'

export type OpenedEntry = { office: Office; entry: Entry; ahead: number }

/** The entry that a token opens, with its office and how many are before it; null for every other text. */
export async function openedEntry(deps: Deps, token: string): Promise<OpenedEntry | null> {
  if (!isTokenShaped(token)) return null
  return deps.store.read(async db => {
    const opened = await entryOpenedBy(db, token)
    if (!opened) return null
    const office = await deps.offices.current(db, opened.officeId)
    const entry = await findEntry(db, office, opened.entryId)
    return entry && { office, entry, ahead: entry.endReason === null ? await aheadOf(db, entry) : 0 }
  })
}
