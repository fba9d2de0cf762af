import { expect, test } from 'vitest'
import { daysBetween, weekdayOf } from '#src/clock.ts'
import { createRandom } from '#src/demo/random.ts'
import { answersOf } from '#src/history/answers.ts'
import type { PastDay } from '#src/history/past-day.ts'
import { opinionSamples } from '#src/history/opinion-samples.ts'
import { opinionsOf } from '#src/history/past-opinions.ts'
import { openWard } from '../support/ward.ts'
import { played, siteOf } from './history.ts'

const questions = ['q-overall', 'q-explain', 'q-wait', 'q-booking'].map(slug => ({
  slug,
  isBookedOnly: slug === 'q-booking',
}))

const answered = (days: readonly PastDay[]) =>
  days.flatMap((day, index) => answersOf(day, questions, createRandom(index, 'answers')))

const shareGood = (answers: ReturnType<typeof answered>, slug: string) => {
  const scores = answers.flatMap(({ scores }) => scores[slug] ?? [])
  return scores.filter(score => score >= 4).length / scores.length
}

test('a fifth of those who were served answer, some nine in ten are content, fewer in the full season', async () => {
  const site = await siteOf(await openWard())
  const quiet = ['08-03', '08-04', '08-05', '08-06', '08-07', '08-12'].map(day => played(site, `2026-${day}`))
  const full = ['03-16', '03-17', '03-18', '03-19', '03-23', '03-24'].map(day => played(site, `2026-${day}`))
  const [calm, busy] = [answered(quiet), answered(full)]
  const served = quiet.flatMap(({ tickets }) => tickets.filter(({ state }) => state === 'served'))

  expect(calm.length / served.length).toBeGreaterThan(0.18)
  expect(calm.length / served.length).toBeLessThan(0.26)
  expect(shareGood(calm, 'q-overall')).toBeGreaterThan(0.85)
  expect(shareGood(calm, 'q-overall')).toBeLessThan(0.94)
  expect(shareGood(busy, 'q-overall')).toBeLessThan(shareGood(calm, 'q-overall'))
  expect(shareGood(busy, 'q-wait')).toBeLessThan(shareGood(calm, 'q-wait') - 0.05)
})

test('everybody answers the first question; only who had booked is asked how that was', async () => {
  const site = await siteOf(await openWard())
  const day = played(site, '2026-08-04')
  const answers = answersOf(day, questions, createRandom(1, 'answers'))
  const alone = { ...day, visits: day.visits.filter(({ appointmentId }) => appointmentId === null) }

  expect(answers.every(({ scores }) => typeof scores['q-overall'] === 'number')).toBe(true)
  expect(answers.some(({ scores }) => 'q-booking' in scores)).toBe(true)
  expect(
    answersOf(alone, questions, createRandom(1, 'answers')).some(({ scores }) => 'q-booking' in scores),
  ).toBe(false)
  expect(new Set(answers.map(({ channel }) => channel)).size).toBeGreaterThan(2)
})

test('who was not served is asked nothing', async () => {
  const site = await siteOf(await openWard())
  const day = played(site, '2026-08-04')
  const gone = day.tickets.filter(({ state }) => state !== 'served')

  expect(answersOf({ ...day, tickets: gone }, questions, createRandom(1, 'answers'))).toEqual([])
})

test('about an opinion a week, each about a counter that is there, answered in days and never before it came', async () => {
  const { office } = await siteOf(await openWard())
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
