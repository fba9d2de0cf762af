import { array, assert, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { backupName, madeAtOf } from '#src/backup/backup-name.ts'
import { outdated } from '#src/backup/rotation.ts'
import { instant } from '../support/ward.ts'

const day = 86_400_000
const zone = 'Asia/Tokyo'
const now = instant('2026-12-01T02:00')
const madeDaily = (days: number) =>
  Array.from({ length: days }, (_, ago) => ({ name: `${ago} days ago`, madeAt: now - ago * day }))

function kept(days: number, keeping: Partial<Parameters<typeof outdated>[1]>): string[] {
  const backups = madeDaily(days)
  const rule = { daily: 7, weekly: 0, monthly: 0, daysMax: 9999, ...keeping }
  const gone = new Set(outdated(backups, rule, now, zone).map(({ name }) => name))
  return backups
    .map(({ name }) => name.replace(' days ago', ''))
    .filter(name => !gone.has(`${name} days ago`))
}

test('the newest of each of the last days stays', () => {
  expect(kept(10, { daily: 3 })).toEqual(['0', '1', '2'])
})

test('the newest of each of the last weeks stays, and weeks begin on Monday', () => {
  // 1 December 2026 is a Tuesday: the last days of the weeks before are 2, 9 and 16 days ago.
  expect(kept(30, { daily: 1, weekly: 4 })).toEqual(['0', '2', '9', '16'])
})

test('the newest of each of the last months stays', () => {
  expect(kept(70, { daily: 1, monthly: 3 })).toEqual(['0', '1', '31'])
})

test('of several on one day the newest counts', () => {
  const backups = [now, now - 3_600_000, now - 7_200_000].map(madeAt => ({ name: String(madeAt), madeAt }))

  const gone = outdated(backups, { daily: 7, weekly: 0, monthly: 0, daysMax: 35 }, now, zone)

  // Two hours before two o'clock it is still midnight of the same day.
  expect(gone.map(({ madeAt }) => madeAt)).toEqual([now - 3_600_000, now - 7_200_000])
})

// One day ago is the last day of November.
test('nothing older than persons may be kept stays, whatever else would keep it', () => {
  expect(kept(400, { daily: 1, weekly: 10, monthly: 12, daysMax: 14 })).toEqual(['0', '1', '2', '9'])
})

test('what is exactly as old as it may be goes', () => {
  expect(kept(3, { daily: 7, daysMax: 2 })).toEqual(['0', '1'])
})

test('the newest of all always stays', () => {
  const old = [{ name: 'old', madeAt: now - 400 * day }]

  expect(outdated(old, { daily: 1, weekly: 0, monthly: 0, daysMax: 1 }, now, zone)).toEqual([])
})

test('what is kept once is kept when it is looked at again', () => {
  assert(
    property(
      array(integer({ min: 0, max: 500 * day }), { minLength: 1, maxLength: 60 }),
      record({
        daily: integer({ min: 1, max: 10 }),
        weekly: integer({ min: 0, max: 6 }),
        monthly: integer({ min: 0, max: 12 }),
        daysMax: integer({ min: 1, max: 400 }),
      }),
      (ages, keeping) => {
        const backups = ages.map((age, index) => ({ name: String(index), madeAt: now - age }))
        const gone = new Set(outdated(backups, keeping, now, zone))
        const left = backups.filter(backup => !gone.has(backup))

        expect(left.length).toBeGreaterThan(0)
        expect(left.length).toBeLessThanOrEqual(keeping.daily + keeping.weekly + keeping.monthly + 1)
        expect(outdated(left, keeping, now, zone)).toEqual([])
      },
    ),
  )
})

test('a name tells when a backup was made, to the second', () => {
  expect(backupName(now)).toBe('madoguchi-20261130T170000Z.backup')
  expect(madeAtOf(backupName(now))).toBe(now)
})

test.for([
  'madoguchi-20261301T170000Z.backup',
  'madoguchi-20261130T170000Z.backup.partial',
  '.making-1',
  'a.backup',
])('%s is no backup', name => {
  expect(madeAtOf(name)).toBe(null)
})
