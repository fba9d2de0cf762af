import { expect, test } from 'vitest'
import { openSite, type Site } from '../support/site.ts'
import { done, openWindows } from '../support/queue.ts'
import { openVisitor } from '../support/visitor.ts'
import { numberFor } from './arrivals.ts'

async function served(site: Site) {
  const [desk] = await openWindows(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  done(await desk.callNext())
  await desk.act('serve', ticket)
  await desk.act('finish', ticket)
  return { token, path: `/mihon/t/${token}`, rate: `/mihon/t/${token}/rating` }
}

function ratings(site: Site) {
  return site.deps.store.read(db => db.selectFrom('visit_ratings').selectAll().execute())
}

test('after the visit one question is asked and one answer taken', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { path, rate } = await served(site)
  const page = await visitor.get(path)
  expect(page.html).toContain('窓口の対応は良かったですか')

  const thanks = await visitor.submit(page, rate, { score: '4' })
  const again = await visitor.submit(page, rate, { score: '1' })

  expect(thanks.html).toContain('お答えありがとうございました')
  expect(again.status).toBe(409)
  expect(again.html).toContain('もういただいています')
  expect(await ratings(site)).toMatchObject([{ month: '2026-12', score: 4 }])
})

test('five answers at once are one', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { rate } = await served(site)
  const visitor = openVisitor(site)

  await Promise.all(['1', '2', '3', '4', '5'].map(score => visitor.post(rate, { score })))

  expect(await ratings(site)).toHaveLength(1)
})

test('"cannot say" is an answer, anything else is none', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { rate } = await served(site)
  const visitor = openVisitor(site)

  for (const score of ['0', '6', 'null', '', '4.5'])
    expect((await visitor.post(rate, { score })).status).toBe(422)
  await visitor.post(rate, { score: 'unknown' })

  expect(await ratings(site)).toMatchObject([{ score: null }])
})

test.each([
  ['the day after', '2026-12-02T23:00', true],
  ['two days after', '2026-12-03T09:00', false],
])('%s the question is asked or not', async (_, now, isAsked) => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { path, rate } = await served(site)
  site.setNow(now)
  const visitor = openVisitor(site)

  expect((await visitor.get(path)).html.includes('窓口の対応は良かったですか')).toBe(isAsked)
  expect((await visitor.post(rate, { score: '5' })).status).toBe(isAsked ? 200 : 409)
})

test('before it is served nobody can answer', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { token } = await numberFor(site, 'tennyu')

  const answer = await openVisitor(site).post(`/mihon/t/${token}/rating`, { score: '5' })

  expect(answer.status).toBe(409)
  expect(await ratings(site)).toEqual([])
})

test('no column leads from an answer to a visit, and nothing else is written when it is given', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { rate } = await served(site)
  const others = () =>
    site.deps.store.read(async db => ({
      audit: await db.selectFrom('audit').selectAll().execute(),
      keys: await db.selectFrom('idempotency_keys').selectAll().execute(),
      outbox: await db.selectFrom('outbox').selectAll().execute(),
      events: await db.selectFrom('visit_events').selectAll().execute(),
      tickets: await db.selectFrom('tickets').selectAll().execute(),
    }))
  const before = await others()

  await openVisitor(site).post(rate, { score: '2' })

  const [rating] = await ratings(site)
  expect(Object.keys(rating ?? {}).toSorted()).toEqual(['counter_id', 'id', 'month', 'office_id', 'score'])
  expect(rating?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  expect(await others()).toEqual(before)
  const visits = await site.deps.store.read(db => db.selectFrom('visits').selectAll().execute())
  expect(visits).toMatchObject([{ is_rated: 1 }])
  expect(JSON.stringify(visits)).not.toContain(rating?.id)
})
