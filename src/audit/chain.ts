import { createHash } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { Link, Seal, SealedRow } from './seal-queries.ts'

/** Where the chain begins: nothing sealed, and sixty-four zeros as the hash before the first. */
export const beginning: Link = { position: 0, hash: '0'.repeat(64) }

/**
 * SHA-256, in hexadecimal, over the UTF-8 bytes of a JSON array without spaces: the name of this form, the hash
 * before, the position, then the row — id, office, instant, actor, role, deed, appointment, counter, details as they
 * are stored — and when it was sealed.
 */
export function sealHash(before: string, position: number, row: SealedRow, sealedAt: Instant): string {
  const { id, officeId, at, actor, actorRole, deed, appointmentId, counterId, details } = row
  const form = [
    ...['madoguchi-audit-1', before, position],
    ...[id, officeId, at, actor, actorRole, deed, appointmentId, counterId, details],
    sealedAt,
  ]
  return createHash('sha256').update(JSON.stringify(form)).digest('hex')
}

/** The seals of rows in their order, going on from the end of the chain. */
export function sealsOf(end: Link, rows: readonly SealedRow[], sealedAt: Instant): Seal[] {
  const seals: Seal[] = []
  let { position, hash } = end
  for (const row of rows) {
    position += 1
    hash = sealHash(hash, position, row, sealedAt)
    seals.push({ position, hash, sealedAt, auditId: row.id })
  }
  return seals
}

/** What somebody writes down to hold the chain to it later: how many rows were sealed, and the last hash. */
export function anchorOf({ position, hash }: Link): string {
  return `${position}:${hash}`
}

/** The same read back, with or without spaces around it; null for anything else. */
export function parseAnchor(typed: string): Link | null {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(typed.trim().toLowerCase()) ?? []
  return position === undefined || hash === undefined ? null : { position: Number(position), hash }
}
