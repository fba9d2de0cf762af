import { type Claim, claimDatabase } from '#db/claim.ts'
import type { Settings } from '../settings.ts'

export type SoleProgram = { ok: true; claim: Claim } | { ok: false; line: string }

/**
 * Makes this program the only one that serves a database file or changes it as a whole, until it ends. Two servers on
 * one file would each know only its own queue, its own kept pages and its own line of waiting residents.
 */
export async function becomeSole({ databaseUrl }: Pick<Settings, 'databaseUrl'>): Promise<SoleProgram> {
  try {
    const claim = await claimDatabase(databaseUrl)
    const line = `DATABASE_URL: another Madoguchi is running on ${databaseUrl.replace(/^file:/, '')}: a database file has one server, so stop that one first`
    return claim ? { ok: true, claim } : { ok: false, line }
  } catch (error) {
    return { ok: false, line: `DATABASE_URL cannot be opened: ${String(error).split('\n')[0]}` }
  }
}

/** The same for a command: throws the line, and lets go when it is done. */
export async function alone<T>(settings: Pick<Settings, 'databaseUrl'>, run: () => Promise<T>): Promise<T> {
  const sole = await becomeSole(settings)
  if (!sole.ok) throw new Error(sole.line)
  try {
    return await run()
  } finally {
    sole.claim.release()
  }
}
