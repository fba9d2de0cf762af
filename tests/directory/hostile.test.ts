import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createDirectory } from '#src/directory/provider.ts'
import { seal, unseal } from '#src/directory/seal.ts'
import { readSettings } from '#src/settings.ts'
import { answerFor, openDirectory, openSiteWithDirectory, signInByDirectory } from '../support/directory.ts'
import { rowOf, signInAs } from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { openVisitor } from '../support/visitor.ts'

const soon = () => Math.floor(performance.timeOrigin + performance.now()) / 1000

async function openLinked() {
  const opened = await openSiteWithDirectory()
  const { site, directory } = opened
  const { id, office_id } = await rowOf(site, 'clerk')
  await site.deps.store.write(db =>
    db
      .insertInto('directory_accounts')
      .values({
        ...{ staff_id: id, office_id, issuer: directory.issuer, subject: 'u-0001' },
        ...{ awaited_name: null, created_at: 0, expires_at: null, linked_at: 0 },
      })
      .execute(),
  )
  return opened
}

function sessions(site: Site) {
  return site.deps.store.read(db => db.selectFrom('staff_sessions').selectAll().execute())
}

test.for([
  { what: 'another nonce', claims: () => ({ nonce: 'another' }) },
  { what: 'no nonce', claims: () => ({ nonce: undefined }) },
  { what: 'another audience', claims: () => ({ aud: 'another' }) },
  { what: 'another issuer', claims: () => ({ iss: 'http://localhost:1' }) },
  { what: 'an end that is past', claims: () => ({ exp: Math.floor(soon()) - 31 }) },
  { what: 'a sign-in of yesterday', claims: () => ({ auth_time: Math.floor(soon()) - 86_400 }) },
  { what: 'no time of signing in', claims: () => ({ auth_time: undefined }) },
  { what: 'no subject', claims: () => ({ sub: undefined }) },
])('a token with $what opens nothing', async ({ claims }) => {
  const { site, directory } = await openLinked()
  directory.tamper = right => ({ ...right, ...claims() })

  const page = await signInByDirectory(openVisitor(site))

  expect(page.status).toBe(400)
  expect(page.heading).toContain('確認できませんでした')
  expect(await sessions(site)).toEqual([])
})

test('a clock that is half a minute behind is believed', async () => {
  const { site, directory } = await openLinked()
  directory.tamper = right => ({ ...right, exp: Math.floor(soon()) - 20 })

  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
})

test('a token that is signed by somebody else opens nothing', async () => {
  const { site, directory } = await openLinked()
  directory.rotateKeys('stranger')

  expect((await signInByDirectory(openVisitor(site))).status).toBe(400)
})

test('new keys of the directory are looked up at once', async () => {
  const { site, directory } = await openLinked()
  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')

  directory.rotateKeys()

  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
})

test('an answer is good once, in the browser that has asked for it, and for ten minutes', async () => {
  const { site } = await openLinked()
  const visitor = openVisitor(site)
  const answer = await answerFor(visitor)
  const kept = new Map(visitor.cookies)

  expect((await openVisitor(site).get(answer)).status).toBe(400)
  const wrongState = answer.replace(/state=[\w-]+/, 'state=another')
  expect((await visitor.get(wrongState)).status).toBe(400)
  expect((await visitor.get(answer)).path).toBe('/staff')
  expect((await visitor.get(answer)).status).toBe(400)
  const thief = openVisitor(site)
  for (const [cookie, value] of kept) thief.cookies.set(cookie, value)
  expect((await thief.get(answer)).status).toBe(400)
  const late = openVisitor(site)
  const slow = await answerFor(late)
  site.setNow('2026-12-01T09:10')
  expect((await late.get(slow)).heading).toContain('時間')
  expect(await sessions(site)).toHaveLength(1)
})

test('an answer of an attacker signs nobody in: their code with the victim’s attempt is another state', async () => {
  const { site } = await openLinked()
  const [attacker, victim] = [openVisitor(site), openVisitor(site)]
  const stolen = await answerFor(attacker)
  await victim.send('/staff/directory')

  expect((await victim.get(stolen)).status).toBe(400)
  expect(victim.cookies.has('madoguchi-staff')).toBe(false)
})

test('who turns back at the directory is told so', async () => {
  const { site, directory } = await openLinked()
  directory.person = null

  const page = await signInByDirectory(openVisitor(site))

  expect(page.status).toBe(403)
  expect(page.heading).toContain('取りやめました')
})

test('a directory that is away leaves the password door open, and is there again when it is back', async () => {
  const { site, directory } = await openLinked()
  directory.answer = (_, response) => {
    response.statusCode = 502
    response.end('bad gateway')
    return true
  }
  const visitor = openVisitor(site)

  const away = await visitor.get('/staff/directory?next=%2Fstaff%2Faccount')

  expect(away.status).toBe(503)
  expect(away.links).toContain('/staff/sign-in?next=%2Fstaff%2Faccount')
  expect((await signInAs(visitor, 'clerk')).path).toBe('/staff')
  directory.answer = null
  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
})

test('a directory that goes away between question and answer is told as away', async () => {
  const { site, directory } = await openLinked()
  const visitor = openVisitor(site)
  const answer = await answerFor(visitor)
  await directory.close()

  expect((await visitor.get(answer)).status).toBe(503)
})

test('a directory that does not answer or answers without end is given up', async () => {
  const directory = await openDirectory()
  const { directory: settings } = readSettings(directory.settings)
  if (!settings) throw new Error('no directory')
  const asked = () =>
    createDirectory(settings, { ticks: () => 0, timeoutSeconds: 1 }).begin('http://localhost:1/')

  directory.answer = () => true
  expect(await asked()).toEqual({ ok: false, reason: 'unavailable' })
  directory.answer = (_, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(`{"issuer":"${directory.issuer}","more":"${'a'.repeat(300_000)}"}`)
    return true
  }
  expect(await asked()).toEqual({ ok: false, reason: 'unavailable' })
})

test('no log, page or row holds a token or more of a person than the subject', async () => {
  const { site, directory } = await openSiteWithDirectory()
  const lines: string[] = []
  site.deps.log = pino({ level: 'trace' }, { write: line => lines.push(line) })
  directory.tamper = right => ({ ...right, nonce: 'another', email: 'canary@city.example.jp' })
  const visitor = openVisitor(site)
  const answer = await answerFor(visitor)

  const page = await visitor.get(answer)

  const code = /code=([\w-]+)/.exec(answer)?.[1] ?? 'none'
  const rows = JSON.stringify(await site.deps.store.read(db => db.selectFrom('audit').selectAll().execute()))
  for (const told of [lines.join(''), page.html, rows]) {
    expect(told).not.toContain(code)
    expect(told).not.toMatch(/canary|sakura|u-0001/)
  }
  expect(lines.join('')).toContain('untrusted')
})

test('what a browser keeps is sealed', () => {
  const attempt = { state: 's', nonce: 'n', verifier: 'v', next: '/staff', startedAt: 1 }
  const sealed = seal('secret', attempt)
  const other = sealed.at(40) === 'A' ? 'B' : 'A'

  expect(unseal('secret', sealed)).toEqual(attempt)
  expect(unseal('another', sealed)).toBeNull()
  expect(unseal('secret', `${sealed.slice(0, 40)}${other}${sealed.slice(41)}`)).toBeNull()
  for (const nonsense of ['', 'A', 'A'.repeat(60), sealed.slice(0, -3)])
    expect(unseal('secret', nonsense)).toBeNull()
})
