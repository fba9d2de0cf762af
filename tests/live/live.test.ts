import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createAdmission } from '#src/live/admission.ts'
import { type CounterState, createLive } from '#src/live/live.ts'
import { openResponse } from './listeners.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const ido = 1
const shomei = 2
const slugs: Record<number, string> = { [ido]: 'ido', [shomei]: 'shomei' }

/** A hub over queues that the test changes. */
function openHub({ max = 10, perCallerMax = 5 } = {}) {
  const queues: Record<number, { version: number; waiting: string[] }> = {
    [ido]: { version: 1, waiting: [] },
    [shomei]: { version: 1, waiting: [] },
  }
  let asked = 0
  let failures = 0
  const complaints: string[] = []
  const live = createLive({
    async snapshot(counterId) {
      asked += 1
      if (failures > 0) {
        failures -= 1
        throw new Error('no database')
      }
      const { version, waiting } = queues[counterId] ?? { version: 0, waiting: [] }
      const state: CounterState = {
        counter: slugs[counterId] ?? '',
        version,
        at: Date.now(),
        waiting: [...waiting],
        calling: [],
        windowsOpen: 1,
        banners: '',
      }
      return state
    },
    clock: { now: () => Date.now() },
    ticks: () => performance.now(),
    log: { error: ((_: unknown, text: string) => complaints.push(text)) as never },
    admission: createAdmission({ max, perCallerMax }),
  })
  onTestFinished(() => live.close())

  return {
    live,
    complaints,
    asked: () => asked,
    fail: (times: number) => (failures = times),
    /** A deed at a counter: a number more in its queue. */
    join(counterId: number, number: string) {
      const queue = queues[counterId]
      queue?.waiting.push(number)
      if (queue) queue.version += 1
      live.changed(counterId)
    },
    /** What time does to a queue without a deed. */
    reorder(counterId: number) {
      const queue = queues[counterId]
      if (queue) queue.waiting = queue.waiting.toReversed()
    },
    async listen(
      counterIds = [ido],
      more: { caller?: string; lastEventId?: string; sessionHash?: string } = {},
    ) {
      const reader = openResponse()
      const { caller = 'a phone', ...rest } = more
      const outcome = await live.subscribe({ counterIds, response: reader.response, caller, ...rest })
      return { ...reader, outcome }
    },
  }
}

const soon = () => vi.advanceTimersByTimeAsync(0)

test('whoever listens gets the whole state first, and the whole state after each deed', async () => {
  const hub = openHub()
  hub.join(ido, 'A-001')
  const phone = await hub.listen()

  await vi.advanceTimersByTimeAsync(200)
  hub.join(ido, 'A-002')
  await soon()

  expect(phone.counters().map(({ data }) => [data.version, data.waiting])).toEqual([
    [2, ['A-001']],
    [3, ['A-001', 'A-002']],
  ])
})

test('a deed at another counter is not told', async () => {
  const hub = openHub()
  const phone = await hub.listen([ido])

  hub.join(shomei, 'B-001')
  await vi.advanceTimersByTimeAsync(200)

  expect(phone.counters()).toHaveLength(1)
})

test('of a burst the first deed is told at once, the rest together within 100 ms', async () => {
  const hub = openHub()
  const phone = await hub.listen()
  await vi.advanceTimersByTimeAsync(1000)

  for (let n = 1; n <= 50; n += 1) hub.join(ido, `A-${n}`)
  await soon()
  const atOnce = phone.counters().length
  for (let n = 51; n <= 80; n += 1) hub.join(ido, `A-${n}`)
  await vi.advanceTimersByTimeAsync(99)
  const inTheGap = phone.counters().length
  await vi.advanceTimersByTimeAsync(1)

  expect([atOnce, inTheGap]).toEqual([2, 2])
  expect(phone.counters().map(({ data }) => data.waiting.length)).toEqual([0, 50, 80])
  expect(hub.asked()).toBe(3)
})

