import type { Db } from '#db/store.ts'
import type { MessageKind, Words } from '../notifications/template.ts'
import type { NoticeRules } from '../offices/notices.ts'
import type { Localized, OfficeContact } from '../offices/office.ts'
import type { Instant } from '../clock.ts'
import type { ServiceRules } from './service-rules.ts'
import type { Subject, SubjectKind, Texts } from './texts.ts'

type Finder = (db: Db, officeId: number, slug: string) => Promise<Subject | null>

/** Looks a thing up by its slug, with its texts as they are now. */
const finders: Readonly<Record<SubjectKind, Finder>> = {
  async office(db, officeId, slug) {
    const row = await db
      .selectFrom('offices')
      .select(['id', 'slug', 'name', 'contact_json', 'version'])
      .where('id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const { address, phone }: OfficeContact = JSON.parse(row.contact_json)
    return subjectOf('office', row, { name: parsed(row.name), address }, { phone })
  },
  async counters(db, officeId, slug) {
    const row = await db
      .selectFrom('counters')
      .select(['id', 'slug', 'name', 'public_name', 'is_private', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const shownAs = row.is_private === 1 ? { publicName: parsedOrNull(row.public_name) } : {}
    return subjectOf('counters', row, { name: parsed(row.name), ...shownAs }, { counterId: row.id })
  },
  async services(db, officeId, slug) {
    const row = await db
      .selectFrom('services')
      .select(['id', 'slug', 'counter_id', 'name', 'deadline', 'no_visit_alternative', 'notes', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const texts = {
      name: parsed(row.name),
      noVisitAlternative: parsedOrNull(row.no_visit_alternative),
      deadline: parsedOrNull(row.deadline),
      notes: parsedOrNull(row.notes),
    }
    return subjectOf('services', row, texts, { counterId: row.counter_id })
  },
  async documents(db, officeId, slug) {
    const row = await db
      .selectFrom('documents')
      .select(['id', 'slug', 'name', 'note', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    return row ? subjectOf('documents', row, { name: parsed(row.name), note: parsedOrNull(row.note) }) : null
  },
  async 'life-events'(db, officeId, slug) {
    const row = await db
      .selectFrom('life_events')
      .select(['id', 'slug', 'name', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    return row ? subjectOf('life-events', row, { name: parsed(row.name) }) : null
  },
}

export function findSubject(
  db: Db,
  officeId: number,
  kind: SubjectKind,
  slug: string,
): Promise<Subject | null> {
  return finders[kind](db, officeId, slug)
}

function subjectOf(
  kind: SubjectKind,
  { id, slug, version }: Pick<Subject, 'id' | 'slug' | 'version'>,
  texts: Texts,
  { counterId = null, phone = null }: Partial<Pick<Subject, 'counterId' | 'phone'>> = {},
): Subject {
  return { kind, id, slug, version, texts, counterId, phone }
}

/** A row as it was when somebody looked at it. */
export type Seen = Pick<Subject, 'id' | 'version'>

/** Changes columns of a row unless its version is no longer the one that was seen. */
export async function setUnlessStale(
  db: Db,
  table: 'offices' | 'counters' | 'services' | 'documents' | 'life_events',
  { id, version }: Seen,
  columns: Record<string, string | number | null>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const savers: Readonly<
  Record<SubjectKind, (db: Db, seen: Subject, texts: Texts, phone: string | null) => Promise<boolean>>
> = {
  async office(db, seen, { name, address }, phone) {
    const { contact_json } = await db
      .selectFrom('offices')
      .select('contact_json')
      .where('id', '=', seen.id)
      .executeTakeFirstOrThrow()
    const contact = { ...JSON.parse(contact_json), address, phone }
    return setUnlessStale(db, 'offices', seen, { name: json(name), contact_json: json(contact) })
  },
  counters: (db, seen, { name, publicName }) =>
    setUnlessStale(db, 'counters', seen, {
      name: json(name),
      ...(publicName && { public_name: json(publicName) }),
    }),
  services: (db, seen, { name, noVisitAlternative, deadline, notes }) =>
    setUnlessStale(db, 'services', seen, {
      name: json(name),
      no_visit_alternative: jsonOrNull(noVisitAlternative),
      deadline: jsonOrNull(deadline),
      notes: jsonOrNull(notes),
    }),
  documents: (db, seen, { name, note }) =>
    setUnlessStale(db, 'documents', seen, { name: json(name), note: jsonOrNull(note) }),
  'life-events': (db, seen, { name }) => setUnlessStale(db, 'life_events', seen, { name: json(name) }),
}

/** Writes the texts of a thing; false when it has changed since it was seen. */
export function saveTexts(db: Db, seen: Subject, texts: Texts, phone: string | null): Promise<boolean> {
  return savers[seen.kind](db, seen, texts, phone)
}

/** Everything kept in memory of an office is read anew from now on. */
export async function raiseRevision(db: Db, officeId: number): Promise<void> {
  await db
    .updateTable('offices')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', officeId)
    .execute()
}

export type DocumentRow = { id: number; slug: string; name: Localized; note: Localized | null }

/** The papers that an office knows, used or not. */
export async function documentsOf(db: Db, officeId: number): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'slug', 'name', 'note'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  return rows.map(({ name, note, ...row }) => ({ ...row, name: parsed(name), note: parsedOrNull(note) }))
}

export type ServiceRow = {
  id: number
  slug: string
  name: Localized
  version: number
  retiredAt: Instant | null
  rules: ServiceRules
}

/** A service as it is now, offered or not. */
export async function findService(db: Db, officeId: number, slug: string): Promise<ServiceRow | null> {
  const row = await db
    .selectFrom('services')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...{ id: row.id, slug: row.slug, name: parsed(row.name), version: row.version },
    retiredAt: row.retired_at,
    rules: {
      counterId: row.counter_id,
      durationMinutes: row.duration_minutes,
      stayMinutes: row.stay_minutes,
      isPerPerson: row.is_per_person === 1,
      isEveningOk: row.is_evening_ok === 1,
      sunday: row.sunday,
      isBookable: row.is_bookable === 1,
      isSensitive: row.is_sensitive === 1,
    },
  }
}

/** How many visits for a service are still to come, those that are being booked just now among them. */
export async function bookedAhead(db: Db, serviceId: number, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('leg_services as chosen')
    .innerJoin('legs as leg', 'leg.id', 'chosen.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('chosen.service_id', '=', serviceId)
    .where('leg.starts_at', '>=', now)
    .where(eb =>
      eb.or([
        eb('appointment.state', '=', 'booked'),
        eb.and([eb('appointment.state', '=', 'held'), eb('appointment.held_until_at', '>', now)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return count
}

function ruleColumns(rules: ServiceRules) {
  return {
    counter_id: rules.counterId,
    duration_minutes: rules.durationMinutes,
    stay_minutes: rules.stayMinutes,
    is_per_person: flag(rules.isPerPerson),
    is_evening_ok: flag(rules.isEveningOk),
    sunday: rules.sunday,
    is_bookable: flag(rules.isBookable),
    is_sensitive: flag(rules.isSensitive),
  }
}

export function saveRules(db: Db, seen: Seen, rules: ServiceRules): Promise<boolean> {
  return setUnlessStale(db, 'services', seen, ruleColumns(rules))
}

export function saveRetirement(db: Db, seen: Seen, retiredAt: Instant | null): Promise<boolean> {
  return setUnlessStale(db, 'services', seen, { retired_at: retiredAt })
}

/** Enters a service after all others. It is not offered before it is brought back. */
export async function insertService(
  db: Db,
  officeId: number,
  { slug, name, rules, now }: { slug: string; name: Localized; rules: ServiceRules; now: Instant },
): Promise<void> {
  await db
    .insertInto('services')
    .values(eb => ({
      ...{ office_id: officeId, slug, name: json(name), retired_at: now },
      ...ruleColumns(rules),
      position: eb
        .selectFrom('services')
        .select(last => eb(last.fn.coalesce(last.fn.max<number>('position'), eb.lit(-1)), '+', 1).as('next'))
        .where('office_id', '=', officeId),
    }))
    .execute()
}

/** Whether a thing of this kind and slug is there already. */
export async function isTaken(
  db: Db,
  table: 'services' | 'documents' | 'life_events',
  officeId: number,
  slug: string,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertDocument(
  db: Db,
  officeId: number,
  { slug, name }: { slug: string; name: Localized },
): Promise<void> {
  await db
    .insertInto('documents')
    .values({ office_id: officeId, slug, name: json(name) })
    .execute()
}

export async function insertLifeEvent(
  db: Db,
  officeId: number,
  { slug, name }: { slug: string; name: Localized },
): Promise<void> {
  await db
    .insertInto('life_events')
    .values(eb => ({
      ...{ office_id: officeId, slug, name: json(name) },
      position: eb
        .selectFrom('life_events')
        .select(last => eb(last.fn.coalesce(last.fn.max<number>('position'), eb.lit(-1)), '+', 1).as('next'))
        .where('office_id', '=', officeId),
    }))
    .execute()
}

export type NeededRow = DocumentRow & { condition: Localized | null }

/** What a service needs, in its order. */
export async function neededBy(db: Db, serviceId: number): Promise<NeededRow[]> {
  const rows = await db
    .selectFrom('service_documents as needed')
    .innerJoin('documents as document', 'document.id', 'needed.document_id')
    .select(['document.id', 'document.slug', 'document.name', 'document.note', 'needed.condition'])
    .where('needed.service_id', '=', serviceId)
    .orderBy('needed.position')
    .execute()
  return rows.map(({ id, slug, name, note, condition }) => ({
    ...{ id, slug, name: parsed(name) },
    note: parsedOrNull(note),
    condition: parsedOrNull(condition),
  }))
}

/** Writes what a service needs anew, unless the service has changed since it was seen. */
export async function saveNeeded(
  db: Db,
  officeId: number,
  seen: Seen,
  needed: ReadonlyArray<{ documentId: number; condition: Localized | null }>,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'services', seen, {}))) return false
  await db.deleteFrom('service_documents').where('service_id', '=', seen.id).execute()
  for (const [position, { documentId, condition }] of needed.entries())
    await db
      .insertInto('service_documents')
      .values({
        ...{ office_id: officeId, service_id: seen.id, document_id: documentId, position },
        condition: jsonOrNull(condition),
      })
      .execute()
  return true
}

/** The slugs of a life event's services, in its order, those not offered among them. */
export async function servicesOfEvent(db: Db, eventId: number): Promise<Array<{ id: number; slug: string }>> {
  return db
    .selectFrom('life_event_services as link')
    .innerJoin('services as service', 'service.id', 'link.service_id')
    .select(['service.id', 'service.slug'])
    .where('link.life_event_id', '=', eventId)
    .orderBy('link.position')
    .execute()
}

export async function saveServicesOfEvent(
  db: Db,
  officeId: number,
  seen: Seen,
  serviceIds: readonly number[],
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'life_events', seen, {}))) return false
  await db.deleteFrom('life_event_services').where('life_event_id', '=', seen.id).execute()
  for (const [position, service_id] of serviceIds.entries())
    await db
      .insertInto('life_event_services')
      .values({ office_id: officeId, life_event_id: seen.id, service_id, position })
      .execute()
  return true
}

/** The services of a counter in the office's order, each with its place in it. */
export function servicesAt(db: Db, counterId: number) {
  return db
    .selectFrom('services')
    .select(['id', 'slug', 'position'])
    .where('counter_id', '=', counterId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Gives the services of a counter these places, unless its texts or order have changed since they were seen. */
export async function savePlaces(
  db: Db,
  counter: Seen,
  places: ReadonlyArray<{ id: number; position: number }>,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'counters', counter, {}))) return false
  for (const { id, position } of places)
    await db.updateTable('services').set({ position }).where('id', '=', id).execute()
  return true
}

/** Gives an office's pages another colour; false when it has changed since it was seen. */
export function saveColour(db: Db, office: Seen, colour: string | null): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, { key_colour: colour })
}

/** Changes when an office writes to people by itself. */
export function saveNotices(db: Db, office: Seen, notices: NoticeRules): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, {
    reminder_days_before: notices.daysBefore,
    reminder_hour: notices.hour,
    is_reminded_hours_before: notices.isHoursBefore ? 1 : 0,
    near_turn_people: notices.nearPeople,
    near_turn_minutes: notices.nearMinutes,
    is_near_turn_mailed: notices.isNearMailed ? 1 : 0,
  })
}

type TemplateKey = { kind: MessageKind; language: string }

export async function findTemplate(db: Db, officeId: number, { kind, language }: TemplateKey) {
  const row = await db
    .selectFrom('message_templates')
    .select(['subject', 'body', 'version'])
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return row ?? null
}

/** Writes an office's own wording; false when there is another one than was seen. */
export async function saveTemplate(
  db: Db,
  officeId: number,
  { kind, language, version }: TemplateKey & { version: number },
  words: Words,
): Promise<boolean> {
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('message_templates')
      .values({ office_id: officeId, kind, language, ...words })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const { numUpdatedRows } = await db
    .updateTable('message_templates')
    .set({ ...words, version: version + 1 })
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteTemplate(
  db: Db,
  officeId: number,
  { kind, language, version }: TemplateKey & { version: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('message_templates')
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

function json(value: unknown): string {
  return JSON.stringify(value)
}

function jsonOrNull(text: Localized | null | undefined): string | null {
  return text ? JSON.stringify(text) : null
}

function parsed(text: string): Localized {
  return JSON.parse(text)
}

function parsedOrNull(text: string | null): Localized | null {
  return text === null ? null : JSON.parse(text)
}
