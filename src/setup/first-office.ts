import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { OfficeConfiguration } from './configuration.ts'
import { insertOffice, isAnyOffice } from './queries.ts'

export type FirstOfficeOutcome = { ok: true; officeId: number } | { ok: false; reason: 'not_empty' }

/** Makes the first office of a database, by whoever operates it. Refused where there is an office. */
export function makeFirstOffice(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  configuration: OfficeConfiguration,
): Promise<FirstOfficeOutcome> {
  return store.write(async db => {
    if (await isAnyOffice(db)) return { ok: false, reason: 'not_empty' }
    const officeId = await insertOffice(db, configuration)
    const details = { counters: configuration.counters.length, services: configuration.services.length }
    await recordAudit(db, { officeId, at: clock.now(), actor: 'operator', deed: 'office_made', details })
    return { ok: true, officeId }
  })
}
