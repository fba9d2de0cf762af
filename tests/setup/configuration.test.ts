import { expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { loadOffice } from '#src/offices/queries.ts'
import { parseConfiguration, type OfficeConfiguration } from '#src/setup/configuration.ts'
import { furtherParts, insertOffice } from '#src/setup/queries.ts'
import { nothingAdded, parseWardFile, wardConfiguration } from '#src/setup/ward-file.ts'
import { configurationOf } from '#src/setup/write-configuration.ts'
import { png } from '../logos/sample-picture.ts'
import { openWard, type Ward } from '../support/ward.ts'

function sample(): OfficeConfiguration {
  const { ward, additions } = readSampleWard()
  return structuredClone(wardConfiguration(ward, additions))
}

async function written(ward: Ward, officeId: number): Promise<OfficeConfiguration> {
  return ward.deps.store.read(async db => {
    const office = await loadOffice(db, officeId)
    if (!office) throw new Error('no office')
    return configurationOf(office, await furtherParts(db, officeId))
  })
}

test('an office written to a file and read from it elsewhere is the same office', async () => {
  const ward = await openWard()
  const file = JSON.stringify(await written(ward, ward.office.id))

  const parsed = parseConfiguration(JSON.parse(file))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  const copy = { ...parsed.configuration, office: { ...parsed.configuration.office, slug: 'utsushi' } }
  const copyId = await ward.deps.store.write(db => insertOffice(db, copy))

  expect(await written(ward, copyId)).toEqual(copy)
  expect(parsed.configuration).toEqual(sample())
})

test('what an office has decided about those who wait goes along, and so does all else that stands in its row', async () => {
  const ward = await openWard()
  const waits = { waits_per_contact_max: 1, waits_per_day_max: 20 }
  await ward.change(db =>
    db
      .updateTable('offices')
      .set({ is_waitlist_on: 0, offer_minutes: 120, offers_passed_max: 3, ...waits })
      .execute(),
  )

  const parsed = parseConfiguration(JSON.parse(JSON.stringify(await written(ward, ward.office.id))))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  const copy = { ...parsed.configuration, office: { ...parsed.configuration.office, slug: 'utsushi' } }
  await ward.deps.store.write(db => insertOffice(db, copy))

  const rows = await ward.deps.store.read(db => db.selectFrom('offices').selectAll().orderBy('id').execute())
  const [original, made] = rows.map(({ id: _id, slug: _slug, revision: _revision, ...decided }) => decided)
  expect(made).toEqual(original)
})

test('services not offered and the wording of messages go along', async () => {
  const ward = await openWard()
  const words = { subject: '【{区役所}】予約', body: '{日時}\n{予約ページ}' }
  const template = { kind: 'booked', language: 'ja', ...words } as const
  await ward.change(async db => {
    await db.updateTable('services').set({ retired_at: 1 }).where('slug', '=', 'tennyu').execute()
    await db
      .insertInto('message_templates')
      .values({ office_id: ward.office.id, ...template })
      .execute()
  })

  const parsed = parseConfiguration(JSON.parse(JSON.stringify(await written(ward, ward.office.id))))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  const copy = { ...parsed.configuration, office: { ...parsed.configuration.office, slug: 'utsushi' } }
  const copyId = await ward.deps.store.write(db => insertOffice(db, copy))

  expect(copy.messageTemplates).toEqual([template])
  expect(copy.services.filter(({ isRetired }) => isRetired).map(({ slug }) => slug)).toEqual(['tennyu'])
  expect(await written(ward, copyId)).toEqual(copy)
})

test('the logo goes along, and one that is no picture is refused at its place', async () => {
  const ward = await openWard()
  const logo = { file: png().toString('base64'), alt: { ja: '見本区の区章' } }
  const file = sample()
  const copy = { ...file, office: { ...file.office, slug: 'utsushi', logo } }
  const copyId = await ward.deps.store.write(db => insertOffice(db, copy))

  expect((await written(ward, copyId)).office.logo).toEqual(logo)
  for (const wrong of ['<svg/>', Buffer.from('<svg/>').toString('base64'), logo.file.slice(0, 80)])
    expect(
      parseConfiguration({ ...copy, office: { ...copy.office, logo: { ...logo, file: wrong } } }),
    ).toMatchObject({ ok: false, faults: [{ at: 'office.logo.file', reason: 'not_a_logo' }] })
})

test('rules of a single service and of windows go along', async () => {
  const ward = await openWard()
  const valid = { validFrom: '2026-12-01', validTo: '2026-12-31' }
  const own = { counter: 'ido', service: 'tennyu', kind: 'weekly', weekday: 2, nth: null, date: null }
  const rule = { ...own, session: 'day', opens: '09:00', closes: '11:30', ...valid } as const
  const part = { counter: 'ido', weekday: null, from: '13:00', to: '15:00', windows: 2, sharePercent: null }
  const source = sample()
  const changed = {
    ...source,
    office: { ...source.office, slug: 'utsushi' },
    openingRules: [...source.openingRules, rule],
    capacityRules: [{ ...part, ...valid }],
  }

  const parsed = parseConfiguration(JSON.parse(JSON.stringify(changed)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  const copyId = await ward.deps.store.write(db => insertOffice(db, parsed.configuration))
  const copy = await written(ward, copyId)

  expect(copy.openingRules).toContainEqual(rule)
  expect(copy.capacityRules).toEqual(changed.capacityRules)
})

test('a file from before there were such things is read as one without them', () => {
  const { messageTemplates: _, services, ...older } = sample()

  const parsed = parseConfiguration({
    ...older,
    services: services.map(({ isRetired, ...one }) => (isRetired ? null : one)),
  })

  expect(parsed.ok && parsed.configuration).toEqual(sample())
})

test('a ward file without anything added is a whole configuration', () => {
  const ward = parseWardFile(readSampleWard().ward)
  if (!ward) throw new Error('no ward file')

  expect(parseConfiguration(wardConfiguration(ward, nothingAdded)).ok).toBe(true)
})

test.for([null, [], 'ward', 7, {}, { meta: {} }, { ...readSampleWard().ward, counters: 'many' }])(
  '%j is no ward file and no configuration',
  read => {
    expect(parseWardFile(read)).toBeNull()
    expect(parseConfiguration(read).ok).toBe(false)
  },
)

/** The sample with one member, found by its path, made something else. */
function spoilt(path: string, value: unknown): unknown {
  const configuration: unknown = sample()
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((part, key) => (part as Record<string, unknown>)[key], configuration)
  ;(parent as Record<string, unknown>)[last] = value
  return configuration
}

const wrong: Array<[path: string, value: unknown, fault: { at: string; reason: string }]> = [
  ['format', 'other', { at: 'format', reason: 'not_this_format' }],
  ['version', 2, { at: 'version', reason: 'not_this_version' }],
  ['office.slug', 'Mihon Ward', { at: 'office.slug', reason: 'not_a_slug' }],
  ['office.slug', 'staff', { at: 'office.slug', reason: 'reserved' }],
  ['office.timeZone', 'Asia/Atlantis', { at: 'office.timeZone', reason: 'not_a_time_zone' }],
  ['office.name', { en: 'Only English' }, { at: 'office.name.ja', reason: 'wrong_kind' }],
  ['booking.slotMinutes', 4, { at: 'booking.slotMinutes', reason: 'too_small' }],
  ['booking.sharePercent', 101, { at: 'booking.sharePercent', reason: 'too_large' }],
  ['booking.leadTime', '9:00', { at: 'booking.leadTime', reason: 'not_a_time' }],
  ['booking.lunchTo', '11:00', { at: 'booking.lunchTo', reason: 'ends_before_it_begins' }],
  ['counters.1.ticketPrefix', 'I', { at: 'counters.1.ticketPrefix', reason: 'not_a_prefix' }],
  ['counters.2.ticketPrefix', 'A', { at: 'counters.2', reason: 'prefix_twice' }],
  ['counters.2.slug', 'ido', { at: 'counters.2', reason: 'twice' }],
  ['counters.1.windowsAtLunch', 6, { at: 'counters.1.windowsAtLunch', reason: 'too_large' }],
  ['services.0.counter', 'nowhere', { at: 'services.0.counter', reason: 'not_there' }],
  ['services.0.documents.0.document', 'nowhere', { at: 'services.0.documents.0', reason: 'not_there' }],
  ['services.0.after', ['nowhere'], { at: 'services.0.after.0', reason: 'not_there' }],
  ['services.0.after', ['kokuho-kanyu'], { at: 'services.0.after', reason: 'in_a_circle' }],
  ['services.0.neverWith', ['tennyu'], { at: 'services.0.related.1', reason: 'twice' }],
  [
    'lifeEvents.0.questions.0.no',
    ['mn-koshin'],
    { at: 'lifeEvents.0.questions.0.services.1', reason: 'twice' },
  ],
  ['lifeEvents.0.questions.1.slug', 'mynumber', { at: 'lifeEvents.0.questions.1', reason: 'twice' }],
  [
    'lifeEvents.0.questions.0.yes',
    ['nowhere'],
    { at: 'lifeEvents.0.questions.0.services', reason: 'not_there' },
  ],
  ['openingRules.0.closes', '09:00', { at: 'openingRules.0', reason: 'ends_before_it_begins' }],
  ['openingRules.0.weekday', null, { at: 'openingRules.0', reason: 'day_missing' }],
  ['holidays.0.date', '2026-02-29', { at: 'holidays.0.date', reason: 'not_a_date' }],
  [
    'messageTemplates',
    [{ kind: 'booked', language: 'ja', subject: '予約', body: '{日時}' }],
    { at: 'messageTemplates.0', reason: 'not_sendable' },
  ],
  ['closures.0.to', '2026-12-26', { at: 'closures.0', reason: 'ends_before_it_begins' }],
]

test.for(wrong)('%s as %j is told with its place and reason', ([path, value, fault]) => {
  const parsed = parseConfiguration(spoilt(path, value))

  expect(parsed.ok ? [] : parsed.faults).toContainEqual(fault)
})

test('all that is wrong is told at once', () => {
  const configuration = sample()
  for (const service of configuration.services) service.counter = 'nowhere'

  const parsed = parseConfiguration(configuration)

  expect(parsed.ok ? [] : parsed.faults).toHaveLength(configuration.services.length)
})
