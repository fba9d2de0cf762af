import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  advance,
  doneServices,
  type EventType,
  isOpen,
  isPaperNumber,
  lastDeed,
  mayHappen,
  type Payload,
  type Progress,
  progressOf,
  standing,
  type TicketEvent,
  ticketNumber,
  type TicketState,
} from '#src/queue/ticket.ts'

const states = [
  'waiting',
  'called',
  'serving',
  'parked',
  'handed_in',
  'served',
  'no_show',
  'left',
  'transferred',
  'voided',
] as const satisfies readonly TicketState[]

/** What each event makes of a ticket in each state, from `waiting` to `voided`; – where it may not happen. */
const table: Record<Exclude<EventType, 'undone'>, { stage1: string; stage2: string }> = {
  checked_in: { stage1: '– – – – – – – – – –', stage2: '– – – – – – – – – –' },
  called: { stage1: 'called – – – – – – – – –', stage2: 'called – – – – – – – – –' },
  recalled: { stage1: '– called – – – – called – – –', stage2: '– called – – – – called – – –' },
  no_response: { stage1: '– no_show – – – – – – – –', stage2: '– handed_in – – – – – – – –' },
  service_started: { stage1: '– serving – – – – – – – –', stage2: '– serving – – – – – – – –' },
  parked: { stage1: '– – parked – – – – – – –', stage2: '– – parked – – – – – – –' },
  resumed: { stage1: '– – – serving – – – – – –', stage2: '– – – serving – – – – – –' },
  service_ended: { stage1: '– – served – – – – – – –', stage2: '– – – – – – – – – –' },
  back_office_started: { stage1: '– – – – handed_in – – – – –', stage2: '– – – – handed_in – – – – –' },
  delivery_called: { stage1: '– – – – called – – – – –', stage2: '– – – – called – – – – –' },
  delivered: { stage1: '– – – – – – – – – –', stage2: '– served served – – – – – – –' },
  transferred: {
    stage1: '– transferred transferred transferred – – – – – –',
    stage2: '– transferred transferred transferred – – – – – –',
  },
  left: { stage1: 'left left – left left – left – – –', stage2: 'left left – left left – left – – –' },
  voided: {
    stage1: 'voided voided voided voided voided – – – – –',
    stage2: 'voided voided voided voided voided – – – – –',
  },
}

function inState(state: TicketState, stage: 1 | 2 = 1): Progress {
  const isAtWindow = state === 'called' || state === 'serving'
  return {
    ...{ state, stage, windowId: isAtWindow ? 7 : null, calls: 1, firstCalledAt: 10, lastCalledAt: 10 },
    ...{ servingSince: state === 'serving' ? 20 : null, endedAt: isOpen(state) ? null : 30 },
  }
}

test.for(Object.entries(table) as Array<[EventType, { stage1: string; stage2: string }]>)(
  '%s happens where the table says and nowhere else',
  ([type, { stage1, stage2 }]) => {
    const outcomes = (stage: 1 | 2) =>
      states
        .map(state => {
          const was = inState(state, stage)
          const next = advance(was, { type, occurredAt: 40, windowId: 7, payload: {} })
          expect(next !== null).toBe(mayHappen(type, was))
          return next?.state ?? '–'
        })
        .join(' ')

    expect(outcomes(1)).toBe(stage1)
    expect(outcomes(2)).toBe(stage2)
  },
)

test('a ticket begins by arriving and by nothing else', () => {
  const begun = [...Object.keys(table), 'undone'].filter(type =>
    advance(null, { type: type as EventType, occurredAt: 1, windowId: 7, payload: {} }),
  )

  expect(begun).toEqual(['checked_in'])
})

test('taking back is no event of the state machine', () => {
  for (const state of states)
    expect(advance(inState(state), { type: 'undone', occurredAt: 1, windowId: 7, payload: {} })).toBeNull()
})

test('only who is called or served is at a window, and nobody is without one', () => {
  for (const state of states)
    for (const type of Object.keys(table) as EventType[]) {
      const next = advance(inState(state), { type, occurredAt: 40, windowId: 9, payload: {} })
      if (!next) continue
      const isAtWindow = next.state === 'called' || next.state === 'serving'
      expect(next.windowId !== null, `${state} ${type}`).toBe(isAtWindow)
      expect(next.endedAt !== null, `${state} ${type}`).toBe(!isOpen(next.state))
    }
  expect(
    advance(inState('waiting'), { type: 'called', occurredAt: 1, windowId: null, payload: {} }),
  ).toBeNull()
})

test('numbers are three digits wide, and wider after 999', () => {
  expect([1, 12, 999, 1000, 12_345].map(serial => ticketNumber('A', serial))).toEqual([
    'A-001',
    'A-012',
    'A-999',
    'A-1000',
    'A-12345',
  ])
  expect(ticketNumber('', 7)).toBe('007')
})

type Told = { type: EventType; at?: number; window?: number; payload?: Payload; takesBack?: number }

