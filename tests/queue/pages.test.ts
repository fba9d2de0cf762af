import { expect, test } from 'vitest'
import { paths } from '#src/paths.ts'
import type { Window } from '#src/windows/window.ts'
import { arrivedFor, counterOf, events, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { type HtmlPage, openVisitor, type Visitor } from '../support/visitor.ts'

type Login = 'reception' | 'clerk' | 'contractor' | 'supervisor' | 'admin'

async function signedIn(site: Site, login: Login = 'clerk'): Promise<Visitor> {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return visitor
}

async function openDesk(slug = 'ido'): Promise<{ site: Site; clerk: Visitor; window: Window; path: string }> {
  const site = await openSite({ now: '2026-12-01T09:10' })
  const clerk = await signedIn(site)
  const [desk] = await openWindows(site, slug)
  const path = paths.staffWindow(desk.window.id)
  return { site, clerk, window: desk.window, path }
}

function pressed(visitor: Visitor, page: HtmlPage, deed: string): Promise<HtmlPage> {
  const action = page.forms
    .flatMap(form => form.buttons.map(button => button.action))
    .find(action => action.endsWith(`/${deed}`))
  if (!action) throw new Error(`no button for ${deed} on ${page.path}`)
  return visitor.submit(page, action)
}

test('a whole service is a row of presses without script', async () => {
  const { site, clerk, path } = await openDesk()
  const ticket = await walkIn(site, 'tennyu')

  let page = await clerk.get(path)
  for (const deed of ['call-next', 'call-again', 'serve', 'park', 'resume', 'hand-in', 'collect', 'finish'])
    page = await pressed(clerk, page, deed)

  expect(page.path).toBe(path)
  expect(await events(site, ticket)).toEqual([
    ...['checked_in', 'called', 'recalled', 'service_started', 'parked', 'resumed'],
    ...['service_ended', 'back_office_started', 'delivery_called', 'delivered'],
  ])
})

test('the same press sent twice is one deed and no fault', async () => {
  const { site, clerk, path } = await openDesk()
  const first = await walkIn(site, 'tennyu')
  await walkIn(site, 'tennyu')
  const page = await clerk.get(path)

  const answers = await Promise.all([pressed(clerk, page, 'call-next'), pressed(clerk, page, 'call-next')])

  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await events(site, first)).toEqual(['checked_in', 'called'])
})

test('finishing and calling the next is one press, twice is the same', async () => {
  const { site, clerk, path } = await openDesk()
  const [first, second, third] = [
    await walkIn(site, 'tennyu'),
    await walkIn(site, 'tennyu'),
    await walkIn(site, 'tennyu'),
  ]
  const called = await pressed(clerk, await clerk.get(path), 'call-next')
  const serving = await pressed(clerk, called, 'serve')

  await pressed(clerk, serving, 'finish-and-next')
  await pressed(clerk, serving, 'finish-and-next')

  expect((await ticketNow(site, first)).state).toBe('served')
  expect((await ticketNow(site, second)).state).toBe('called')
  expect((await ticketNow(site, third)).state).toBe('waiting')
})

test('a page that is behind says so and shows how things are', async () => {
  const { site, clerk, path } = await openDesk()
  const ticket = await walkIn(site, 'tennyu')
  const old = await pressed(clerk, await clerk.get(path), 'call-next')
  const [desk] = await openWindows(site, 'ido', 1)
  await desk.act('serve', ticket)

  const page = await pressed(clerk, old, 'no-show')

  expect(page.status).toBe(409)
  expect(page.html).toContain('先に別の職員が操作しました')
  expect(page.html).toContain('対応中')
})

test('two tabs of one clerk are two pages of one window', async () => {
  const { site, clerk, path } = await openDesk()
  await walkIn(site, 'tennyu')
  const [one, two] = [await clerk.get(path), await clerk.get(path)]

  await pressed(clerk, one, 'call-next')
  const late = await pressed(clerk, two, 'call-next')

  expect(late.status).toBe(200)
  expect((await clerk.get(path)).html).toContain('A-001')
})

test('signing out while serving leaves the ticket at the window, for whoever opens it next', async () => {
  const { site, clerk, path } = await openDesk()
  const ticket = await walkIn(site, 'tennyu')
  await pressed(clerk, await pressed(clerk, await clerk.get(path), 'call-next'), 'serve')

  const gone = await clerk.post(paths.staffSignOut(), {})
  const refused = await clerk.send(path)
  const next = await signedIn(site, 'supervisor')
  const page = await next.get(path)

  expect(gone.status).toBe(200)
  expect(refused.headers.get('Location')).toMatch(/^\/staff\/sign-in/)
  expect((await ticketNow(site, ticket)).state).toBe('serving')
  expect(page.html).toContain('A-001')
  expect((await pressed(next, page, 'open')).html).not.toContain('別の職員がこの窓口を開いています')
  await pressed(next, await next.get(path), 'finish')
  expect((await ticketNow(site, ticket)).state).toBe('served')
})

test('an idle lock keeps the ticket, and no press of a locked page does anything', async () => {
  const { site, clerk, path } = await openDesk()
  const ticket = await walkIn(site, 'tennyu')
  const called = await pressed(clerk, await clerk.get(path), 'call-next')
  site.setNow('2026-12-01T09:30')

  const locked = await clerk.post(paths.ticketDeed(Number(path.split('/').at(-1)), ticket.id, 'serve'), {
    seen: String((await ticketNow(site, ticket)).sequence),
  })

  expect(locked.path).toMatch(/^\/staff\/lock/)
  expect(called.status).toBe(200)
  expect((await ticketNow(site, ticket)).state).toBe('called')
})

