import { expect, test } from 'vitest'
import { isInCircle, servicesFor } from '#src/offices/life-event.ts'
import type { Answer, LifeEvent } from '#src/offices/office.ts'
import { isForSome, mergedDocuments } from '#src/planner/merged-documents.ts'
import { threeCounters } from './office.ts'

const office = threeCounters(['always', 'if-yes', 'if-no', 'if-either'].map(slug => ({ slug })))

const event: LifeEvent = {
  ...{ id: 1, slug: 'event', name: { ja: '見本' }, serviceIds: [4, 1, 2, 3, 99] },
  questions: [
    {
      ...{ id: 1, slug: 'first', text: { ja: '一つ目' } },
      needs: [
        { serviceId: 2, answer: 'yes' },
        { serviceId: 3, answer: 'no' },
        { serviceId: 4, answer: 'yes' },
      ],
    },
    { ...{ id: 2, slug: 'second', text: { ja: '二つ目' } }, needs: [{ serviceId: 4, answer: 'yes' }] },
  ],
}

function applying(first: Answer, second: Answer): string[] | undefined {
  const answers = new Map([
    ['first', first],
    ['second', second],
  ])
  return servicesFor(office, event, answers)?.map(({ slug }) => slug)
}

test('services apply that no question is about, and those that an answer needs, in the order of the event', () => {
  expect(applying('yes', 'no')).toEqual(['if-either', 'always', 'if-yes'])
  expect(applying('no', 'yes')).toEqual(['if-either', 'always', 'if-no'])
  expect(applying('no', 'no')).toEqual(['always', 'if-no'])
})

test('nothing applies before everything is answered', () => {
  expect(servicesFor(office, event, new Map([['first', 'yes']]))).toBeNull()
})

test('what comes before itself over others is found, and a long way without a circle is none', () => {
  const befores = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', []],
  ])

  expect(isInCircle('a', befores)).toBe(false)
  expect(isInCircle('a', new Map([...befores, ['d', ['a']]]))).toBe(true)
  expect(isInCircle('a', new Map([['a', ['a']]]))).toBe(true)
})

test('a document is listed once with every service and condition, what everybody brings first', () => {
  const document = (slug: string, condition: string | null) => ({
    ...{ id: 1, slug, name: { ja: slug }, note: null },
    condition: condition === null ? null : { ja: condition },
  })
  const [one, other] = threeCounters([
    { slug: 'one', documents: [document('some', '条件'), document('both', '別の条件')] },
    { slug: 'other', documents: [document('both', null), document('own', null)] },
  ]).services

  const merged = mergedDocuments([one, other].flatMap(service => service ?? []))

  expect(merged.map(({ slug }) => slug)).toEqual(['both', 'own', 'some'])
  expect(merged.map(isForSome)).toEqual([false, false, true])
  expect(merged[0]?.needs.map(({ service, condition }) => [service.slug, condition?.ja ?? null])).toEqual([
    ['one', '別の条件'],
    ['other', null],
  ])
})
