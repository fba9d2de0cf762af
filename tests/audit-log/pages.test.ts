import { expect, test } from 'vitest'
import { sealAudit } from '#src/audit/seal.ts'
import { auditDeeds } from '#src/audit/deed.ts'
import { auditEn } from '#views/text/audit-en.ts'
import { auditJa } from '#views/text/audit-ja.ts'
import { tamper } from '../support/tamper.ts'
import { linesOf } from '../exports/files.ts'
import { openAdministrator, signInAs } from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

/** A booking that reception has found in the list and opened. */
async function openViewed() {
  const { site, admin } = await openAdministrator()
  const booked = await site.booked(['tennyu'], '2026-12-01T10:00', { name: 'ミホン 金糸雀' })
  const headers = await signIn(site, 'reception')
  for (const path of ['reception', `appointments/${booked.appointmentId}`])
    await (await fetch(`${site.url}/staff/${path}`, { headers })).text()
  return { site, admin, booked }
}

const rowsIn = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, line]) => textOf(line ?? ''))

async function file(site: Site, query: string): Promise<string> {
  const answer = await fetch(`${site.url}/staff/audit/file?${query}`, {
    headers: await signIn(site, 'admin'),
  })
  expect(answer.headers.get('Content-Disposition')).toContain('mihon_audit_')
  return answer.text()
}

test('every deed has its words in both languages, and none but those', () => {
  const names = new Set<string>(auditDeeds)

  expect(new Set(Object.keys(auditJa.deed))).toEqual(names)
  expect(new Set(Object.keys(auditEn.deed))).toEqual(names)
})

test('the log tells who did what to which booking, the newest first, and shows no resident', async () => {
  const { admin } = await openViewed()

  const page = await admin.get('/staff/audit')

  expect(rowsIn(page.html).slice(0, 4)).toEqual([
    expect.stringMatching(/^2026-12-01 9:00:00 .*reception · 受付 予約と氏名・連絡先を見た .*住民異動/),
    expect.stringMatching(/^2026-12-01 9:00:00 .*reception · 受付 予約の一覧で氏名を見た 1件の予約/),
    expect.stringMatching(/reception · 受付 サインインした/),
    expect.stringMatching(/^2026-12-01 9:00:00 利用者（ウェブ） 予約した/),
  ])
  expect(page.html).not.toContain('金糸雀')
})

test('it is filtered by who, what and days; nonsense is told', async () => {
  const { admin } = await openViewed()
  const shown = async (query: string) => rowsIn((await admin.get(`/staff/audit?${query}`)).html)

  expect(await shown('deed=book')).toHaveLength(1)
  expect(await shown('who=web&deed=view')).toHaveLength(0)
  expect(await shown('who=web')).toHaveLength(1)
  expect(await shown('from=2026-11-01&to=2026-11-30')).toHaveLength(0)
  const wrong = await admin.get('/staff/audit?from=2026-12-02&to=2026-12-01')
  expect(wrong.status).toBe(422)
  expect(textOf(wrong.html)).toContain('終了日を開始日より後にしてください')
})

test('a booking number leads to all that concerns it, lists included', async () => {
  const { site, admin, booked } = await openViewed()
  await site.booked(['tennyu'], '2026-12-01T11:00')

  const found = await admin.submit(await admin.get('/staff/audit'), '/staff/audit/search', {
    reference: booked.reference,
  })

  expect(found.path).toBe(`/staff/audit?appointment=${booked.appointmentId}`)
  expect(rowsIn(found.html).map(line => line.split(' ').at(-1))).toHaveLength(3)
  const none = await admin.post('/staff/audit/search', { reference: 'ZZZ-ZZZ' })
  expect(none.status).toBe(422)
  expect(textOf(none.html)).toContain('この予約番号の予約はありません')
})

test('older rows stand on the next page, each once', async () => {
  const { site, admin } = await openAdministrator()
  for (let tries = 0; tries < 60; tries += 1) await signIn(site, 'clerk')

  const first = await admin.get('/staff/audit')
  const link = first.links.find(href => href.includes('below=')) ?? ''
  const second = await admin.get(link.replaceAll('&amp;', '&'))
  const rare = await admin.get('/staff/audit?deed=signed_in')

  expect([rowsIn(first.html).length, rowsIn(second.html).length]).toEqual([50, 11])
  expect(rowsIn(rare.html)).toHaveLength(50)
})

test('the file has the same rows with their seals, and that it was taken is a row itself', async () => {
  const { site } = await openViewed()
  await sealAudit(site.deps)

  const lines = linesOf(await file(site, 'deed=view'))
  const taken = linesOf(await file(site, 'deed=exported'))

  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ login: 'reception', role: 'reception', counter: 'ido' })
  expect(lines[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(taken[0]?.details).toContain('"tables":["audit"]')
})

test('the chain is verified by a button, and a fault is told with its place', async () => {
  const { site, admin } = await openViewed()

  const good = await admin.submit(await admin.get('/staff/audit'), '/staff/audit/verification')
  expect(textOf(good.html)).toMatch(/\d+件を検証。問題なし/)
  expect(good.html).toMatch(/\d+:[0-9a-f]{64}/)

  await tamper(site, "update audit set actor = 'staff:1' where id = 2")
  const bad = await admin.submit(await admin.get('/staff/audit'), '/staff/audit/verification')

  expect(textOf(bad.html)).toContain('封 2・記録 2 封をしたあとに書きかえられています')
})

test('whose details could have been seen is counted on a page, and taken as a file with a reason for names', async () => {
  const { site, admin } = await openViewed()
  const question = '/staff/audit/exposure?from=2026-12-01T08:00&to=2026-12-01T10:00'

  const page = await admin.get(question)
  expect(textOf(page.html)).toMatch(/見られた予約 1件 見ることができた予約 1件/)
  const refused = await admin.submit(page, '/staff/audit/exposure/file', { names: '1', reason: '' })
  expect(refused.status).toBe(422)
  expect(textOf(refused.html)).toContain('理由を入力してください')
  const bare = await admin.submit(page, '/staff/audit/exposure/file')
  const named = await admin.submit(page, '/staff/audit/exposure/file', { names: '1', reason: '本人への連絡' })

  expect(bare.html).not.toContain('金糸雀')
  expect(named.html).toContain('ミホン 金糸雀')
  const details = linesOf(await file(site, 'deed=exported')).map(line => line.details ?? '')
  expect(details.filter(text => text.includes('本人への連絡'))).toHaveLength(1)
  expect(details.join()).not.toContain('金糸雀')
})

test('only administrators see it, each their own office', async () => {
  const { site } = await openViewed()
  const supervisor = openVisitor(site)
  await signInAs(supervisor, 'supervisor')

  const page = await supervisor.get('/staff/audit')

  expect(page.status).toBe(403)
  expect((await supervisor.get('/staff')).links).not.toContain('/staff/audit')
})
