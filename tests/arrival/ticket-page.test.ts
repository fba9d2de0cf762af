import { expect, test } from 'vitest'
import { newToken } from '#src/access/token.ts'
import { endDays } from '#src/queue/end-day.ts'
import { openSite } from '../support/site.ts'
import { done, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { numberFor } from './arrivals.ts'

const said = (html: string) => textOf(/<main.*<\/main>/s.exec(html)?.[0] ?? '')

test('the page says the state of a number in words, from waiting to the second call', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const [desk] = await openWindows(site, 'ido')
  const before = await walkIn(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  const look = async () => said((await visitor.get(`/mihon/t/${token}`)).html)

  expect(await look()).toContain('A-002')
  expect(await look()).toContain('あなたの前に1人')
  expect(await look()).toMatch(/およそ\d+〜\d+分|およそ\d+分以内/)
  expect(await look()).toContain('9:00 現在')

  done(await desk.callNext())
  expect(await look()).toContain('次にお呼びします')
  await desk.act('no-show', before)

  done(await desk.callNext())
  expect(await look()).toContain('2-1番窓口へお越しください')
  expect((await visitor.get(`/mihon/t/${token}`)).html).toContain('<title>A-002 2-1番窓口へ')
  await desk.act('serve', ticket)
  expect(await look()).toContain('窓口で対応しています')
  await desk.act('park', ticket)
  expect(await look()).toContain('しばらくお待ちください')
  await desk.act('resume', ticket)
  await desk.act('hand-in', ticket)
  expect(await look()).toContain('書類ができたらもう一度お呼びします')
  await desk.act('collect', ticket)
  expect(await look()).toContain('書類ができました 2-1番窓口へお越しください')
  await desk.act('finish', ticket)
  expect(await look()).toContain('ご来庁ありがとうございました')
})

test('whoever did not come is told whom to speak to', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  done(await desk.callNext())
  await desk.act('no-show', ticket)

  const { html } = await openVisitor(site).get(`/mihon/t/${token}`)

  expect(said(html)).toContain('窓口の職員に声をかけてください')
})

test('after a transfer the same link shows the same number at the next counter, and back when it is undone', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const [desk] = await openWindows(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  done(await desk.callNext())
  await desk.act('serve', ticket)

  done(await desk.transfer(ticket, 'kokuho'))
  const there = await visitor.get(`/mihon/t/${token}`)
  await desk.undo(ticket)
  const back = await visitor.get(`/mihon/t/${token}`)

  expect(said(there.html)).toMatch(/A-001.*6番窓口.*次の窓口へご案内/)
  expect(there.html).toContain('counters=kokuho')
  expect(said(back.html)).toMatch(/2番窓口.*窓口で対応しています/)
})

test("unknown, garbled and other offices' tokens are one page that says so", async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  for (const token of [newToken(), 'x', 'A'.repeat(500), '%00', "'--"])
    for (const path of [`/mihon/t/${token}`, `/mihon/t/${token}/leave`, `/mihon/t/${token}/survey`]) {
      const page = await visitor.get(path)
      expect(page.status, path).toBe(404)
      expect(page.html, path).toContain('この番号のページは見つかりません')
    }
})

test('the page is kept nowhere, and holds no name', async () => {
  const site = await openSite({ now: '2026-12-01T08:50' })
  const { token } = await numberFor(site, 'tennyu')

  const page = await openVisitor(site).get(`/mihon/t/${token}`)

  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.html).toContain('counters=ido')
})

test('what to bring is listed, but nothing of a sensitive visit is shown', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const [plain, sensitive, atPrivate] = [
    await numberFor(site, 'tennyu'),
    await numberFor(site, 'koseki-rikon'),
    await numberFor(site, 'seikatsu-sodan'),
  ]

  expect((await visitor.get(`/mihon/t/${plain.token}`)).html).toContain('用意するもの')
  const divorce = await visitor.get(`/mihon/t/${sensitive.token}`)
  expect(divorce.html).not.toContain('用意するもの')
  expect(divorce.html).not.toContain('離婚')
  const support = await visitor.get(`/mihon/t/${atPrivate.token}`)
  expect(support.html).not.toContain('生活の支援')
  expect(said(support.html)).toContain('相談')
})

test('a waiting person gives the number back after a question, once', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { token, ticket } = await numberFor(site, 'tennyu')
  const ask = await visitor.get(`/mihon/t/${token}/leave`)
  expect((await ticketNow(site, ticket)).state).toBe('waiting')

  const [first, second] = [
    await visitor.submit(ask, `/mihon/t/${token}/leave`),
    await visitor.submit(ask, `/mihon/t/${token}/leave`),
  ]

  expect([first.status, second.status]).toEqual([200, 200])
  expect(said(second.html)).toContain('番号をお返しいただきました')
  expect(await ticketNow(site, ticket)).toMatchObject({ state: 'left', sequence: 2 })
})

test('once called, the number is not given back from here', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const [desk] = await openWindows(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  const ask = await visitor.get(`/mihon/t/${token}/leave`)
  done(await desk.callNext())

  const refused = await visitor.submit(ask, `/mihon/t/${token}/leave`)

  expect(refused.status).toBe(409)
  expect(refused.html).toContain('順番が進んだため')
  expect((await ticketNow(site, ticket)).state).toBe('called')
  expect((await visitor.get(`/mihon/t/${token}/leave`)).path).toBe(`/mihon/t/${token}`)
})

test('the next day the page says that it is over', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { token } = await numberFor(site, 'tennyu')
  site.setNow('2026-12-02T08:00')

  const before = await openVisitor(site).get(`/mihon/t/${token}`)
  await endDays(site.deps, site.office)
  const after = await openVisitor(site).get(`/mihon/t/${token}`)

  for (const { html } of [before, after]) {
    expect(said(html)).toContain('この日の受付は終わりました')
    expect(html).not.toContain('data-live-stream')
  }
})