test('a state is found out once for all who listen', async () => {
  const hub = openHub()
  const phones = await Promise.all(Array.from({ length: 5 }, () => hub.listen()))

  await vi.advanceTimersByTimeAsync(200)
  hub.join(ido, 'A-001')
  await soon()

  expect(hub.asked()).toBe(2)
  for (const phone of phones) expect(phone.counters()).toHaveLength(2)
})

test('a stream of several counters has a snapshot of each', async () => {
  const hub = openHub()

  const display = await hub.listen([ido, shomei, ido])

  expect(display.counters().map(({ data }) => data.counter)).toEqual(['ido', 'shomei'])
})

test('when anything may have changed, every counter that is listened to is looked at again', async () => {
  const hub = openHub()
  const display = await hub.listen([ido, shomei])
  await vi.advanceTimersByTimeAsync(200)

  hub.live.changed(null)
  await soon()

  expect(hub.asked()).toBe(4)
  expect(display.counters()).toHaveLength(2)
})

test('a browser that comes back and has seen all gets a beat, any other the state', async () => {
  const hub = openHub()
  const first = await hub.listen()
  const lastEventId = first.counters()[0]?.id ?? ''

  expect((await hub.listen([ido], { lastEventId })).events().map(({ event }) => event)).toEqual(['beat'])
  expect((await hub.listen([ido, shomei], { lastEventId })).counters()).toHaveLength(2)
  expect((await hub.listen([ido], { lastEventId: `${'x'.repeat(9999)}\0` })).counters()).toHaveLength(1)

  hub.join(ido, 'A-001')
  await vi.advanceTimersByTimeAsync(200)
  expect((await hub.listen([ido], { lastEventId, caller: 'another' })).counters()).toHaveLength(1)
})

test('an order that time alone has changed is no longer the state that was seen', async () => {
  const hub = openHub()
  hub.join(ido, 'A-001')
  hub.join(ido, 'A-002')
  const first = await hub.listen()
  const lastEventId = first.counters()[0]?.id ?? ''

  hub.reorder(ido)
  await vi.advanceTimersByTimeAsync(15_000)

  expect((await hub.listen([ido], { lastEventId })).counters()).toHaveLength(1)
})

test('every 15 seconds there is a beat, and an order that time has changed is told', async () => {
  const hub = openHub()
  hub.join(ido, 'A-001')
  hub.join(ido, 'A-002')
  const phone = await hub.listen()

  await vi.advanceTimersByTimeAsync(15_000)
  hub.reorder(ido)
  await vi.advanceTimersByTimeAsync(15_000)

  expect(phone.events().map(({ event, data }) => [event, data.at])).toEqual([
    ['counter', 0],
    ['beat', 15_000],
    ['beat', 30_000],
    ['counter', 30_000],
  ])
  expect(phone.counters()[1]?.data).toMatchObject({ version: 3, waiting: ['A-002', 'A-001'] })
})

test('whoever does not read is cut off, and the others are not', async () => {
  const hub = openHub()
  const slow = await hub.listen()
  const phone = await hub.listen()
  slow.stopReading()

  await vi.advanceTimersByTimeAsync(200)
  hub.join(ido, 'A-001')
  await soon()

  expect(slow.response.destroyed).toBe(true)
  expect(phone.counters()).toHaveLength(2)
  expect(hub.live.connections()).toBe(1)
})

test('one caller has so many streams, all together so many, and a place is free again when one leaves', async () => {
  const hub = openHub({ max: 3, perCallerMax: 2 })
  const [first] = [await hub.listen(), await hub.listen()]

  expect((await hub.listen()).outcome).toEqual({ ok: false, reason: 'too_many_of_caller' })
  expect((await hub.listen([ido], { caller: 'b' })).outcome).toEqual({ ok: true })
  expect((await hub.listen([ido], { caller: 'c' })).outcome).toEqual({
    ok: false,
    reason: 'too_many_streams',
  })

  first?.leave()
  expect((await hub.listen()).outcome).toEqual({ ok: true })
  expect(hub.live.connections()).toBe(3)
})

