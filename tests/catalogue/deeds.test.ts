import { expect, test } from 'vitest'
import type { Db } from '#db/store.ts'
import { changeServicesOfEvent, orderServices } from '#src/catalogue/change-order.ts'
import { changeServiceDocuments } from '#src/catalogue/change-service-documents.ts'
import { changeServiceRules } from '#src/catalogue/change-service-rules.ts'
import { changeTexts } from '#src/catalogue/change-texts.ts'
import { changeColour } from '#src/catalogue/change-colour.ts'
import { changeTemplate, dropTemplate } from '#src/catalogue/change-template.ts'
import { make } from '#src/catalogue/make.ts'
import { setOffered } from '#src/catalogue/retire.ts'
import { everyService } from '#src/offices/office.ts'
import { type OfficeConfiguration, parseConfiguration } from '#src/setup/configuration.ts'
import { furtherParts } from '#src/setup/queries.ts'
import { configurationOf } from '#src/setup/write-configuration.ts'
import { appointmentOf, cancelIt, move } from '../booking/deeds.ts'
import { serviceOf as serviceIn } from '../slots/sample-office.ts'
import { openLine } from '../waitlist/line.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { auditOf, officeNow, serviceOf, staffOf, subjectOf } from './office.ts'

const slot = '2026-12-02T09:00'

async function openCatalogue() {
  const ward = await openWard()
  return { ward, admin: await staffOf(ward, 'admin') }
}

async function retire(ward: Ward, slug: string, isOffered = false) {
  const { version } = await serviceOf(ward, slug)
  return setOffered(ward.deps, await staffOf(ward, 'admin'), ward.office, { slug, version }, isOffered)
}

test('a text is changed for every page at once, and what changed is written down without its words', async () => {
  const { ward, admin } = await openCatalogue()
  const { texts, version } = await subjectOf(ward, 'services', 'tennyu')
  const written = { ...texts, name: { ...texts.name, ja: '転入届（市外から）', ko: '전입신고' } }

  const outcome = await changeTexts(
    ward.deps,
    admin,
    ward.office,
    { kind: 'services', slug: 'tennyu', version },
    { texts: written, phone: null },
  )

  expect(outcome).toEqual({ ok: true })
  const office = await officeNow(ward)
  expect(office.revision).toBeGreaterThan(ward.office.revision)
  expect(office.services.find(({ slug }) => slug === 'tennyu')?.name.ko).toBe('전입신고')
  expect(await auditOf(ward)).toEqual([
    {
      deed: 'texts_changed',
      details: { kind: 'services', slug: 'tennyu', fields: ['name.ja', 'name.ko'] },
    },
  ])
})

test('each kind of thing keeps what is written, and nothing else of it changes', async () => {
  const { ward, admin } = await openCatalogue()
  const before = await officeNow(ward)
  const event = before.lifeEvents[0]?.slug ?? ''
  for (const [kind, slug] of [
    ['office', 'mihon'],
    ['counters', 'ido'],
    ['documents', 'id1'],
    ['life-events', event],
  ] as const) {
    const { texts, phone, version } = await subjectOf(ward, kind, slug)
    const written = { ...texts, name: { ja: `新しい${slug}` } }
    const aim = { kind, slug, version }
    expect(await changeTexts(ward.deps, admin, ward.office, aim, { texts: written, phone })).toEqual({
      ok: true,
    })
  }

  const after = await officeNow(ward)
  expect(after).toEqual({
    ...before,
    revision: before.revision + 4,
    name: { ja: '新しいmihon' },
    counters: before.counters.map(counter =>
      counter.slug === 'ido'
        ? { ...counter, name: { ja: '新しいido' }, publicName: { ja: '新しいido' } }
        : counter,
    ),
    services: before.services.map(service => ({
      ...service,
      documents: service.documents.map(document =>
        document.slug === 'id1' ? { ...document, name: { ja: '新しいid1' } } : document,
      ),
    })),
    lifeEvents: before.lifeEvents.map(one =>
      one.slug === event ? { ...one, name: { ja: `新しい${event}` } } : one,
    ),
  })
})

test('of two who write at once, the second is told and nothing of the first is lost', async () => {
  const { ward, admin } = await openCatalogue()
  const { texts, version } = await subjectOf(ward, 'services', 'tennyu')
  const aim = { kind: 'services', slug: 'tennyu', version } as const
  const write = (ja: string) =>
    changeTexts(ward.deps, admin, ward.office, aim, { texts: { ...texts, name: { ja } }, phone: null })

  const outcomes = await Promise.all([write('一人目'), write('二人目')])

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes).toContainEqual({ ok: false, reason: 'stale' })
  expect(await auditOf(ward)).toHaveLength(1)
})

