import { expect, test } from 'vitest'
import { checkedCriteria, criteria, testedPart } from '#src/disclosures/tested.ts'
import type { RecordedView } from '../support/recorded-view.ts'
import { resultsOf, routeOf } from './results-of.ts'

const contrast = { id: 'color-contrast', criteria: ['1.4.3'] }
const image = { id: 'image-alt', criteria: ['1.1.1'] }

const view = (changed: Partial<RecordedView>): RecordedView => ({
  ...{ path: '/mihon', state: 'home', language: 'ja', width: 360, tool: 'axe-core 4', browser: 'Chromium 1' },
  ...{ passed: [contrast], failed: [], undecided: [] },
  ...changed,
})

const run = { date: '2026-12-01', program: '1.0.0' }

test('views add up by part of the product and by rule', () => {
  const results = resultsOf(
    [
      view({}),
      view({ path: '/mihon/services/tennyu', language: 'vi', width: 320 }),
      view({ path: '/mihon/slots', passed: [image], undecided: [contrast] }),
      view({ path: '/staff/reception', passed: [], failed: [contrast, image] }),
    ],
    run,
  )

  expect(results.rules).toEqual([
    { ...contrast, passed: 2, failed: 1, undecided: 1 },
    { ...image, passed: 1, failed: 1, undecided: 0 },
  ])
  const languages = ['ja']
  const widths = [360]
  expect(results.parts).toEqual([
    {
      ...{ part: 'search', views: 2, pages: ['/:office', '/:office/services/:service'] },
      ...{ languages: ['ja', 'vi'], widths: [320, 360], failed: 0, undecided: 0 },
    },
    {
      ...{ part: 'slots', views: 1, pages: ['/:office/slots'], languages, widths },
      ...{ failed: 0, undecided: 1 },
    },
    {
      ...{ part: 'staff', views: 1, pages: ['/staff/reception'], languages, widths },
      ...{ failed: 2, undecided: 0 },
    },
  ])
})

test('without a single view there is no result', () => {
  expect(() => resultsOf([], run)).toThrow('no view')
})

test.for([
  ['/mihon/appointment/done', 'booking', '/:office/appointment/done'],
  ['/mihon/appointment', 'own', '/:office/appointment'],
  ['/mihon/t/abc/leave', 'ticket', '/:office/t/:token/leave'],
  ['/kiosk/mihon/counters/ido', 'kiosk', '/kiosk/:office/counters/:counter'],
  ['/mihon/nowhere', 'about', '/mihon/nowhere'],
])('%s belongs to "%s"', ([path = '', part, route]) => {
  expect(testedPart(path)).toBe(part)
  expect(routeOf(path)).toBe(route)
})

test('a criterion counts as checked only when a rule of it had something to look at', () => {
  const rules = resultsOf([view({ undecided: [image], passed: [] })], run).rules

  expect(checkedCriteria(rules)).toEqual(['1.1.1'])
  expect(checkedCriteria([{ ...contrast, passed: 0, failed: 0, undecided: 0 }])).toEqual([])
  // 25 criteria of level A from WCAG 2.0 without 4.1.1, 13 of AA, 12 of 2.1, and 6 of 2.2; 55 in all.
  expect(new Set(criteria).size).toBe(55)
})