/** A history of these events, numbered from 1, ten milliseconds apart. */
function history(...told: Array<EventType | Told>): TicketEvent[] {
  return told.map((entry, index) => {
    const { type, at, window, payload = {}, takesBack } = typeof entry === 'string' ? { type: entry } : entry
    return {
      ...{ id: index + 1, sequence: index + 1, type, occurredAt: at ?? (index + 1) * 10, payload },
      ...{ windowId: window ?? (type === 'called' ? 7 : null), supersedesId: takesBack ?? null },
    }
  })
}

test('a history adds up to where the ticket is', () => {
  const called = progressOf(history('checked_in', 'called'))
  const served = progressOf(history('checked_in', 'called', 'recalled', 'service_started', 'service_ended'))

  expect(called).toEqual({
    ...{ state: 'called', stage: 1, windowId: 7, calls: 1, firstCalledAt: 20, lastCalledAt: 20 },
    ...{ servingSince: null, endedAt: null },
  })
  expect(served).toEqual({
    ...{ state: 'served', stage: 1, windowId: null, calls: 2, firstCalledAt: 20, lastCalledAt: 30 },
    ...{ servingSince: null, endedAt: 50 },
  })
})

test('a deed taken back leaves what was before, with its times', () => {
  const back = progressOf(history('checked_in', 'called', { type: 'undone', takesBack: 2 }))
  const again = progressOf(
    history('checked_in', 'called', { type: 'undone', takesBack: 2 }, { type: 'called', window: 8 }),
  )

  expect(back).toEqual(progressOf(history('checked_in')))
  expect(again).toMatchObject({ state: 'called', windowId: 8, calls: 1, firstCalledAt: 40 })
})

test('of several deeds each can be taken back, the last first', () => {
  const first = history('checked_in', 'called', 'service_started')
  const steps: Array<string | undefined> = []
  const events = [...first]
  for (;;) {
    const [last] = lastDeed(events)
    steps.push(last?.type)
    if (!last) break
    const [undone] = history({ type: 'undone', takesBack: last.id })
    if (undone) events.push({ ...undone, id: events.length + 1, sequence: events.length + 1 })
  }

  expect(steps).toEqual(['service_started', 'called', undefined])
  expect(standing(events).map(({ type }) => type)).toEqual(['checked_in'])
  expect(progressOf(events).state).toBe('waiting')
})

test('handing in is one deed of two events', () => {
  const events = history('checked_in', 'called', 'service_started', {
    type: 'service_ended',
    payload: { outcome: 'handed_in' },
  })
  const all = [...events, ...history('back_office_started').map(event => ({ ...event, id: 5, sequence: 5 }))]

  expect(progressOf(all)).toMatchObject({ state: 'handed_in', windowId: null, endedAt: null })
  expect(lastDeed(all).map(({ type }) => type)).toEqual(['service_ended', 'back_office_started'])
})

const handedIn: Array<EventType | Told> = [
  'checked_in',
  'called',
  'service_started',
  { type: 'service_ended', payload: { outcome: 'handed_in' } },
  'back_office_started',
]

test('whoever handed in is called a second time, and ends when they have collected', () => {
  const second = progressOf(history(...handedIn, { type: 'delivery_called', window: 8 }))
  const collected = progressOf(history(...handedIn, { type: 'delivery_called', window: 8 }, 'delivered'))

  expect(second).toMatchObject({ state: 'called', stage: 2, windowId: 8, calls: 2, firstCalledAt: 20 })
  expect(collected).toMatchObject({ state: 'served', stage: 2, windowId: null, endedAt: 70 })
})

test('whoever does not come to collect is not gone: the papers stay ready', () => {
  const absent = history(...handedIn, { type: 'delivery_called', window: 8 }, 'no_response')
  const later = [
    ...absent,
    ...history({ type: 'delivery_called', window: 9 }).map(event => ({ ...event, id: 8, sequence: 8 })),
  ]

  expect(progressOf(absent)).toMatchObject({ state: 'handed_in', stage: 1, endedAt: null })
  expect(progressOf(later)).toMatchObject({ state: 'called', stage: 2, windowId: 9 })
})

test('a history that cannot be is no progress', () => {
  expect(() => progressOf(history('checked_in', 'service_started'))).toThrow('event 2 (service_started)')
  expect(() => progressOf(history('checked_in', 'checked_in'))).toThrow('event 2 (checked_in)')
  expect(() => progressOf([])).toThrow('without its arrival')
})

test('the services done are those the last event that stands tells of', () => {
  const events = history(
    'checked_in',
    'called',
    'service_started',
    { type: 'service_ended', payload: { outcome: 'handed_in', services: [1, 2] } },
    'back_office_started',
    { type: 'delivery_called', window: 8 },
    { type: 'delivered', payload: { services: [2, 3] } },
  )
  const undone = [...events, ...history({ type: 'undone', takesBack: 7 }).map(event => ({ ...event, id: 8 }))]

  expect(doneServices(events)).toEqual([2, 3])
  expect(doneServices(undone)).toEqual([1, 2])
  expect(doneServices(events.slice(0, 3))).toEqual([])
})

