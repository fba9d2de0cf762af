import { expect, test } from 'vitest'
import { lookAtErasing } from '#src/doctor/running.ts'
import { checkNightly } from '#src/operation/nightly-check.ts'
import { noteNoShows } from '#src/queue/end-day.ts'
import { purge } from '#src/retention/purge.ts'
import { lastPurge } from '#src/retention/purge-queries.ts'
import { checkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { known, named } from './known.ts'

async function openBooked() {
  const ward = await openWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00', named('見本 一'))
  return { ward, appointmentId }
}

async function purgeOn(ward: Ward, ...dates: string[]): Promise<void> {
  for (const date of dates) {
    ward.setNow(`${date}T03:30`)
    await checkNightly(ward.deps)
    await purge(ward.deps)
  }
}

async function doctorSays({ deps }: Ward): Promise<string> {
  const offices = await deps.offices.list()
  return (await deps.store.read(db => lookAtErasing(db, deps.clock.now(), offices))).state
}

test('a clock that is put years ahead erases nobody, and when it is right again all is as it was', async () => {
  const { ward, appointmentId } = await openBooked()
  await purgeOn(ward, '2026-11-30', '2026-12-01')

  await purgeOn(ward, '2029-12-01', '2029-12-02')
  await noteNoShows(ward.deps, ward.office)
  expect(await known(ward)).toEqual(['見本 一'])
  expect(await doctorSays(ward)).toBe('warning')

  expect(await checkIn(ward, appointmentId, { at: '2026-12-02T08:55' })).toMatchObject({ ok: true })
  await purgeOn(ward, '2026-12-03')
  expect(await known(ward)).toEqual(['見本 一'])
  const last = await ward.deps.store.read(db => lastPurge(db, ward.office.id, '2026-12-03'))
  expect(last?.date).toBe('2026-12-03')
  expect(await doctorSays(ward)).toBe('good')
})

test('a no-show that a clock two days ahead has noted keeps nobody from checking in', async () => {
  const { ward, appointmentId } = await openBooked()
  ward.setNow('2026-12-04T10:00')
  await noteNoShows(ward.deps, ward.office)

  expect(await checkIn(ward, appointmentId, { at: '2026-12-02T08:55' })).toMatchObject({ ok: true })
})

test('when the clock stays so for three days, erasing goes on', async () => {
  const { ward } = await openBooked()
  await purgeOn(ward, '2026-12-01', '2027-01-11', '2027-01-12', '2027-01-13')
  expect(await known(ward)).toEqual(['見本 一'])

  await purgeOn(ward, '2027-01-14')
  expect(await known(ward)).toEqual([])
})

test('a server that was off for a week erases at once', async () => {
  const { ward } = await openBooked()
  await purgeOn(ward, '2026-12-28', '2027-01-04')
  expect(await known(ward)).toEqual([])
})
