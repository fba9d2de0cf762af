import type { Db } from '#db/store.ts'
import { parseTime } from '../clock.ts'
import { readPicture } from '../logos/picture.ts'
import { logoPicture, saveDraft, takeDraftIntoUse } from '../logos/queries.ts'
import { flag, json, jsonOrNull, parsedOrNull } from '../offices/columns.ts'
import type { Localized } from '../offices/office.ts'
import type { OfficeConfiguration } from './configuration.ts'

type Part<Name extends keyof OfficeConfiguration> =
  OfficeConfiguration[Name] extends Array<infer One> ? One : never
type Slugs = Map<string, number>

/** Writes an office with all that it has decided; answers its id. The configuration has been parsed. */
export async function insertOffice(db: Db, configuration: OfficeConfiguration): Promise<number> {
  const { id: officeId } = await db
    .insertInto('offices')
    .values(officeColumns(configuration))
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertLogo(db, officeId, configuration.office.logo)
  const divisions: Slugs = new Map()
  for (const { slug, name } of configuration.divisions)
    divisions.set(slug, await insertDivision(db, officeId, { slug, name: json(name) }))

  const counters: Slugs = new Map()
  for (const [position, counter] of configuration.counters.entries())
    counters.set(
      counter.slug,
      await insertCounter(db, officeId, counter, idOf(divisions, counter.division), position),
    )
  const counterId = (slug: string | null) => (slug === null ? null : idOf(counters, slug))

  const documents = await insertDocuments(db, officeId, configuration)
  const services: Slugs = new Map()
  for (const [position, service] of configuration.services.entries())
    services.set(service.slug, await insertService(db, officeId, service, { counters, documents, position }))
  const serviceId = (slug: string | null) => (slug === null ? null : idOf(services, slug))
  await insertRelations(db, officeId, configuration, services)
  await insertOpening(db, officeId, configuration, { counterId, serviceId })
  for (const [position, event] of configuration.lifeEvents.entries())
    await insertLifeEvent(db, officeId, event, services, position)
  for (const template of configuration.messageTemplates)
    await db
      .insertInto('message_templates')
      .values({ office_id: officeId, ...template })
      .execute()
  return officeId
}

async function insertLogo(db: Db, officeId: number, logo: OfficeConfiguration['office']['logo']) {
  if (!logo) return
  const read = readPicture(Buffer.from(logo.file, 'base64'))
  if (!read.ok) throw new Error(`a logo that is ${read.reason}`)
  await saveDraft(db, officeId, read.picture)
  await takeDraftIntoUse(db, officeId, logo.alt)
}

function officeColumns({ office, booking, day, retention, notices, waitlist }: OfficeConfiguration) {
  return {
    slug: office.slug,
    name: json(office.name),
    contact_json: json({ address: office.address, phone: office.phone, callCentre: office.callCentre }),
    time_zone: office.timeZone,
    key_colour: office.keyColour,
    slot_minutes: booking.slotMinutes,
    hold_minutes: booking.holdMinutes,
    booking_days_ahead: booking.daysAhead,
    is_same_day_bookable: flag(booking.isSameDayBookable),
    lead_minute: minute(booking.leadTime),
    bookable_share_percent: booking.sharePercent,
    lunch_from_minute: minute(booking.lunchFrom),
    lunch_to_minute: minute(booking.lunchTo),
    active_bookings_per_contact_max: booking.activePerContactMax,
    services_per_booking_max: booking.servicesMax,
    people_per_booking_max: booking.peopleMax,
    check_in_opens_minutes_before: booking.checkInOpensMinutesBefore,
    late_grace_minutes: booking.lateGraceMinutes,
    no_show_after_minutes: booking.noShowAfterMinutes,
    walk_same_floor_minutes: booking.walkSameFloorMinutes,
    walk_per_floor_minutes: booking.walkPerFloorMinutes,
    calling_order: day.callingOrder,
    ratio_booked: day.ratioBooked,
    ratio_walk_in: day.ratioWalkIn,
    is_priority_first: flag(day.isPriorityFirst),
    day_turns_minute: minute(day.dayTurns),
    idle_lock_minutes: day.idleLockMinutes,
    totp_roles_json: json(day.totpRoles),
    is_kiosk_open: flag(day.isKioskOpen),
    keep_bookings_days: retention.bookings,
    keep_mails_days: retention.mails,
    keep_contacts_days: retention.contacts,
    keep_opinions_days: retention.opinions,
    keep_comments_days: retention.comments,
    reminder_days_before: notices.daysBefore,
    reminder_hour: notices.hour,
    is_reminded_hours_before: flag(notices.isHoursBefore),
    near_turn_people: notices.nearPeople,
    near_turn_minutes: notices.nearMinutes,
    is_near_turn_mailed: flag(notices.isNearMailed),
    keep_audit_days: retention.audit,
    is_waitlist_on: flag(waitlist.isOn),
    offer_minutes: waitlist.offerMinutes,
    offers_passed_max: waitlist.passedMax,
    waits_per_contact_max: waitlist.perContactMax,
    waits_per_day_max: waitlist.perDayMax,
  }
}

