import type { Deps } from '../deps.ts'
import { anchorOf } from './chain.ts'
import { endsOfChain } from './seal-queries.ts'
import { sealAudit } from './seal.ts'

/**
 * Writes the end of the chain to the log, which is kept apart from the database: whoever cuts rows off the end
 * later would have to change both.
 */
export async function tellAnchor(deps: Pick<Deps, 'store' | 'clock' | 'log'>): Promise<void> {
  await sealAudit(deps)
  const { told } = await deps.store.read(endsOfChain)
  deps.log.info({ anchor: anchorOf(told) }, 'the end of the audit')
}
