import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoOf } from '#src/clock.ts'
import type { Entry } from '#src/waitlist/entry.ts'
import { long, openLine, short, starts, theDay } from './line.ts'

type OpenLine = Awaited<ReturnType<typeof openLine>>

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('join' as const), from: fc.nat(3), isLong: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'take' as const, 'decline' as const, 'leave' as const),
      pick: fc.nat(9),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('book' as const), pick: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(7, 30, 61) }),
  },
)

test(
  'whatever happens, each place is offered to one person, in joining order, with one message, and none is lost',
  { timeout: 120_000 },
  async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async steps => {
        const line = await openLine()
        const people: number[] = []
        const booked = [...line.booked]
        let minutes = 9 * 60
        for (const one of steps) {
          const before = await offeredIds(line)
          if (one.do === 'join') {
            const outcome = await line.join({
              service: one.isLong ? long : short,
              fromMinute: 540 + one.from * 15,
            })
            if (outcome.ok) people.push(outcome.entryId)
          } else if (one.do === 'book') {
            const outcome = await line.ward.book([short], `${theDay}T${starts[one.pick]}`)
            if (outcome.ok) booked.push(outcome.appointmentId)
          } else if (one.do === 'wait') {
            minutes = Math.min(minutes + one.minutes, 15 * 60)
            line.ward.setNow(`2026-12-01T${clock(minutes)}`)
          } else if (one.do === 'cancel') {
            const [gone] = booked.splice(one.pick % Math.max(1, booked.length), 1)
            if (gone !== undefined) await line.cancel(gone)
          } else {
            const id = people[one.pick % Math.max(1, people.length)]
            if (id === undefined) continue
            const outcome = await line[one.do](id)
            if (one.do === 'take' && outcome.ok && 'appointmentId' in outcome)
              booked.push(outcome.appointmentId)
          }
          await line.look()
          await expectFair(line, before)
        }
      }),
      { numRuns: 5, seed: 20_261_201 },
    )
  },
)

async function offeredIds(line: OpenLine): Promise<Set<number>> {
  return new Set((await line.active()).flatMap(({ offer }) => offer?.id ?? []))
}

async function expectFair(line: OpenLine, before: ReadonlySet<number>): Promise<void> {
  const entries = await line.active()
  const offered = entries.filter(({ offer }) => offer !== null)
  const waiting = entries.filter(({ state }) => state === 'waiting')
  const rows = await line.ward.deps.store.read(db => db.selectFrom('waitlist_offers').selectAll().execute())
  const taken = await line.ward.deps.store.read(db =>
    db
      .selectFrom('places')
      .innerJoin('legs', 'legs.id', 'places.leg_id')
      .select(['places.starts_at', 'legs.appointment_id'])
      .execute(),
  )

  // One live offer per place, kept by a hold, and not past its deadline.
  for (const { offer } of offered) {
    expect(offer?.until).toBeGreaterThan(line.ward.deps.clock.now())
    expect(taken.some(place => place.appointment_id === offer?.appointmentId)).toBe(true)
  }
  expect(new Set(offered.map(({ offer }) => offer?.startsAt)).size).toBe(offered.length)

  // As many messages as offers.
  expect((await line.messages()).filter(kind => kind === 'place_offered')).toHaveLength(rows.length)

  // Nobody who joined later has just been offered what somebody before them could have had.
  const fresh = offered.flatMap(({ id, offer }) =>
    offer && !before.has(offer.id) ? { id, startsAt: offer.startsAt } : [],
  )
  const unfair = fresh.filter(({ id, startsAt }) =>
    waiting.some(entry => entry.id < id && entry.services[0]?.slug === short && wants(line, entry, startsAt)),
  )
  expect(unfair).toEqual([])

  // Nothing is free for anybody who still waits and has not let it go.
  const free = starts.filter(time => !taken.some(place => timeOf(line, place.starts_at) === time))
  for (const entry of waiting) {
    const fitting = free.filter((time, index) => {
      const next = starts[starts.indexOf(time) + 1]
      const isEnough = entry.services[0]?.slug === short || (next !== undefined && free[index + 1] === next)
      const refused = entry.refusedStarts.map(at => timeOf(line, at))
      return isEnough && minuteOf(time) >= entry.fromMinute && !refused.includes(time)
    })
    expect(fitting).toEqual([])
  }
}

function wants(line: OpenLine, entry: Entry, startsAt: number): boolean {
  return minuteOf(timeOf(line, startsAt)) >= entry.fromMinute && !entry.refusedStarts.includes(startsAt)
}

function timeOf({ ward }: OpenLine, at: number): string {
  return isoOf(at, ward.office.timeZone).slice(11, 16)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
