import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Definition } from './indicator.ts'
import { insertIndicator, updateIndicator } from './definition-queries.ts'

export type DefineOutcome = { ok: true } | { ok: false; reason: 'taken' | 'changed_meanwhile' } | KeyReused

/** Adds an indicator after the others; refused when another one of the office goes by its slug. */
export function addIndicator(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  indicator: Definition,
  intent: Intent,
): Promise<DefineOutcome> {
  return inOneGo(deps, office, staff, { deed: 'add_indicator', indicator }, intent, async db =>
    (await insertIndicator(db, office.id, indicator)) ? { ok: true } : { ok: false, reason: 'taken' },
  )
}

/** Changes what an indicator is, for all years; refused when somebody else did since this version. */
export function changeIndicator(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  indicator: Definition & { version: number },
  intent: Intent,
): Promise<DefineOutcome> {
  return inOneGo(deps, office, staff, { deed: 'change_indicator', indicator }, intent, async db =>
    (await updateIndicator(db, office.id, indicator))
      ? { ok: true }
      : { ok: false, reason: 'changed_meanwhile' },
  )
}

function inOneGo(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { deed, indicator }: { deed: 'add_indicator' | 'change_indicator'; indicator: Definition },
  intent: Intent,
  write: (db: Db) => Promise<DefineOutcome>,
): Promise<DefineOutcome> {
  const now = clock.now()
  return store.write(db =>
    once(db, intent, now, async () => {
      const outcome = await write(db)
      if (!outcome.ok) return outcome
      await recordAudit(db, {
        ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed, details: { ...indicator } },
      })
      return outcome
    }),
  )
}