async function insertDivision(db: Db, office_id: number, division: { slug: string; name: string }) {
  const { id } = await db
    .insertInto('divisions')
    .values({ office_id, ...division })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A counter with its windows and its queue. */
async function insertCounter(
  db: Db,
  office_id: number,
  counter: Part<'counters'>,
  division_id: number,
  position: number,
): Promise<number> {
  const { id } = await db
    .insertInto('counters')
    .values({
      ...{ office_id, division_id, position },
      slug: counter.slug,
      number: counter.number,
      floor: counter.floor,
      ticket_prefix: counter.ticketPrefix,
      name: json(counter.name),
      public_name: jsonOrNull(counter.publicName),
      is_private: flag(counter.isPrivate),
      is_bookable: flag(counter.isBookable),
      windows_at_lunch: counter.windowsAtLunch,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('queue_versions').values({ office_id, counter_id: id, version: 0 }).execute()
  for (let number = 1; number <= counter.windows; number += 1)
    await db.insertInto('windows').values({ office_id, counter_id: id, number }).execute()
  return id
}

async function insertOpening(
  db: Db,
  office_id: number,
  { openingRules, closures, holidays, capacityRules }: OfficeConfiguration,
  { counterId, serviceId }: Record<'counterId' | 'serviceId', (slug: string | null) => number | null>,
): Promise<void> {
  for (const rule of openingRules)
    await db
      .insertInto('opening_rules')
      .values({
        ...{ office_id, kind: rule.kind, weekday: rule.weekday, nth: rule.nth, session: rule.session },
        counter_id: counterId(rule.counter),
        service_id: serviceId(rule.service),
        on_date: rule.date,
        opens_minute: minute(rule.opens),
        closes_minute: minute(rule.closes),
        valid_from_date: rule.validFrom,
        valid_to_date: rule.validTo,
      })
      .execute()
  for (const { counter, kind, from, to, reason } of closures)
    await db
      .insertInto('closures')
      .values({
        ...{ office_id, kind, from_date: from, to_date: to },
        counter_id: counterId(counter),
        reason: json(reason),
      })
      .execute()
  for (const { date, name } of holidays)
    await db
      .insertInto('holidays')
      .values({ office_id, on_date: date, name: json(name) })
      .execute()
  for (const { counter, weekday, from, to, windows, sharePercent, validFrom, validTo } of capacityRules)
    await db
      .insertInto('capacity_rules')
      .values({
        ...{ office_id, weekday, windows, share_percent: sharePercent },
        counter_id: counterId(counter) ?? 0,
        from_minute: minute(from),
        to_minute: minute(to),
        valid_from_date: validFrom,
        valid_to_date: validTo,
      })
      .execute()
}

async function insertDocuments(db: Db, office_id: number, { documents }: OfficeConfiguration) {
  const ids: Slugs = new Map()
  for (const { slug, name, note } of documents) {
    const { id } = await db
      .insertInto('documents')
      .values({ office_id, slug, name: json(name), note: jsonOrNull(note) })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(slug, id)
  }
  return ids
}

async function insertService(
  db: Db,
  office_id: number,
  service: Part<'services'>,
  { counters, documents, position }: { counters: Slugs; documents: Slugs; position: number },
): Promise<number> {
  const { id: service_id } = await db
    .insertInto('services')
    .values({
      ...{ office_id, position, counter_id: idOf(counters, service.counter) },
      slug: service.slug,
      name: json(service.name),
      is_bookable: flag(service.isBookable),
      is_sensitive: flag(service.isSensitive),
      duration_minutes: service.durationMinutes,
      is_per_person: flag(service.isPerPerson),
      is_evening_ok: flag(service.isEveningOk),
      sunday: service.sunday,
      deadline: jsonOrNull(service.deadline),
      no_visit_alternative: jsonOrNull(service.noVisitAlternative),
      notes: jsonOrNull(service.notes),
      stay_minutes: service.stayMinutes,
      // A file does not say since when.
      retired_at: service.isRetired ? 0 : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [place, { document, condition }] of service.documents.entries())
    await db
      .insertInto('service_documents')
      .values({
        ...{ office_id, service_id, position: place },
        document_id: idOf(documents, document),
        condition: jsonOrNull(condition),
      })
      .execute()
  return service_id
}

async function insertLifeEvent(
  db: Db,
  office_id: number,
  { slug, name, services: slugs, questions }: Part<'lifeEvents'>,
  services: Slugs,
  position: number,
): Promise<void> {
  const { id: life_event_id } = await db
    .insertInto('life_events')
    .values({ office_id, slug, name: json(name), position })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [place, wanted] of slugs.entries())
    await db
      .insertInto('life_event_services')
      .values({ office_id, life_event_id, service_id: idOf(services, wanted), position: place })
      .execute()
  for (const [place, question] of questions.entries())
    await insertQuestion(db, { office_id, life_event_id, position: place }, question, services)
}

async function insertQuestion(
  db: Db,
  place: { office_id: number; life_event_id: number; position: number },
  { slug, text, yes, no }: Part<'lifeEvents'>['questions'][number],
  services: Slugs,
): Promise<void> {
  const { office_id } = place
  const { id: question_id } = await db
    .insertInto('life_event_questions')
    .values({ ...place, slug, text: json(text) })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [answer, slugs] of Object.entries({ yes, no }) as Array<['yes' | 'no', string[]]>)
    for (const wanted of slugs)
      await db
        .insertInto('question_services')
        .values({ office_id, question_id, service_id: idOf(services, wanted), answer })
        .execute()
}

/** Which services come after which, and which contradict each other, once all of them are there. */
async function insertRelations(
  db: Db,
  office_id: number,
  configuration: OfficeConfiguration,
  services: Slugs,
): Promise<void> {
  for (const { slug, after, neverWith } of configuration.services)
    for (const [relation, others] of [
      ['after', after],
      ['never_with', neverWith],
    ] as const)
      for (const other of others)
        await db
          .insertInto('service_relations')
          .values({ office_id, service_id: idOf(services, slug), other_id: idOf(services, other), relation })
          .execute()
}

/** Whether an office of this slug is there already. */
export async function isSlugTaken(db: Db, slug: string): Promise<boolean> {
  const row = await db.selectFrom('offices').select('id').where('slug', '=', slug).executeTakeFirst()
  return row !== undefined
}

export async function isAnyOffice(db: Db): Promise<boolean> {
  const row = await db.selectFrom('offices').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** What the pages of an office do not need of it, and its configuration does. */
export type FurtherParts = {
  divisions: Array<{ id: number; slug: string; name: Localized }>
  counters: Array<{ id: number; divisionId: number; isPrivate: boolean; publicName: Localized | null }>
  documents: Array<{ id: number; slug: string; name: Localized; note: Localized | null }>
  /** The picture beside the office's name, in Base64. */
  logo: string | null
}

export async function furtherParts(db: Db, officeId: number): Promise<FurtherParts> {
  const divisions = await db
    .selectFrom('divisions')
    .select(['id', 'slug', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  const counters = await db
    .selectFrom('counters')
    .select(['id', 'division_id', 'is_private', 'public_name'])
    .where('office_id', '=', officeId)
    .execute()
  const documents = await db
    .selectFrom('documents')
    .select(['id', 'slug', 'name', 'note'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  const logo = await logoPicture(db, officeId, 'used')
  return {
    logo: logo && Buffer.from(logo.bytes).toString('base64'),
    divisions: divisions.map(({ id, slug, name }) => ({ id, slug, name: JSON.parse(name) })),
    counters: counters.map(counter => ({
      id: counter.id,
      divisionId: counter.division_id,
      isPrivate: counter.is_private === 1,
      publicName: parsedOrNull(counter.public_name),
    })),
    documents: documents.map(({ id, slug, name, note }) => ({
      ...{ id, slug, name: JSON.parse(name) },
      note: parsedOrNull(note),
    })),
  }
}

function idOf(ids: Slugs, slug: string): number {
  const id = ids.get(slug)
  if (id === undefined) throw new Error(`the configuration refers to "${slug}", which it does not hold`)
  return id
}

function minute(time: string): number {
  const minutes = parseTime(time)
  if (minutes === null) throw new Error(`"${time}" is no time of day`)
  return minutes
}
