import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { expect, onTestFinished, test } from 'vitest'
import { lookAtSecrets } from '#src/doctor/secrets.ts'
import { keyFrom, keyIdOf } from '#src/secrets/seal.ts'
import { createSecrets } from '#src/secrets/secrets.ts'
import { allKeptTotp } from '#src/staff/totp-queries.ts'
import { sealTotp } from '#src/staff/seal-totp.ts'
import { findInTables } from '../retention/traces.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, samplePassword } from '../support/staff.ts'
import { type HtmlPage, openVisitor, textOf } from '../support/visitor.ts'
import { engine } from '../support/ward.ts'

const now = '2026-12-01T09:00'
const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const [oldBytes, freshBytes] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const [old, fresh] = [keyFrom(oldBytes), keyFrom(freshBytes)]
const page = '/staff/totp'

/** The ward's server starts again in production, with these keys. */
async function startAgain({ deps }: Site, ...keys: Array<typeof old>): Promise<void> {
  deps.secrets = createSecrets(keys, { isProduction: true })
  await sealTotp(deps)
}

/** A ward whose supervisor has set one-time passwords up before there was a key. */
async function openUnsealed(): Promise<Site> {
  const site = await openSite({ now })
  await site.change(db =>
    db.updateTable('staff').set({ totp_secret: seed }).where('login', '=', 'supervisor').execute(),
  )
  return site
}

async function kept({ deps }: Site): Promise<string[]> {
  return (await deps.store.read(allKeptTotp)).map(({ secret }) => secret)
}

function codeOf(site: Site, secret = seed): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.deps.clock.now() })
}

/** Signs in with what the supervisor's device shows. */
async function signInWith(site: Site, code: string): Promise<HtmlPage> {
  const visitor = openVisitor(site)
  const asked = await visitor.post('/staff/sign-in', { login: 'supervisor', password: samplePassword })
  expect(asked.path).toMatch(/^\/staff\/one-time-password/)
  return visitor.submit(asked, '/staff/one-time-password', { code })
}

function keyFileOf(...keys: Buffer[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'keys'), keys.map(bytes => bytes.toString('base64')).join('\n'))
  return join(folder, 'keys')
}

test('what was kept before there was a key is sealed at the next start, and its device goes on working', async () => {
  const site = await openUnsealed()
  expect(await findInTables(site, [seed])).toHaveLength(1)

  await startAgain(site, fresh)

  expect(await findInTables(site, [seed])).toEqual([])
  expect((await kept(site)).map(keyIdOf)).toEqual([fresh.id])
  expect((await signInWith(site, '000000')).status).toBe(422)
  expect((await signInWith(site, codeOf(site))).path).toBe('/staff')
})

test.runIf(engine === 'sqlite')('no byte of the file tells of it once it is written anew', async () => {
  const site = await openUnsealed()
  await startAgain(site, fresh)
  await site.deps.store.scrub()

  const database = site.databaseUrl.slice('file:'.length)
  for (const path of [database, `${database}-wal`]) expect(readFileSync(path).includes(seed)).toBe(false)
})

test('a new key seals everything at a start, after which the old one can go', async () => {
  const site = await openUnsealed()
  await startAgain(site, old)
  const before = await kept(site)
  await startAgain(site, fresh, old)
  await startAgain(site, fresh)

  expect(before.map(keyIdOf)).toEqual([old.id])
  expect((await kept(site)).map(keyIdOf)).toEqual([fresh.id])
  expect((await signInWith(site, codeOf(site))).path).toBe('/staff')
})

test('what is sealed already by the newest key is not written again', async () => {
  const site = await openUnsealed()
  await startAgain(site, fresh, old)
  const before = await kept(site)

  await startAgain(site, fresh, old)

  expect(await kept(site)).toEqual(before)
})

