import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findAppointment } from '#src/booking/appointment-queries.ts'
import { tellVisitor } from '#src/notifications/tell-visitor.ts'
import { erasers } from '#src/retention/erasers.ts'
import { eraseOnRequest } from '#src/retention/erase-on-request.ts'
import { nothingChosen } from '#src/retention/held.ts'
import { heldJson } from '#src/retention/held-file.ts'
import { reapplyErasures } from '#src/retention/ledger.ts'
import { readHeld } from '#src/retention/read-held.ts'
import { searchHeld } from '#src/retention/search-held.ts'
import { findInTables } from '../retention/traces.ts'
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

  const wanted = { ...nothingChosen, appointmentIds: [appointmentId] }
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
      { ...nothingChosen, appointmentIds: [appointmentId], why: 'request', isCancelling: true },
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

test('somebody on LINE is found by their ID or by what they follow, and all of it is on file', async () => {
  const ward = await openLineWard()
  const { deps, office } = ward.site
  const booked = await ward.site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(booked.appointmentId)
  const staff = await newStaffMember(ward.site, 'supervisor')

  const byId = await searchHeld(deps, office, staff, { by: 'line', value: hanako })
  const byReference = await searchHeld(deps, office, staff, { by: 'reference', value: booked.reference })
  expect(byId).toMatchObject({
    bookings: [{ reference: booked.reference }],
    lineUsers: [{ userKey: hanako }],
  })
  expect(byReference.lineUsers).toEqual(byId.lineUsers)

  const lineUserIds = byId.lineUsers.map(({ lineUserId }) => lineUserId)
  const held = await readHeld(deps, office, staff, { ...nothingChosen, lineUserIds }, 'person_held_viewed')
  expect(held.lineUsers).toMatchObject([{ userKey: hanako, language: 'ja', follows: [booked.reference] }])
  expect(heldJson(office, held)).toContain(`"userKey": "${hanako}"`)
})

test('who is erased on LINE alone keeps the booking, and what LINE was to tell goes by mail', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(appointmentId)
  await ward.writes('メニュー', taro)
  await site.deps.store.write(async db => {
    const booking = await findAppointment(db, site.office, appointmentId)
    if (booking) await tellVisitor(db, booking, 'reminder', { email: null }, site.deps.clock.now())
  })
  const staff = await newStaffMember(site, 'administrator')
  const { lineUsers } = await searchHeld(site.deps, site.office, staff, { by: 'line', value: hanako })
  const lineUserIds = lineUsers.map(({ lineUserId }) => lineUserId)
  expect((await findInTables(site, [hanako])).toSorted()).toEqual([
    `line_users: ${hanako}`,
    `outbox: ${hanako}`,
  ])

  const order = { ...nothingChosen, lineUserIds, why: 'request', isCancelling: false } as const
  const outcome = await eraseOnRequest(site.deps, site.office, staff, order, {
    ...{ key: 'one', scope: 'test', body: order },
  })

  expect(outcome).toMatchObject({ ok: true, erased: { bookings: 0, lineUsers: 1 } })
  expect(await findInTables(site, [hanako])).toEqual([])
  expect(await keys(ward)).toEqual([taro])
  const reminders = await site.deps.store.read(db =>
    db.selectFrom('outbox').select(['channel', 'state']).where('kind', '=', 'reminder').execute(),
  )
  expect(reminders).toEqual([
    { channel: 'line', state: 'expired' },
    { channel: 'mail', state: 'waiting' },
  ])
})

test('whom a restored backup brings back on LINE is forgotten again', async () => {
  const ward = await openLineWard()
  const { deps, office } = ward.site
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-line-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  Object.assign(deps.settings, { mailFolder: join(folder, 'mail'), ledgerFolder: folder })
  await ward.writes('メニュー')
  const before = await deps.store.read(db => db.selectFrom('line_users').selectAll().execute())
  const staff = await newStaffMember(ward.site, 'administrator')
  const lineUserIds = before.map(({ id }) => id)
  const order = { ...nothingChosen, lineUserIds, why: 'request', isCancelling: false } as const
  await eraseOnRequest(deps, office, staff, order, { key: 'one', scope: 'test', body: order })
  await deps.store.write(async db => {
    await db.deleteFrom('erasures').execute()
    await db.insertInto('line_users').values(before).execute()
  })

  expect(await reapplyErasures(deps)).toBe(1)

  expect(await keys(ward)).toEqual([])
})
