import { expect, test } from 'vitest'
import { policies } from '#src/http/policies.ts'
import { bearer, signIn } from '../support/staff.ts'
import { addressOf, bodyOf, openTwoOffices } from '../support/two-offices.ts'

const elsewhere = [
  ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https:evil.example'],
  ...['/\t/evil.example', 'javascript:alert(1)', '/%2F/evil.example', '/staff/..//evil.example'],
]
/** Names under which a program might take an address to lead to. */
const leading = ['next', 'return', 'returnTo', 'back', 'to', 'url', 'redirect', 'from', 'path', 'continue']

const forged = {
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'gopher',
  'X-Forwarded-For': '203.0.113.9, evil.example',
  Forwarded: 'host=evil.example;proto=gopher',
  'X-Original-URL': '//evil.example',
  Referer: 'https://evil.example/staff//evil.example',
}

type Asking = Awaited<ReturnType<typeof openTwoOffices>>
type Wish = { fields?: URLSearchParams; headers?: Record<string, string> }

/** Asks one route and lets go of whatever has no end of its own. */
async function ask({ site, own }: Asking, name: string, { fields, headers }: Wish = {}) {
  const [method = '', path = ''] = name.split(' ')
  const isApi = path.startsWith('/api/')
  const end = new AbortController()
  const query = method === 'GET' && fields ? `?${fields.toString()}` : ''
  const answer = await fetch(`${site.url}${addressOf(path, own)}${query}`, {
    ...{ method, redirect: 'manual', signal: end.signal },
    headers: {
      Origin: site.url,
      ...headers,
      ...(method === 'POST' && {
        'Content-Type': isApi ? 'application/json' : 'application/x-www-form-urlencoded',
      }),
    },
    ...(method === 'POST' && {
      body: isApi ? JSON.stringify(bodyOf(name, own)) : (fields?.toString() ?? ''),
    }),
  })
  const isStream = answer.headers.get('Content-Type')?.startsWith('text/event-stream')
  const body = isStream ? '' : Buffer.from(await answer.arrayBuffer()).toString('latin1')
  end.abort()
  return { status: answer.status, headers: answer.headers, body }
}

async function staffHeaders({ site }: Asking, name: string): Promise<Record<string, string>> {
  return name.includes(' /api/') ? bearer(site, 'admin') : signIn(site, 'admin')
}

const names = Object.keys(policies)

test('every answer is guarded: by whom it may be framed, what it loads, what it is and what it tells other sites', async () => {
  const offices = await openTwoOffices()
  const wrong: string[] = []

  for (const name of names) {
    const { headers: told } = await ask(offices, name, { headers: await staffHeaders(offices, name) })
    const policy = told.get('Content-Security-Policy') ?? ''
    const isGuarded =
      told.get('Referrer-Policy') === 'same-origin' &&
      told.get('X-Content-Type-Options') === 'nosniff' &&
      ["default-src 'none'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"].every(part =>
        policy.includes(part),
      ) &&
      told.get('Access-Control-Allow-Origin') === null
    if (!isGuarded) wrong.push(name)
  }

  expect(wrong).toEqual([])
})

test('no answer leads to another site, whatever is asked for or made up by somebody on the way', async () => {
  const offices = await openTwoOffices()
  const { url } = offices.site
  const wrong: string[] = []
  let led = 0

  for (const [index, name] of names.entries())
    for (const own of [{}, await staffHeaders(offices, name)]) {
      const targetOf = (at: number) => elsewhere[(index + at) % elsewhere.length] ?? ''
      const fields = new URLSearchParams(leading.map((field, at): [string, string] => [field, targetOf(at)]))
      const answer = await ask(offices, name, { fields, headers: { ...own, ...forged } })
      const location = answer.headers.get('Location')
      if (location === null) continue
      led += 1
      const { origin, pathname } = new URL(location, url)
      if (origin !== url || /[\\\t]/.test(location) || pathname.startsWith('//'))
        wrong.push(`${name} ${location}`)
    }

  expect(led).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})

test('what others may keep has no cookie and is the same for everybody; all else nobody keeps', async () => {
  const offices = await openTwoOffices()
  const wrong: string[] = []
  let kept = 0

  for (const name of names.filter(route => route.startsWith('GET '))) {
    const stranger = await ask(offices, name)
    const inside = await ask(offices, name, { headers: await staffHeaders(offices, name) })
    for (const { headers } of [stranger, inside]) {
      const rule = headers.get('Cache-Control') ?? ''
      if (/no-store|private/.test(rule)) continue
      kept += 1
      if (policies[name] !== 'anyone') wrong.push(`${name} is for staff and may be kept: ${rule}`)
      if (headers.getSetCookie().length > 0) wrong.push(`${name} may be kept and sets a cookie`)
      if (stranger.body !== inside.body) wrong.push(`${name} may be kept and differs by who asks`)
    }
  }

  expect(kept).toBeGreaterThan(8)
  expect(wrong).toEqual([])
})

test('a Referer of ours is no Origin of ours', async () => {
  const offices = await openTwoOffices()
  const { url } = offices.site
  const wrong: string[] = []

  for (const name of names.filter(route => route.startsWith('POST /') && !route.includes(' /api/'))) {
    const headers = { ...(await staffHeaders(offices, name)), Origin: '', Referer: `${url}/staff` }
    const { status } = await ask(offices, name, { headers })
    if (status < 400) wrong.push(`${status} ${name}`)
  }

  expect(wrong).toEqual([])
})
