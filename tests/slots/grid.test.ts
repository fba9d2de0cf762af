import { expect, test } from 'vitest'
import { instantOf } from '#src/clock.ts'
import { areSameGrids, gridsWith, slotMinutesAt, slotMinutesOn } from '#src/slots/grid.ts'
import { slotStarts, startMinutes } from '#src/slots/slot.ts'
import { smallOffice } from './sample-office.ts'

const grids = [
  { from: '0001-01-01', minutes: 15 },
  { from: '2026-12-08', minutes: 20 },
  { from: '2026-12-15', minutes: 30 },
]

test.for([
  ['2026-12-07', 15],
  ['2026-12-08', 20],
  ['2026-12-14', 20],
  ['2026-12-15', 30],
] as const)('on %s a slot lasts %i minutes', ([date, minutes]) => {
  const timeZone = 'Asia/Tokyo'

  expect(slotMinutesOn({ grids }, date)).toBe(minutes)
  expect(slotMinutesAt({ grids, timeZone }, instantOf(date, 0, timeZone))).toBe(minutes)
  expect(slotMinutesAt({ grids, timeZone }, instantOf(date, 1439, timeZone))).toBe(minutes)
})

test('a new grid takes the place of those that were to begin on its day or later', () => {
  expect(gridsWith(grids, { from: '2026-12-08', minutes: 10 })).toEqual([
    grids[0],
    { from: '2026-12-08', minutes: 10 },
  ])
})

test('one that is like the grid before it only takes back what was to come', () => {
  expect(gridsWith(grids, { from: '2026-12-10', minutes: 20 })).toEqual(grids.slice(0, 2))
})

test('grids are the same by their days and minutes', () => {
  expect(areSameGrids(grids, structuredClone(grids))).toBe(true)
  expect(areSameGrids(grids, grids.slice(0, 2))).toBe(false)
  expect(areSameGrids(grids.slice(0, 2), gridsWith(grids, { from: '2026-12-08', minutes: 10 }))).toBe(false)
})

test('times and slots of a day follow its own grid', () => {
  const { office, counter, service } = smallOffice({ office: { grids } })
  const wish = { services: [service], people: 1 }
  const starts = (date: string) => startMinutes(office, counter, date, wish).slice(0, 3)
  const slots = (date: string) => slotStarts(office, wish, instantOf(date, 540, 'Asia/Tokyo')).length

  expect([starts('2026-12-07'), slots('2026-12-07')]).toEqual([[540, 555, 570], 2])
  expect([starts('2026-12-08'), slots('2026-12-08')]).toEqual([[540, 560, 580], 2])
  expect([starts('2026-12-15'), slots('2026-12-15')]).toEqual([[540, 570, 600], 1])
})
