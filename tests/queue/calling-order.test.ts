import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallingRule } from '#src/offices/office.ts'
import { callingOrder, type InLine, isDue, isOnTime } from '#src/queue/calling-order.ts'

const minute = 60_000
const grace = 15
const rule: CallingRule = {
  order: 'booked_first',
  ratio: { booked: 2, walkIn: 1 },
  isPriorityFirst: true,
  lateGraceMinutes: grace,
}

type Somebody = InLine & { name: string }

/** Minutes of the day: when they came, and for which time they are booked. */
function person(
  name: string,
  came: number,
  more: { booked?: number; isPriority?: boolean; since?: number } = {},
) {
  const { booked, isPriority = false, since = came } = more
  return {
    ...{
      name,
      id: came,
      isPriority,
      kind: booked === undefined ? ('walk_in' as const) : ('booked' as const),
    },
    ...{ appointmentAt: booked === undefined ? null : booked * minute },
    ...{ checkedInAt: came * minute, inLineSince: since * minute },
  }
}

function order(
  line: Somebody[],
  now: number,
  more: Partial<CallingRule> = {},
  recent: boolean[] = [],
): string {
  return callingOrder(line, now * minute, { ...rule, ...more }, recent)
    .map(({ name }) => name)
    .join(' ')
}

const walkIns = [person('w1', 1), person('w2', 2), person('w3', 3), person('w4', 4)]
const booked = [
  person('b1', 11, { booked: 15 }),
  person('b2', 12, { booked: 15 }),
  person('b3', 13, { booked: 16 }),
]

test('an appointment whose time has come goes before an earlier walk-in', () => {
  expect(order([person('w', 40), person('b', 55, { booked: 60 })], 60)).toBe('b w')
})

test('an appointment whose time has not come waits in order of arrival', () => {
  const line = [person('w1', 40), person('b', 50, { booked: 60 }), person('w2', 55)]

  expect(order(line, 59)).toBe('w1 b w2')
  expect(callingOrder(line, 60 * minute - 1, rule).map(({ name }) => name)).toEqual(['w1', 'b', 'w2'])
  expect(callingOrder(line, 60 * minute, rule).map(({ name }) => name)).toEqual(['b', 'w1', 'w2'])
})

test('of two appointments the earlier one goes first, and of one time who came first', () => {
  const line = [
    person('late booking', 20, { booked: 70 }),
    person('second', 31, { booked: 60 }),
    person('first', 30, { booked: 60 }),
  ]

  expect(order(line, 80)).toBe('first second late booking')
})

test('whoever comes within the grace keeps the advantage, a millisecond later they wait like a walk-in', () => {
  const last = 60 * minute + grace * minute
  const came = (checkedInAt: number) => ({
    ...person('b', 60, { booked: 60 }),
    checkedInAt,
    inLineSince: checkedInAt,
  })
  const line = (checkedInAt: number) => [person('w', 65), came(checkedInAt)]

  for (const at of [last - 1, last])
    expect(callingOrder(line(at), 90 * minute, rule).map(({ name }) => name)).toEqual(['b', 'w'])
  expect(callingOrder(line(last + 1), 90 * minute, rule).map(({ name }) => name)).toEqual(['w', 'b'])
  expect([last - 1, last, last + 1].map(at => isOnTime(came(at), rule))).toEqual([true, true, false])
})

test('coming late is no worse than coming without a booking', () => {
  expect(order([person('late', 80, { booked: 60 }), person('w1', 79), person('w2', 81)], 90)).toBe(
    'w1 late w2',
  )
})

test('nobody without a booking is due, and somebody booked is from their time on', () => {
  const b = person('b', 50, { booked: 60 })

  expect(isDue(person('w', 50), 60 * minute, rule)).toBe(false)
  expect([59, 60, 61].map(at => isDue(b, at * minute, rule))).toEqual([false, true, true])
})

test('priority goes before everybody, where the office says so', () => {
  const line = [person('b', 50, { booked: 60 }), person('w', 40), person('p', 58, { isPriority: true })]

  expect(order(line, 60)).toBe('p b w')
  expect(order(line, 60, { isPriorityFirst: false })).toBe('b w p')
})

test('among those with priority the order is that of arrival, booked or not', () => {
  const line = [
    person('p2', 30, { isPriority: true }),
    person('p3', 40, { isPriority: true, booked: 45 }),
    person('p1', 20, { isPriority: true }),
  ]

  expect(order(line, 60)).toBe('p1 p2 p3')
})

test('by arrival a booking gives no advantage', () => {
  expect(order([...booked, ...walkIns], 60, { order: 'arrival' })).toBe('w1 w2 w3 w4 b1 b2 b3')
})

test('a place kept from another counter counts from the first arrival', () => {
  expect(order([person('w', 40), person('sent on', 50, { since: 20 })], 60)).toBe('sent on w')
})

test('two booked take turns with one walk-in', () => {
  expect(order([...walkIns, ...booked], 60, { order: 'ratio' })).toBe('b1 b2 w1 b3 w2 w3 w4')
})

test('one booked takes turns with one walk-in', () => {
  const ratio = { booked: 1, walkIn: 1 }

  expect(order([...walkIns, ...booked], 60, { order: 'ratio', ratio })).toBe('b1 w1 b2 w2 b3 w3 w4')
})

test('where one side is empty the other goes on', () => {
  expect(order(walkIns, 60, { order: 'ratio' })).toBe('w1 w2 w3 w4')
  expect(order(booked, 60, { order: 'ratio' })).toBe('b1 b2 b3')
  expect(order([], 60, { order: 'ratio' })).toBe('')
})

