import { expect, test } from 'vitest'
import { displaySetupCode } from '#src/access/token.ts'
import { newFirstCode } from '#src/staff/first-administrator.ts'
import { rowsOf } from '../support/audit-rows.ts'
import { openSite, type Site } from '../support/site.ts'
import { openVisitor } from '../support/visitor.ts'

const now = '2026-12-01T09:00'
const person = { login: 'Kanri', name: '見本 太郎', password: '雨の日は傘をさして歩いて帰ります' }

/** A site with which nobody can sign in yet, and its code. */
async function openFresh(settings: Record<string, string> = {}): Promise<{ site: Site; code: string }> {
  const site = await openSite({ now, settings })
  await site.change(async db => {
    await db.deleteFrom('staff_counters').execute()
    await db.deleteFrom('staff').execute()
  })
  return { site, code: displaySetupCode((await newFirstCode(site.deps)) ?? '') }
}

function staff(site: Site) {
  return site.deps.store.read(db => db.selectFrom('staff').selectAll().execute())
}

test('the code makes the administrator of all offices, who then signs in', async () => {
  const { site, code } = await openFresh()
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const visitor = openVisitor(site)

  const page = await visitor.submit(await visitor.get('/staff/first'), '/staff/first', {
    ...person,
    code: code.toLowerCase().replaceAll('-', ' '),
  })

  expect(page.path).toBe('/staff/sign-in?done=made')
  const [made, ...others] = await staff(site)
  expect(others).toEqual([])
  expect(made).toMatchObject({ login: 'kanri', name: '見本 太郎', role: 'administrator', office_id: null })
  expect(made?.password_hash).toMatch(/^\$argon2id\$/)
  expect(await rowsOf(site, 'first_administrator_made')).toEqual([
    { actor: `staff:${made?.id}`, role: 'administrator' },
  ])
  const home = await visitor.post('/staff/sign-in', { login: 'kanri', password: person.password })
  expect(home.path).toBe('/staff')
  expect(home.html).toContain('見本 太郎')
})

test('it works once, and the page is gone with it', async () => {
  const { site, code } = await openFresh()
  await openVisitor(site).post('/staff/first', { ...person, code })

  const again = await openVisitor(site).post('/staff/first', { ...person, login: 'other', code })

  expect(again.status).toBe(404)
  expect((await openVisitor(site).get('/staff/first')).status).toBe(404)
  expect(await staff(site)).toHaveLength(1)
  expect(await rowsOf(site, 'first_administrator_made')).toHaveLength(1)
  expect(await newFirstCode(site.deps)).toBeNull()
})

test('of many at once with one code, one makes an administrator', async () => {
  const { site, code } = await openFresh()

  const pages = await Promise.all(
    Array.from({ length: 8 }, (_, number) =>
      openVisitor(site).post('/staff/first', { ...person, login: `kanri${number}`, code }),
    ),
  )

  expect(pages.filter(page => page.path.startsWith('/staff/sign-in'))).toHaveLength(1)
  expect(await staff(site)).toHaveLength(1)
})

test('after 30 minutes, or after a newer one, a code is wrong', async () => {
  const { site, code } = await openFresh()
  const attempt = (typed: string) => openVisitor(site).post('/staff/first', { ...person, code: typed })
  site.setNow('2026-12-01T09:30')
  expect((await attempt(code)).status).toBe(422)

  const newer = (await newFirstCode(site.deps)) ?? ''
  const newest = (await newFirstCode(site.deps)) ?? ''

  expect((await attempt(newer)).status).toBe(422)
  expect((await attempt('')).status).toBe(422)
  expect((await attempt(newest)).path).toBe('/staff/sign-in?done=made')
})

test('with a right code, whatever else is wrong comes back to be put right, and the code stays good', async () => {
  const { site, code } = await openFresh()
  const visitor = openVisitor(site)

  const page = await visitor.post('/staff/first', {
    code,
    login: '管理',
    name: ' ',
    password: 'password12345678',
  })

  expect(page.status).toBe(422)
  for (const field of ['login', 'name', 'password']) expect(page.links).toContain(`#${field}`)
  expect(page.html).not.toContain('password12345678')
  expect((await visitor.submit(page, '/staff/first', person)).path).toBe('/staff/sign-in?done=made')
})

test('guessing has to wait', async () => {
  const { site } = await openFresh({ RATE_LIMIT: 'on' })
  const attempt = () => openVisitor(site).post('/staff/first', { ...person, code: 'ABCD-EFGH-2345' })
  for (let time = 0; time < 10; time += 1) expect((await attempt()).status).toBe(422)

  expect((await attempt()).status).toBe(429)
})

test('only the digest of a code is stored', async () => {
  const { site, code } = await openFresh()

  const rows = await site.deps.store.read(db => db.selectFrom('setup_codes').selectAll().execute())

  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
})