test('what somebody sets up is sealed, and opens for that account alone', async () => {
  const site = await openSite({ now })
  await startAgain(site, fresh)
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const offered = await visitor.get(page)
  const secret = textOf(/<code[^>]*>(.*?)<\/code>/s.exec(offered.html)?.[1] ?? '').replaceAll(' ', '')
  const fields = { code: codeOf(site, secret), password: samplePassword }
  expect((await visitor.submit(offered, page, fields)).path).toBe('/staff')

  const [sealed = ''] = await kept(site)
  expect(keyIdOf(sealed)).toBe(fresh.id)
  expect(await findInTables(site, [secret])).toEqual([])
  site.setNow('2026-12-01T09:05')
  expect((await signInWith(site, codeOf(site, secret))).path).toBe('/staff')

  await site.change(async db => {
    await db.updateTable('staff').set({ totp_secret: null }).where('login', '=', 'supervisor').execute()
    await db.updateTable('staff').set({ totp_secret: sealed }).where('login', '=', 'clerk').execute()
  })
  const stolen = { login: 'clerk', password: samplePassword, otp: codeOf(site, secret) }
  const answer = await fetch(`${site.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(stolen),
  })
  expect(await answer.json()).toMatchObject({ reason: 'wrong_otp' })
})

test('with another key no code is right, and the doctor says what to do', async () => {
  const site = await openUnsealed()
  await startAgain(site, old)
  const look = async (...keys: Buffer[]) =>
    lookAtSecrets(keyFileOf(...keys), [], await site.deps.store.read(allKeptTotp))
  expect(await look(oldBytes)).toMatchObject({ state: 'good', says: `sealed by ${old.id}` })
  expect(await look(freshBytes, oldBytes)).toMatchObject({ state: 'warning', says: 'sealed by an older key' })

  await startAgain(site, fresh)

  expect((await signInWith(site, codeOf(site))).status).toBe(422)
  expect((await kept(site)).map(keyIdOf)).toEqual([old.id])
  expect(await look(freshBytes)).toMatchObject({
    ...{ state: 'bad', says: `no key opens the one-time passwords: sealed by ${old.id}` },
  })
})

test('the doctor says that they are not sealed', async () => {
  const site = await openUnsealed()

  expect(await lookAtSecrets(null, [], await site.deps.store.read(allKeptTotp))).toMatchObject({
    ...{ state: 'warning', says: 'not sealed: the one-time passwords' },
  })
})

test('without a key nobody sets them up in production, and whoever has them still signs in', async () => {
  const site = await openUnsealed()
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'admin')
  const before = await visitor.get(page)
  await startAgain(site)

  const refused = await visitor.submit(before, page, { code: '123456', password: samplePassword })

  expect([refused.status, refused.heading]).toEqual([409, 'ワンタイムパスワードを設定できません'])
  expect(textOf(refused.html)).toContain('SECRETS_KEY_FILE')
  expect((await visitor.get(page)).heading).toBe(refused.heading)
  expect(await kept(site)).toEqual([seed])
  expect((await signInWith(site, codeOf(site))).path).toBe('/staff')
})

test('without a key no role can be made to use them, and one can be let go', async () => {
  const site = await openSite({ now })
  await site.change(db => db.updateTable('offices').set({ totp_roles_json: '["supervisor"]' }).execute())
  const action = '/staff/people/one-time-passwords'
  const check = `${action}?office=mihon&step=check`
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const before = await admin.get(`${check}&roles=supervisor&roles=clerk`)
  await startAgain(site)

  const shown = await admin.get(`${check}&roles=supervisor&roles=clerk`)
  expect(textOf(shown.html)).toContain('SECRETS_KEY_FILE')
  expect(shown.html).not.toContain('この内容に変える')
  const refused = await admin.submit(before, action)
  expect([refused.status, textOf(refused.html).includes('SECRETS_KEY_FILE')]).toEqual([409, true])
  expect((await site.deps.offices.bySlug('mihon'))?.day.totpRoles).toEqual(['supervisor'])

  expect((await admin.submit(await admin.get(check), action)).status).toBe(200)
  expect((await site.deps.offices.bySlug('mihon'))?.day.totpRoles).toEqual([])
})
