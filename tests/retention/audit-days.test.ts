import { expect, test } from 'vitest'
import { sealAudit } from '#src/audit/seal.ts'
import { verifyAudit } from '#src/audit/verify.ts'
import { purge } from '#src/retention/purge.ts'
import { openWard, type Ward } from '../support/ward.ts'

/** A ward in which somebody has booked on 1 December, and again a year later, with all of it sealed. */
async function openOldAudit(): Promise<Ward> {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  ward.setNow('2027-12-01T09:00')
  await ward.booked(['tennyu'], '2027-12-02T09:00')
  await sealAudit(ward.deps)
  return ward
}

function keepAudit(ward: Ward, days: number, slug = 'mihon'): Promise<void> {
  return ward.change(async db => {
    await db.updateTable('offices').set({ keep_audit_days: days }).where('slug', '=', slug).execute()
  })
}

/** The bookings that the audit still knows of, once this night's erasing is over. */
async function keptAfter(ward: Ward, night: string): Promise<number> {
  ward.setNow(night)
  await purge(ward.deps)
  await sealAudit(ward.deps)
  expect(await verifyAudit(ward.deps.store)).toMatchObject({ waiting: 0, faults: [] })
  const rows = await ward.deps.store.read(db =>
    db.selectFrom('audit').select('id').where('deed', '=', 'book').execute(),
  )
  return rows.length
}

test('a row of the audit goes after its days and not a night before, and the rest still verifies', async () => {
  const ward = await openOldAudit()
  await keepAudit(ward, 400)

  expect(await keptAfter(ward, '2028-01-05T03:30')).toBe(2)
  expect(await keptAfter(ward, '2028-01-06T03:30')).toBe(1)
})

test('without a choice of its own an office keeps three years', async () => {
  const ward = await openOldAudit()

  expect(await keptAfter(ward, '2029-11-30T03:30')).toBe(2)
  expect(await keptAfter(ward, '2029-12-01T03:30')).toBe(1)
})

test('the office that keeps its audit longest decides, and one that erases nothing yet holds all back', async () => {
  const ward = await openOldAudit()
  await ward.change(async db => {
    const { id: _id, ...row } = await db.selectFrom('offices').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('offices')
      .values({ ...row, slug: 'tonari', is_erasing: 0 })
      .execute()
  })
  await keepAudit(ward, 365)
  await keepAudit(ward, 700, 'tonari')

  expect(await keptAfter(ward, '2028-11-27T03:30')).toBe(2)
  await ward.change(db => db.updateTable('offices').set({ is_erasing: 1 }).execute())
  expect(await keptAfter(ward, '2028-10-31T03:30')).toBe(2)
  expect(await keptAfter(ward, '2028-12-01T03:30')).toBe(1)
})
