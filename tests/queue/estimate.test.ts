import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateFor, waitEstimate } from '#src/queue/estimate.ts'
import { observedMinutes } from '#src/queue/line-queries.ts'
import { counterOf, done, openWindows, walkIn } from '../support/queue.ts'
import { openWard } from '../support/ward.ts'

const plain = { ahead: 0, windowsOpen: 1, serviceMinutes: [10], observedMinutes: [] }

test.each([
  // Exact quantiles of Gamma(ahead + 1, 10 / windows): 1.05 and 23.03; 24.33 and 79.94; 6.99 and 17.74 minutes.
  ['nobody ahead at one window', { ahead: 0, windowsOpen: 1 }, { fromMinutes: 0, toMinutes: 25 }],
  ['four ahead at one window', { ahead: 4, windowsOpen: 1 }, { fromMinutes: 20, toMinutes: 80 }],
  ['four ahead at four windows', { ahead: 4, windowsOpen: 4 }, { fromMinutes: 5, toMinutes: 20 }],
  ['no window open', { ahead: 4, windowsOpen: 0 }, null],
])('with ten minutes a person and %s', (_, of, estimate) => {
  expect(waitEstimate({ ...plain, ...of })).toEqual(estimate)
})

test('who comes to a window that is free is called at once, and the others wait as many fewer services', () => {
  const busy = { ...plain, windowsOpen: 3, ahead: 4 }

  expect(waitEstimate({ ...busy, ahead: 0, windowsFree: 1 })).toEqual({ fromMinutes: 0, toMinutes: 5 })
  expect(waitEstimate({ ...busy, ahead: 1, windowsFree: 2 })).toEqual({ fromMinutes: 0, toMinutes: 5 })
  expect(waitEstimate({ ...busy, ahead: 2, windowsFree: 2 })).toEqual(waitEstimate({ ...busy, ahead: 0 }))
  expect(waitEstimate({ ...busy, windowsFree: 1 })).toEqual(waitEstimate({ ...busy, ahead: 3 }))
})

test('a counter at which nobody is does not tell of a wait until its windows are taken', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [one, two] = await openWindows(ward, 'shomei', 2)
  const { id: counterId } = counterOf(ward, 'shomei')
  const told = () =>
    ward.deps.store.read(db => estimateFor(db, ward.office, counterId, 0, ward.deps.clock.now()))
  const atOnce = { fromMinutes: 0, toMinutes: 5 }

  expect(await told()).toEqual(atOnce)
  await walkIn(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const first = done(await one.callNext())
  expect(await told()).toEqual(atOnce)
  await two.callNext()
  expect((await told())?.toMinutes).toBeGreaterThan(5)
  await one.act('no-show', first)
  await one.move('pause')
  expect((await told())?.toMinutes).toBeGreaterThan(5)
})

test('five people of today count as much as the plan', () => {
  const today = waitEstimate({ ...plain, ahead: 9, observedMinutes: [30, 30, 30, 30, 30] })

  expect(today).toEqual(waitEstimate({ ...plain, ahead: 9, serviceMinutes: [20] }))
})

const question = fc.record({
  ahead: fc.integer({ min: 0, max: 200 }),
  windowsOpen: fc.integer({ min: 1, max: 12 }),
  serviceMinutes: fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 8 }),
  observedMinutes: fc.array(fc.double({ min: 0.2, max: 240, noNaN: true }), { maxLength: 40 }),
})

function estimateOf(of: Parameters<typeof waitEstimate>[0]) {
  const estimate = waitEstimate(of)
  if (!estimate) throw new Error('a window is open')
  return estimate
}

test('more people ahead never make it shorter, more windows never longer', () => {
  fc.assert(
    fc.property(question, of => {
      const now = estimateOf(of)
      const longer = estimateOf({ ...of, ahead: of.ahead + 1 })
      const wider = estimateOf({ ...of, windowsOpen: of.windowsOpen + 1 })

      expect(longer.fromMinutes).toBeGreaterThanOrEqual(now.fromMinutes)
      expect(longer.toMinutes).toBeGreaterThanOrEqual(now.toMinutes)
      expect(wider.fromMinutes).toBeLessThanOrEqual(now.fromMinutes)
      expect(wider.toMinutes).toBeLessThanOrEqual(now.toMinutes)
    }),
  )
})

