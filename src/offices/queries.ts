import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Banner, Localized, Logo, NeededDocument, Office, Question, Service } from './office.ts'

/** Which offices there are, and how new each is. */
export async function officeRevisions(db: Db) {
  return (await selectRevisions(db, {})).rows
}

const selectRevisions = prepared(db => db.selectFrom('offices').select(['id', 'revision']).orderBy('id'))

export async function officeRevision(db: Db, officeId: number): Promise<number> {
  const [row] = (await selectRevision(db, { officeId })).rows
  if (!row) throw new Error(`no office ${officeId}`)
  return row.revision
}

const selectRevision = prepared((db, blank: Blanks<{ officeId: number }>) =>
  db.selectFrom('offices').select('revision').where('id', '=', blank('officeId')),
)

/**
 * Begins a new revision of an office and answers it: no copy of it is taken for the newest any more. On PostgreSQL it
 * waits for the bookings under way, and later ones wait for the end of this transaction.
 */
export async function raiseRevision(db: Db, officeId: number): Promise<number> {
  const { revision } = await db
    .updateTable('offices')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', officeId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** Everything of one office, or null when there is none of that id. */
export async function loadOffice(db: Db, officeId: number): Promise<Office | null> {
  const row = await db.selectFrom('offices').selectAll().where('id', '=', officeId).executeTakeFirst()
  if (!row) return null

  const windows = await db
    .selectFrom('windows')
    .select(['counter_id', eb => eb.fn.countAll<number>().as('count')])
    .where('office_id', '=', officeId)
    .groupBy('counter_id')
    .execute()
  const windowCount = new Map(windows.map(({ counter_id, count }) => [counter_id, count]))

  const [counters, services, needed, lifeEvents, openingRules, closures, holidays, capacityRules] = [
    await db
      .selectFrom('counters')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('position')
      .execute(),
    await db
      .selectFrom('services')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('position')
      .execute(),
    await neededDocuments(db, officeId),
    await lifeEventsOf(db, officeId),
    await db
      .selectFrom('opening_rules')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('id')
      .execute(),
    await db.selectFrom('closures').selectAll().where('office_id', '=', officeId).orderBy('id').execute(),
    await db.selectFrom('holidays').selectAll().where('office_id', '=', officeId).execute(),
    await db
      .selectFrom('capacity_rules')
      .selectAll()
      .where('office_id', '=', officeId)
      .orderBy('id')
      .execute(),
  ]
  const relations = await relationsOf(db, officeId)
  const messageTemplates = await db
    .selectFrom('message_templates')
    .select(['kind', 'language', 'subject', 'body'])
    .where('office_id', '=', officeId)
    .orderBy('kind')
    .orderBy('language')
    .execute()
  const serviceOf = (service: (typeof services)[number]): Service => ({
    id: service.id,
    slug: service.slug,
    counterId: service.counter_id,
    name: texts(service.name),
    isBookable: service.is_bookable === 1,
    isSensitive: service.is_sensitive === 1,
    durationMinutes: service.duration_minutes,
    isPerPerson: service.is_per_person === 1,
    isEveningOk: service.is_evening_ok === 1,
    sunday: service.sunday,
    documents: needed.get(service.id) ?? [],
    deadline: textsOrNull(service.deadline),
    noVisitAlternative: textsOrNull(service.no_visit_alternative),
    notes: textsOrNull(service.notes),
    stayMinutes: service.stay_minutes,
    afterIds: relatedTo(relations, service.id, 'after'),
    neverWithIds: relatedTo(relations, service.id, 'never_with'),
  })

  return {
    id: row.id,
    slug: row.slug,
    revision: row.revision,
    name: texts(row.name),
    contact: JSON.parse(row.contact_json),
    timeZone: row.time_zone,
    keyColour: row.key_colour,
    logo: await loadLogo(db, officeId),
    rules: {
      holdMinutes: row.hold_minutes,
      daysAhead: row.booking_days_ahead,
      isSameDayBookable: row.is_same_day_bookable === 1,
      leadMinute: row.lead_minute,
      sharePercent: row.bookable_share_percent,
      lunchFromMinute: row.lunch_from_minute,
      lunchToMinute: row.lunch_to_minute,
      activePerContactMax: row.active_bookings_per_contact_max,
      servicesMax: row.services_per_booking_max,
      peopleMax: row.people_per_booking_max,
      checkInOpensMinutesBefore: row.check_in_opens_minutes_before,
      lateGraceMinutes: row.late_grace_minutes,
      noShowAfterMinutes: row.no_show_after_minutes,
      walkSameFloorMinutes: row.walk_same_floor_minutes,
      walkPerFloorMinutes: row.walk_per_floor_minutes,
    },
    day: {
      calling: {
        order: row.calling_order,
        ratio: { booked: row.ratio_booked, walkIn: row.ratio_walk_in },
        isPriorityFirst: row.is_priority_first === 1,
        lateGraceMinutes: row.late_grace_minutes,
      },
      dayTurnsMinute: row.day_turns_minute,
      idleLockMinutes: row.idle_lock_minutes,
      totpRoles: JSON.parse(row.totp_roles_json),
      isKioskOpen: row.is_kiosk_open === 1,
    },
    retention: {
      days: {
        bookings: row.keep_bookings_days,
        mails: row.keep_mails_days,
        contacts: row.keep_contacts_days,
        opinions: row.keep_opinions_days,
        comments: row.keep_comments_days,
      },
      auditDays: row.keep_audit_days,
      isErasing: row.is_erasing === 1,
    },
    notices: {
      daysBefore: row.reminder_days_before,
      hour: row.reminder_hour,
      isHoursBefore: row.is_reminded_hours_before === 1,
      nearPeople: row.near_turn_people,
      nearMinutes: row.near_turn_minutes,
      isNearMailed: row.is_near_turn_mailed === 1,
    },
    waitlist: {
      isOn: row.is_waitlist_on === 1,
      offerMinutes: row.offer_minutes,
      passedMax: row.offers_passed_max,
      perContactMax: row.waits_per_contact_max,
      perDayMax: row.waits_per_day_max,
    },
    counters: counters.map(counter => ({
      id: counter.id,
      slug: counter.slug,
      number: counter.number,
      floor: counter.floor,
      ticketPrefix: counter.ticket_prefix,
      name: texts(counter.name),
      publicName: texts(counter.public_name ?? counter.name),
      isBookable: counter.is_bookable === 1,
      windows: windowCount.get(counter.id) ?? 0,
      windowsAtLunch: counter.windows_at_lunch,
    })),
    services: services.filter(({ retired_at }) => retired_at === null).map(serviceOf),
    retiredServices: services.filter(({ retired_at }) => retired_at !== null).map(serviceOf),
    lifeEvents,
    messageTemplates,
    openingRules: openingRules.map(rule => ({
      id: rule.id,
      serviceId: rule.service_id,
      // A service takes its own hours along to another counter: the row says where it was when they were written.
      counterId: services.find(({ id }) => id === rule.service_id)?.counter_id ?? rule.counter_id,
      kind: rule.kind,
      weekday: rule.weekday,
      nth: rule.nth,
      onDate: rule.on_date,
      session: rule.session,
      opensMinute: rule.opens_minute,
      closesMinute: rule.closes_minute,
      validFrom: rule.valid_from_date,
      validTo: rule.valid_to_date,
    })),
    closures: closures.map(closure => ({
      id: closure.id,
      counterId: closure.counter_id,
      kind: closure.kind,
      from: closure.from_date,
      to: closure.to_date,
      reason: texts(closure.reason),
    })),
    capacityRules: capacityRules.map(rule => ({
      id: rule.id,
      counterId: rule.counter_id,
      weekday: rule.weekday,
      fromMinute: rule.from_minute,
      toMinute: rule.to_minute,
      windows: rule.windows,
      sharePercent: rule.share_percent,
      validFrom: rule.valid_from_date,
      validTo: rule.valid_to_date,
    })),
    grids: [{ from: '0001-01-01', minutes: row.slot_minutes }, ...(await gridsOf(db, officeId))],
    holidays: new Map(holidays.map(holiday => [holiday.on_date, texts(holiday.name)])),
    banners: await loadBanners(db, officeId),
    line: await loadLine(db, officeId),
  }
}

function gridsOf(db: Db, officeId: number) {
  return db
    .selectFrom('slot_grids')
    .select(['from_date as from', 'minutes'])
    .where('office_id', '=', officeId)
    .orderBy('from_date')
    .execute()
}

async function loadLogo(db: Db, officeId: number): Promise<Logo | null> {
  const row = await db
    .selectFrom('logos')
    .select(['hash', 'kind', 'width', 'height', 'alt'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'used')
    .executeTakeFirst()
  return row?.alt ? { ...row, alt: texts(row.alt) } : null
}

async function loadLine(db: Db, officeId: number): Promise<Office['line']> {
  const row = await db
    .selectFrom('line_channels')
    .select('basic_id as basicId')
    .where('office_id', '=', officeId)
    .where('is_on', '=', 1)
    .executeTakeFirst()
  return row ?? null
}

async function neededDocuments(db: Db, officeId: number): Promise<Map<number, NeededDocument[]>> {
  const rows = await db
    .selectFrom('service_documents as needed')
    .innerJoin('documents as document', 'document.id', 'needed.document_id')
    .select([
      'needed.service_id as serviceId',
      'needed.condition',
      'document.id',
      'document.slug',
      'document.name',
      'document.note',
    ])
    .where('needed.office_id', '=', officeId)
    .orderBy('needed.position')
    .execute()

  const byService = new Map<number, NeededDocument[]>()
  for (const { serviceId, id, slug, name, note, condition } of rows) {
    const document = {
      id,
      slug,
      name: texts(name),
      note: textsOrNull(note),
      condition: textsOrNull(condition),
    }
    byService.set(serviceId, [...(byService.get(serviceId) ?? []), document])
  }
  return byService
}

async function lifeEventsOf(db: Db, officeId: number): Promise<Office['lifeEvents']> {
  const events = await db
    .selectFrom('life_events')
    .select(['id', 'slug', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('position')
    .execute()
  const links = await db
    .selectFrom('life_event_services')
    .select(['life_event_id', 'service_id'])
    .where('office_id', '=', officeId)
    .orderBy('position')
    .execute()
  const questions = await questionsOf(db, officeId)

  return events.map(event => ({
    id: event.id,
    slug: event.slug,
    name: texts(event.name),
    serviceIds: links.filter(link => link.life_event_id === event.id).map(link => link.service_id),
    questions: questions.filter(({ eventId }) => eventId === event.id).map(({ question }) => question),
  }))
}

async function questionsOf(
  db: Db,
  officeId: number,
): Promise<Array<{ eventId: number; question: Question }>> {
  const questions = await db
    .selectFrom('life_event_questions')
    .select(['id', 'life_event_id', 'slug', 'text'])
    .where('office_id', '=', officeId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const needs = await db
    .selectFrom('question_services as need')
    .innerJoin('services as service', 'service.id', 'need.service_id')
    .select(['need.question_id', 'need.service_id', 'need.answer'])
    .where('need.office_id', '=', officeId)
    .orderBy('service.position')
    .orderBy('service.id')
    .execute()
  return questions.map(({ id, life_event_id, slug, text }) => ({
    eventId: life_event_id,
    question: {
      ...{ id, slug, text: texts(text) },
      needs: needs
        .filter(need => need.question_id === id)
        .map(({ service_id, answer }) => ({ serviceId: service_id, answer })),
    },
  }))
}

function relationsOf(db: Db, officeId: number) {
  return db
    .selectFrom('service_relations as related')
    .innerJoin('services as other', 'other.id', 'related.other_id')
    .select(['related.service_id', 'related.other_id', 'related.relation'])
    .where('related.office_id', '=', officeId)
    .orderBy('other.position')
    .orderBy('other.id')
    .execute()
}

function relatedTo(
  relations: Awaited<ReturnType<typeof relationsOf>>,
  serviceId: number,
  relation: 'after' | 'never_with',
): number[] {
  return relations
    .filter(related => related.service_id === serviceId && related.relation === relation)
    .map(related => related.other_id)
}

function texts(json: string): Localized {
  return JSON.parse(json)
}

function textsOrNull(json: string | null): Localized | null {
  return json === null ? null : JSON.parse(json)
}

/** Those that end last are enough: none is told for ever, and few at a time. */
const bannersKept = 50

async function loadBanners(db: Db, officeId: number): Promise<Banner[]> {
  const banners = await db
    .selectFrom('banners')
    .selectAll()
    .where('office_id', '=', officeId)
    .orderBy('until_at', 'desc')
    .orderBy('id', 'desc')
    .limit(bannersKept)
    .execute()
  return banners.map(banner => ({
    id: banner.id,
    counterId: banner.counter_id,
    kind: banner.kind,
    text: texts(banner.text),
    from: banner.from_at,
    until: banner.until_at,
  }))
}
