import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { policies } from '#src/http/policies.ts'
import { brokenByTries, hostileTimeout, tellTried, timesEach } from '../support/hostile-figures.ts'
import { texts, values } from '../support/hostile.ts'
import { randomNumbers } from '../support/random.ts'
import { bearer, signIn } from '../support/staff.ts'
import { addressOf, openTwoOffices, type RouteParams } from '../support/two-offices.ts'

const random = randomNumbers(20_261_201)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

const root = join(import.meta.dirname, '../..')

/** Names of fields that stand in any form or body of the product, and some that stand in none. */
const fieldNames = [
  ...new Set(
    globSync('{views,src}/**/*.{ts,tsx}', { cwd: root }).flatMap(path =>
      [
        ...readFileSync(join(root, path), 'utf8').matchAll(
          /\bname="([\w-]+)"|\bfields\.(\w+)|^\s+(\w+): z\./gm,
        ),
      ].map(([, inForm, read, inBody]) => inForm ?? read ?? inBody ?? ''),
    ),
  ),
  ...['__proto__', 'constructor', 'nothing'],
]

/** Every parameter of an address is sometimes something else than it is. */
function oddly(params: RouteParams): RouteParams {
  const written = texts
    .filter(text => text !== '' && text.isWellFormed())
    .map(text => encodeURIComponent(text))
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, random() < 0.15 ? pick(written) : value]),
  )
}

function randomFields(of: readonly unknown[]): Array<[string, unknown]> {
  return Array.from({ length: 1 + Math.floor(random() * 12) }, () => [pick(fieldNames), pick(of)])
}

function oneOf(isApi: boolean): { type: string; body: string } {
  const type = isApi ? 'application/json' : 'application/x-www-form-urlencoded'
  // Object.fromEntries would lose what is given twice, and JSON.stringify never writes `__proto__`.
  const member = ([name, value]: [string, unknown]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`
  const field = ([name, value]: [string, unknown]) =>
    `${encodeURIComponent(name)}=${encodeURIComponent(String(value).toWellFormed())}`
  const body = isApi
    ? `{${randomFields(values).map(member).join(',')}}`
    : randomFields(texts).map(field).join('&')
  return { type, body }
}

test(
  'nothing that is sent to any route is answered with a fault of ours, or breaks what always holds',
  { timeout: hostileTimeout },
  async () => {
    const { site, own } = await openTwoOffices()
    const logged = vi.spyOn(site.deps.log, 'error')
    const asProgram = await bearer(site, 'admin')
    let inBrowser = await signIn(site, 'admin')
    const wrong: string[] = []
    let [sent, accepted, faults] = [0, 0, 0]

    for (const name of Object.keys(policies)) {
      const [method = '', path = ''] = name.split(' ')
      const isApi = path.startsWith('/api/')
      for (let time = 0; time < timesEach; time += 1) {
        const params = oddly(own)
        const { type, body } = oneOf(isApi)
        const query = method === 'GET' ? `?${oneOf(false).body}` : ''
        const end = new AbortController()
        const headers = isApi ? asProgram : inBrowser
        const answer = await fetch(`${site.url}${addressOf(path, params)}${query}`.slice(0, 12_000), {
          ...{ method, redirect: 'manual', signal: end.signal },
          headers: { ...headers, Origin: site.url, ...(method === 'POST' && { 'Content-Type': type }) },
          ...(method === 'POST' && { body }),
        })
        // A stream has no end of its own.
        end.abort()
        sent += 1
        if (answer.status < 400) accepted += 1
        if (answer.status >= 500) faults += 1
        // Whatever ended the session, the next route is asked by somebody who is signed in.
        if (/^\/staff\/(sign-in|lock|totp)/.test(answer.headers.get('Location') ?? ''))
          inBrowser = await signIn(site, 'admin')
        if (answer.status >= 500)
          wrong.push(`${answer.status} ${name} ${addressOf(path, params)}${query} ${body}`.slice(0, 600))
      }
    }
    const broken = await brokenByTries(site.deps)
    tellTried('every route', { sent, accepted, faults, broken: broken.length })

    expect(wrong).toEqual([])
    expect(logged.mock.calls).toEqual([])
    expect(broken).toEqual([])
    expect(sent).toBe(Object.keys(policies).length * timesEach)
  },
)
