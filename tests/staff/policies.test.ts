import { expect, test } from 'vitest'
import { checkPolicies, mayUse, type Policy, type Route } from '#src/http/policies.ts'

const routes: Route[] = [
  { method: 'POST', path: '/*' },
  { method: 'ALL', path: '/staff/*' },
  { method: 'GET', path: '/staff' },
  { method: 'GET', path: '/:office' },
]
const table: Record<string, Policy> = { 'GET /staff': ['clerk'], 'GET /:office': 'anyone' }

test('a table that names every route is right', () => {
  expect(() => checkPolicies(routes, table)).not.toThrow()
})

test('a route without a policy stops the start', () => {
  const more = [...routes, { method: 'POST', path: '/staff/windows/:window/open' }]

  expect(() => checkPolicies(more, table)).toThrow('no policy for: POST /staff/windows/:window/open')
})

test('a policy without a route stops the start', () => {
  expect(() => checkPolicies(routes, { ...table, 'GET /staff/old': ['clerk'] })).toThrow(
    'a policy for no route: GET /staff/old',
  )
})

test('a route for staff outside of what is guarded stops the start', () => {
  const more = [...routes, { method: 'GET', path: '/reports' }]

  expect(() => checkPolicies(more, { ...table, 'GET /reports': ['supervisor'] })).toThrow(
    'no guard before: GET /reports',
  )
})

test('a route for staff that comes before its guard stops the start', () => {
  const early = [{ method: 'GET', path: '/staff/early' }, ...routes]

  expect(() => checkPolicies(early, { ...table, 'GET /staff/early': 'signingIn' })).toThrow(
    'no guard before: GET /staff/early',
  )
})

test('a role may use what names it, and nothing that is not there', () => {
  expect(mayUse('clerk', 'GET /staff')).toBe(true)
  expect(mayUse('clerk', 'GET /:office')).toBe(true)
  expect(mayUse('clerk', 'GET /nowhere')).toBe(false)
})
