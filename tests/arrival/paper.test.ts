import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enterPaper } from '#src/arrival/enter-paper.ts'
import { type Actor, actorOf } from '#src/queue/actor.ts'
import { queueView } from '#src/queue/queue-view.ts'
import { parseArrival, parsePaperSerial } from '#src/reception/paper.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { counterOf, done, newStaffMember, openWindows, said, ticketNow, walkIn } from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'

type More = { slug?: string; people?: number; key?: string; actor?: Actor }

/** Reception enters somebody who was received on paper. */
async function enter(ward: Ward, serial: number, at: string, more: More = {}) {
  const { slug = 'tennyu', people = 1, key, actor = actorOf(await newStaffMember(ward, 'reception')) } = more
  const person = { ...ward.wish(slug), people, language: 'ja', isPriority: false }
  const arrivedAt = at === '' ? Number.NaN : instant(at)
  return enterPaper(
    ward.deps,
    ward.office,
    { ...person, channel: 'staff', actor },
    { serial, arrivedAt },
    { key: key ?? randomUUID(), scope: 'test', body: { serial, at } },
  )
}

async function waitingAt(ward: Ward, slug: string): Promise<string[]> {
  const { id } = counterOf(ward, slug)
  const asked = { now: ward.deps.clock.now(), withNames: false }
  const view = await ward.deps.store.read(db => queueView(db, ward.office, id, asked))
  return view.waiting.map(({ number }) => number)
}

const now = '2026-12-01T09:30'

test('somebody from paper stands in line since the time on paper, and the log tells when it was written', async () => {
  const ward = await openCheckedWard({ now })
  await walkIn(ward, 'ido', { at: '2026-12-01T09:00' })
  await walkIn(ward, 'ido', { at: '2026-12-01T09:20' })
  ward.setNow(now)

  const { id } = done(await enter(ward, 5, '2026-12-01T09:10'))

  expect(await waitingAt(ward, 'ido')).toEqual(['A-001', 'A-P05', 'A-002'])
  const paper = { checkedInAt: instant('2026-12-01T09:10'), inLineSince: instant('2026-12-01T09:10') }
  expect(await ticketNow(ward, { id })).toMatchObject({ ...paper, number: 'A-P05', kind: 'walk_in' })
  const [event] = await ward.deps.store.read(db =>
    db
      .selectFrom('visit_events')
      .select(['occurred_at', 'recorded_at', 'actor_kind', 'payload_json'])
      .where('ticket_id', '=', id)
      .execute(),
  )
  expect(event).toMatchObject({
    ...{ occurred_at: paper.checkedInAt, recorded_at: instant(now), actor_kind: 'staff' },
    payload_json: expect.stringContaining('A-P05'),
  })
})

test('whoever is entered from paper is called, served and sent on like everybody', async () => {
  const ward = await openCheckedWard({ now })
  const [ido] = await openWindows(ward, 'ido')
  const [koseki] = await openWindows(ward, 'koseki')
  done(await enter(ward, 1, now))

  const called = done(await ido.callNext())
  expect(called.firstCalledAt).toBe(instant(now))
  const onward = done(await ido.transfer(called, 'koseki'))
  const there = done(await koseki.callNext())
  expect([onward.number, there.number]).toEqual(['A-P01', 'A-P01'])
  done(await koseki.act('serve', there))
  done(await koseki.act('finish', there))
})

test('numbers from paper take none of the series, and none of the series takes theirs', async () => {
  const ward = await openCheckedWard({ now })

  const numbers = [
    said(await enter(ward, 1, '2026-12-01T09:10')),
    (await walkIn(ward, 'ido')).number,
    said(await enter(ward, 99, '2026-12-01T09:11')),
    (await walkIn(ward, 'ido')).number,
  ]

  expect(numbers).toEqual(['A-P01', 'A-001', 'A-P99', 'A-002'])
})

test('at a counter without a letter the number is P05', async () => {
  const ward = await openCheckedWard({ now })
  const { id } = counterOf(ward, 'ido')
  await ward.change(db =>
    db.updateTable('counters').set({ ticket_prefix: '' }).where('id', '=', id).execute(),
  )
  ward.office = (await ward.deps.offices.bySlug('mihon')) ?? ward.office

  expect(said(await enter(ward, 5, now))).toBe('P05')
})

test.each([
  ['waits', async () => {}],
  [
    'was served',
    async (desk, ticket) => void done(await desk.act('finish', done(await serve(desk, ticket)))),
  ],
  ['was voided', async (desk, ticket) => void done(await desk.act('void', ticket, { reason: 'printer' }))],
  ['was sent on', async desk => void done(await desk.transfer(done(await desk.callNext()), 'koseki'))],
] satisfies Array<[string, (desk: Desk, ticket: TicketOf) => Promise<void>]>)(
  'a number that %s is not given a second time today, and again tomorrow',
  async (_, happen) => {
    const ward = await openCheckedWard({ now })
    const [desk] = await openWindows(ward, 'ido')
    await happen(desk, done(await enter(ward, 5, '2026-12-01T09:10')))

    expect(said(await enter(ward, 5, '2026-12-01T09:20'))).toBe('number_taken')
    ward.setNow('2026-12-02T09:30')
    expect(said(await enter(ward, 5, '2026-12-02T09:20'))).toBe('A-P05')
  },
)

