import { expect, test } from 'vitest'
import { tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { openWindows } from '../support/queue.ts'
import { openSite } from '../support/site.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'

async function openWaiting() {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await openWindows(site, 'ido')
  const { token } = await numberFor(site, 'tennyu')
  const visitor = openVisitor(site)
  const ticket = `/mihon/t/${token}`
  const addresses = () =>
    site.deps.store.read(db => db.selectFrom('visit_contacts').select('email').execute())
  return { site, visitor, ticket, path: `${ticket}/notice`, addresses }
}

test('an address is typed on a page of its own and shown on none', async () => {
  const { visitor, ticket, path, addresses } = await openWaiting()
  const before = await visitor.get(ticket)

  const after = await visitor.submit(await visitor.get(path), path, { email: 'Mihon@Example.test' })

  expect(before.links).toContain(path)
  expect(after.path).toBe(ticket)
  expect(textOf(after.html)).toContain('順番が近づいたら、メールでも1回お知らせします。')
  expect(await addresses()).toEqual([{ email: 'Mihon@example.test' }])
  for (const page of [after, await visitor.get(path)]) expect(page.html).not.toMatch(/mihon@example/i)
})

test('what is no address comes back filled in with its reason', async () => {
  const { visitor, path, addresses } = await openWaiting()

  const page = await visitor.submit(await visitor.get(path), path, { email: 'mihon' })
  const empty = await visitor.submit(await visitor.get(path), path, { email: ' ' })

  expect(page.status).toBe(422)
  expect(page.html).toContain('href="#email"')
  expect(valueOf(formOf(page, path), 'email')).toBe('mihon')
  expect(empty.status).toBe(422)
  expect(await addresses()).toEqual([])
})

test('the address is erased again by a button', async () => {
  const { visitor, ticket, path, addresses } = await openWaiting()
  await visitor.submit(await visitor.get(path), path, { email: 'mihon@example.test' })

  const page = await visitor.submit(await visitor.get(path), path, { deed: 'stop' })

  expect(page.path).toBe(ticket)
  expect(await addresses()).toEqual([])
  expect(page.links).toContain(path)
})

test('a turn that is near is said on the page, which then takes no address any more', async () => {
  const { site, visitor, ticket, path, addresses } = await openWaiting()
  const form = await visitor.get(path)
  site.setNow('2026-12-01T09:02')
  await tellNearTurns(site.deps, site.office)

  const page = await visitor.get(ticket)
  const late = await visitor.submit(form, path, { email: 'mihon@example.test' })

  expect(textOf(page.html)).toContain('順番が近づきました')
  expect(page.html).toContain('<title>A-001 順番が近づきました')
  expect(page.html).toContain('data-near')
  expect(page.links).not.toContain(path)
  expect(late.status).toBe(409)
  expect((await visitor.get(path)).path).toBe(ticket)
  expect(await addresses()).toEqual([])
})

test('where the office sends no mail, no address is asked for', async () => {
  const { site, visitor, ticket, path } = await openWaiting()
  await site.change(db => db.updateTable('offices').set({ is_near_turn_mailed: 0 }).execute())

  expect((await visitor.get(ticket)).links).not.toContain(path)
  expect((await visitor.get(path)).path).toBe(ticket)
  expect((await visitor.post(path, { email: 'mihon@example.test' })).status).toBe(409)
})
