import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { folderTransport } from '#src/notifications/transport.ts'
import { type ErasureOrder, eraseOnRequest } from '#src/retention/erase-on-request.ts'
import { nothingChosen } from '#src/retention/held.ts'
import { reapplyErasures } from '#src/retention/ledger.ts'
import { purge } from '#src/retention/purge.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { sent, opinionNow } from '../opinions/deeds.ts'
import { auditOf } from '../reception/deeds.ts'
import { checkIn, newStaffMember } from '../support/queue.ts'
import { secondServer } from '../support/second-server.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { known, named } from './known.ts'

const nine = '2026-12-02T09:00'

type Asked = { ward: Ward; staff: StaffMember; appointmentId: number; folder: string }

async function openAsked(): Promise<Asked> {
  const ward = await openWard()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-request-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  Object.assign(ward.deps.settings, { mailFolder: join(folder, 'mail'), ledgerFolder: folder })
  const { appointmentId } = await ward.booked(['tennyu'], nine, named('見本 一'))
  await sendDueMessages(ward.deps, folderTransport(join(folder, 'mail')))
  return { ward, staff: await newStaffMember(ward, 'administrator'), appointmentId, folder }
}

function erase({ ward, staff, appointmentId }: Asked, more: Partial<ErasureOrder> = {}, key = 'one') {
  const order: ErasureOrder = {
    ...{ ...nothingChosen, appointmentIds: [appointmentId], why: 'request', isCancelling: false },
    ...more,
  }
  return eraseOnRequest(ward.deps, ward.office, staff, order, { key, scope: 'test', body: order })
}

test('what is held on somebody is erased at once, with the mails that were kept', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-04T10:00')

  const outcome = await erase(asked)

  expect(outcome).toMatchObject({ ok: true, erased: { bookings: 1, opinions: 0 } })
  expect(await known(asked.ward)).toEqual([])
  expect(readdirSync(join(asked.folder, 'mail'))).toEqual([])
  expect(await auditOf(asked.ward, asked.appointmentId)).toContainEqual({
    ...{ actor: `staff:${asked.staff.id}`, deed: 'person_erased' },
    details: { why: 'request' },
  })
})

test('a visit to come is not erased, unless it is cancelled first', async () => {
  const asked = await openAsked()

  expect(await erase(asked)).toEqual({ ok: false, reason: 'still_to_come' })
  expect(await known(asked.ward)).toEqual(['見本 一'])

  expect(await erase(asked, { isCancelling: true })).toMatchObject({ ok: true, erased: { bookings: 1 } })
  expect(await known(asked.ward)).toEqual([])
  const left = await asked.ward.deps.store.read(async db => ({
    states: await db.selectFrom('appointments').select(['state', 'cancelled_by']).execute(),
    places: await db.selectFrom('places').select('leg_id').execute(),
    waiting: await db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute(),
  }))
  expect(left).toEqual({
    states: [{ state: 'cancelled', cancelled_by: 'resident' }],
    places: [],
    waiting: [],
  })
})

test('nobody is erased while they are being served, nor on the day before it has ended', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-02T09:30')
  expect(await erase(asked, { isCancelling: true })).toEqual({ ok: false, reason: 'still_to_come' })

  await checkIn(asked.ward, asked.appointmentId)
  expect(await erase(asked, { isCancelling: true })).toEqual({ ok: false, reason: 'under_way' })
  expect(await known(asked.ward)).toEqual(['見本 一'])
})

test('an opinion loses its text and whom to answer, and stays counted', async () => {
  const asked = await openAsked()
  const contact = { name: '見本 一', email: null, phone: '0612345678' }
  const { id } = await sent(asked.ward, { text: '見本の区の見本 一です', contact })

  await erase(asked, { appointmentIds: [], opinionIds: [id] })

  expect(await opinionNow(asked.ward, id)).toMatchObject({ text: '', hasContact: false, wantsAnswer: true })
})

test('the same press twice is one erasure, and another office has nothing of it', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-04T10:00')
  const other = { ...asked.ward.office, id: asked.ward.office.id + 1 }

  expect(await erase({ ...asked, ward: { ...asked.ward, office: other } }, {}, 'other')).toEqual({
    ok: false,
    reason: 'not_found',
  })
  const outcomes = [await erase(asked), await erase(asked)]

  expect(outcomes[1]).toEqual(outcomes[0])
  const rows = await asked.ward.deps.store.read(db => db.selectFrom('erasures').select('erased').execute())
  expect(rows).toEqual([{ erased: 1 }])
})

