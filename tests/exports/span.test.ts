import { expect, test } from 'vitest'
import { presetSpan, spanRefusal } from '#src/exports/span.ts'

test.for([
  ['this_month', '2026-12-01', '2026-12-01', '2026-12-31'],
  ['last_month', '2026-12-31', '2026-11-01', '2026-11-30'],
  ['last_month', '2027-01-15', '2026-12-01', '2026-12-31'],
  ['last_month', '2028-03-01', '2028-02-01', '2028-02-29'],
  ['this_fiscal_year', '2026-12-01', '2026-04-01', '2027-03-31'],
  ['this_fiscal_year', '2027-03-31', '2026-04-01', '2027-03-31'],
  ['this_fiscal_year', '2027-04-01', '2027-04-01', '2028-03-31'],
  ['last_fiscal_year', '2027-03-31', '2025-04-01', '2026-03-31'],
  ['last_fiscal_year', '2027-04-01', '2026-04-01', '2027-03-31'],
] as const)('%s on %s is %s to %s', ([preset, today, from, to]) => {
  expect(presetSpan(preset, today)).toEqual({ from, to })
})

test('a span is one day or more, and at most ten years to the day', () => {
  const from = '2026-04-01'

  expect(spanRefusal({ from, to: from })).toBeNull()
  expect(spanRefusal({ from, to: '2026-03-31' })).toBe('ends_before_start')
  expect(spanRefusal({ from, to: '2036-04-01' })).toBeNull()
  expect(spanRefusal({ from, to: '2036-04-02' })).toBe('over_ten_years')
})
