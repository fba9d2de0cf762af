import { describe, expect, test, vi } from 'vitest'
import { createApp } from '#src/app.tsx'
import { isOnTheWay, policies } from '#src/http/policies.ts'
import { type Role, roles } from '#src/staff/staff-member.ts'
import { bearer, signIn } from '../support/staff.ts'
import { addressOf, bodyOf, openTwoOffices } from '../support/two-offices.ts'
import { openWard } from '../support/ward.ts'

const loginOf: Record<Role, string> = {
  reception: 'reception',
  clerk: 'clerk',
  contractor: 'contractor',
  supervisor: 'supervisor',
  administrator: 'admin',
}

/** Things of one office, which nobody of another office finds. */
const ofOneOffice =
  /:(counter|window|ticket|office|kiosk|appointment|opinion|comment|person|banner|closing)\b/

const names = Object.keys(policies)

type Asking = Awaited<ReturnType<typeof openTwoOffices>>

async function ask({ site, own, other }: Asking, name: string, who: Role | null, of: 'own' | 'other') {
  const [method = '', path = ''] = name.split(' ')
  const isApi = path.startsWith('/api/')
  const headers =
    who === null ? {} : isApi ? await bearer(site, loginOf[who]) : await signIn(site, loginOf[who])
  const params = of === 'own' ? own : other
  const end = new AbortController()
  const answer = await fetch(`${site.url}${addressOf(path, params)}`, {
    method,
    redirect: 'manual',
    signal: end.signal,
    headers: {
      ...headers,
      Origin: site.url,
      ...(method === 'POST' && {
        'Content-Type': isApi ? 'application/json' : 'application/x-www-form-urlencoded',
      }),
    },
    ...(method === 'POST' && { body: isApi ? JSON.stringify(bodyOf(name, params)) : '' }),
  })
  const location = answer.headers.get('Location') ?? ''
  // A stream has no end of its own.
  end.abort()
  return { status: answer.status, isSentToTheDoor: /^\/staff\/(sign-in|lock|totp|one-time)/.test(location) }
}

test('the table names every route there is', async () => {
  const { deps } = await openWard()
  const answering = createApp(deps).routes.filter(route => !isOnTheWay(route))

  expect(new Set(answering.map(({ method, path }) => `${method} ${path}`))).toEqual(
    new Set(Object.keys(policies)),
  )
})

test('a parameter that the tests do not know fails', () => {
  expect(() => addressOf('/staff/:thing', {})).toThrow(':thing')
})

/** What the log says of somebody who asked for what their role may not use. */
const refused = (route: string, role: Role) => [
  { route, staffId: expect.any(Number), role },
  'somebody asked for what their role may not use',
]

test('an address that takes forms alone leads to its page when somebody comes by a link, as after a lock', async () => {
  const { site, own } = await openTwoOffices()
  await site.change(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  // Without a directory there are no pages of it.
  const forms = names.filter(
    name =>
      name.startsWith('POST /staff') &&
      !policies[name.replace('POST', 'GET')] &&
      !name.includes('/directory/'),
  )
  const lost: string[] = []
  for (const name of forms) {
    const headers = { ...(await signIn(site, 'admin')), 'Accept-Language': 'ja' }
    const answer = await fetch(`${site.url}${addressOf(name.slice('POST '.length), own)}`, { headers })
    if (answer.status !== 200) lost.push(`${name}: ${answer.status}`)
  }
  expect(forms.length).toBeGreaterThan(30)
  expect(lost).toEqual([])
})

describe('who may use what', () => {
  test('nobody who is not signed in uses what is for staff, and nobody else is sent to their door', async () => {
    const offices = await openTwoOffices()
    const wrong: string[] = []
    for (const name of names) {
      const { status, isSentToTheDoor } = await ask(offices, name, null, 'own')
      const isShut = status === 401 || isSentToTheDoor
      if (isShut === (policies[name] === 'anyone')) wrong.push(`${name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  test.each(roles)('%s uses what the table says, in their own office alone', async role => {
    const offices = await openTwoOffices()
    const logged = vi.spyOn(offices.site.deps.log, 'warn')
    const wrong: string[] = []
    for (const name of names) {
      const policy = policies[name]
      if (policy === undefined || policy === 'anyone') continue

      const mayUse = policy === 'signingIn' || policy.includes(role)
      logged.mockClear()
      const own = await ask(offices, name, role, 'own')
      expect(logged.mock.calls, name).toEqual(mayUse ? [] : [refused(name, role)])
      const isLetIn = ![401, 403].includes(own.status) && own.status < 500
      if (isLetIn !== mayUse) wrong.push(`${name} in the own office: ${own.status}`)
      if (!ofOneOffice.test(name)) continue

      const other = await ask(offices, name, role, 'other')
      const expected = mayUse ? 404 : 403
      if (other.status !== expected) wrong.push(`${name} in another office: ${other.status}`)
    }
    expect(wrong).toEqual([])
  })
})