/** Puts people and ledger back as they were before `erasing`, as an older backup would. */
async function restoreAround({ ward }: Asked, erasing: () => Promise<unknown>): Promise<void> {
  const { store } = ward.deps
  const before = await store.read(async db => ({
    persons: await db.selectFrom('persons').selectAll().execute(),
    appointments: await db.selectFrom('appointments').selectAll().execute(),
    places: await db.selectFrom('places').selectAll().execute(),
  }))
  await erasing()
  await store.write(async db => {
    await db.deleteFrom('erasures').execute()
    await db.insertInto('persons').values(before.persons).execute()
    for (const { id, ...row } of before.appointments)
      await db.updateTable('appointments').set(row).where('id', '=', id).execute()
    await db.deleteFrom('places').execute()
    if (before.places.length > 0) await db.insertInto('places').values(before.places).execute()
  })
}

test('whom an older backup brings back is erased again before anybody sees it', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-04T10:00')
  await restoreAround(asked, () => erase(asked))
  expect(await known(asked.ward)).toEqual(['見本 一'])

  expect(await reapplyErasures(asked.ward.deps)).toBe(1)

  expect(await known(asked.ward)).toEqual([])
  expect(await reapplyErasures(asked.ward.deps)).toBe(0)
})

test('whom one server has erased, another one erases again that is alone left after a restore', async () => {
  const asked = await openAsked()
  const other = await secondServer(asked.ward)
  const ledgerFolder = join(asked.folder, 'other')
  const alone = { ...other, settings: { ...other.settings, ledgerFolder } }
  asked.ward.setNow('2026-12-04T10:00')
  await purge(asked.ward.deps)
  await restoreAround(asked, async () => {
    await erase(asked)
    await purge(alone)
  })
  rmSync(join(asked.folder, readdirSync(asked.folder).find(name => name.startsWith('erasures-')) ?? ''))

  expect(await reapplyErasures(alone)).toBe(1)

  expect(await known(asked.ward)).toEqual([])
})

test('a visit that was cancelled to be erased does not come back with the backup', async () => {
  const asked = await openAsked()
  await restoreAround(asked, () => erase(asked, { isCancelling: true }))

  await reapplyErasures(asked.ward.deps)

  expect(await known(asked.ward)).toEqual([])
  const rows = await asked.ward.deps.store.read(db => db.selectFrom('appointments').select('state').execute())
  expect(rows).toEqual([{ state: 'cancelled' }])
})

test('what the nights have erased is erased again too, by the days that were in force then', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2027-01-02T03:30')
  await restoreAround(asked, () => purge(asked.ward.deps))
  await asked.ward.change(db => db.updateTable('offices').set({ keep_bookings_days: 365 }).execute())

  await reapplyErasures(asked.ward.deps)

  expect(await known(asked.ward)).toEqual([])
})

test('the copy of the ledger tells of nobody, and what a crash has cut off does no harm', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-04T10:00')
  await erase(asked)
  const [file = ''] = readdirSync(asked.folder).filter(name => name.startsWith('erasures-'))
  const path = join(asked.folder, file)
  const text = readFileSync(path, 'utf8')

  expect(text).toContain('"dataClass":"person"')
  expect(text).not.toContain('見本')
  expect(text).not.toContain('example.test')
  writeFileSync(path, `${text}{"key":"ab`)
  expect(await reapplyErasures(asked.ward.deps)).toBe(0)
})

test('the ledger of another database is not taken for its own', async () => {
  const asked = await openAsked()
  asked.ward.setNow('2026-12-04T10:00')
  await restoreAround(asked, () => erase(asked))
  await asked.ward.deps.store.write(db =>
    db
      .updateTable('erasure_ledger')
      .set({ ledger_id: 'f'.repeat(32) })
      .execute(),
  )

  expect(await reapplyErasures(asked.ward.deps)).toBe(0)

  expect(await known(asked.ward)).toEqual(['見本 一'])
  expect(existsSync(join(asked.folder, `erasures-${'f'.repeat(12)}.jsonl`))).toBe(false)
})