test('an arrival is never taken back', () => {
  expect(lastDeed(history('checked_in'))).toEqual([])
})

test('a correction stands in the place of what it corrects, and one of a correction in its place', () => {
  const events = history(
    'checked_in',
    'called',
    'service_started',
    { type: 'called', at: 15, window: 8, takesBack: 2 },
    'service_ended',
    { type: 'called', at: 12, window: 9, takesBack: 4 },
  )

  expect(standing(events).map(({ id }) => id)).toEqual([1, 6, 3, 5])
  expect(progressOf(events)).toMatchObject({ state: 'served', firstCalledAt: 12, calls: 1 })
})

test('a correction may be of another kind than what it corrects', () => {
  const left = history('checked_in', 'called', 'no_response', { type: 'left', takesBack: 3 })

  expect(progressOf(left)).toMatchObject({ state: 'left', endedAt: 40 })
})

test('what a correction tells of the services done is what was done', () => {
  const events = history('checked_in', 'called', 'service_started', {
    type: 'service_ended',
    payload: { services: [1] },
  })
  const [correction] = history({ type: 'service_ended', payload: { services: [2] }, takesBack: 4 })

  expect(doneServices(correction ? [...events, { ...correction, id: 5, sequence: 5 }] : [])).toEqual([2])
})

test('taking back a corrected deed takes back the deed, not only the correction', () => {
  const events = history(
    'checked_in',
    'called',
    { type: 'called', window: 8, takesBack: 2 },
    { type: 'undone', takesBack: 3 },
  )

  expect(standing(events).map(({ id }) => id)).toEqual([1])
  expect(lastDeed(events.slice(0, 3)).map(({ id }) => id)).toEqual([3])
})

test('a correction that makes the history impossible is no progress', () => {
  const events = history('checked_in', 'called', 'service_started', { type: 'left', takesBack: 2 })

  expect(() => progressOf(events)).toThrow('event 3 (service_started)')
})

const trial = { type: 'voided', payload: { reason: 'test' } } as const

test.for<{ ending: EventType[] }>([
  { ending: ['service_started', 'service_ended'] },
  { ending: ['left'] },
  { ending: ['no_response'] },
])('a trial found out after $ending is voided by a correction, never at the counter', ({ ending }) => {
  const events = history('checked_in', 'called', ...ending)
  const ended = progressOf(events)
  const [voided] = history(trial)

  expect(mayHappen('voided', ended)).toBe(false)
  expect(progressOf(history('checked_in', 'called', ...ending, trial)).state).toBe('voided')
  const last = events.length
  expect(
    progressOf([...events, ...(voided ? [{ ...voided, id: last + 1, supersedesId: last }] : [])]).state,
  ).toBe('voided')
})

test('what has ended is voided for no other reason, and what was sent on for none', () => {
  const served: Array<EventType | Told> = ['checked_in', 'called', 'service_started', 'service_ended']
  const reset = { type: 'voided', payload: { reason: 'reset' } } as const

  expect(() => progressOf(history(...served, reset))).toThrow('event 5 (voided)')
  expect(() => progressOf(history('checked_in', 'called', 'transferred', trial))).toThrow('event 4 (voided)')
  expect(() => progressOf(history(...served, trial, trial))).toThrow('event 6 (voided)')
})

test('corrections in any order, of anything, are the history written anew', () => {
  const original: EventType[] = ['checked_in', 'called', 'service_started', 'service_ended']
  const corrections = fc.array(
    fc.record({
      place: fc.nat({ max: 3 }),
      at: fc.nat({ max: 1000 }),
      window: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(corrections, all => {
      const written: Told[] = original.map((type, index) => ({ type, at: index, window: 7 }))
      const anew = history(...written)
      const log = history(...written)
      const lastAt = [1, 2, 3, 4]
      for (const { place, at, window } of all) {
        const type = original[place] ?? 'checked_in'
        const [correction] = history({ type, at, window, takesBack: lastAt[place] ?? 0 })
        if (!correction) continue
        const id = log.length + 1
        log.push({ ...correction, id, sequence: id })
        lastAt[place] = id
        const was = anew[place]
        if (was) anew[place] = { ...was, occurredAt: at, windowId: window }
      }
      const told = ({ type, occurredAt, windowId }: TicketEvent) => [type, occurredAt, windowId]
      expect(standing(log).map(told)).toEqual(anew.map(told))
      expect(progressOf(log)).toEqual(progressOf(anew))
    }),
    { numRuns: 200 },
  )
})

test('a number given on paper is known as one', () => {
  expect(['A-P05', 'P05'].map(isPaperNumber)).toEqual([true, true])
  expect(['A-005', 'P-005', '005', 'A-P'].map(isPaperNumber)).toEqual([false, false, false, false])
})
