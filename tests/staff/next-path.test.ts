import { expect, test } from 'vitest'
import { nextPath } from '#src/staff/next-path.ts'

test.each([
  '/staff',
  '/staff/windows/12',
  '/staff/counters/ido',
  '/staff/counters/ido?date=2026-12-01&view=list',
])('%s is a page to come back to', path => {
  expect(nextPath(path)).toBe(path)
})

test.each([
  '',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/staff',
  'javascript:alert(1)',
  '/staff//evil.example',
  '/staff/../mihon',
  '/staff/%2e%2e/x',
  '/staff/a%0d%0aSet-Cookie:x=1',
  '/staff\r\nLocation: https://evil.example',
  '/staff?next=https://evil.example',
  '/staff@evil.example',
  '/staffevil',
  '/mihon',
  ' /staff',
  '/staff\t',
  '/staff/sign-in',
  '/staff/lock?next=',
  '/staff/lock/now',
  '/staff/totp',
  `/staff/${'a'.repeat(300)}`,
])('%j leads to the first page', path => {
  expect(nextPath(path)).toBe('/staff')
})