test('the same press twice is one change', async () => {
  const { ward, admin } = await openCatalogue()
  const { texts, version } = await subjectOf(ward, 'services', 'tennyu')
  const write = () =>
    changeTexts(
      ward.deps,
      admin,
      ward.office,
      { kind: 'services', slug: 'tennyu', version },
      { texts: { ...texts, name: { ja: '転入' } }, phone: null },
    )

  expect([await write(), await write()]).toEqual([{ ok: true }, { ok: true }])
  expect(await auditOf(ward)).toHaveLength(1)
})

test('a supervisor with counters of their own writes of no other', async () => {
  const { ward } = await openCatalogue()
  const supervisor = { ...(await staffOf(ward, 'supervisor')), counterIds: [0] }
  const { texts, version } = await subjectOf(ward, 'services', 'tennyu')
  const aim = { kind: 'services', slug: 'tennyu', version } as const

  const outcome = await changeTexts(ward.deps, supervisor, ward.office, aim, { texts, phone: null })

  expect(outcome).toEqual({ ok: false, reason: 'not_allowed' })
})

test('what is booked keeps its minutes and place when its service takes longer from now on', async () => {
  const { ward, admin } = await openCatalogue()
  const booked = await ward.booked(['tennyu'], slot)
  const before = await appointmentOf(ward, booked.appointmentId)
  const { rules, version } = await serviceOf(ward, 'tennyu')

  const outcome = await changeServiceRules(
    ward.deps,
    admin,
    ward.office,
    { slug: 'tennyu', version },
    { ...rules, durationMinutes: 60 },
  )

  expect(outcome).toEqual({ ok: true })
  expect((await appointmentOf(ward, booked.appointmentId))?.leg).toEqual(before?.leg)
  const next = await ward.booked(['tennyu'], '2026-12-02T13:00')
  expect((await appointmentOf(ward, next.appointmentId))?.leg.minutes).toBe(60)
})

test('a service with visits to come stays at its counter, and moves once there are none', async () => {
  const { ward, admin } = await openCatalogue()
  const booked = await ward.booked(['tennyu'], slot)
  const { rules, version } = await serviceOf(ward, 'tennyu')
  const counterId = ward.office.counters.find(({ slug }) => slug === 'shomei')?.id ?? 0
  const moveIt = () =>
    changeServiceRules(ward.deps, admin, ward.office, { slug: 'tennyu', version }, { ...rules, counterId })

  expect(await moveIt()).toEqual({ ok: false, reason: 'booked_ahead' })
  await cancelIt(ward, booked.appointmentId)
  expect(await moveIt()).toEqual({ ok: true })
  expect((await serviceOf(ward, 'tennyu')).rules.counterId).toBe(counterId)
})

test('a service takes the hours of its own along to another counter, and both go along in the file of the office', async () => {
  const { ward, admin } = await openCatalogue()
  const { rules, version, id: service_id } = await serviceOf(ward, 'tennyu')
  await ward.change(db => insertOwnHours(db, ward.office.id, { service_id, counter_id: rules.counterId }))
  const counterId = ward.office.counters.find(({ slug }) => slug === 'shomei')?.id ?? 0

  const aim = { slug: 'tennyu', version }
  await changeServiceRules(ward.deps, admin, ward.office, aim, { ...rules, counterId })

  const [own] = (await officeNow(ward)).openingRules.filter(({ serviceId }) => serviceId === service_id)
  expect(own?.counterId).toBe(counterId)
  expect(ownHoursIn(await fileOf(ward))).toEqual(['shomei tennyu'])
})

/** Wednesdays until noon. */
function insertOwnHours(db: Db, office_id: number, of: { service_id: number; counter_id: number }) {
  return db
    .insertInto('opening_rules')
    .values({
      ...{ office_id, ...of, kind: 'weekly', session: 'day', weekday: 3, nth: null, on_date: null },
      ...{ opens_minute: 540, closes_minute: 720 },
      ...{ valid_from_date: '2000-01-01', valid_to_date: '9998-12-31' },
    })
    .execute()
}

/** The configuration of the office as it is read elsewhere. */
async function fileOf(ward: Ward): Promise<OfficeConfiguration> {
  const office = await officeNow(ward)
  const further = await ward.deps.store.read(db => furtherParts(db, office.id))
  const parsed = parseConfiguration(JSON.parse(JSON.stringify(configurationOf(office, further))))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.configuration
}

function ownHoursIn({ openingRules }: OfficeConfiguration): string[] {
  return openingRules.flatMap(({ counter, service }) => (service === null ? [] : [`${counter} ${service}`]))
}

