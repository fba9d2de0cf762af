import { expect, test } from 'vitest'
import { servicesBySlug } from '#src/offices/office.ts'
import { legsMax, legsOf, readyMinutes, refusePlan } from '#src/planner/errand.ts'
import { sampleOffice } from '../slots/sample-office.ts'
import { threeCounters } from './office.ts'

function legsIn(office: ReturnType<typeof threeCounters>): string[] {
  return legsOf(office, office.services).map(({ services, after }) =>
    [services.map(({ slug }) => slug).join('+'), ...after].join(' after '),
  )
}

test('services of one counter are one leg', () => {
  const office = threeCounters([
    { slug: 'one', counterId: 1 },
    { slug: 'two', counterId: 2 },
    { slug: 'three', counterId: 1 },
  ])

  expect(legsIn(office)).toEqual(['one+three', 'two'])
})

test('a leg has as many services as a booking may have, and the rest is another leg', () => {
  const office = threeCounters(['one', 'two', 'three', 'four'].map(slug => ({ slug, counterId: 1 })))

  expect(legsIn(office)).toEqual(['one+two+three', 'four'])
})

test('what comes before stands before, also within a leg', () => {
  const office = threeCounters([
    { slug: 'last', counterId: 1, afterIds: [2, 3] },
    { slug: 'first', counterId: 1 },
    { slug: 'elsewhere', counterId: 2 },
  ])

  expect(legsIn(office)).toEqual(['first+last after 1', 'elsewhere'])
})

test('a counter is visited twice when something elsewhere has to be done in between', () => {
  const office = threeCounters([
    { slug: 'first', counterId: 1 },
    { slug: 'between', counterId: 2, afterIds: [1] },
    { slug: 'last', counterId: 1, afterIds: [2] },
  ])

  expect(legsIn(office)).toEqual(['first', 'last after 2', 'between after 0'])
})

test('two counters that would wait for each other are both taken apart', () => {
  const office = threeCounters([
    { slug: 'a1', counterId: 1 },
    { slug: 'b1', counterId: 2, afterIds: [1] },
    { slug: 'b2', counterId: 2 },
    { slug: 'a2', counterId: 1, afterIds: [3] },
  ])

  expect(legsIn(office)).toEqual(['a1', 'a2 after 3', 'b1 after 0', 'b2'])
})

test('papers are ready after the time at the counter and the longest work on them', () => {
  const office = threeCounters([
    { slug: 'long', durationMinutes: 30, stayMinutes: 60, counterId: 1 },
    { slug: 'short', durationMinutes: 20, stayMinutes: 35, isPerPerson: true, counterId: 1 },
    { slug: 'none', durationMinutes: 20, stayMinutes: null, counterId: 1 },
  ])
  const [long, short, none] = office.services

  expect(readyMinutes({ services: [long, short].flatMap(one => one ?? []), people: 2 })).toBe(30 + 40 + 30)
  expect(readyMinutes({ services: none ? [none] : [], people: 1 })).toBe(20)
})

test('a plan is refused with the services that are to blame', async () => {
  const office = await sampleOffice()
  const refused = (slugs: string[], people = 1) => {
    const refusal = refusePlan(office, { services: servicesBySlug(office, slugs) ?? [], people })
    return refusal && [refusal.reason, ...refusal.services.map(({ slug }) => slug)]
  }

  expect(refused(['tennyu', 'kokuho-kanyu', 'shugaku'])).toBeNull()
  expect(refused([])).toEqual(['no_service'])
  expect(refused(['tennyu', 'tenshutsu-todoke'])).toEqual(['contradiction', 'tennyu', 'tenshutsu-todoke'])
  expect(refused(['tenshutsu-todoke', 'tennyu'])).toEqual(['contradiction', 'tennyu', 'tenshutsu-todoke'])
  expect(refused(['tennyu', 'shomei-juminhyo'])).toEqual(['not_bookable', 'shomei-juminhyo'])
  expect(refused(['koki', 'koseki-shibo'])).toEqual(['sensitive', 'koseki-shibo'])
  expect(refused(['koseki-shibo'])).toBeNull()
  expect(refused(['tennyu'], office.rules.peopleMax)).toBeNull()
  expect(refused(['tennyu'], office.rules.peopleMax + 1)).toEqual(['people'])
  expect(refused(['tennyu'], 0)).toEqual(['people'])
})

test('more counters than anybody can be at are refused', async () => {
  const office = await sampleOffice()
  const counters = [...Map.groupBy(office.services, ({ counterId }) => counterId).values()]
  const some = counters.flatMap(ofCounter => ofCounter.find(one => one.isBookable && !one.isSensitive) ?? [])

  expect(refusePlan(office, { services: some.slice(0, legsMax), people: 1 })).toBeNull()
  expect(refusePlan(office, { services: some.slice(0, legsMax + 1), people: 1 })?.reason).toBe(
    'too_many_counters',
  )
})
