import { expect, test } from 'vitest'
import { newReceipt } from '#src/access/token.ts'
import { checkIn } from '#src/arrival/check-in.ts'
import { mayUse, policies } from '#src/http/policies.ts'
import { insertOpinion } from '#src/opinions/opinion-queries.ts'
import { counterOf, openWindows } from '../support/queue.ts'
import { bearer, signIn } from '../support/staff.ts'
import { addressOf, openTwoOffices, type RouteParams } from '../support/two-offices.ts'

/** In no text of the product: a name, its reading, an address and a telephone number. */
const canary = /canary|カナリア|5550199/i

/** Somebody at a window, somebody who waits and somebody still to come, all of whom would be known by it. */
async function openWithCanaries() {
  const { site, own } = await openTwoOffices()
  const { deps, office } = site
  const details = { name: 'カナリア 花子', email: 'canary@example.test', phone: '09015550199' }
  const ids: number[] = []
  for (const startsAt of ['2026-12-01T09:30', '2026-12-01T10:00', '2026-12-01T11:00']) {
    const { appointmentId } = await site.booked(['tennyu'], startsAt, { ...details, needs: ['wheelchair'] })
    ids.push(appointmentId)
    details.email = `canary-${startsAt.slice(11, 13)}@example.test`
  }
  const [desk] = await openWindows(site, 'ido')
  for (const appointmentId of ids.slice(0, 2)) {
    const arrived = await checkIn(deps, office, { appointmentId, actor: desk.actor }, null)
    if (!arrived.ok) throw new Error(arrived.reason)
  }
  await desk.callNext()
  const counter = counterOf(site, 'ido')
  const opinion = await deps.store.write(db =>
    insertOpinion(db, {
      ...{ officeId: office.id, receipt: newReceipt(), channel: 'web', language: 'ja', category: 'other' },
      ...{ receivedDate: '2026-12-01', now: deps.clock.now(), text: 'カナリアさんの意見', counter },
      ...{ wantsAnswer: true, contact: details },
    }),
  )
  await deps.store.write(db =>
    db.updateTable('survey_comments').set({ body: 'カナリアのコメント' }).execute(),
  )
  const params: RouteParams = {
    ...own,
    appointment: String(ids[0]),
    opinion: String(opinion),
    window: String(desk.window.id),
  }
  return { site, params }
}

/** What a live page is told first: a stream has no end of its own. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.includes('event-stream')) return answer.text()
  const reader = answer.body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return Buffer.from(first?.value ?? []).toString('utf8')
}

test.for([{ counters: 'their own counter' }, { counters: 'all counters' }])(
  'a contractor of $counters sees no name on any page, stream or answer that the role may ask for',
  async ({ counters }) => {
    const { site, params } = await openWithCanaries()
    if (counters === 'all counters')
      await site.deps.store.write(db => db.deleteFrom('staff_counters').execute())
    const [page, program] = [await signIn(site, 'contractor'), await bearer(site, 'contractor')]
    const get = (path: string, headers: Record<string, string>) =>
      fetch(`${site.url}${path}`, { redirect: 'follow', headers })

    const [shown, told]: [string[], string[]] = [[], []]
    for (const name of Object.keys(policies).filter(route => mayUse('contractor', route))) {
      const [method = '', path = ''] = name.split(' ')
      if (method !== 'GET' || !/^\/(staff|api\/v1|display|:office\/live)/.test(path)) continue
      const query = path.includes('live') ? `?counters=${params['counter']}` : ''
      const headers = path.startsWith('/api') ? program : page
      const answer = await get(`${addressOf(path, params)}${query}`, headers)
      const text = await textOf(answer)
      if (answer.status === 200 && !answer.url.includes('/staff/sign-in')) shown.push(name)
      if (canary.test(text)) told.push(name)
    }

    expect(told).toEqual([])
    expect(shown).toEqual(
      expect.arrayContaining([
        ...['GET /staff', 'GET /staff/counters/:counter', 'GET /staff/windows/:window'],
        ...['GET /staff/tickets/:ticket/slip', 'GET /staff/live/stream', 'GET /staff/live/state.json'],
        'GET /api/v1/counters/:counter/queue',
      ]),
    )
    const clerk = await (await get(`/staff/windows/${params['window']}`, await signIn(site, 'clerk'))).text()
    expect(clerk, 'a clerk of the same window sees whom they serve').toMatch(canary)
  },
)

test('a contractor exports nothing and opens nobody', async () => {
  const { site, params } = await openWithCanaries()
  const headers = await signIn(site, 'contractor')

  for (const path of [
    '/staff/exports/file?tables=tickets&span=custom&from=2026-12-01&to=2026-12-01&format=csv&encoding=utf-8',
    `/staff/appointments/${params['appointment']}`,
    '/staff/opinions',
    `/staff/opinions/${params['opinion']}`,
    `/staff/opinions/${params['opinion']}/contact`,
    '/staff/reception',
    '/staff/survey/comments?month=2026-12',
  ]) {
    const answer = await fetch(`${site.url}${path}`, { headers, redirect: 'manual' })
    expect(answer.status, path).toBe(403)
    expect(await answer.text()).not.toMatch(canary)
  }
})
