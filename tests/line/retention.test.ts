import { expect, test } from 'vitest'
import { erasers } from '#src/retention/erasers.ts'
import { eraseOnRequest } from '#src/retention/erase-on-request.ts'
import { readHeld } from '#src/retention/read-held.ts'
import { newStaffMember } from '../support/queue.ts'
import { hanako, links, type LineWard, openLineWard, taro } from '../support/line.ts'
import { instant } from '../support/ward.ts'

async function keys({ site }: LineWard) {
  const rows = await site.deps.store.read(db =>
    db.selectFrom('line_users').select('user_key').orderBy('id').execute(),
  )
  return rows.map(({ user_key }) => user_key)
}

test('who is told on LINE is among what is held on a person', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(appointmentId)
  const staff = await newStaffMember(site, 'supervisor')

  const wanted = { appointmentIds: [appointmentId], opinionIds: [] }
  const held = await readHeld(site.deps, site.office, staff, wanted, 'person_held_viewed')

  expect(held.bookings[0]?.line).toEqual({
    userKey: hanako,
    language: 'ja',
    linkedAt: instant('2026-12-01T08:30'),
  })
})

test('a person who is erased on request is forgotten on LINE too, and keeps what belongs to another booking', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const first = await site.booked(['tennyu'], '2026-12-02T09:00')
  const second = await site.booked(['tennyu'], '2026-12-02T10:00')
  await ward.link(first.appointmentId)
  await ward.link(second.appointmentId)
  const staff = await newStaffMember(site, 'administrator')
  const erase = (appointmentId: number) =>
    eraseOnRequest(
      site.deps,
      site.office,
      staff,
      { appointmentIds: [appointmentId], opinionIds: [], why: 'request', isCancelling: true },
      { key: `erase ${appointmentId}`, scope: 'test', body: {} },
    )

  expect(await erase(first.appointmentId)).toMatchObject({ ok: true })
  expect(await links(site)).toEqual([{ appointmentId: second.appointmentId, userKey: hanako }])
  expect(await erase(second.appointmentId)).toMatchObject({ ok: true })
  expect(await keys(ward)).toEqual([])
  await ward.send()
  expect(ward.line.pushed).toEqual([])
})

test('who has only asked is forgotten after the days of bookings, and who has a booking with it', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(appointmentId)
  await ward.writes('メニュー', taro)
  const { deps, office } = site
  const before = (iso: string) => instant(iso)

  expect(await erasers.bookings.count(deps, office, before('2026-12-01T08:30'))).toMatchObject({ count: 0 })
  expect(await erasers.bookings.erase(deps, office, before('2026-12-01T08:30'))).toBe(0)
  expect(await keys(ward)).toEqual([hanako, taro])

  expect(await erasers.bookings.count(deps, office, before('2026-12-02T00:00'))).toMatchObject({ count: 1 })
  expect(await erasers.bookings.erase(deps, office, before('2026-12-02T00:00'))).toBe(1)
  expect(await keys(ward)).toEqual([hanako])

  site.setNow('2026-12-03T09:00')
  expect(await erasers.bookings.erase(deps, office, before('2026-12-03T00:00'))).toBe(1)
  expect(await keys(ward)).toEqual([])
  expect(await links(site)).toEqual([])
})
