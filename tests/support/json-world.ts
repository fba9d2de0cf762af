import { grantEntry } from '#src/waitlist/token-queries.ts'
import type { JsonAnswer } from './json-answer.ts'
import type { JsonAttack } from './json-attacks.ts'
import { type Described, type JsonRoute, jsonRoutes } from './json-routes.ts'
import type { Site } from './site.ts'
import { bearer, samplePassword } from './staff.ts'
import { addressOf, openTwoOffices, type RouteParams } from './two-offices.ts'

/** A call with a body as somebody would send it: of members that exclude one another, some. */
type Route = JsonRoute & { without: readonly string[] }

/** A site at which calls meet what is there: free times, a booking, tickets, a place in line. */
export type JsonWorld = {
  site: Site
  routes: Route[]
  /** What the call is described to take, with names of things that are there by now. */
  bodyFor: (route: Route) => Promise<object>
  send: (route: Route, attack: JsonAttack) => Promise<JsonAnswer>
}

/** Of members that exclude one another, or say what is not so, which to leave out: one body for each. */
const leftOut: Record<string, string[][]> = {
  'POST /v1/offices/{office}/holds': [['legs'], ['services', 'startsAt']],
  'POST /v1/offices/{office}/appointments': [['hold'], ['services', 'people', 'startsAt']],
  'POST /v1/appointments/{token}/reschedule': [['leg']],
  'POST /v1/session': [['otp']],
}

const nothing = { free: '', hold: '', legs: [], documents: [] }

type There = {
  count: number
  params: RouteParams
  tokens: Record<string, string>
  reference: string
  free: string
  hold: string
  legs: object[]
  documents: string[]
}

/** What has to be done with a ticket, or at the window, so that a call is possible by the last word of its address. */
const before: Record<string, readonly string[]> = {
  ...{ serve: ['call'], 'no-show': ['call'], 'call-again': ['call'] },
  ...{ park: ['call', 'serve'], finish: ['call', 'serve'], 'hand-in': ['call', 'serve'] },
  ...{ transfer: ['call', 'serve'], undo: ['call', 'serve'], answers: ['call', 'serve', 'finish'] },
  ...{ resume: ['call', 'serve', 'park'], collect: ['call', 'serve', 'hand-in'], continue: ['pause'] },
  ...{ left: [], void: [], open: [], close: [], pause: [], 'call-next': [], call: [] },
}

/** What a member must hold to lead to something that is there. */
const fitting: Record<string, (there: There) => unknown> = {
  startsAt: ({ free }) => free,
  email: ({ count }) => `mihon-${count}@example.test`,
  phone: ({ count }) => `06-0000-${String(count % 10_000).padStart(4, '0')}`,
  hold: ({ hold }) => hold,
  legs: ({ legs }) => legs,
  documents: ({ documents }) => documents,
  reference: ({ reference }) => reference,
  secret: () => '1234',
  password: () => samplePassword,
  scores: () => ({ 'q-overall': 5 }),
  ticket: ({ params }) => params.ticket,
  window: ({ params }) => Number(params.window),
  fromDate: () => '2026-12-02',
  toDate: () => '2026-12-02',
  toTime: () => '09:10',
}