test('a service that somebody waits for stays at its counter, where a freed place is looked for', async () => {
  const line = await openLine()
  const { ward } = line
  const admin = await staffOf(ward, 'admin')
  const entryId = await line.joined({ service: 'tennyu' })
  const { rules, version } = await serviceOf(ward, 'tennyu')
  const counterId = ward.office.counters.find(({ slug }) => slug === 'shomei')?.id ?? 0
  const moveIt = () =>
    changeServiceRules(ward.deps, admin, ward.office, { slug: 'tennyu', version }, { ...rules, counterId })

  expect(await moveIt()).toEqual({ ok: false, reason: 'waited_for' })
  await line.leave(entryId)
  expect(await moveIt()).toEqual({ ok: true })
})

test('a retired service cannot be booked, and what is booked of it can still be moved and cancelled', async () => {
  const { ward } = await openCatalogue()
  const booked = await ward.booked(['tennyu'], slot)

  expect(await retire(ward, 'tennyu')).toEqual({ ok: true })

  const office = await officeNow(ward)
  expect(office.services.some(({ slug }) => slug === 'tennyu')).toBe(false)
  expect(everyService(office).some(({ slug }) => slug === 'tennyu')).toBe(true)
  expect(await ward.book(['tennyu'], '2026-12-02T13:00')).toEqual({ ok: false, reason: 'not_bookable' })
  expect((await appointmentOf(ward, booked.appointmentId))?.services.map(({ slug }) => slug)).toEqual([
    'tennyu',
  ])
  expect(await move(ward, booked.appointmentId, '2026-12-03T10:00')).toMatchObject({ ok: true })
  expect(await cancelIt(ward, booked.appointmentId)).toMatchObject({ ok: true })
  expect(await auditOf(ward)).toEqual([
    { deed: 'service_retired', details: { slug: 'tennyu', bookedAhead: 1 } },
  ])
})

test('what is booked of a retired service moves only within the hours that it has of its own', async () => {
  const { ward } = await openCatalogue()
  const booked = await ward.booked(['tennyu'], slot)
  const { id: service_id, counterId: counter_id } = serviceIn(ward.office, 'tennyu')
  await ward.change(db => insertOwnHours(db, ward.office.id, { service_id, counter_id }))
  await retire(ward, 'tennyu')

  expect(await move(ward, booked.appointmentId, '2026-12-03T10:00')).toMatchObject({ reason: 'slot_closed' })
  expect(await move(ward, booked.appointmentId, '2026-12-09T10:00')).toMatchObject({ ok: true })
})

test('a service brought back is booked as before', async () => {
  const { ward } = await openCatalogue()
  await retire(ward, 'tennyu')

  expect(await retire(ward, 'tennyu', true)).toEqual({ ok: true })

  expect(await officeNow(ward)).toEqual({ ...ward.office, revision: ward.office.revision + 2 })
  expect(await ward.book(['tennyu'], slot)).toMatchObject({ ok: true })
})

test('a new service stays hidden until it is brought out, and one key makes one', async () => {
  const { ward, admin } = await openCatalogue()
  const { rules } = await serviceOf(ward, 'tennyu')
  const thing = { kind: 'services', slug: 'mihon-new', name: { ja: '見本の手続き' }, rules } as const
  const intent = { key: 'one', scope: 'test', body: thing }

  const outcomes = [
    await make(ward.deps, admin, ward.office, thing, intent),
    await make(ward.deps, admin, ward.office, thing, intent),
    await make(ward.deps, admin, ward.office, thing, { ...intent, key: 'two' }),
  ]

  expect(outcomes).toEqual([
    { ok: true, slug: 'mihon-new' },
    { ok: true, slug: 'mihon-new' },
    { ok: false, reason: 'slug_taken' },
  ])
  expect((await officeNow(ward)).retiredServices.map(({ slug }) => slug)).toEqual(['mihon-new'])
  await retire(ward, 'mihon-new', true)
  expect((await officeNow(ward)).services.at(-1)?.slug).toBe('mihon-new')
})

test('what to bring is put in order with its conditions', async () => {
  const { ward, admin } = await openCatalogue()
  const { version } = await serviceOf(ward, 'tennyu')
  const needed = [
    { slug: 'id1', condition: null },
    { slug: 'tenshutsu-shomei', condition: { ja: '市外から', en: 'From another city' } },
  ]
  const known = (await officeNow(ward)).services.flatMap(({ documents }) => documents.map(({ slug }) => slug))
  const other = known.find(slug => slug !== 'id1') ?? ''
  const wanted = needed.map(one => (one.slug === 'id1' ? one : { ...one, slug: other }))

  const outcome = await changeServiceDocuments(
    ward.deps,
    admin,
    ward.office,
    { slug: 'tennyu', version },
    wanted,
  )

  expect(outcome).toEqual({ ok: true })
  const service = (await officeNow(ward)).services.find(({ slug }) => slug === 'tennyu')
  expect(service?.documents.map(({ slug, condition }) => ({ slug, condition }))).toEqual(wanted)
  const again = await changeServiceDocuments(
    ward.deps,
    admin,
    ward.office,
    { slug: 'tennyu', version },
    needed.slice(0, 1),
  )
  expect(again).toEqual({ ok: false, reason: 'stale' })
})

