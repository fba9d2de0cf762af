import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openDeps } from '#src/open-deps.ts'
import { passOn } from '#src/waitlist/pass-on.ts'
import { engine } from '../support/ward.ts'
import { lineOf, openLine } from './line.ts'

/** A second server on the same database; on SQLite, which has one, the same once more. */
async function secondServer(line: Awaited<ReturnType<typeof openLine>>) {
  const { ward } = line
  if (engine === 'sqlite') return lineOf(ward)
  const deps = await openDeps(ward.deps.settings, ward.deps.clock, pino({ level: 'silent' }))
  onTestFinished(() => deps.store.close())
  return lineOf({ ...ward, deps })
}

test('two servers that look at once offer each freed place once, in joining order', async () => {
  const line = await openLine()
  const other = await secondServer(line)
  const ids: number[] = []
  for (let count = 0; count < 4; count += 1) ids.push(await line.joined())
  await line.cancel(line.booked[0] ?? 0)
  await line.cancel(line.booked[1] ?? 0)

  await Promise.all([line.look(), other.look(), line.look(), other.look()])
  await line.look()

  const offered = await Promise.all(ids.map(id => line.offered(id)))
  expect(new Set(offered.slice(0, 2))).toEqual(new Set(['09:00', '09:15']))
  expect(offered.slice(2)).toEqual([null, null])
  expect((await line.messages()).filter(kind => kind === 'place_offered')).toHaveLength(2)
})

test('of two forms that take an offer at once one books, and the other finds it booked', async () => {
  const line = await openLine()
  const other = await secondServer(line)
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  const outcomes = await Promise.all([line.take(id), other.take(id)])

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'already_booked' })
})

test('taken and ended at the instant of its deadline, an offer is one of the two', async () => {
  const line = await openLine()
  const other = await secondServer(line)
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  line.ward.setNow('2026-12-01T10:00')

  const [taken] = await Promise.all([line.take(id), passOn(other.ward.deps, other.ward.office)])

  expect(taken).toEqual({ ok: false, reason: 'hold_expired' })
  expect((await line.entry(id)).state).toBe('waiting')
})

test('taken and declined at once, an offer is one of the two', async () => {
  const line = await openLine()
  const other = await secondServer(line)
  const id = await line.joined()
  await line.cancel(line.booked[0] ?? 0)
  await line.look()

  const [taken, declined] = await Promise.all([line.take(id), other.decline(id)])

  expect(taken.ok).not.toBe(declined.ok)
  expect((await line.entry(id)).state).toBe(taken.ok ? 'booked' : 'waiting')
})

test('the same wish sent twice at once is one entry', async () => {
  const line = await openLine()
  const other = await secondServer(line)
  const same = { email: 'mihon@example.test' }
  const outcomes = await Promise.all([line.join(same), other.join(same)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})
