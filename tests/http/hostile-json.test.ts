import { expect, test, vi } from 'vitest'
import { brokenByTries, hostileTimeout, isLongRun, tellTried, timesEach } from '../support/hostile-figures.ts'
import { values } from '../support/hostile.ts'
import { type JsonWorld, openJsonWorld } from '../support/json-world.ts'
import {
  attacksOnBody,
  attacksOnMember,
  canary,
  type JsonAttack,
  pathsOf,
  replacing,
} from '../support/json-attacks.ts'
import { faultsOfAnswer } from '../support/json-answer.ts'
import { randomNumbers } from '../support/random.ts'
import { engine } from '../support/ward.ts'

/** Of the attacks every so many, so that the slower engine takes no longer. */
const oneOf = engine === 'sqlite' || isLongRun ? 1 : 5

const random = randomNumbers(20_261_203)

function some<T>(list: readonly T[], count: number): T[] {
  const mixed = list.map(one => ({ one, at: random() })).toSorted((a, b) => a.at - b.at)
  return mixed.slice(0, count).map(({ one }) => one)
}

/** The body is made when its turn comes, of what is free and there by then. */
type Planned = { route: JsonWorld['routes'][number]; attack: (body: object) => JsonAttack | undefined }

async function attacksOn(world: JsonWorld, route: JsonWorld['routes'][number]): Promise<Planned[]> {
  const isOnlyOne = world.routes.filter(({ name }) => name === route.name).length === 1
  const example = await world.bodyFor(isOnlyOne ? { ...route, without: [] } : route)
  const cutAt = random()
  const onMembers = pathsOf(example).flatMap(path => [
    ...some(values, timesEach).map(value => (body: object) => replacing(body, path, value)),
    ...some([...attacksOnMember(example, path).keys()], timesEach).map(
      index => (body: object) => attacksOnMember(body, path)[index],
    ),
  ])
  const onBody = some([...attacksOnBody(example, cutAt).keys()], 4 * timesEach).map(
    index => (body: object) => attacksOnBody(body, cutAt)[index],
  )
  // What is as it should be comes in between, so that windows open, people are called, and bookings are made.
  const asDescribed = Array.from({ length: 1 + timesEach }, () => (body: object) => ({
    ...{ what: 'as described', body: JSON.stringify(body) },
  }))
  return [...onMembers, ...onBody, ...asDescribed].map(attack => ({ route, attack }))
}

test('what every call is described to take is taken', async () => {
  const world = await openJsonWorld()
  const refused: string[] = []

  for (const route of world.routes) {
    const asDescribed = { what: 'as described', body: JSON.stringify(await world.bodyFor(route)) }
    const { status, text } = await world.send(route, asDescribed)
    if (status >= 300) refused.push(`${route.name}: ${status} ${text}`)
  }

  expect(refused).toEqual([])
  expect(world.routes.length).toBeGreaterThan(30)
})

test(
  'no call, with anything in any member of its body, finds a fault of ours or breaks what always holds',
  { timeout: hostileTimeout },
  async () => {
    const world = await openJsonWorld()
    const logged = vi.spyOn(world.site.deps.log, 'error')
    const wrong: string[] = []
    let [sent, accepted, faults] = [0, 0, 0]

    const planned: Planned[] = []
    for (const route of world.routes) planned.push(...(await attacksOn(world, route)))
    for (const { route, attack } of some(planned, Infinity).filter((_, index) => index % oneOf === 0)) {
      const tried = attack(await world.bodyFor(route))
      if (!tried) throw new Error(`nothing to send to ${route.name}`)
      const answer = await world.send(route, tried)
      sent += 1
      if (answer.status < 300) accepted += 1
      if (answer.status >= 500) faults += 1
      for (const fault of faultsOfAnswer(answer, [canary]))
        wrong.push(`${answer.status} ${route.name} ${tried.what}: ${fault}`)
    }
    const broken = await brokenByTries(world.site.deps)
    tellTried('JSON bodies of the API', { sent, accepted, faults, broken: broken.length })
    expect(wrong).toEqual([])
    expect(logged.mock.calls).toEqual([])
    expect(broken).toEqual([])
    expect(Object.hasOwn(Object.prototype, 'isAdministrator')).toBe(false)
    expect(accepted).toBeGreaterThan(sent / 20)
  },
)

const problem = {
  type: '/api/docs#taken',
  title: '不可',
  status: 409,
  reason: 'taken',
  detail: '使えません。',
}

test.for<{ what: string; status: number; type?: string; body: unknown; found: string }>([
  { what: 'a fault of ours', status: 500, body: { ...problem, status: 500 }, found: 'a fault of ours' },
  { what: 'a page', status: 400, body: '<h1>Bad Request</h1>', found: 'not the form of a problem' },
  { what: 'a member too many', status: 409, body: { ...problem, sql: 'select' }, found: 'not the form' },
  { what: 'another type', status: 409, type: 'application/json', body: problem, found: 'the type' },
  {
    what: 'a status that is not the reason’s',
    status: 404,
    body: { ...problem, status: 404 },
    found: 'taken with 404',
  },
  { what: 'what was sent', status: 409, body: { ...problem, detail: canary }, found: 'is said back' },
  {
    what: 'the inside',
    status: 409,
    body: { ...problem, detail: 'at book (/src/book.ts:1)' },
    found: 'the inside',
  },
  { what: 'no JSON where it went well', status: 200, type: 'text/html', body: 'ok', found: 'no JSON' },
])('$what in an answer is found', ({ status, type = 'application/problem+json', body, found }) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = new Headers({ 'Content-Type': type })

  expect(faultsOfAnswer({ status, headers, text }, [canary]).join()).toContain(found)
  const right = { status: 409, headers: new Headers({ 'Content-Type': 'application/problem+json' }) }
  expect(faultsOfAnswer({ ...right, text: JSON.stringify(problem) }, [canary])).toEqual([])
})
