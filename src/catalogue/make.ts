import type { Db } from '#db/store.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Localized, Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type CatalogueDeed, change, recordChange, type Refused } from './change.ts'
import { countersOf, insertCounter } from './counter-queries.ts'
import { type CounterError, type CounterRules, refuseCounter } from './counter-rules.ts'
import { insertDocument } from './document-queries.ts'
import { insertLifeEvent } from './life-event-queries.ts'
import { insertService } from './service-queries.ts'
import { isTaken } from './subject-queries.ts'
import type { ServiceRules } from './service-rules.ts'

export const makeableKinds = ['counters', 'services', 'documents', 'life-events'] as const
export type MakeableKind = (typeof makeableKinds)[number]

/** Counters and services have rules; a counter without a division gets one of its name. */
export type NewThing =
  | { kind: 'counters'; slug: string; name: Localized; rules: CounterRules; division: string | null }
  | { kind: 'services'; slug: string; name: Localized; rules: ServiceRules }
  | { kind: 'documents' | 'life-events'; slug: string; name: Localized }

type Outcome =
  | { ok: true; slug: string }
  | Refused<'slug_taken'>
  | { ok: false; reason: 'invalid'; errors: CounterError[] }
export type MakeOutcome = Outcome | KeyReused

const tables = {
  counters: 'counters',
  services: 'services',
  documents: 'documents',
  'life-events': 'life_events',
} as const
const deeds = {
  counters: 'counter_made',
  services: 'service_made',
  documents: 'document_made',
  'life-events': 'life_event_made',
} as const satisfies Record<MakeableKind, CatalogueDeed>

/**
 * Enters a counter, a service, a document or a life event. A counter is there at once; a new service is not offered
 * until somebody brings it out. Refused when another of its kind has the same name in addresses, and for a counter that
 * cannot stand beside the others.
 */
export function make(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  thing: NewThing,
  intent: Intent,
): Promise<MakeOutcome> {
  const { kind, slug } = thing
  const now = deps.clock.now()
  return change(deps, office, db =>
    once<Outcome>(db, intent, now, async () => {
      if (await isTaken(db, tables[kind], office.id, slug)) return { ok: false, reason: 'slug_taken' }
      const errors = thing.kind === 'counters' ? await refusalsOf(db, office.id, thing.rules) : []
      if (errors.length > 0) return { ok: false, reason: 'invalid', errors }
      await insert(db, office.id, thing, now)
      await recordChange(db, deps, office, staff, deeds[kind], { slug })
      return { ok: true, slug }
    }),
  )
}

function insert(db: Db, officeId: number, thing: NewThing, now: number): Promise<void> {
  if (thing.kind === 'counters') return insertCounter(db, officeId, thing)
  if (thing.kind === 'services') return insertService(db, officeId, { ...thing, now })
  return thing.kind === 'documents'
    ? insertDocument(db, officeId, thing)
    : insertLifeEvent(db, officeId, thing)
}

async function refusalsOf(db: Db, officeId: number, rules: CounterRules): Promise<CounterError[]> {
  const others = await countersOf(db, officeId)
  return refuseCounter(
    rules,
    null,
    others.map(other => other.rules),
  )
}