test('services change places within their counter alone', async () => {
  const { ward, admin } = await openCatalogue()
  const slugsAt = async (counter: string) => {
    const office = await officeNow(ward)
    const id = office.counters.find(({ slug }) => slug === counter)?.id
    return office.services.filter(({ counterId }) => counterId === id).map(({ slug }) => slug)
  }
  const [own, others] = [await slugsAt('ido'), await slugsAt('koseki')]
  const { version } = await subjectOf(ward, 'counters', 'ido')
  const wanted = own.toReversed()

  expect(await orderServices(ward.deps, admin, ward.office, { slug: 'ido', version }, wanted)).toEqual({
    ok: true,
  })
  expect([await slugsAt('ido'), await slugsAt('koseki')]).toEqual([wanted, others])
  expect(await orderServices(ward.deps, admin, ward.office, { slug: 'ido', version }, own)).toMatchObject({
    reason: 'stale',
  })
})

test('a life event takes services in and gives them up', async () => {
  const { ward, admin } = await openCatalogue()
  const { slug } = ward.office.lifeEvents[0] ?? { slug: '' }
  const { version } = await subjectOf(ward, 'life-events', slug)
  const change = (slugs: string[]) =>
    changeServicesOfEvent(ward.deps, admin, ward.office, { slug, version }, slugs)

  expect(await change(['nowhere'])).toEqual({ ok: false, reason: 'not_found' })
  expect(await change(['tenkyo', 'tennyu'])).toEqual({ ok: true })

  const office = await officeNow(ward)
  const named = office.lifeEvents[0]?.serviceIds.map(id => office.services.find(one => one.id === id)?.slug)
  expect(named).toEqual(['tenkyo', 'tennyu'])
})

const words = { subject: '【｛区役所｝】ご予約', body: '{日時}\n{予約ページ}' }

async function templateOf(ward: Ward) {
  return (await officeNow(ward)).messageTemplates
}

test('a message is worded, worded again, and goes back to the standard text', async () => {
  const { ward, admin } = await openCatalogue()
  const aim = (version: number) => ({ kind: 'booked', language: 'ja', version }) as const
  const save = (version: number, body = words.body) =>
    changeTemplate(ward.deps, admin, ward.office, aim(version), { ...words, body })

  expect(await save(0)).toEqual({ ok: true })
  expect(await templateOf(ward)).toEqual([
    { kind: 'booked', language: 'ja', subject: '【{区役所}】ご予約', body: words.body },
  ])
  expect(await save(0, `${words.body}\n{窓口}`)).toEqual({ ok: false, reason: 'stale' })
  expect(await save(1, `${words.body}\n{窓口}`)).toEqual({ ok: true })
  expect(await dropTemplate(ward.deps, admin, ward.office, aim(1))).toEqual({ ok: false, reason: 'stale' })
  expect(await dropTemplate(ward.deps, admin, ward.office, aim(2))).toEqual({ ok: true })
  expect(await templateOf(ward)).toEqual([])
  expect((await auditOf(ward)).map(({ deed, details }) => ({ deed, details }))).toEqual([
    {
      deed: 'message_template_changed',
      details: { kind: 'booked', language: 'ja', parts: ['subject', 'body'] },
    },
    { deed: 'message_template_changed', details: { kind: 'booked', language: 'ja', parts: ['body'] } },
    { deed: 'message_template_dropped', details: { kind: 'booked', language: 'ja' } },
  ])
})

test('a wording with an unknown field is refused and nothing of it kept', async () => {
  const { ward, admin } = await openCatalogue()
  const aim = { kind: 'booked', language: 'ja', version: 0 } as const

  const outcome = await changeTemplate(ward.deps, admin, ward.office, aim, { ...words, body: '{氏名}' })

  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' })
  expect(await templateOf(ward)).toEqual([])
})

test('the colour of pages is changed, refused when too pale, and goes back to the standard one', async () => {
  const { ward, admin } = await openCatalogue()
  const colourTo = (colour: string, version: number) =>
    changeColour(ward.deps, admin, ward.office, { colour, version })

  expect(await colourTo('#ffcc00', 1)).toEqual({ ok: false, reason: 'too_pale' })
  expect(await colourTo('green', 1)).toEqual({ ok: true })
  expect((await officeNow(ward)).keyColour).toBe('green')
  expect(await colourTo('red', 1)).toEqual({ ok: false, reason: 'stale' })
  expect(await colourTo('blue', 2)).toEqual({ ok: true })
  expect((await officeNow(ward)).keyColour).toBeNull()
})
