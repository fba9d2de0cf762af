import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, instantOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { Decision } from '#src/openings/change-openings.ts'
import type { RowChange } from '#src/openings/opening-change.ts'
import { cancelIt } from '../booking/deeds.ts'
import { bookAtDesk } from '../reception/deeds.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'
import { administrator, always, brokenPromises, change, dated, preview, type Promised } from './changes.ts'

const firstDay = '2026-12-07'
const clerk = { ...administrator, officeId: 1 }

const day = fc.integer({ min: 0, max: 2 }).map(days => addDays(firstDay, days))
const fiveMinutes = (from: number, to: number) =>
  fc.integer({ min: from * 12, max: to * 12 }).map(steps => steps * 5)

const edit = fc.oneof(
  fc.record({
    edit: fc.constant('hours' as const),
    date: day,
    from: fiveMinutes(9, 11),
    to: fiveMinutes(13, 16),
  }),
  fc.record({ edit: fc.constant('closure' as const), date: day }),
  fc.record({
    ...{ edit: fc.constant('windows' as const), from: fiveMinutes(9, 12), to: fiveMinutes(12, 16) },
    windows: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({ edit: fc.constant('service' as const), from: fiveMinutes(9, 10), to: fiveMinutes(12, 17) }),
  fc.record({ edit: fc.constant('take back' as const), pick: fc.nat(20) }),
)

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      deed: fc.constant('book' as const),
      date: day,
      pick: fc.nat(1000),
      service: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('cancel' as const), pick: fc.nat(100) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ deed: fc.constant('change' as const), edit },
      decisions: fc.array(fc.constantFrom('keep', 'move', 'cancel'), { minLength: 1, maxLength: 5 }),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

function counterOf(office: Office) {
  const counter = office.counters.find(({ slug }) => slug === 'koseki')
  if (!counter) throw new Error('no counter')
  return counter
}

/** The change that an edit means for an office as it is now; nothing when there is nothing to take back. */
function rowsOf(office: Office, what: Edit): RowChange[] {
  const { id: counterId } = counterOf(office)
  switch (what.edit) {
    case 'hours':
      return [dated(counterId, what.date, [what.from, what.to])]
    case 'closure':
      return [
        {
          kind: 'add_closure',
          closure: { counterId, kind: 'special', from: what.date, to: what.date, reason: { ja: '工事' } },
        },
      ]
    case 'windows': {
      const hours = { weekday: null, fromMinute: what.from, toMinute: what.to + 30 }
      const rule = { counterId, ...hours, windows: what.windows, sharePercent: null, ...always }
      return [{ kind: 'add_capacity', rule }]
    }
    case 'service': {
      const service = office.services.find(one => one.counterId === counterId && one.isBookable)
      const hours = { weekday: null, nth: null, onDate: null, opensMinute: what.from, closesMinute: what.to }
      const rule = { counterId, serviceId: service?.id ?? null, kind: 'weekly' as const, ...hours }
      return [{ kind: 'add_rule', rule: { ...rule, session: 'day', ...always } }]
    }
    default: {
      const rows: RowChange[] = [
        ...office.closures.filter(row => row.counterId === counterId),
        ...office.openingRules.filter(row => row.kind === 'special' && row.counterId === counterId),
      ].map(row =>
        'reason' in row ? { kind: 'remove_closure', id: row.id } : { kind: 'remove_rule', id: row.id },
      )
      rows.push(...office.capacityRules.map(({ id }) => ({ kind: 'remove_capacity' as const, id })))
      const picked = rows[what.pick % Math.max(1, rows.length)]
      return picked ? [picked] : []
    }
  }
}

async function currentOffice(ward: Ward): Promise<Office> {
  return ward.deps.store.read(db => ward.deps.offices.current(db, ward.office.id))
}

async function book(ward: Ward, { date, pick, service }: Step & { deed: 'book' }, promised: Promised) {
  const office = await currentOffice(ward)
  const services = office.services.filter(one => one.counterId === counterOf(office).id && one.isBookable)
  const chosen = services[service % services.length]
  if (!chosen) return
  const wish = { services: [chosen], people: 1 }
  const { days } = await ward.deps.availability.days(office, wish, date, date, 'staff')
  const free = days.flatMap(({ slots }) => slots).filter(slot => slot.free > 0)
  const slot = free[pick % Math.max(1, Math.min(6, free.length))]
  if (!slot) return
  const startsAt = new Date(slot.startsAt).toISOString()
  const outcome = await bookAtDesk(ward, clerk, [chosen.slug], startsAt)
  if (!outcome.ok) throw new Error(`what is shown as free is refused: ${outcome.reason}`)
  promised.set(outcome.appointmentId, { startsAt: slot.startsAt, isCancelled: false })
}

async function decide(
  ward: Ward,
  rows: RowChange[],
  kinds: readonly string[],
): Promise<Array<[number, Decision]>> {
  const { hits } = await preview(ward, rows)
  return hits.map(({ visit, newTimes }, index): [number, Decision] => {
    const kind = kinds[index % kinds.length]
    const [first] = newTimes
    if (kind === 'move' && first) return [visit.appointmentId, { kind, startsAt: first.startsAt }]
    return [visit.appointmentId, kind === 'cancel' ? { kind } : { kind: 'keep', reason: '約束どおり' }]
  })
}

async function edited(
  ward: Ward,
  { edit: what, decisions: kinds }: Step & { deed: 'change' },
  promised: Promised,
) {
  const rows = rowsOf(await currentOffice(ward), what)
  if (rows.length === 0) return 0
  const decisions = await decide(ward, rows, kinds)
  const short = decisions.length === 0 ? 'undecided' : await change(ward, rows, decisions.slice(1))
  expect(short === 'undecided' || ('reason' in short && short.reason)).toBe(
    short === 'undecided' ? true : 'undecided',
  )
  expect(await change(ward, rows, decisions)).toMatchObject({ ok: true })

  for (const [id, decision] of decisions) {
    if (decision.kind === 'cancel') promised.set(id, { startsAt: 0, isCancelled: true })
    if (decision.kind === 'move') promised.set(id, { startsAt: decision.startsAt, isCancelled: false })
  }
  return decisions.length
}

test('whatever rules are changed, no booking is lost, hidden or beyond capacity without a decision', async () => {
  let decided = 0
  let booked = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async steps => {
      const ward = await openWard({ now: '2026-12-01T09:00' })
      const promised: Promised = new Map()
      for (const one of steps) {
        if (one.deed === 'book') await book(ward, one, promised)
        if (one.deed === 'cancel') {
          const open = [...promised].filter(([, { isCancelled }]) => !isCancelled)
          const [id] = open[one.pick % Math.max(1, open.length)] ?? []
          if (id !== undefined && (await cancelIt(ward, id)).ok)
            promised.set(id, { startsAt: 0, isCancelled: true })
        }
        if (one.deed === 'change') decided += await edited(ward, one, promised)
        const broken = one.deed === 'change' ? await brokenPromises(ward, promised) : []
        expect(broken).toEqual([])
      }
      expect(await brokenPromises(ward, promised)).toEqual([])
      booked += promised.size
      await ward.close()
    }),
    { seed: 9, numRuns: 12 },
  )
  // The edits drawn do hit people.
  expect(booked).toBeGreaterThan(60)
  expect(decided).toBeGreaterThan(20)
})