test('a queue that cannot be read is refused to newcomers, and told to listeners as soon as it can be', async () => {
  const hub = openHub()
  const phone = await hub.listen()
  await vi.advanceTimersByTimeAsync(200)

  hub.fail(2)
  hub.join(ido, 'A-001')
  await soon()
  const newcomer = hub.live.state(ido).catch(String)
  await vi.advanceTimersByTimeAsync(2000)

  expect(await newcomer).toContain('no database')

  expect(phone.counters()).toHaveLength(2)
  expect(hub.complaints).toHaveLength(1)
  expect(hub.live.connections()).toBe(1)
})

test('asking for the state finds a deed just done, and otherwise keeps it for five seconds', async () => {
  const hub = openHub()
  await hub.live.state(ido)
  await vi.advanceTimersByTimeAsync(200)

  hub.join(ido, 'A-001')
  expect(JSON.parse((await hub.live.state(ido)).json)).toMatchObject({ version: 2, waiting: ['A-001'] })
  await vi.advanceTimersByTimeAsync(5000)
  await hub.live.state(ido)
  expect(hub.asked()).toBe(2)

  await vi.advanceTimersByTimeAsync(1)
  await hub.live.state(ido)
  expect(hub.asked()).toBe(3)
})

test('whoever comes ten minutes later gets the same state with the time at which it still was so', async () => {
  const hub = openHub()
  const early = await hub.listen()
  await vi.advanceTimersByTimeAsync(600_000)

  const late = await hub.listen()

  expect(early.counters().map(({ data }) => data.at)).toEqual([0])
  expect(late.counters().map(({ data }) => data.at)).toEqual([600_000])
  expect(late.counters()[0]?.id).toBe(early.counters()[0]?.id)
})

test('the streams of one session end, saying so, and no others', async () => {
  const hub = openHub()
  const mine = await hub.listen([ido], { sessionHash: 'mine' })
  const yours = await hub.listen([ido], { sessionHash: 'yours' })
  const phone = await hub.listen()
  expect(hub.live.sessions()).toEqual(['mine', 'yours'])

  hub.live.endSession('mine')

  expect(mine.events().at(-1)?.event).toBe('ended')
  expect(mine.response.writableEnded).toBe(true)
  expect(yours.response.writableEnded || phone.response.writableEnded).toBe(false)
  expect(hub.live.sessions()).toEqual(['yours'])
})

test('closing ends all streams without calling them ended, and opens no more', async () => {
  const hub = openHub()
  const phone = await hub.listen()

  hub.live.close()

  expect(phone.response.writableEnded).toBe(true)
  expect(phone.events().at(-1)?.event).toBe('counter')
  expect((await hub.listen()).outcome).toEqual({ ok: false, reason: 'closing' })
  expect(hub.live.connections()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('somebody who leaves before the state is found out is not kept', async () => {
  const hub = openHub()
  const reader = openResponse()
  const subscribing = hub.live.subscribe({ counterIds: [ido], response: reader.response, caller: 'a phone' })
  reader.leave()
  await subscribing

  expect(hub.live.connections()).toBe(0)
  expect(reader.text()).toBe('')
})

test.each(['heard of by somebody else', 'heard of by nobody'])(
  'what happens at one counter while another is found out is not lost: %s',
  async how => {
    const hub = openHub()
    await hub.live.state(ido)
    await vi.advanceTimersByTimeAsync(100)
    await hub.live.state(shomei)
    hub.join(shomei, 'B-001')
    const listening = hub.listen([ido, shomei])
    await vi.advanceTimersByTimeAsync(50)

    hub.join(ido, 'A-001')
    if (how === 'heard of by somebody else') void hub.live.state(ido)
    await vi.advanceTimersByTimeAsync(300)

    const last = (await listening).counters().findLast(({ data }) => data.counter === 'ido')
    expect(last?.data.waiting).toEqual(['A-001'])
  },
)
