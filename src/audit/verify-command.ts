import { existsSync } from 'node:fs'
import { parseDatabaseUrl } from '#db/connect.ts'
import { openStore, type Store } from '#db/store.ts'
import { readSettings } from '../settings.ts'
import { anchorOf, parseAnchor } from './chain.ts'
import type { Link } from './seal-queries.ts'
import { type AuditFault, verifyAudit } from './verify.ts'

/**
 * Prints each fault of the audit's chain, a summary, and the anchor to write down; `--anchor COUNT:HASH` holds the
 * chain to one that was written down before. Answers the exit code: 0 when there is no fault, 1 when there is, 2
 * when it could not look.
 */
export async function verifyAuditCommand(
  options: readonly string[],
  env: Record<string, string | undefined>,
): Promise<0 | 1 | 2> {
  const anchor = anchorOption(options)
  if (typeof anchor === 'string') return giveUp(anchor)
  try {
    const store = await openExisting(readSettings({ DATABASE_URL: env.DATABASE_URL }).databaseUrl)
    try {
      return await tell(store, anchor)
    } finally {
      await store.close()
    }
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return giveUp(line?.includes('DATABASE_URL') ? line : `DATABASE_URL cannot be verified: ${line}`)
  }
}

/** The anchor given, null without one, or what is wrong with the options. */
function anchorOption(options: readonly string[]): Link | null | string {
  const [option, value = '', more] = options
  if (option === undefined) return null
  if (option !== '--anchor') return `unknown option ${option}; there is --anchor COUNT:HASH`
  if (more !== undefined) return `unknown option ${more}; there is --anchor COUNT:HASH`
  return parseAnchor(value) ?? '--anchor needs COUNT:HASH as it was printed'
}

/** Opening a file that is not there would make an empty database of it. */
function openExisting(databaseUrl: string): Promise<Store> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'sqlite' && !existsSync(target.path)) throw new Error('there is no such file')
  return openStore(databaseUrl)
}

async function tell(store: Store, anchor: Link | null): Promise<0 | 1> {
  const { rows, waiting, end, faults } = await verifyAudit(store, { anchor })
  const summary = `rows ${rows}, not yet sealed ${waiting}, faults ${faults.length}`
  process.stdout.write(`${[...faults.map(faultLine), summary, `anchor ${anchorOf(end)}`].join('\n')}\n`)
  return faults.length > 0 ? 1 : 0
}

/** A fault in one line, without anything of what the row holds. */
function faultLine({ what, position, auditId }: AuditFault): string {
  const seal = position === null ? '' : ` seal ${position}`
  const row = auditId === null ? '' : ` row ${auditId}`
  return `${seal}${row}: ${words[what]}`.trim()
}

const words: Record<AuditFault['what'], string> = {
  row_changed: 'is not what was sealed',
  row_missing: 'was taken away',
  row_inserted: 'was put in past the chain',
  seal_missing: 'is missing',
  end_differs: 'is not the end that the chain tells',
  checkpoint_untold: 'a checkpoint that the audit does not tell of',
  anchor_differs: 'is not what the anchor says',
  anchor_too_old: 'the anchor is older than what is kept',
}

function giveUp(line: string): 2 {
  process.stderr.write(`madoguchi: ${line}\n`)
  return 2
}
