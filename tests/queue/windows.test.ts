import { expect, test } from 'vitest'
import { openAlarms } from '#src/windows/queries.ts'
import { isPossible, stateAfter, type WindowDeed } from '#src/windows/window.ts'
import { reasons } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { deskAt, done, newStaffMember, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import type { Ward } from '../support/ward.ts'

test.for<[WindowDeed, string]>([
  ['open', 'closed open'],
  ['close', 'open paused'],
  ['pause', 'open'],
  ['continue', 'paused'],
])('"%s" is possible for windows that are %s', ([deed, states]) => {
  expect((['closed', 'open', 'paused'] as const).filter(state => isPossible(deed, state)).join(' ')).toBe(
    states,
  )
})

test('a window is as its last event leaves it', () => {
  expect(([null, 'opened', 'paused', 'resumed', 'closed'] as const).map(stateAfter)).toEqual([
    ...['closed', 'open', 'paused', 'open', 'closed'],
  ])
})

async function windowEvents(ward: Ward, windowId: number): Promise<string[]> {
  const rows = await ward.deps.store.read(db =>
    db.selectFrom('window_events').selectAll().where('window_id', '=', windowId).orderBy('id').execute(),
  )
  return rows.map(row => [row.type, row.staff_pseudonym, row.reason].filter(Boolean).join(' '))
}

test('a window opens, pauses for a reason, goes on and closes, and the log says who and why', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  expect(await desk.now()).toMatchObject({ state: 'open', staffId: desk.staff.id })

  await desk.move('pause', { reason: 'lunch' })
  expect(await desk.now()).toMatchObject({ state: 'paused', staffId: desk.staff.id })
  await desk.move('continue')
  await desk.move('pause')
  await desk.move('close')

  expect(await desk.now()).toMatchObject({ state: 'closed', staffId: null })
  const { pseudonym } = desk.staff
  expect(await windowEvents(ward, desk.window.id)).toEqual([
    ...[`opened ${pseudonym}`, `paused ${pseudonym} lunch`, `resumed ${pseudonym}`],
    ...[`paused ${pseudonym} other`, `closed ${pseudonym}`],
  ])
})

test('what a window is not in a state for is refused, and nothing is written', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await desk.move('pause')

  const paused = [await desk.move('pause'), await desk.move('open')]
  await desk.move('close')
  const closed = [await desk.move('close'), await desk.move('pause'), await desk.move('continue')]

  expect(reasons([...paused, ...closed])).toEqual(Array.from({ length: 5 }, () => 'not_possible'))
  expect(await windowEvents(ward, desk.window.id)).toHaveLength(3)
})

test('a window that does not exist is not found', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const nowhere = deskAt(ward, { ...desk.window, id: 999_999 }, desk.staff)

  expect(await nowhere.move('open')).toEqual({ ok: false, reason: 'not_found' })
})

test('nobody leaves a window while somebody is called or served there', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  await walkIn(ward, 'shomei')
  const ticket = done(await desk.callNext())
  const refused = { ok: false, reason: 'window_busy' }

  expect([await desk.move('pause'), await desk.move('close')]).toEqual([refused, refused])
  await desk.act('serve', ticket)
  expect([await desk.move('pause'), await desk.move('close')]).toEqual([refused, refused])
  await desk.act('park', ticket)
  expect((await desk.move('close')).ok).toBe(true)
})

test('a colleague takes an open window over, with the person who is there', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const colleague = await newStaffMember(ward)
  await walkIn(ward, 'shomei')
  const ticket = done(await desk.callNext())

  expect((await desk.move('open', { by: colleague })).ok).toBe(true)

  expect(await desk.now()).toMatchObject({ state: 'open', staffId: colleague.id })
  const there = deskAt(ward, desk.window, colleague)
  expect(done(await there.act('serve', ticket))).toMatchObject({ state: 'serving' })
  expect((await ticketNow(ward, ticket)).windowId).toBe(desk.window.id)
})

test('opening what one has opened already changes nothing', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')

  expect((await desk.move('open')).ok).toBe(true)

  expect(await windowEvents(ward, desk.window.id)).toEqual([`opened ${desk.staff.pseudonym}`])
})

test('an alarm is raised once, ended once, and can be raised anew', async () => {
  const ward = await openCheckedWard()
  const [desk, other] = await openWindows(ward, 'shomei', 2)
  const open = async () =>
    (await ward.deps.store.read(db => openAlarms(db, ward.office.id))).map(({ windowId }) => windowId)

  await Promise.all([desk.alarm(true), desk.alarm(true), other.alarm(true)])
  expect(await open()).toHaveLength(2)

  await Promise.all([desk.alarm(false), desk.alarm(false)])
  expect(await open()).toEqual([other.window.id])

  await desk.alarm(true)
  expect(await open()).toHaveLength(2)
  const rows = await ward.deps.store.read(db => db.selectFrom('alarms').selectAll().orderBy('id').execute())
  expect(rows.filter(row => row.window_id === desk.window.id)).toMatchObject([
    { raised_by: desk.staff.pseudonym, ended_by: desk.staff.pseudonym },
    { raised_by: desk.staff.pseudonym, ended_by: null },
  ])
})