/** Opens it with a ward in which every kind of thing is there once. */
export async function openJsonWorld(): Promise<JsonWorld> {
  const { site, own } = await openTwoOffices()
  const there: There = { count: 0, params: own, tokens: {}, reference: '', ...nothing }
  const headers = { ...(await bearer(site, 'admin')), 'Content-Type': 'application/json' }

  const get = async (path: string): Promise<unknown> => (await fetch(`${site.url}/api${path}`)).json()
  const post = async (path: string, init: RequestInit): Promise<JsonAnswer> => {
    const answer = await fetch(`${site.url}/api${path}`, { method: 'POST', ...init })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const postJson = async (path: string, body: object) =>
    JSON.parse((await post(path, { headers, body: JSON.stringify(body) })).text) as Told

  /** The legs of the first visit to two counters that is offered. */
  async function planOfTwo(): Promise<object[]> {
    const days = 'services=tennyu,kokuho-kanyu&from=2026-12-03&to=2026-12-17'
    const { days: found } = (await get(`/v1/offices/mihon/plans?${days}`)) as PlannedDays
    const [plan] = found.flatMap(({ plans }) => plans)
    return plan?.legs.map(({ services, startsAt }) => ({ services, startsAt })) ?? []
  }

  /** The first time at which there is a place. */
  async function firstFree(): Promise<string> {
    const days = 'services=tennyu&from=2026-12-03&to=2026-12-28'
    const { days: found } = (await get(`/v1/offices/mihon/availability?${days}`)) as Days
    return found.flatMap(({ slots }) => slots).find(slot => slot.free > 0)?.startsAt ?? ''
  }

  function addressNow(path: string): string {
    const [, , kind = ''] = path.split('/')
    const token = there.tokens[path.endsWith('/check-in') ? 'arrivals' : kind] ?? ''
    return addressOf(path.replaceAll(/\{(\w+)\}/g, ':$1'), { ...there.params, token })
  }

  /** Clears the window, has somebody new take a ticket, and does with it what comes before. */
  async function prepare(path: string): Promise<void> {
    const deeds = before[path.split('/').at(-1) ?? '']
    if (!deeds) return
    const window = `/v1/windows/${there.params.window}`
    const { ticket } = await postJson(`${window}/open`, {})
    if (ticket)
      await postJson(`/v1/tickets/${ticket.number}/${ticket.state === 'called' ? 'no-show' : 'finish'}`, {})
    learn(await postJson('/v1/offices/mihon/tickets', { services: ['tennyu'] }))
    const number = there.params.ticket
    for (const deed of deeds)
      if (deed === 'call') await postJson(`${window}/call`, { ticket: number })
      else await postJson(deed === 'pause' ? `${window}/pause` : `/v1/tickets/${number}/${deed}`, {})
  }

  async function bodyFor({ path, example, without }: Route): Promise<object> {
    await prepare(path)
    const names = Object.keys(example).filter(name => !without.includes(name))
    there.count += 1
    if (['startsAt', 'hold'].some(name => names.includes(name))) there.free = await firstFree()
    if (names.includes('legs')) there.legs = await planOfTwo()
    if (names.includes('hold')) {
      const wish = { services: ['tennyu'], startsAt: there.free }
      there.hold = (await postJson('/v1/offices/mihon/holds', wish)).hold ?? ''
    }
    return fitted(Object.fromEntries(names.map(name => [name, example[name]]))) as object
  }

  function fitted(value: unknown, name = ''): unknown {
    const fit = fitting[name]
    if (fit) return fit(there)
    if (Array.isArray(value)) return value.map(one => fitted(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fitted(one, key)]))
  }

  async function send({ path }: Route, { body, headers: more }: JsonAttack): Promise<JsonAnswer> {
    const answer = await post(addressNow(path), { headers: { ...headers, ...more }, body })
    if (answer.status < 300) learn(JSON.parse(answer.text || '{}') as Told)
    return answer
  }

  /** What was made or moved just now is what the next call is about. */
  function learn(told: Told): void {
    const { token, number, manageUrl, pageUrl, reference } = told
    if (token && manageUrl) Object.assign(there.tokens, { appointments: token })
    if (token && pageUrl) Object.assign(there.tokens, { waitlist: token })
    if (token && number) Object.assign(there.tokens, { tickets: token })
    if (token && number) there.params = { ...there.params, ticket: number }
    // By the telephone number of the first booking, which nobody moves or cancels.
    there.reference ||= reference ?? ''
  }

  const described = (await get('/openapi.json')) as Described
  const routes = jsonRoutes(described).flatMap(route =>
    (leftOut[route.name] ?? [['sequence']]).map(without => ({ ...route, without })),
  )
  await fillNine(site)
  const visit = { services: ['tennyu'], startsAt: await firstFree(), name: '見本 太郎' }
  learn(await postJson('/v1/offices/mihon/appointments', { ...visit, phone: '06-0000-1234' }))
  learn(await postJson('/v1/offices/mihon/appointments', { ...visit, phone: '06-0000-1235' }))
  const { services } = (await get('/v1/offices/mihon/services')) as Services
  there.documents = services.find(({ id }) => id === 'tennyu')?.documents.map(({ id }) => id) ?? []
  const entry = { id: Number(own.entry), officeId: site.office.id }
  there.tokens.arrivals = await bookedForNow(site)
  there.tokens.waitlist = await site.deps.store.write(db => grantEntry(db, entry, 0))
  return { site, routes, bodyFor, send }
}

/** Only who finds a time full may wait for it. */
async function fillNine(site: Site): Promise<void> {
  for (let isFull = false; !isFull;) isFull = !(await site.book(['tennyu'], '2026-12-02T09:00')).ok
}

/** Somebody who may check in now. */
async function bookedForNow(site: Site): Promise<string> {
  site.setNow('2026-11-30T09:00')
  const { token } = await site.booked(['tennyu'], '2026-12-01T09:15')
  site.setNow('2026-12-01T09:00')
  return token
}

type Told = {
  token?: string
  number?: string
  ticket?: { number: string; state: string } | null
  manageUrl?: string
  pageUrl?: string
  reference?: string
  hold?: string
}
type PlannedDays = {
  days: Array<{ plans: Array<{ legs: Array<{ services: string[]; startsAt: string }> }> }>
}
type Services = { services: Array<{ id: string; documents: Array<{ id: string }> }> }
type Days = { days: Array<{ slots: Array<{ startsAt: string; free: number }> }> }
