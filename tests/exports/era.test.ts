import { expect, test } from 'vitest'
import { inEra } from '#src/exports/era.ts'

test.for([
  ['2026-12-01', '令和8年12月1日'],
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['2026-12', '令和8年12月'],
  ['2019-05', '令和元年5月'],
  ['2026', '令和8年度'],
  ['2019', '令和元年度'],
] as const)('%s is %s', ([period, era]) => {
  expect(inEra(period)).toBe(era)
})
