import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { beginning, sealHash } from './chain.ts'
import { type Checkpoint, lastCheckpoint, toldCheckpoints } from './checkpoint-queries.ts'
import {
  countUnsealed,
  endsOfChain,
  type Link,
  lostUnsealed,
  sealAt,
  sealsAfter,
  strayRows,
} from './seal-queries.ts'

export type AuditFault = {
  what:
    | 'row_changed'
    | 'row_missing'
    | 'row_inserted'
    | 'seal_missing'
    | 'end_differs'
    | 'checkpoint_untold'
    | 'anchor_differs'
    | 'anchor_too_old'
  /** Of the seal; null where there is none. */
  position: number | null
  auditId: number | null
}

export type AuditVerification = {
  /** Rows whose seals were looked at. */
  rows: number
  /** Rows that are not sealed yet. */
  waiting: number
  /** The end of the chain, to be written down as an anchor. */
  end: Link
  faults: AuditFault[]
}

const partSize = 500
const faultsMax = 1000

/**
 * Proves that no row of the audit was changed, taken away or put in since it was sealed, from the beginning or the
 * last checkpoint to the end. What was cut off at the end together with its seals shows only against an anchor that
 * somebody kept elsewhere. May run while everybody works.
 */
export async function verifyAudit(
  store: Pick<Store, 'read'>,
  { anchor = null }: { anchor?: Link | null } = {},
): Promise<AuditVerification> {
  const checkpoint = await store.read(lastCheckpoint)
  const chain = await verifyChain(store, checkpoint ?? beginning)
  const faults = [
    ...chain.faults,
    ...(await strays(store)),
    ...(await store.read(lostUnsealed)).map(auditId => fault('row_missing', null, auditId)),
    ...(await endFaults(store)),
    ...(checkpoint ? await checkpointFaults(store, checkpoint) : []),
    ...(anchor ? await anchorFaults(store, anchor, checkpoint ?? beginning) : []),
  ]
  const waiting = await store.read(countUnsealed)
  return { rows: chain.rows, waiting, end: chain.end, faults: faults.slice(0, faultsMax) }
}

function fault(what: AuditFault['what'], position: number | null, auditId: number | null = null): AuditFault {
  return { what, position, auditId }
}

/** Each hash is made anew from the one stored before it: one changed row is one fault, not all that follow. */
async function verifyChain(store: Pick<Store, 'read'>, start: Link) {
  const faults: AuditFault[] = []
  let end = start
  let rows = 0
  for (;;) {
    const seals = await store.read(db => sealsAfter(db, end.position, partSize))
    for (const { position, auditId, sealedAt, hash, row } of seals) {
      if (position !== end.position + 1) faults.push(fault('seal_missing', end.position + 1))
      else if (!row) faults.push(fault('row_missing', position, auditId))
      else if (sealHash(end.hash, position, row, sealedAt) !== hash)
        faults.push(fault('row_changed', position, auditId))
      end = { position, hash }
    }
    rows += seals.length
    if (seals.length < partSize) return { end, rows, faults }
    await nextTurn()
  }
}

async function strays(store: Pick<Store, 'read'>): Promise<AuditFault[]> {
  const faults: AuditFault[] = []
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const found = await store.read(db => strayRows(db, after, partSize))
    faults.push(...found.strays.map(id => fault('row_inserted', null, id)))
    if (found.last === null) return faults
    after = found.last
    await nextTurn()
  }
}

async function endFaults(store: Pick<Store, 'read'>): Promise<AuditFault[]> {
  const { told, last, hash } = await store.read(endsOfChain)
  const checkpoint = await store.read(lastCheckpoint)
  const isEnd = last === null ? told.position === (checkpoint?.position ?? 0) : last === told.position
  return isEnd && (last === null || hash === told.hash) ? [] : [fault('end_differs', told.position)]
}

/** Whoever takes rows away by a checkpoint of their own has to write that down as well. */
async function checkpointFaults(
  store: Pick<Store, 'read'>,
  { position, hash, createdAt }: Checkpoint,
): Promise<AuditFault[]> {
  const told = await store.read(db => toldCheckpoints(db, createdAt))
  const isTold = told.some(link => link.position === position && link.hash === hash)
  return isTold ? [] : [fault('checkpoint_untold', position)]
}

async function anchorFaults(store: Pick<Store, 'read'>, anchor: Link, start: Link): Promise<AuditFault[]> {
  if (anchor.position < start.position) return [fault('anchor_too_old', anchor.position)]
  const hash =
    anchor.position === start.position ? start.hash : await store.read(db => sealAt(db, anchor.position))
  return hash === anchor.hash ? [] : [fault('anchor_differs', anchor.position)]
}
