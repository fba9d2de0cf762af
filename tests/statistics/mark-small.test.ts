import { expect, test } from 'vitest'
import { markSmall } from '#src/statistics/mark-small.ts'
import type { ScopeCells } from '#src/statistics/cells-queries.ts'
import { randomNumbers } from '../support/random.ts'
import { sampleFigures } from '../support/figures.ts'

const random = randomNumbers(1)

/** A counter, or the whole office, with so many visits of each language. */
function scope(counterId: number | null, visits: Record<string, number>): ScopeCells {
  const cells = Object.entries(visits).map(([key, count]) => {
    const figures = { ...sampleFigures({ tickets: count, load: 1, random }), visits: count }
    return { key, figures }
  })
  return { counterId, breakdown: 'language', cells }
}

/** What is marked, as `counter key`. */
function marked(...scopes: ScopeCells[]): string[] {
  return markSmall(scopes).flatMap(({ counterId, cells }) =>
    cells.filter(({ isSmall }) => isSmall).map(({ key }) => `${counterId ?? 'office'} ${key}`),
  )
}

test('nothing is marked where every part has ten visits', () => {
  expect(
    marked(scope(1, { ja: 90, en: 10 }), scope(2, { ja: 80, en: 12 }), scope(null, { ja: 170, en: 22 })),
  ).toEqual([])
})

test('nine visits are marked, and as many others as it takes that nobody works them out', () => {
  const hidden = marked(
    scope(1, { ja: 90, en: 9, zh: 30 }),
    scope(2, { ja: 80, en: 12, zh: 20 }),
    scope(null, { ja: 170, en: 21, zh: 50 }),
  )

  expect(hidden).toContain('1 en')
  expect(hidden).toContain('2 en')
  for (const counter of [1, 2])
    expect(hidden.filter(place => place.startsWith(`${counter} `)).length).toBeGreaterThanOrEqual(2)
  expect(hidden.filter(place => place.startsWith('office'))).toEqual([])
})

test('a part that nobody belongs to is not marked: it tells of nobody', () => {
  expect(marked(scope(1, { ja: 90, en: 0 }), scope(null, { ja: 90, en: 0 }))).toEqual([])
})

test('the whole office is marked where it is small itself', () => {
  expect(marked(scope(1, { ja: 4 }), scope(null, { ja: 4 }))).toEqual(['1 ja', 'office ja'])
})

test('the figures of what is marked stay as they are: a single day shows them', () => {
  const [own] = markSmall([scope(1, { ja: 4 })])

  expect(own?.cells[0]?.figures.visits).toBe(4)
})
