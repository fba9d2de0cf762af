import { expect, test } from 'vitest'
import { cellsOf, createCells } from '#src/statistics/cells.ts'
import type { Breakdown } from '#src/statistics/figures.ts'
import { inParts } from '#src/statistics/parts.ts'
import { booked, factsFrom, rules, served } from './told.ts'

const walkIn = served(['8:59', '9:10', '9:11', '9:20'], { language: 'en' }, { services: [2, 10] })
const booking = served(['9:30', '9:40', '9:41', '9:50'], booked('9:30'), { services: [2] })
const onSunday = served(['9:31', '9:40', '9:41', '9:50'], { businessDate: '2026-12-06', channel: 'staff' })
const visits = [[walkIn], [booking], [onSunday]]

const counts = (breakdown: Breakdown) =>
  cellsOf(visits, breakdown, rules).map(({ key, figures }) => [key, figures.tickets])

test.for<{ breakdown: Breakdown; cells: Array<[string, number]> }>([
  { breakdown: 'all', cells: [['', 3]] },
  {
    breakdown: 'kind',
    cells: [
      ['booked', 1],
      ['walk_in', 2],
    ],
  },
  {
    breakdown: 'service',
    cells: [
      ['1', 1],
      ['2', 2],
      ['10', 1],
    ],
  },
  {
    breakdown: 'half_hour',
    cells: [
      ['08:30', 1],
      ['09:30', 2],
    ],
  },
  {
    breakdown: 'weekday',
    cells: [
      ['2', 2],
      ['7', 1],
    ],
  },
  {
    breakdown: 'weekday_half_hour',
    cells: [
      ['2 08:30', 1],
      ['2 09:30', 1],
      ['7 09:30', 1],
    ],
  },
  {
    breakdown: 'language',
    cells: [
      ['en', 1],
      ['ja', 2],
    ],
  },
  {
    breakdown: 'channel',
    cells: [
      ['kiosk', 1],
      ['staff', 1],
      ['web', 1],
    ],
  },
])('by $breakdown', ({ breakdown, cells }) => {
  expect(counts(breakdown)).toEqual(cells)
})

test('the half hour is that of the office, whatever zone the server is in', () => {
  const keys = (timeZone: string) =>
    cellsOf([[booking]], 'half_hour', { ...rules, timeZone }).map(({ key }) => key)

  expect(keys('Asia/Tokyo')).toEqual(['09:30'])
  expect(keys('Asia/Kolkata')).toEqual(['06:00'])
  expect(keys('UTC')).toEqual(['00:30'])
})

test('a visit of two legs is one visit in each cell it touches, with its legs there', () => {
  const first = factsFrom(
    [
      ['checked_in', '9:00'],
      ['called', '9:10'],
      ['transferred', '9:12'],
    ],
    { visitId: 3 },
  )
  const second = served(['9:12', '9:30', '9:31', '9:40'], { visitId: 3, position: 1, counterId: 2 })
  const later = served(['9:40', '9:50', '9:51', '9:59'], { visitId: 3, position: 2, counterId: 3 })
  const cells = cellsOf([[first, second, later]], 'half_hour', rules)

  expect(
    cells.map(({ key, figures }) => [key, figures.tickets, figures.visits, figures.visitWait.mean]),
  ).toEqual([
    ['09:00', 2, 1, 28],
    ['09:30', 1, 1, 10],
  ])
})

test('nobody has no cell', () => {
  expect(cellsOf([], 'kind', rules)).toEqual([])
})

test('many cells are worked out in parts, and are the same', async () => {
  const many = Array.from({ length: 2100 }, (_, index) =>
    index % 2 === 0 ? [{ ...walkIn, ticketId: index }] : [{ ...booking, ticketId: index }],
  )
  const tally = createCells('kind', rules)
  const whole = createCells('all', rules)
  for (const visit of many) {
    tally.add(visit)
    whole.add(visit)
  }
  let turns = 0
  for (const _ of whole.cellsInParts()) turns += 1

  expect(await inParts(tally.cellsInParts())).toEqual(tally.cells())
  // Once for each of the six measures that more than 2,000 have, and once for the cell
  expect(turns).toBe(7)
})