test.for<[string, boolean[], string]>([
  ['one booked was called', [true], 'b1 w1 b2 b3 w2 w3 w4'],
  ['two booked were called', [true, true], 'w1 b1 b2 w2 b3 w3 w4'],
  ['a walk-in was called', [true, true, false], 'b1 b2 w1 b3 w2 w3 w4'],
  ['only booked people were there for long', [true, true, true], 'w1 b1 b2 w2 b3 w3 w4'],
  ['only walk-ins were there for long', [false, false, false], 'b1 b2 w1 b3 w2 w3 w4'],
])('taking turns goes on from the last calls: %s', ([, recent, expected]) => {
  expect(order([...walkIns, ...booked], 60, { order: 'ratio' }, recent)).toBe(expected)
})

test('taking turns passes over a booking whose time has not come or who was late', () => {
  const line = [
    person('early', 1, { booked: 90 }),
    person('w', 2),
    person('late', 80, { booked: 60 }),
    person('b', 50, { booked: 60 }),
  ]

  expect(order(line, 85, { order: 'ratio', ratio: { booked: 1, walkIn: 1 } })).toBe('b early w late')
})

const somebody = fc.record({
  came: fc.integer({ min: 0, max: 120 }),
  booked: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
  isPriority: fc.boolean(),
})
const line = fc.array(somebody, { maxLength: 25 }).map(all =>
  all.map(({ came, booked, isPriority }, index): Somebody => ({
    ...person(String(index), came, { isPriority, ...(booked !== undefined && { booked }) }),
    id: index,
  })),
)
const anyRule = fc.record({
  order: fc.constantFrom('booked_first' as const, 'arrival' as const, 'ratio' as const),
  ratio: fc.record({ booked: fc.integer({ min: 1, max: 4 }), walkIn: fc.integer({ min: 1, max: 4 }) }),
  isPriorityFirst: fc.boolean(),
  lateGraceMinutes: fc.integer({ min: 0, max: 30 }),
})
const now = fc.integer({ min: 0, max: 150 }).map(minutes => minutes * minute)
const recent = fc.array(fc.boolean(), { maxLength: 8 })

const isFirst = (ticket: InLine, { isPriorityFirst }: CallingRule) => isPriorityFirst && ticket.isPriority
const classOf = (ticket: InLine, at: number, rule: CallingRule) =>
  isFirst(ticket, rule) ? 'priority' : rule.order !== 'arrival' && isDue(ticket, at, rule) ? 'due' : 'other'

test('everybody is in the order once, whoever told it in whatever order', () => {
  fc.assert(
    fc.property(line, now, anyRule, recent, fc.func(fc.nat()), (waiting, at, rule, recent, weight) => {
      const result = callingOrder(waiting, at, rule, recent)
      const shuffled = waiting.toSorted((a, b) => weight(a.id) - weight(b.id))

      expect(result.toSorted((a, b) => a.id - b.id)).toEqual(waiting)
      expect(callingOrder(shuffled, at, rule, recent)).toEqual(result)
    }),
  )
})

test('nobody is overtaken by somebody of the same class who has less right', () => {
  fc.assert(
    fc.property(line, now, anyRule, recent, (waiting, at, rule, recent) => {
      const result = callingOrder(waiting, at, rule, recent)
      const classes = Map.groupBy(result, ticket => classOf(ticket, at, rule))

      for (const [name, same] of classes)
        for (const [index, after] of same.entries()) {
          const before = same[index - 1]
          if (!before) continue
          const keys = ({ appointmentAt, inLineSince, id }: Somebody) =>
            name === 'due' ? [appointmentAt ?? 0, inLineSince, id] : [inLineSince, id]
          const [left, right] = [keys(before), keys(after)]
          const differs = left.findIndex((value, index) => value !== right[index])
          expect(left[differs]).toBeLessThan(right[differs] ?? 0)
        }
    }),
  )
})

test('without turns the classes follow each other: priority, due, the others', () => {
  fc.assert(
    fc.property(line, now, anyRule, (waiting, at, some) => {
      const rule = { ...some, order: some.order === 'ratio' ? ('booked_first' as const) : some.order }
      const ranks = callingOrder(waiting, at, rule).map(ticket =>
        ['priority', 'due', 'other'].indexOf(classOf(ticket, at, rule)),
      )

      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    }),
  )
})

test('while both wait, each has a turn within one round', () => {
  fc.assert(
    fc.property(line, now, anyRule, recent, (waiting, at, some, recent) => {
      const rule = { ...some, order: 'ratio' as const }
      const { booked, walkIn } = rule.ratio
      const classes = callingOrder(waiting, at, rule, recent)
        .map(ticket => classOf(ticket, at, rule))
        .filter(name => name !== 'priority')

      const unfair = classes.filter((_, start) => {
        const round = classes.slice(start, start + booked + walkIn)
        const doBothWait = new Set(classes.slice(start)).size === 2
        return round.length === booked + walkIn && doBothWait && new Set(round).size < 2
      })
      expect(unfair, classes.join(' ')).toEqual([])
    }),
  )
})

test('calling one after the other gives the order that was shown', () => {
  fc.assert(
    fc.property(line, now, anyRule, recent, (waiting, at, rule, recent) => {
      const shown = callingOrder(waiting, at, rule, recent)
      const round = rule.ratio.booked + rule.ratio.walkIn
      const calls = [...recent]
      let left = waiting
      const called: Somebody[] = []
      while (left.length > 0) {
        const [next] = callingOrder(left, at, rule, calls.slice(-round))
        if (!next) break
        called.push(next)
        if (!isFirst(next, rule)) calls.push(isDue(next, at, rule))
        left = left.filter(({ id }) => id !== next.id)
      }

      expect(called.map(({ id }) => id)).toEqual(shown.map(({ id }) => id))
    }),
  )
})
