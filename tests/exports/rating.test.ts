import { expect, test } from 'vitest'
import { ratingTable } from '#src/exports/rating-table.ts'
import { newStaffMember } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { november, rowsOf } from './files.ts'

/** Two auditors have looked at the first section: one gave every criterion 4, the other 3. */
async function check({ deps, office }: Ward): Promise<void> {
  const office_id = office.id
  await deps.store.write(async db => {
    const division = await db.selectFrom('divisions').select('id').orderBy('id').executeTakeFirstOrThrow()
    const criteria = await db.selectFrom('rating_criteria').select('id').execute()
    for (const [auditor, score] of [
      ['S-1', 4],
      ['S-2', 3],
    ] as const) {
      const { id } = await db
        .insertInto('self_checks')
        .values({ office_id, division_id: division.id, month: '2026-11', auditor, checked_at: 0 })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const criterion of criteria)
        await db
          .insertInto('self_check_scores')
          .values({ self_check_id: id, criterion_id: criterion.id, office_id, score })
          .execute()
    }
  })
}

test('the city’s rating stands beside the means of the office’s own checks', async () => {
  const ward = await openWard({ now: '2026-12-01T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  await check(ward)
  await ward.deps.store.write(db =>
    db
      .insertInto('star_ratings')
      .values({ office_id: ward.office.id, fiscal_year: 2026, points_tenths: 38, stars: 2 })
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  )

  const [official, ...own] = await rowsOf(ward, staff, ratingTable, november(ward))
  expect(official).toMatchObject({
    fiscal_year: '2026',
    audit: 'official',
    points: '3.8',
    stars: '2',
    item: '',
  })
  expect(official).toMatchObject({ wareki: '令和8年度', auditors: '' })
  expect(own.length).toBeGreaterThan(1)
  for (const row of own) {
    expect(row).toMatchObject({ fiscal_year: '2026', audit: 'self', points: '3.5', auditors: '2', stars: '' })
    expect(row['section']).not.toMatch(/[{"]/)
    expect(row['item']).not.toBe('')
  }
})

test('other fiscal years are left out', async () => {
  const ward = await openWard({ now: '2026-12-01T10:00' })
  const staff = await newStaffMember(ward, 'supervisor')
  await check(ward)

  const rows = await rowsOf(
    ward,
    staff,
    ratingTable,
    november(ward, { from: '2027-04-01', to: '2027-04-30' }),
  )
  expect(rows).toEqual([])
})
