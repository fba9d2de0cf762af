import { expect, test } from 'vitest'
import { changeGrid } from '#src/grids/change-grid.ts'
import { held, move } from '../booking/deeds.ts'
import { administrator } from '../openings/changes.ts'
import { checkInvariants, openCheckedWard } from '../support/invariants.ts'
import { openWard } from '../support/ward.ts'
import { letGridBegin, officeNow, timesOn } from './grids.ts'

// One service of 30 minutes at a counter whose residents have one place in each slot.
const register = 'koseki-konin'

test('from its day on times begin on the new grid, and before it on the old one', async () => {
  const ward = await openCheckedWard()

  expect(await letGridBegin(ward, '2026-12-08', 20)).toEqual({ ok: true })

  expect((await timesOn(ward, register, '2026-12-07')).slice(0, 3)).toEqual(['09:00', '09:15', '09:30'])
  expect((await timesOn(ward, register, '2026-12-08')).slice(0, 3)).toEqual(['09:00', '09:20', '09:40'])
  await ward.booked([register], '2026-12-07T09:15')
  await ward.booked([register], '2026-12-08T09:20')
  expect(await ward.book([register], '2026-12-08T11:15')).toMatchObject({ reason: 'slot_closed' })
})

test('a booking on the day before stays as it is, and moves to the new grid with as many slots as it then needs', async () => {
  const ward = await openCheckedWard()
  const { appointmentId } = await ward.booked([register], '2026-12-07T09:15')
  await letGridBegin(ward, '2026-12-08', 30)

  expect(await move(ward, appointmentId, '2026-12-08T09:15')).toMatchObject({ reason: 'slot_closed' })
  expect(await move(ward, appointmentId, '2026-12-08T09:30')).toMatchObject({ ok: true })
  expect(await timesOn(ward, register, '2026-12-08')).not.toContain('09:30')
})

test('it may begin on the day after the last booking, and not on that day', async () => {
  const ward = await openWard()
  await ward.booked([register], '2026-12-08T16:00')

  expect(await letGridBegin(ward, '2026-12-08', 20)).toEqual({ ok: false, reason: 'booked' })
  expect((await officeNow(ward)).grids).toHaveLength(1)
  expect(await letGridBegin(ward, '2026-12-09', 20)).toEqual({ ok: true })
})

test('a time that is only held is waited for, until it is free again', async () => {
  const ward = await openWard()
  await held(ward, [register], '2026-12-08T09:00')

  expect(await letGridBegin(ward, '2026-12-08', 20)).toEqual({ ok: false, reason: 'booked' })
  ward.setNow('2026-12-01T08:10')
  expect(await letGridBegin(ward, '2026-12-08', 20)).toEqual({ ok: true })
  await checkInvariants(ward)
})

test('it begins today at the earliest', async () => {
  const ward = await openWard()

  expect(await letGridBegin(ward, '2026-11-30', 20)).toEqual({ ok: false, reason: 'past' })
  expect(await letGridBegin(ward, '2026-12-01', 20)).toEqual({ ok: true })
})

test('who has looked at older rules is refused, and pressing twice does it once', async () => {
  const ward = await openWard()
  const { id, revision } = await officeNow(ward)
  const wanted = { grid: { from: '2026-12-08', minutes: 20 }, seen: revision }
  const deeds = () =>
    ward.deps.store.read(db =>
      db.selectFrom('audit').select('details_json').where('deed', '=', 'change_grid').execute(),
    )

  expect(await changeGrid(ward.deps, administrator, { id }, wanted)).toEqual({ ok: true })
  expect(await changeGrid(ward.deps, administrator, { id }, wanted)).toEqual({ ok: true })
  expect(
    await changeGrid(
      ward.deps,
      administrator,
      { id },
      { ...wanted, grid: { from: '2026-12-09', minutes: 30 } },
    ),
  ).toEqual({ ok: false, reason: 'stale' })

  expect((await officeNow(ward)).revision).toBe(revision + 1)
  expect((await deeds()).map(row => JSON.parse(row.details_json ?? ''))).toEqual([
    { from: '2026-12-08', minutes: 20, before: 15 },
  ])
})

test('a change that has not begun is taken back by the length before it', async () => {
  const ward = await openWard()
  await letGridBegin(ward, '2026-12-08', 20)

  expect(await letGridBegin(ward, '2026-12-02', 15)).toEqual({ ok: true })

  expect((await officeNow(ward)).grids).toEqual([{ from: '0001-01-01', minutes: 15 }])
  expect((await timesOn(ward, register, '2026-12-08'))[1]).toBe('09:15')
})

test('of people who book and a change at the same moment, nobody has a time beside the grid of the day', async () => {
  const ward = await openWard()
  const beside: string[] = []
  for (const date of ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']) {
    // Both times lie on a grid of fifteen minutes, and on none of forty.
    const book = (time: string) => ward.book([register], `${date}T${time}`)
    const [before, changed, after] = await Promise.all([
      book('11:15'),
      letGridBegin(ward, date, 40),
      book('13:45'),
    ])
    const booked = [before, after].filter(({ ok }) => ok).length
    if (changed.ok ? booked > 0 : booked === 0) beside.push(`${date}: ${changed.ok} with ${booked} booked`)
    await checkInvariants(ward)
    if (changed.ok) await letGridBegin(ward, date, 15)
  }
  expect(beside).toEqual([])
})