test('sending somebody on keeps the number and tells where to', async () => {
  const { site, clerk, path, window } = await openDesk()
  const ticket = await walkIn(site, 'tennyu')
  await pressed(clerk, await clerk.get(path), 'call-next')
  const to = paths.ticketDeed(window.id, ticket.id, 'transfer')

  const none = await clerk.post(to, {})
  const page = await clerk.submit(await clerk.get(to), to, { counter: 'kokuho' })

  expect(none.status).toBe(422)
  expect(none.html).toContain('行き先の窓口をえらんでください')
  expect(page.path).toBe(path)
  const [there] = await site.deps.store.read(db =>
    db
      .selectFrom('tickets')
      .select(['number', 'state'])
      .where('counter_id', '=', counterOf(site, 'kokuho').id)
      .execute(),
  )
  expect(there).toEqual({ number: ticket.number, state: 'waiting' })
})

test.for(['tickets/1/dance', 'dance', 'tickets/0/serve', 'tickets/99999/serve'])(
  'no such deed or ticket: %s',
  async deed => {
    const { clerk, path } = await openDesk()

    expect((await clerk.post(`${path}/${deed}`, {})).status).toBe(404)
  },
)

test.for(['0', '-1', '1e3', '99999', 'x', '１'])('no such window: %s', async window => {
  const site = await openSite()
  const clerk = await signedIn(site)

  expect((await clerk.get(`/staff/windows/${encodeURIComponent(window)}`)).status).toBe(404)
})

test('a ticket of another counter is not touched from here', async () => {
  const { site, clerk, path } = await openDesk()
  const elsewhere = await walkIn(site, 'shomei')

  const page = await clerk.post(`${path}/tickets/${elsewhere.id}/call`, { seen: '1' })

  expect(page.status).toBe(404)
  expect((await ticketNow(site, elsewhere)).state).toBe('waiting')
})

test('a contractor works without names, a clerk with them', async () => {
  const { site, window, path } = await openDesk()
  site.setNow('2026-12-01T09:10')
  await arrivedFor(site, 'tennyu', '2026-12-01T09:15')
  const contractor = await signedIn(site, 'contractor')
  const clerk = await signedIn(site)

  const page = await pressed(contractor, await contractor.get(path), 'call-next')

  expect(page.html).toContain('A-001')
  expect(page.html).not.toMatch(/ミホン \d/)
  expect((await contractor.get(paths.staffCounter('ido'))).html).not.toMatch(/ミホン \d/)
  expect((await clerk.get(path)).html).toMatch(/ミホン \d/)
  expect(window.counterId).toBe(counterOf(site, 'ido').id)
})

test('a contractor works at own counters alone, reception at no window, and only supervisors see all', async () => {
  const { site, path } = await openDesk()
  const [elsewhere] = await openWindows(site, 'kokuho')
  const contractor = await signedIn(site, 'contractor')
  const reception = await signedIn(site, 'reception')
  const supervisor = await signedIn(site, 'supervisor')

  expect((await contractor.get(paths.staffWindow(elsewhere.window.id))).status).toBe(404)
  expect((await contractor.get(paths.staffCounter('kokuho'))).status).toBe(404)
  expect((await reception.get(path)).status).toBe(403)
  expect((await reception.get(paths.staffCounter('ido'))).status).toBe(200)
  expect((await contractor.get(paths.staffLive())).status).toBe(403)
  expect((await supervisor.get(paths.staffLive())).status).toBe(200)
})

test('an alarm is seen at every window of the office until somebody ends it', async () => {
  const { site, clerk, path } = await openDesk()
  const [other] = await openWindows(site, 'kodomo')
  const neighbour = await signedIn(site)

  await pressed(clerk, await clerk.get(path), 'alarm')
  const seen = await neighbour.get(paths.staffWindow(other.window.id))
  const ended = await pressed(neighbour, seen, 'end-alarm')

  expect(seen.html).toContain('応援を呼んでいます')
  expect(ended.html).not.toContain('応援を呼んでいます')
  expect((await clerk.get(path)).html).not.toContain('応援を呼んでいます')
})

test('a form that no page of ours sends is refused in words', async () => {
  const { site, clerk, path } = await openDesk()
  await walkIn(site, 'tennyu')
  await pressed(clerk, await pressed(clerk, await clerk.get(path), 'call-next'), 'serve')

  const purpose = await clerk.post(`${path}/tickets/1/finish`, { seen: '3', purposeMet: 'maybe' })
  const services = await clerk.post(`${path}/tickets/1/finish`, { seen: '3', service: 'no-such' })

  expect([purpose.status, services.status]).toEqual([422, 422])
  expect(purpose.html).toContain('用件は済みましたか')
})

test('everybody sees an alarm, and ends those of the counters they work at', async () => {
  const site = await openSite({ now: '2026-12-01T09:10' })
  const contractor = await signedIn(site, 'contractor')
  const [own] = await openWindows(site, 'shomei')
  const [other] = await openWindows(site, 'kokuho')
  for (const desk of [own, other]) await desk.alarm(true)

  const page = await contractor.get(paths.staffCounter('ido'))

  const ends = page.forms.flatMap(form => form.buttons.map(({ action }) => action))
  expect(ends.filter(action => action.endsWith('/end-alarm'))).toEqual([
    paths.windowDeed(own.window.id, 'end-alarm'),
  ])
  expect(page.html.match(/alarm-list[\s\S]*?<\/ul>/)?.[0].match(/<li>/g)).toHaveLength(2)
})
