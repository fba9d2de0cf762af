import { expect, test } from 'vitest'
import type { Db } from '#db/store.ts'
import { playDay } from '#src/history/play-day.ts'
import { insertDay, insertPastOpinion, lastIds } from '#src/history/queries.ts'
import { opinionsOf } from '#src/history/past-opinions.ts'
import { opinionCounts } from '#src/opinions/counts.ts'
import { eventsOfOpinion } from '#src/opinions/event-queries.ts'
import { daysBetween } from '#src/clock.ts'
import { writeHistory } from '#src/history/write-history.ts'
import { questionnaireOf } from '#src/survey/questionnaire-queries.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import { checkInvariants } from '../support/invariants.ts'
import { arrivedFor, done, openWindows, walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { siteOf, wayOf } from './history.ts'

const span = { from: '2026-06-26', to: '2026-06-28' }

const write = (ward: Ward, seed = 1, { from, to } = span) =>
  writeHistory(ward.deps.store, ward.office, { from, to }, wayOf(seed))

async function contents({ deps }: Ward) {
  const all = (db: Db, table: 'visits' | 'tickets' | 'visit_events' | 'appointments' | 'legs') =>
    db.selectFrom(table).selectAll().orderBy('id').execute()
  return deps.store.read(async db => ({
    visits: await all(db, 'visits'),
    tickets: await all(db, 'tickets'),
    events: await all(db, 'visit_events'),
    appointments: await all(db, 'appointments'),
    legs: await all(db, 'legs'),
    places: await db.selectFrom('places').selectAll().orderBy('starts_at').orderBy('leg_id').execute(),
    windowEvents: await db.selectFrom('window_events').selectAll().orderBy('id').execute(),
  }))
}

test('a written weekend contradicts itself nowhere, and nobody of it is known any more', async () => {
  const ward = await openWard({ now: '2026-06-29T08:00' })

  expect(await write(ward)).toMatchObject({ ok: true, days: 2 })

  await checkInvariants(ward)
  const { tickets, disagreements } = await verifyQueue(ward.deps.store)
  expect(tickets).toBeGreaterThan(400)
  expect(disagreements).toEqual([])
  const { appointments, visits } = await contents(ward)
  expect(appointments.length).toBeGreaterThan(20)
  expect(appointments.every(({ person_id }) => person_id === null)).toBe(true)
  expect(new Set(visits.map(({ business_date }) => business_date))).toEqual(
    new Set(['2026-06-26', '2026-06-28']),
  )
})

test('the same seed writes the same, in one go or after an interruption; once more writes nothing', async () => {
  const ward = await openWard({ now: '2026-06-29T08:00' })
  const other = await openWard({ now: '2026-06-29T08:00' })

  await write(ward)
  await write(other, 1, { from: span.from, to: '2026-06-26' })
  await write(other)

  expect(await contents(other)).toEqual(await contents(ward))
  expect(await write(ward)).toEqual({ ok: true, days: 0, visits: 0, events: 0 })
  expect(await contents(ward)).toEqual(await contents(other))
})

test('a day that fails half-way leaves nothing behind', async () => {
  const ward = await openWard({ now: '2026-06-29T08:00' })
  const { store } = ward.deps
  const day = playDay(await siteOf(ward), '2026-06-26', wayOf(1), await store.read(lastIds))
  if (!day) throw new Error('closed')
  const [last] = day.tickets.slice(-1)
  if (!last) throw new Error('nobody came')
  last.counterId = -1

  const { engine } = store
  await expect(
    store.write(db => insertDay(db, day, { officeId: ward.office.id, seed: 1, engine })),
  ).rejects.toThrow(/foreign key/i)

  expect(Object.values(await contents(ward)).flat()).toEqual([])
})

test('some of the visitors have answered what the month asked, and nothing tells who', async () => {
  const ward = await openWard({ now: '2026-06-29T08:00' })
  await write(ward)

  const { answers, comments, links, june, marked } = await ward.deps.store.read(async db => ({
    answers: await db.selectFrom('survey_answers').selectAll().execute(),
    comments: await db.selectFrom('survey_comments').selectAll().execute(),
    links: await db.selectFrom('survey_links').selectAll().execute(),
    june: await questionnaireOf(db, ward.office.id, '2026-06'),
    marked: await db.selectFrom('visits').select('id').where('is_answered', '=', 1).execute(),
  }))

  expect(answers.length).toBeGreaterThan(60)
  expect(answers.every(({ month }) => month === '2026-06')).toBe(true)
  expect(june?.goal?.ja).toMatch(/書類/)
  expect(marked.length).toBe(answers.filter(({ channel }) => channel === 'ticket').length)
  expect(comments.length).toBeGreaterThan(0)
  expect(comments.map(({ id }) => id).filter(id => answers.some(answer => answer.id === id))).toEqual([])
  expect(links).toEqual([])
})

test('what was told the office in those months is found as it stood, answered or not', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  const { store } = ward.deps
  const past = daysBetween('2026-09-01', '2026-11-30').flatMap(date =>
    opinionsOf(ward.office, date, '2026-11-30', 1),
  )
  await store.write(async db => {
    for (const opinion of past) await insertPastOpinion(db, ward.office.id, opinion)
  })

  const found = await store.read(async db => {
    const rows = await db.selectFrom('opinions').select(['id', 'version']).orderBy('id').execute()
    const told = []
    for (const { id, version } of rows) told.push({ version, events: await eventsOfOpinion(db, id) })
    return told
  })

  expect(found.map(({ events }) => events.at(-1)?.deed)).toEqual(
    past.map(({ channel, takenAt, answeredAt, publishedAt }) => {
      if (publishedAt) return 'published'
      if (answeredAt) return 'answered'
      return takenAt ? 'taken' : channel === 'web' ? 'received' : 'entered'
    }),
  )
  expect(found.map(({ version }) => version)).toEqual(found.map(({ events }) => events.length))
  const { received } = await store.read(db => opinionCounts(db, ward.office.id, '2026-09-01', '2026-11-30'))
  expect(received).toBe(past.length)
})

test('the office works on afterwards: people book, come, are called and have numbers of their own', async () => {
  const ward = await openWard({ now: '2026-06-29T08:00' })
  await write(ward)

  ward.setNow('2026-06-29T09:00')
  const [desk] = await openWindows(ward, 'ido')
  const ticket = await walkIn(ward, 'ido')
  await arrivedFor(ward, 'koseki', '2026-06-29T09:15')

  expect(ticket.number).toBe('A-001')
  expect(done(await desk.callNext()).number).toBe('A-001')
  await checkInvariants(ward)
})

test('nothing is written under a day that has begun, nor before the last one on which somebody came', async () => {
  const ward = await openWard({ now: '2026-06-29T09:00' })
  const [desk] = await openWindows(ward, 'ido')

  expect(await write(ward)).toEqual({ ok: false, reason: 'windows_open' })

  await desk.move('close')
  await walkIn(ward, 'ido')
  expect(await write(ward)).toMatchObject({ ok: true, days: 0 })
})
