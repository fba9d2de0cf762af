import { expect, onTestFinished, test } from 'vitest'
import { createWaitingRoom, type RoomSettings } from '#src/waiting-room/room.ts'
import { readPass, signingKey } from '#src/waiting-room/signed.ts'

const key = signingKey('a1b2')
const turns = { turnWaitMilliseconds: 0, visitMilliseconds: 14, othersShare: 0 }
const idle = { lagMilliseconds: 0, writesWaiting: 0, utilisation: 0.1, ...turns }
const busy = { lagMilliseconds: 300, writesWaiting: 0, utilisation: 1, ...turns }

/** A room whose clock the test moves; `shared` lets it go on after another. */
function openRoom(settings: Partial<RoomSettings> = {}, startedAt = 1_000_000) {
  let at = startedAt
  const room = createWaitingRoom({
    settings: { mode: 'auto', admittedPerMinute: null, ...settings },
    now: () => at,
    key: async () => key,
  })
  const look = (load: typeof idle, times = 1, each: () => void = () => {}) => {
    for (let index = 0; index < times; index += 1) {
      at += 250
      each()
      room.look(load)
    }
  }
  const come = async (place: string | null = null) => {
    const entrance = await room.enter({ place, pass: null })
    if (entrance.isAdmitted) throw new Error('let in at once')
    return entrance.place
  }
  const isIn = async (place: string) => (await room.enter({ place, pass: null })).isAdmitted
  return { room, look, come, isIn, now: () => at, wait: (milliseconds: number) => (at += milliseconds) }
}

test('nobody waits while the load is bearable, however many come', () => {
  const { room, look } = openRoom()
  look({ ...busy, lagMilliseconds: 90, utilisation: 0.8 }, 40, () => {
    for (let index = 0; index < 100; index += 1) room.pass(null)
  })
  expect(room.isOpen()).toBe(false)
})

test('nobody waits while a server is busy with something else', () => {
  const { room, look } = openRoom()
  look(busy, 40, () => room.pass(null))
  expect(room.isOpen()).toBe(false)
})

test('people wait when many come and it has been too much for three seconds', () => {
  const { room, look } = openRoom()
  const many = () => {
    for (let index = 0; index < 10; index += 1) room.pass(null)
  }
  look(busy, 11, many)
  expect(room.isOpen()).toBe(false)
  look(busy, 1, many)
  expect(room.isOpen()).toBe(true)
})

test('people wait at once when many come and residents wait for their turns', () => {
  const many = (count: number) => {
    const { room, look } = openRoom()
    look({ ...idle, turnWaitMilliseconds: 100 }, 1, () => {
      for (let index = 0; index < count; index += 1) room.pass(null)
    })
    return room.isOpen()
  }
  expect(many(10)).toBe(true)
  expect(many(4)).toBe(false)

  const { room, look } = openRoom()
  look({ ...idle, turnWaitMilliseconds: 99 }, 1, () => {
    for (let index = 0; index < 10; index += 1) room.pass(null)
  })
  expect(room.isOpen()).toBe(false)
})

test('of many who come at the same moment as many are let in as are served until the first of the line is called', () => {
  const { room, look } = openRoom()
  look(idle)
  for (let index = 0; index < 185; index += 1) room.pass(null)
  expect(room.isOpen()).toBe(false)
  room.pass(null)
  expect(room.isOpen()).toBe(true)

  const { room: off, look: lookOff } = openRoom({ mode: 'off' })
  lookOff(idle)
  for (let index = 0; index < 1000; index += 1) off.pass(null)
  expect(off.isOpen()).toBe(false)
})

