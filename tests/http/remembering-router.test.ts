import { Hono } from 'hono'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRememberingRouter } from '#src/http/remembering-router.ts'

/** What a route is called and which parts of the path it was given. */
type Found = { route: string; parts: Record<string, string> }

const routes = ['/', '/:office', '/:office/slots', '/:office/a/:token', '/staff/*', '/staff/people/:id']

function answering(app: Hono) {
  for (const route of routes) app.get(route, c => c.json({ route, parts: c.req.param() }))
  return async (path: string): Promise<Found | number> => {
    const answer = await app.request(path)
    return answer.ok ? ((await answer.json()) as Found) : answer.status
  }
}

test('a path leads where it leads without a memory, as often as it is asked for', async () => {
  const remembering = answering(new Hono({ router: createRememberingRouter() }))
  const plain = answering(new Hono())
  const part = fc.constantFrom('mihon', 'staff', 'people', 'slots', 'a', '17', 'x%20y')
  const path = fc.array(part, { maxLength: 4 }).map(parts => `/${parts.join('/')}`)

  await fc.assert(
    fc.asyncProperty(path, async asked => {
      const found = await plain(asked)
      expect(await remembering(asked)).toEqual(found)
      expect(await remembering(asked)).toEqual(found)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('ever new paths do not pile up', () => {
  const router = createRememberingRouter<string>()
  router.add('GET', '/:office/a/:token', 'manage')
  const first = router.match('GET', '/mihon/a/0')
  expect(router.match('GET', '/mihon/a/0')).toBe(first)

  for (let index = 1; index <= 2000; index += 1) router.match('GET', `/mihon/a/${index}`)

  expect(router.match('GET', '/mihon/a/0')).not.toBe(first)
  expect(router.match('GET', '/mihon/a/0')).toEqual(first)
})
