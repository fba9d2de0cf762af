import { expect, test } from 'vitest'
import { daysBetween, weekdayOf } from '#src/clock.ts'
import { opinionSamples } from '#src/history/opinion-samples.ts'
import { opinionsOf } from '#src/history/past-opinions.ts'
import { openWard } from '../support/ward.ts'

test('about an opinion a week, each about a counter that is there, answered in days and never before it came', async () => {
  const { office } = await openWard()
  const dates = daysBetween('2025-11-01', '2026-11-30').filter(date => weekdayOf(date) <= 5)
  const opinions = dates.flatMap(date => opinionsOf(office, date, '2026-11-30', 1))

  expect(opinions.length).toBeGreaterThan(40)
  expect(opinions.length).toBeLessThan(85)
  for (const { takenAt, answeredAt, publishedAt, createdAt, counterId, sample } of opinions) {
    expect(counterId === null).toBe(sample.counter === null)
    const course = [createdAt, takenAt, answeredAt, publishedAt].filter(at => at !== null)
    expect(course).toEqual(course.toSorted((a, b) => a - b))
  }
  expect(opinions.some(({ answeredAt }) => answeredAt === null)).toBe(true)
  expect(opinions.some(({ publishedAt }) => publishedAt !== null)).toBe(true)
  expect(new Set(opinions.map(({ sample }) => sample)).size).toBe(opinionSamples.length)
})