test('a clock that is put right lets in nobody more, and nobody less', async () => {
  for (const hours of [1, -1]) {
    const { room, look, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 }, 10 * 3_600_000)
    const places: string[] = []
    for (let index = 0; index < 30; index += 1) places.push(await come(await come()))
    look(idle, 4 * 5)
    const before = room.figures().admitted

    wait(hours * 3_600_000)
    look(idle)
    expect(room.figures().admitted - before).toBeLessThanOrEqual(2)
    for (const place of places) await room.enter({ place, pass: null })
    look(idle, 4 * 10)
    expect(room.figures().admitted - before).toBeGreaterThanOrEqual(9)
  }
})

test('an office that has set it so lets nobody wait, or everybody', () => {
  const off = openRoom({ mode: 'off' })
  off.look(busy, 40, () => {
    for (let index = 0; index < 100; index += 1) off.room.pass(null)
  })
  expect(off.room.isOpen()).toBe(false)
  const on = openRoom({ mode: 'on' })
  on.look(idle, 400)
  expect(on.room.isOpen()).toBe(true)
})

test('a browser that does not bring its place back stands in no line', async () => {
  const { room, come } = openRoom({ mode: 'on' })
  for (let index = 0; index < 50; index += 1) await come()
  expect(room.figures().waiting).toBe(0)

  await come(await come())
  expect(room.figures().waiting).toBe(1)
})

test('whoever goes on waiting keeps the place however long it takes, and whoever is away for two hours loses it', async () => {
  const { room, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 })
  let place = await come()
  const hours = [await come(place)]
  for (let half = 0; half < 10; half += 1) {
    wait(30 * 60_000)
    place = await come(place)
    hours.push(place)
  }
  expect(new Set(hours).size).toBe(6)
  await come(await come())
  const entrance = await room.enter({ place, pass: null })
  expect(entrance).toMatchObject({ isAdmitted: false, ahead: 0 })

  wait(2 * 3_600_000)
  await come(place)
  expect(await room.enter({ place, pass: null })).toMatchObject({ ahead: room.figures().waiting })
})

test('a reload or a place that somebody has made up brings nobody forward', async () => {
  const { room, look, come, isIn, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 })
  const first = await come()
  wait(1)
  const second = await come()
  await come(second)
  await come(first)
  await come(`0${first}`)

  look(idle, 4 * 4)
  expect(room.figures().admitted).toBe(0)
  look(idle, 4)
  expect([await isIn(first), await isIn(second)]).toEqual([true, false])
  expect(room.figures().admitted).toBe(1)
})

test('as many are let in as an office has set, and not one more for the time in which nobody waited', async () => {
  const { room, look, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 120 })
  look(idle, 400)
  for (let index = 0; index < 30; index += 1) {
    wait(1)
    await come(await come())
  }
  look(idle, 4 * 9)
  const { admitted } = room.figures()
  expect(admitted).toBeGreaterThanOrEqual(10)
  expect(admitted).toBeLessThanOrEqual(12)
})

test('whoever is let in gets a pass for a quarter of an hour, which nobody can make longer', async () => {
  const { room, look, come, now, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 })
  const place = await come(await come())
  let calledAt = 0
  look(idle, 4 * 6, () => {
    if (room.figures().admitted === 0) calledAt = now()
  })
  wait(60_000)
  const entrance = await room.enter({ place, pass: null })

  const pass = entrance.isAdmitted && entrance.pass ? readPass(key, entrance.pass, now()) : null
  expect(pass).toEqual({ calledAt, until: calledAt + 15 * 60_000, arrivedAt: 1_000_000 })
})

test('whoever was still choosing when the pass ended is in front again, once for each pass', async () => {
  const { room, look, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 })
  const first = await come(await come())
  look(idle, 4 * 6)
  const entrance = await room.enter({ place: first, pass: null })
  const pass = entrance.isAdmitted ? entrance.pass : null
  wait(15 * 60_000)
  for (let index = 0; index < 5; index += 1) {
    wait(1)
    await come(await come())
  }

  const back = await room.enter({ place: null, pass })
  expect(back).toMatchObject({ isAdmitted: false, ahead: 0, isBack: true, isFirst: false })
  const place = back.isAdmitted ? '' : back.place
  const inAnotherBrowser = await room.enter({ place: null, pass })
  for (const shown of [place, inAnotherBrowser.isAdmitted ? '' : inAnotherBrowser.place]) await come(shown)
  expect(room.figures().waiting).toBe(6)

  look(idle, 4)
  const again = await room.enter({ place, pass })
  expect(again.isAdmitted).toBe(true)
  expect(room.figures().waiting).toBe(5)
})