test('it is a span of whole five minutes that holds the mean', () => {
  fc.assert(
    fc.property(question, of => {
      const { fromMinutes, toMinutes } = estimateOf(of)
      const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)
      const planned = sum(of.serviceMinutes) / of.serviceMinutes.length
      const mean = (5 * planned + sum(of.observedMinutes)) / (5 + of.observedMinutes.length)
      const expected = ((of.ahead + 1) * mean) / of.windowsOpen

      expect(fromMinutes).toBeGreaterThanOrEqual(0)
      expect(fromMinutes % 5).toBe(0)
      expect(toMinutes % 5).toBe(0)
      expect(fromMinutes).toBeLessThanOrEqual(expected)
      expect(toMinutes).toBeGreaterThanOrEqual(expected)
    }),
  )
})

test('what today has taken is learned without slips of the finger, parked people and inferred ends', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(ward, 'shomei')
  const { id: counterId } = counterOf(ward, 'shomei')
  for (let count = 0; count < 5; count += 1) await walkIn(ward, 'shomei')

  const serveFor = async (from: string, to: string) => {
    ward.setNow(`2026-12-01T${from}`)
    const ticket = done(await desk.callNext({ endsCurrent: true }))
    await desk.act('serve', ticket)
    ward.setNow(`2026-12-01T${to}`)
    return ticket
  }
  await desk.act('finish', await serveFor('09:00', '09:12'))
  await desk.act('finish', await serveFor('09:15:00', '09:15:05'))
  const parked = await serveFor('09:20', '09:30')
  await desk.act('park', parked)
  await desk.act('resume', parked)
  await desk.act('finish', parked)
  await serveFor('09:40', '10:00')
  await serveFor('10:10', '10:12')

  const day = { counterId, date: '2026-12-01' }
  expect(await ward.deps.store.read(db => observedMinutes(db, day))).toEqual([12])
  const now = ward.deps.clock.now()
  expect(await ward.deps.store.read(db => estimateFor(db, ward.office, counterId, 3, now))).not.toBeNull()
  await desk.act('finish', parked)
  const other = counterOf(ward, 'ido').id
  expect(await ward.deps.store.read(db => estimateFor(db, ward.office, other, 3, now))).toBeNull()
})

/** Somebody waits for a certificate, at whose counter people hand in and collect. */
async function openCertificates() {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(ward, 'shomei')
  const day = { counterId: counterOf(ward, 'shomei').id, date: '2026-12-01' }
  return {
    ...{ desk, ticket: await walkIn(ward, 'shomei') },
    at: (time: string) => ward.setNow(`2026-12-01T${time}`),
    observed: () => ward.deps.store.read(db => observedMinutes(db, day)),
  }
}

test('who hands in and collects has taken the time of both, not the moment of collecting alone', async () => {
  const { desk, ticket, at, observed } = await openCertificates()

  done(await desk.callNext())
  at('09:02')
  await desk.act('call-again', ticket)
  await desk.act('serve', ticket)
  at('09:11')
  await desk.act('hand-in', ticket)
  at('09:30')
  await desk.act('collect', ticket)
  at('09:31')
  done(await desk.act('finish', ticket))

  expect(await observed()).toEqual([10])
})

test('a second call to collect is of the collecting, and what was taken back was no handing in', async () => {
  const { desk, ticket, at, observed } = await openCertificates()

  done(await desk.callNext())
  await desk.act('serve', ticket)
  at('09:04')
  done(await desk.undo(done(await desk.act('hand-in', ticket))))
  at('09:06')
  await desk.act('hand-in', ticket)
  at('09:20')
  await desk.act('collect', ticket)
  at('09:25')
  await desk.act('call-again', ticket)
  at('09:27')
  done(await desk.act('finish', ticket))

  expect(await observed()).toEqual([8])
})
