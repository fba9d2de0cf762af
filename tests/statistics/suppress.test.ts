import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { peopleMin, suppress, suppressed, type SuppressedTable } from '#src/statistics/suppress.ts'

const hide = (counts: number[][]) => suppress(counts.map(row => row.map(n => ({ n, value: n }))))
const s = suppressed

test('a cell of fewer than ten people is hidden, and enough others that it cannot be worked out', () => {
  const table = hide([
    [9, 30, 40],
    [50, 60, 70],
    [80, 90, 20],
  ])

  // 9 takes 30 from its row and 50 from its column; 30 alone in its column and 50 in its row take 60.
  expect(table).toEqual({
    cells: [
      [s, s, 40],
      [s, s, 70],
      [80, 90, 20],
    ],
    rowTotals: [79, 180, 190],
    columnTotals: [139, 180, 130],
    total: 449,
  })
})

test('ten people are enough, and a cell of nobody tells of nobody', () => {
  const table = hide([
    [10, 0],
    [12, 11],
  ])

  expect(table.cells).toEqual([
    [10, 0],
    [12, 11],
  ])
  expect(peopleMin).toBe(10)
})

test('a row of one column has only its total to lose', () => {
  const table = hide([[4], [30], [40]])

  expect(table.cells).toEqual([[s], [s], [40]])
  expect(table.rowTotals).toEqual([s, s, 40])
  expect(table.columnTotals).toEqual([74])
})

test('a table of a single small number tells nothing at all', () => {
  expect(hide([[4]])).toEqual({ cells: [[s]], rowTotals: [s], columnTotals: [s], total: s })
})

test('two squares of hidden cells do not give away the one between them', () => {
  // Every row and column has two hidden cells, yet the sum of the first two rows less that of the first two
  // columns is the cell between the squares.
  const table = hide([
    [1, 2, 50, 50],
    [3, 4, 5, 50],
    [50, 50, 6, 7],
    [50, 50, 8, 9],
  ])

  expect(table.cells[1]?.[2]).toBe(s)
  expect(canBeWorkedOut(table)).toEqual([])
  expect(table.cells.flat().filter(cell => cell === s).length).toBeGreaterThan(9)
})

test('a figure is hidden with the people it is made of, whatever it is', () => {
  const table = suppress([
    [
      { n: 3, value: { p90: 12 } },
      { n: 20, value: { p90: 15 } },
    ],
    [
      { n: 30, value: { p90: 18 } },
      { n: 40, value: { p90: 21 } },
    ],
  ])

  expect(table.cells[0]).toEqual([s, s])
  expect(JSON.stringify(table)).not.toContain('12')
})

test('an empty table is an empty table', () => {
  expect(suppress([])).toEqual({ cells: [], rowTotals: [], columnTotals: [], total: 0 })
})

/** All equations that readers know, with the hidden numbers as unknowns, solved as far as they go. */
function canBeWorkedOut({ cells, rowTotals, columnTotals, total }: SuppressedTable<number>): number[] {
  const all = [...cells.map((row, at) => [...row, rowTotals[at] ?? 0]), [...columnTotals, total]]
  const width = all[0]?.length ?? 0
  const unknowns = all.flatMap((row, at) =>
    row.flatMap((cell, column) => (cell === suppressed ? [`${at} ${column}`] : [])),
  )
  const lines = [
    ...all.map((row, at) => row.map((_, column) => ({ at, column, isTotal: column === width - 1 }))),
    ...Array.from({ length: width }, (_, column) =>
      all.map((_, at) => ({ at, column, isTotal: at === all.length - 1 })),
    ),
  ]
  const equations = lines.map(line => {
    const row = unknowns.map(() => 0)
    for (const { at, column, isTotal } of line) {
      const index = unknowns.indexOf(`${at} ${column}`)
      if (index !== -1) row[index] = isTotal ? -1 : 1
    }
    return row
  })
  return known(equations, unknowns.length)
}

/** The unknowns that stand alone in a line of the reduced echelon form. */
function known(equations: number[][], unknowns: number): number[] {
  const rows = equations.map(row => [...row])
  let rank = 0
  for (let column = 0; column < unknowns; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= rank && Math.abs(row[column] ?? 0) > 1e-9)
    const chosen = rows[pivot]
    const swapped = rows[rank]
    if (!chosen || !swapped) continue
    rows[pivot] = swapped
    const head = chosen[column] ?? 1
    const reduced = chosen.map(value => value / head)
    rows[rank] = reduced
    rows.forEach((row, at) => {
      const factor = row[column] ?? 0
      if (at !== rank && factor !== 0)
        rows[at] = row.map((value, index) => value - factor * (reduced[index] ?? 0))
    })
    rank += 1
  }
  return rows.flatMap(row => {
    const left = row.flatMap((value, index) => (Math.abs(value) > 1e-9 ? [index] : []))
    return left.length === 1 ? left : []
  })
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 10, max: 300 })), {
        ...{ minLength: columns, maxLength: columns },
      }),
      { minLength: rows, maxLength: rows },
    ),
  )

test('no hidden number can be worked out from totals and what is visible', () => {
  fc.assert(
    fc.property(tables, counts => {
      expect(canBeWorkedOut(hide(counts))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('nothing of one to nine people is ever visible, and what is visible is true', () => {
  fc.assert(
    fc.property(tables, counts => {
      const { cells, rowTotals, columnTotals, total } = hide(counts)
      const visible = [...cells.flat(), ...rowTotals, ...columnTotals, total].filter(cell => cell !== s)
      expect(visible.every(n => n === 0 || n >= peopleMin)).toBe(true)
      cells.forEach((row, at) =>
        row.forEach((cell, column) => expect([suppressed, counts[at]?.[column]]).toContain(cell)),
      )
    }),
    { numRuns: 200 },
  )
})

test('even who knows that no number is negative finds another table that fits', () => {
  // A hidden number is at least one, so it may be less by one as well as more along its circle.
  fc.assert(
    fc.property(tables, counts => {
      const hidden = hide(counts).cells.flatMap((row, at) =>
        row.flatMap((cell, column) => (cell === s ? [counts[at]?.[column] ?? 0] : [])),
      )
      expect(Math.min(1, ...hidden)).toBe(1)
    }),
    { numRuns: 200 },
  )
})

test('where nothing is small nothing is hidden', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 10, max: 99 }), { minLength: 3, maxLength: 3 })),
      counts => {
        expect(hide(counts).cells).toEqual(counts)
      },
    ),
  )
})