test('after a restart those who were waiting are let in before those who came later', async () => {
  const before = openRoom({ mode: 'on' })
  const early = await before.come()
  const after = openRoom({ mode: 'auto', admittedPerMinute: 60 }, before.now() + 60_000)

  after.room.pass(early)
  await Promise.resolve()
  await Promise.resolve()
  expect(after.room.isOpen()).toBe(true)
  const late = await after.come(await after.come())
  after.look(idle, 4 * 20)
  await after.come(early)
  await after.come(late)
  expect(after.room.figures().admitted).toBe(0)

  after.look(idle, 4 * 3)
  expect([await after.isIn(early), await after.isIn(late)]).toEqual([true, false])
})

test('when nobody waits and the load has been low for ten seconds, it is over', async () => {
  const { room, look, come } = openRoom({ admittedPerMinute: 60 })
  look(busy, 12, () => {
    for (let index = 0; index < 10; index += 1) room.pass(null)
  })
  await come(await come())
  look(idle, 4 * 6)
  expect(room.figures()).toMatchObject({ isOpen: true, waiting: 0, admitted: 1 })
  look(idle, 4 * 7)
  expect(room.isOpen()).toBe(true)
  look(idle, 4 * 4)
  expect(room.isOpen()).toBe(false)
})

test('how long it takes is not told by the few who came while nobody had to wait', async () => {
  const { room, look, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 600 })
  for (let index = 0; index < 4; index += 1) {
    await come(await come())
    look(idle, 4 * 6)
  }
  expect(room.figures().admitted).toBe(4)
  const places: string[] = []
  for (let index = 0; index < 200; index += 1) {
    wait(1)
    places.push(await come(await come()))
  }
  const last = { place: places.at(-1) ?? null, pass: null }
  expect(await room.enter(last)).toMatchObject({ isAdmitted: false, waitSeconds: null })

  look(idle, 4 * 8)
  const entrance = await room.enter(last)
  const seconds = entrance.isAdmitted ? 0 : entrance.waitSeconds
  expect(seconds).toBeGreaterThan(10)
  expect(seconds).toBeLessThan(25)
})

test('how long it takes is told only once it is known', async () => {
  const { room, look, come, wait } = openRoom({ mode: 'on', admittedPerMinute: 60 })
  const places: string[] = []
  for (let index = 0; index < 40; index += 1) {
    wait(1)
    places.push(await come(await come()))
  }
  const told = async (index: number) => {
    const entrance = await room.enter({ place: places[index] ?? null, pass: null })
    return entrance.isAdmitted ? 'in' : [entrance.ahead, entrance.waitSeconds]
  }
  expect(await told(39)).toEqual([39, null])
  look(idle, 4 * 14)
  const [ahead, seconds] = (await told(39)) as [number, number]
  expect(ahead).toBe(29)
  expect(seconds).toBeGreaterThanOrEqual(27)
  expect(seconds).toBeLessThanOrEqual(45)
})

test('a place that cannot be looked at, because the database is away, ends no server', async () => {
  const failures: unknown[] = []
  const note = (error: unknown) => failures.push(error)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  const room = createWaitingRoom({
    settings: { mode: 'auto', admittedPerMinute: null },
    now: () => 1_000_000,
    key: () => Promise.reject(new Error('the database is away')),
  })

  room.pass('a place of before the start')
  await new Promise(resolve => setTimeout(resolve, 10))

  expect(failures).toEqual([])
  expect(room.isOpen()).toBe(false)
})
