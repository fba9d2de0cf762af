import { randomUUID } from 'node:crypto'
import { loadWard, readSampleWard, type SampleWard } from '#db/seeds/load-ward.ts'
import type { Db } from '#db/store.ts'
import { newPseudonym, newReceipt, newToken, tokenHash } from '#src/access/token.ts'
import { insertBanner } from '#src/banners/queries.ts'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { insertClosing } from '#src/closings/queries.ts'
import { counterById, servicesBySlug } from '#src/offices/office.ts'
import { insertOpinion } from '#src/opinions/opinion-queries.ts'
import { insertStaff } from '#src/staff/account-queries.ts'
import { windowsOfOffice } from '#src/windows/queries.ts'
import { insertEntry } from '#src/waitlist/entry-queries.ts'
import { openSite, type Site } from './site.ts'
import { anybody, instant } from './ward.ts'

/** What to put in the place of each parameter of a route, so that it leads to things of one office. */
export type RouteParams = Record<string, string>

const now = '2026-12-01T09:00'

/** The sample ward beside a second one, in which nobody of the sample works and whose counters have other names. */
export async function openTwoOffices(): Promise<{ site: Site; own: RouteParams; other: RouteParams }> {
  const site = await openSite({ now })
  const { ward, additions } = readSampleWard()
  await site.change(db => loadWard(db, neighbour(ward), additions))
  const [own, other] = [await paramsOf(site, 'mihon'), await paramsOf(site, 'tonari')]
  return { site, own, other }
}

function neighbour(ward: SampleWard): SampleWard {
  const renamed = (id: string) => `tonari-${id}`
  return {
    ...ward,
    office: { ...ward.office, id: 'tonari', name: { ja: 'トナリ区役所', en: 'Tonari Ward Office' } },
    counters: ward.counters.map(counter => ({ ...counter, id: renamed(counter.id) })),
    services: ward.services.map(service => ({ ...service, counter: renamed(service.counter) })),
    calendar: {
      ...ward.calendar,
      special: ward.calendar.special.map(({ counters, ...day }) => ({
        ...day,
        ...(counters && { counters: counters.map(renamed) }),
      })),
    },
  }
}

/**
 * One thing of each kind in an office. A route with a new kind of parameter adds it here; what is the same in
 * every office belongs to `shared`.
 */