test('a rule that is changed past all decisions is found, and so are lost places and a booking moved in secret', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const promised: Promised = new Map()
  for (const pick of [0, 1, 2]) await book(ward, { deed: 'book', date: firstDay, pick, service: 0 }, promised)
  expect(await brokenPromises(ward, promised)).toEqual([])

  const from = instantOf(firstDay, 0, 'Asia/Tokyo')
  await ward.deps.store.write(db =>
    db.deleteFrom('places').where('starts_at', '>=', from).where('place_number', '=', 2).execute(),
  )
  const withoutPlaces = await brokenPromises(ward, promised)
  await ward.change(db =>
    db
      .insertInto('closures')
      .values({
        ...{ office_id: ward.office.id, counter_id: null, kind: 'special' },
        ...{ from_date: firstDay, to_date: firstDay, reason: '{"ja":"工事"}' },
      })
      .execute(),
  )
  const closed = await brokenPromises(ward, promised)
  const [[id] = [0]] = [...promised]
  promised.set(id, { startsAt: instant('2026-12-08T09:00'), isCancelled: false })
  const moved = await brokenPromises(ward, promised)

  expect(withoutPlaces.join('\n')).toContain('has 0 places')
  expect(closed.join('\n')).toContain('outside the hours without a decision')
  expect(moved.join('\n')).toContain('now at')
})

test('more bookings than windows are found', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const promised: Promised = new Map()
  for (const pick of [0, 0]) await book(ward, { deed: 'book', date: firstDay, pick, service: 0 }, promised)

  await ward.change(db =>
    db
      .insertInto('capacity_rules')
      .values({
        ...{
          office_id: ward.office.id,
          counter_id: counterOf(ward.office).id,
          weekday: null,
          share_percent: null,
        },
        ...{ from_minute: 0, to_minute: 1440, windows: 1 },
        ...{ valid_from_date: always.validFrom, valid_to_date: always.validTo },
      })
      .execute(),
  )

  expect((await brokenPromises(ward, promised)).join('\n')).toContain('2 come to 1 windows')
})