type Desk = Awaited<ReturnType<typeof openWindows<1>>>[0]
type TicketOf = ReturnType<typeof done>

async function serve(desk: Desk, ticket: TicketOf) {
  done(await desk.callNext())
  return desk.act('serve', ticket)
}

test('entered by two people at once, a number stands once', async () => {
  const ward = await openCheckedWard({ now })
  const actor = actorOf(await newStaffMember(ward, 'reception'))

  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => enter(ward, 5, '2026-12-01T09:10', { actor }).then(said)),
  )

  expect(outcomes.toSorted()).toEqual(['A-P05', ...Array<string>(4).fill('number_taken')])
})

test('counters that share a letter share its paper numbers, also at once', async () => {
  const ward = await openCheckedWard({ now })
  const { id } = counterOf(ward, 'koseki')
  await ward.change(db =>
    db.updateTable('counters').set({ ticket_prefix: 'A' }).where('id', '=', id).execute(),
  )
  ward.office = (await ward.deps.offices.bySlug('mihon')) ?? ward.office
  const actor = actorOf(await newStaffMember(ward, 'reception'))

  const outcomes = await Promise.all(
    ['tennyu', 'koseki-konin', 'tennyu', 'koseki-konin'].map(slug =>
      enter(ward, 7, '2026-12-01T09:10', { slug, actor }).then(said),
    ),
  )

  expect(outcomes.toSorted()).toEqual(['A-P07', ...Array<string>(3).fill('number_taken')])
})

test('sent twice it is one number, and the answer is the same', async () => {
  const ward = await openCheckedWard({ now })
  const [key, at] = [randomUUID(), '2026-12-01T09:10']

  const answers = [await enter(ward, 5, at, { key }), await enter(ward, 5, at, { key })]

  expect(answers[1]).toEqual(answers[0])
  expect(await waitingAt(ward, 'ido')).toEqual(['A-P05'])
})

test.each([
  [0, '2026-12-01T09:00', 'paper_number'],
  [1, '2026-12-01T09:00', 'A-P01'],
  [99, '2026-12-01T09:00', 'A-P99'],
  [100, '2026-12-01T09:00', 'paper_number'],
  [1.5, '2026-12-01T09:00', 'paper_number'],
  [Number.NaN, '2026-12-01T09:00', 'paper_number'],
  [1, '2026-12-01T09:30', 'A-P01'],
  [1, '2026-12-01T09:30:01', 'paper_time'],
  [1, '2026-12-01T03:00', 'A-P01'],
  [1, '2026-12-01T02:59', 'paper_time'],
  [1, '', 'paper_time'],
])('number %d at "%s" is answered with %s', async (serial, at, expected) => {
  const ward = await openCheckedWard({ now })

  expect(said(await enter(ward, serial, at))).toBe(expected)
})

test('how many they are is held to the rule of every ticket', async () => {
  const ward = await openCheckedWard({ now })

  expect(said(await enter(ward, 1, now, { people: 0 }))).toBe('people')
})

test.each([
  ['5', 5],
  ['P05', 5],
  ['p5', 5],
  ['A-P05', 5],
  ['Ａ－Ｐ０５', 5],
  ['a p 99', 99],
  ['Ａ‐ｐ１', 1],
  ['0', 0],
  ['100', Number.NaN],
  ['A-005', Number.NaN],
  ['A05', Number.NaN],
  ['B-P05', Number.NaN],
  ['P', Number.NaN],
  ['', Number.NaN],
])('"%s" on the sheet of counter A is number %d', (typed, expected) => {
  expect(parsePaperSerial({ ticketPrefix: 'A' }, typed)).toBe(expected)
})

test.each([
  ['P', 'P-P05', 5],
  ['P', 'P05', 5],
  ['P', 'P-005', Number.NaN],
  ['', 'P05', 5],
  ['', '005', Number.NaN],
])('on the sheet of counter "%s" "%s" is number %d', (ticketPrefix, typed, expected) => {
  expect(parsePaperSerial({ ticketPrefix }, typed)).toBe(expected)
})

test.each([
  ['9:05', '2026-12-01T09:05'],
  ['09:05', '2026-12-01T09:05'],
  ['０９：０５', '2026-12-01T09:05'],
  [' 0905 ', '2026-12-01T09:05'],
  ['905', '2026-12-01T09:05'],
  ['23:59', '2026-12-01T23:59'],
  ['3:00', '2026-12-01T03:00'],
  ['2:59', '2026-12-02T02:59'],
])('"%s" is %s', async (typed, expected) => {
  const { office } = await openCheckedWard({ now })

  expect(parseArrival(office, typed, instant(now))).toBe(instant(expected))
})

test('in the night before the day turns the evening is still today', async () => {
  const { office } = await openCheckedWard({ now })
  const night = instant('2026-12-02T01:00')

  expect(parseArrival(office, '23:50', night)).toBe(instant('2026-12-01T23:50'))
  expect(parseArrival(office, '0:30', night)).toBe(instant('2026-12-02T00:30'))
})

test.each(['24:00', '9:60', '9', '9時', '-1:00', '1234567', ''])('"%s" is no time', async typed => {
  const { office } = await openCheckedWard({ now })

  expect(parseArrival(office, typed, instant(now))).toBeNaN()
})