async function paramsOf(site: Site, slug: string): Promise<RouteParams> {
  const office = await site.deps.store.read(async db => site.deps.offices.current(db, await idOf(db, slug)))
  const services = servicesBySlug(office, ['tennyu']) ?? []
  const counter = counterById(office, services[0]?.counterId ?? 0)
  const [window] = await site.deps.store.read(async db =>
    (await windowsOfOffice(db, office.id)).filter(({ counterId }) => counterId === counter.id),
  )
  const walkIn = { services, people: 1, language: 'ja', isPriority: false }
  const by = { channel: 'staff', actor: { kind: 'system' } } as const
  const issued = await issueTicket(site.deps, office, { ...walkIn, ...by }, null)
  const startsAt = instant('2026-12-02T09:00')
  const visit = { services, people: 1, startsAt, language: 'ja', channel: 'web', details: anybody() } as const
  const booked = await bookNow(site.deps, office, visit, {
    key: newToken(),
    scope: 'two offices',
    body: slug,
  })
  const opinionId = await site.deps.store.write(db =>
    insertOpinion(db, {
      ...{ officeId: office.id, receipt: newReceipt(), channel: 'web', language: 'ja' },
      ...{ receivedDate: '2026-12-01', now: 0, text: 'ミホンの意見', category: 'other', counter },
      ...{ wantsAnswer: true, contact: { name: null, email: 'mihon@example.test', phone: null } },
    }),
  )
  if (!window || !issued.ok || !booked.ok) throw new Error(`nothing to lead to in ${slug}`)
  const leg = await site.deps.store.read(db =>
    db
      .selectFrom('legs')
      .select('id')
      .where('appointment_id', '=', booked.appointmentId)
      .executeTakeFirstOrThrow(),
  )
  const kiosk = await site.deps.store.write(db =>
    db
      .insertInto('kiosks')
      .values({
        office_id: office.id,
        token_hash: tokenHash(newToken()),
        created_at: 0,
        created_by: 'system',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const comment = randomUUID()
  await site.deps.store.write(db =>
    db
      .insertInto('survey_comments')
      .values({ id: comment, office_id: office.id, month: '2026-12', body: 'ミホン' })
      .execute(),
  )
  const person = await site.deps.store.write(db =>
    insertStaff(db, {
      ...{ officeId: office.id, login: `person.${slug}`, name: '見本 さくら', role: 'clerk' },
      ...{ pseudonym: newPseudonym(), passwordHash: null, now: 0 },
    }),
  )
  const entry = await site.deps.store.write(db =>
    insertEntry(db, {
      ...{ officeId: office.id, counterId: counter.id, channel: 'web', language: 'ja', services, people: 1 },
      ...{ fromDate: '2026-12-02', toDate: '2026-12-02', fromMinute: 0, toMinute: 1440, joinedAt: 0 },
      ...{
        wishKey: slug,
        name: 'ミホン',
        email: 'mihon@example.test',
        phone: null,
        emailKey: null,
        phoneKey: null,
      },
    }),
  )
  const banner = await site.deps.store.write(db =>
    insertBanner(db, office.id, {
      ...{ counterId: null, kind: 'information', text: { ja: 'ミホンのお知らせ' } },
      ...{ from: instant(now), until: instant('2026-12-01T17:00') },
    }),
  )
  const closing = await site.deps.store.write(db =>
    insertClosing(
      db,
      office.id,
      {
        ...{ fromDate: '2026-12-02', toDate: '2026-12-02', hours: null, isBookingStopped: false },
        ...{ counterIds: [counter.id], reason: { ja: 'ミホンのため' } },
      },
      { by: 'mihon', at: instant(now) },
    ),
  )
  return {
    ...shared,
    closing: String(closing),
    banner: String(banner),
    person: String(person),
    kiosk: String(kiosk.id),
    comment,
    office: slug,
    counter: counter.slug,
    window: String(window.id),
    ticket: String(issued.ticket.id),
    appointment: String(booked.appointmentId),
    leg: String(leg.id),
    opinion: String(opinionId),
    entry: String(entry),
    token: issued.token,
  }
}

const shared: RouteParams = {
  service: 'tennyu',
  kind: 'services',
  colour: 'green',
  thing: 'tennyu',
  message: 'booked',
  language: 'ja',
  event: 'hikkoshi-in',
  question: 'child',
  hash: 'none',
  name: 'madoguchi.css',
  file: 'swagger-ui.css',
  deed: 'open',
  year: '2023',
  part: 'values',
  indicator: 'counter-good',
  month: '2026-12',
  date: '2026-12-01',
  division: 'madoguchi',
  export: 'dictionary.csv',
  disclosure: 'bookings',
}

async function idOf(db: Db, slug: string): Promise<number> {
  const { id } = await db
    .selectFrom('offices')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  return id
}

/** What a route needs before it looks for the thing that its address names. */
const bodies: Record<string, (params: RouteParams) => object> = {
  'POST /api/v1/windows/:window/call': ({ ticket }) => ({ ticket: Number(ticket) }),
  'POST /api/v1/windows/:window/alarm': () => ({ on: true }),
  'POST /api/v1/tickets/:ticket/transfer': ({ counter }) => ({ counter }),
}

/** What to send to a route of the API. */
export function bodyOf(route: string, params: RouteParams): object {
  return bodies[route]?.(params) ?? {}
}

/** The address of a route with these parameters; throws for one that nothing is known to be put in place of. */
export function addressOf(path: string, params: RouteParams): string {
  return path.replaceAll(/:(\w+)(\{.*?\})?/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`tests/support/two-offices.ts knows no :${name}, for ${path}`)
    return value
  })
}
