import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { OfficeConfiguration } from './configuration.ts'
import { insertOffice, isSlugTaken } from './queries.ts'

type Outcome = { ok: true; officeId: number; slug: string } | { ok: false; reason: 'slug_taken' }
export type NewOfficeOutcome = Outcome | KeyReused

/**
 * Makes an office of a parsed configuration; from then on it is open for booking by its rules. Refused when its
 * address belongs to another office.
 */
export async function makeOffice(
  { store, clock, offices }: Deps,
  configuration: OfficeConfiguration,
  staff: StaffMember,
  intent: Intent,
): Promise<NewOfficeOutcome> {
  const now = clock.now()
  const { slug } = configuration.office
  const outcome = await store.write(db =>
    once<Outcome>(db, intent, now, async () => {
      if (await isSlugTaken(db, slug)) return { ok: false, reason: 'slug_taken' }
      const officeId = await insertOffice(db, configuration)
      const details = { counters: configuration.counters.length, services: configuration.services.length }
      await recordAudit(db, { officeId, at: now, actor: `staff:${staff.id}`, deed: 'office_made', details })
      return { ok: true, officeId, slug }
    }),
  )
  // Looked at once, so that the copies kept in memory are made anew.
  if (outcome.ok) await store.read(db => offices.current(db, outcome.officeId))
  return outcome
}
