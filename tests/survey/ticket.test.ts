import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { answers, bookedAndServed, comments, firstQuestion, served } from './surveys.ts'

test('after the visit one question is asked and one tap answers it, then more is offered', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { path, ask } = await served(site)
  const page = await visitor.get(path)
  expect(page.html).toContain(firstQuestion)

  const rest = await visitor.submit(page, ask, { score: '4' })
  const again = await visitor.submit(page, ask, { score: '1' })

  expect(rest.path).toBe(ask)
  expect(rest.html).toContain('職員の説明はわかりやすかったですか')
  expect(again.status).toBe(409)
  expect(again.html).toContain('もういただいています')
  expect((await visitor.get(path)).html).toContain('お答えありがとうございました')
  expect(await answers(site)).toMatchObject([
    { month: '2026-12', channel: 'ticket', language: 'ja', scores: { 'q-overall': 4 } },
  ])
})

test('the rest is added to the same answer, once, and what was written is kept apart', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { path, ask, more } = await served(site)
  const rest = await visitor.submit(await visitor.get(path), ask, { score: '5' })
  const fields = { 'q-wait': '2', 'q-sign': 'unknown', comment: '椅子が\r\n足りない' }

  const ended = await visitor.submit(rest, more, fields)
  const twice = await visitor.submit(rest, more, { 'q-wait': '5', comment: '二度目' })

  expect([ended.path, twice.path]).toEqual([path, path])
  expect(textOf(ended.html)).not.toContain('ほかの質問にも答える')
  const scores = { 'q-overall': 5, 'q-wait': 2, 'q-sign': null }
  expect((await answers(site)).map(answer => answer.scores)).toEqual([scores])
  expect(await comments(site)).toMatchObject([{ month: '2026-12', body: '椅子が\n足りない' }])
})

test('the rest cannot change the first answer', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { ask, more } = await served(site)
  await visitor.post(ask, { score: '2' })

  await visitor.post(more, { 'q-overall': '5', 'q-wait': '3' })

  expect(await answers(site)).toMatchObject([{ scores: { 'q-overall': 2, 'q-wait': 3 } }])
})

test('about the booking only those are asked who had one', async () => {
  const site = await openSite({ now: '2026-12-01T08:50' })
  const visitor = openVisitor(site)
  const walkedIn = await served(site)
  const rest = await visitor.post(walkedIn.ask, { score: '5' })
  expect(rest.html).not.toContain('予約は使いやすかった')

  const booked = await bookedAndServed(site)
  expect((await visitor.post(booked.ask, { score: '5' })).html).toContain('予約は使いやすかった')
})

test('the same tap twice is one answer and leads on to the other questions', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { ask, path } = await served(site)
  const visitor = openVisitor(site)

  const pages = await Promise.all([visitor.post(ask, { score: '4' }), visitor.post(ask, { score: '4' })])
  const later = await visitor.post(ask, { score: '4' })

  expect([...pages, later].map(page => [page.status, page.path])).toEqual([
    [200, ask],
    [200, ask],
    [200, ask],
  ])
  expect(await answers(site)).toHaveLength(1)
  site.setNow('2026-12-02T18:00')
  expect((await visitor.post(ask, { score: '4' })).status).toBe(409)
  expect((await visitor.get(path)).status).toBe(200)
})

test('five answers at once are one', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { ask } = await served(site)
  const visitor = openVisitor(site)

  await Promise.all(['1', '2', '3', '4', '5'].map(score => visitor.post(ask, { score })))

  expect(await answers(site)).toHaveLength(1)
})

test('"cannot say" is an answer, anything else is none', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { ask } = await served(site)
  const visitor = openVisitor(site)

  for (const score of ['0', '6', 'null', '', '4.5'])
    expect((await visitor.post(ask, { score })).status).toBe(422)
  await visitor.post(ask, { score: 'unknown' })

  expect(await answers(site)).toMatchObject([{ scores: { 'q-overall': null } }])
})

test.each([
  ['a mark that is none', { 'q-wait': '7' }, '画面の中からえらんで'],
  ['401 characters', { comment: '𠮷'.repeat(401) }, '400文字まで'],
  ['a character that turns text around', { comment: 'a\u202eb' }, '使えない文字'],
])('%s comes back filled in, and nothing is added', async (_, wrong, text) => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { ask, more } = await served(site)
  const visitor = openVisitor(site)
  await visitor.post(ask, { score: '4' })

  const page = await visitor.post(more, { 'q-explain': '3', ...wrong })

  expect(page.status).toBe(422)
  expect(page.html).toContain(text)
  expect(page.forms[0]?.fields).toContainEqual(['q-explain', '3'])
  expect(await answers(site)).toMatchObject([{ scores: { 'q-overall': 4 } }])
  expect((await visitor.post(more, { comment: '𠮷'.repeat(400) })).status).toBe(200)
})

test.each([
  ['the day after', '2026-12-02T23:00', true],
  ['two days after', '2026-12-03T09:00', false],
])('%s the question is asked or not', async (_, now, isAsked) => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { path, ask } = await served(site)
  site.setNow(now)
  const visitor = openVisitor(site)

  expect((await visitor.get(path)).html.includes(firstQuestion)).toBe(isAsked)
  expect((await visitor.post(ask, { score: '5' })).status).toBe(isAsked ? 200 : 409)
})

test('the rest can be answered for a day after the first question, and not beyond the next day', async () => {
  const site = await openSite({ now: '2026-12-01T09:30' })
  const { ask, more } = await served(site)
  const visitor = openVisitor(site)
  await visitor.post(ask, { score: '5' })

  site.setNow('2026-12-02T08:59')
  expect((await visitor.get(ask)).path).toBe(ask)
  site.setNow('2026-12-02T09:00')
  expect((await visitor.get(ask)).path).not.toBe(ask)
  site.setNow('2026-12-03T08:00')
  expect((await visitor.post(more, { 'q-wait': '5' })).status).toBe(409)
  expect(await answers(site)).toMatchObject([{ scores: { 'q-overall': 5 } }])
})

test('before it is served nobody can answer', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { token } = await numberFor(site, 'tennyu')

  const answer = await openVisitor(site).post(`/mihon/t/${token}/survey`, { score: '5' })

  expect(answer.status).toBe(409)
  expect(await answers(site)).toEqual([])
})

test('an office without questions asks nothing', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await site.change(db => db.deleteFrom('survey_months').execute())
  const { path, ask } = await served(site)
  const visitor = openVisitor(site)

  expect((await visitor.get(path)).html).not.toContain(firstQuestion)
  expect((await visitor.post(ask, { score: '5' })).status).toBe(409)
})
