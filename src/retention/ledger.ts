import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { dataClasses, keptSince, retentionLimits } from '../offices/retention.ts'
import { eraseClass } from './erase-class.ts'
import { forgetAgain } from './forget-again.ts'
import { type Erasure, erasuresAfter, insertErasure, ledgerId, unknownErasures } from './erasure-queries.ts'

const line = z.object({
  key: z.string(),
  office: z.string(),
  dataClass: z.enum([...dataClasses, 'person']),
  before: z.int().nullable(),
  subject: z
    .object({
      ...{ appointments: z.array(z.string()), opinions: z.array(z.string()) },
      // A ledger of the time before them has none.
      ...{ waits: z.array(z.string()).default([]), lineUsers: z.array(z.string()).default([]) },
    })
    .nullable(),
  erased: z.int(),
  at: z.int(),
  actor: z.string(),
})

type Line = z.infer<typeof line>

const rowsAtOnce = 500

/** Adds to the copy of the ledger outside of the database what it does not have yet. */
export async function keepLedger(deps: Pick<Deps, 'store' | 'settings'>): Promise<void> {
  const path = await ledgerPath(deps)
  const known = new Set((await readLedger(path)).map(({ key }) => key))
  for (let after = 0; ;) {
    const from = after
    const rows = await deps.store.read(db => erasuresAfter(db, from, rowsAtOnce))
    const fresh = rows.filter(({ key }) => !known.has(key))
    await append(path, fresh)
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)?.id ?? after
  }
}

/**
 * Does again what the copy of the ledger says was erased and the database does not: after an older backup has been put
 * in its place, and before anybody sees it. Answers how many lines that were. Comes before the service opens.
 */
export async function reapplyErasures(deps: Deps): Promise<number> {
  const lines = await readLedger(await ledgerPath(deps))
  const missing: Line[] = []
  for (let index = 0; index < lines.length; index += rowsAtOnce) {
    const part = lines.slice(index, index + rowsAtOnce)
    const unknown = new Set(
      await deps.store.read(db =>
        unknownErasures(
          db,
          part.map(({ key }) => key),
        ),
      ),
    )
    missing.push(...part.filter(({ key }) => unknown.has(key)))
  }
  for (const office of await deps.offices.list())
    await reapply(
      deps,
      office,
      missing.filter(({ office: slug }) => slug === office.slug),
    )
  return missing.length
}

async function reapply(deps: Deps, office: Office, lines: readonly Line[]): Promise<void> {
  const { store, clock } = deps
  for (const dataClass of dataClasses) {
    const ends = lines.flatMap(line => (line.dataClass === dataClass ? (line.before ?? []) : []))
    if (ends.length === 0) continue
    // However the clock may have stood then: what an office must keep is kept.
    const latest = keptSince(office, retentionLimits[dataClass].min, clock.now())
    await eraseClass(deps, office, dataClass, Math.min(Math.max(...ends), latest))
  }
  for (const { subject } of lines) if (subject) await forgetAgain(deps, office, subject)
  for (const line of lines) await store.write(db => insertErasure(db, { ...line, officeId: office.id }))
}

/** Named after the database, so that another one in its place is not taken for it. */
async function ledgerPath({ store, settings }: Pick<Deps, 'store' | 'settings'>): Promise<string> {
  const id = await store.read(ledgerId)
  return join(settings.ledgerFolder, `erasures-${id.slice(0, 12)}.jsonl`)
}

/** A line that a crash has cut off is none. */
async function readLedger(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap(one => {
    try {
      return line.safeParse(JSON.parse(one)).data ?? []
    } catch {
      return []
    }
  })
}

async function append(path: string, rows: ReadonlyArray<Erasure & { office: string }>): Promise<void> {
  if (rows.length === 0) return
  const lines = rows.map(({ key, office, dataClass, before, subject, erased, at, actor }) =>
    JSON.stringify({ key, office, dataClass, before, subject, erased, at, actor } satisfies Line),
  )
  await mkdir(join(path, '..'), { recursive: true })
  // Begins with an end of line: what a crash has cut off before it stays a line of its own.
  await appendFile(path, `\n${lines.join('\n')}\n`, { flush: true })
}
