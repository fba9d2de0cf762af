import { expect, test } from 'vitest'
import { runCommand } from '#src/command/command.ts'
import { rescuePassword, rescueTotp } from '#src/people/rescue.ts'
import { choose, codeOn, ownPassword, rowOf, signInAs } from '../support/people.ts'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor } from '../support/visitor.ts'
import { openWard } from '../support/ward.ts'

const now = '2026-12-01T09:00'

test('the only administrator gets a code, and neither the old password nor an old session opens anything', async () => {
  const site = await openSite({ now })
  const before = openVisitor(site)
  await letVisitorIn(site, before, 'admin')

  const outcome = await rescuePassword(site.deps, ' ADMIN ')

  if (!outcome.ok) throw new Error(outcome.reason)
  expect((await before.get('/staff')).path).toContain('/staff/sign-in')
  expect((await signInAs(openVisitor(site), 'admin')).status).toBe(422)
  await choose(openVisitor(site), outcome.code, { login: 'admin' })
  expect((await signInAs(openVisitor(site), 'admin', ownPassword)).path).toBe('/staff')
  const audited = await site.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['actor', 'details_json'])
      .where('deed', '=', 'password_code_made')
      .execute(),
  )
  const { id } = await rowOf(site, 'admin')
  expect(audited).toEqual([{ actor: 'system', details_json: JSON.stringify({ staffId: id }) }])
})

test('the one-time password of an administrator is removed', async () => {
  const ward = await openWard({ now })
  await ward.deps.store.write(db =>
    db.updateTable('staff').set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_used_step: 1 }).execute(),
  )

  expect(await rescueTotp(ward.deps, 'admin')).toEqual({ ok: true })

  const left = await ward.deps.store.read(db =>
    db.selectFrom('staff').select('totp_secret').where('login', '=', 'admin').executeTakeFirstOrThrow(),
  )
  expect(left).toEqual({ totp_secret: null })
})

test.for([
  { login: 'clerk', reason: 'not_an_administrator' },
  { login: 'nobody', reason: 'not_found' },
])('$login is refused as $reason', async ({ login, reason }) => {
  const { deps } = await openWard({ now })

  expect(await rescuePassword(deps, login)).toEqual({ ok: false, reason })
  expect(await rescueTotp(deps, login)).toEqual({ ok: false, reason })
})

async function said(databaseUrl: string, ...words: string[]) {
  const lines: string[] = []
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = text => lines.push(String(text)) > 0
  try {
    return {
      code: await runCommand(['admin', ...words], { DATABASE_URL: databaseUrl }),
      text: lines.join(''),
    }
  } finally {
    process.stdout.write = write
  }
}

test('the command lists accounts without a secret', async () => {
  const { databaseUrl } = await openWard({ now })

  const { code, text } = await said(databaseUrl, 'accounts')

  expect(code).toBe(0)
  expect(text).toMatch(/^admin +administrator +office \d+ +active +password$/m)
  expect(text).not.toMatch(/argon2|見本/)
})

test('the command prints a code once, and says why it does not', async () => {
  const { databaseUrl } = await openWard({ now })

  const made = await said(databaseUrl, 'new-code', 'admin')
  const refused = await said(databaseUrl, 'new-code', 'clerk')

  expect(made.code).toBe(0)
  expect(codeOn({ html: made.text })).not.toBe('')
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('no administrator') as string })
})

test.for([[], ['new-code'], ['accounts', 'admin'], ['forget', 'admin'], ['new-code', 'admin', 'clerk']])(
  'the command does nothing when it is given %j',
  async words => {
    const { databaseUrl } = await openWard({ now })

    expect(await said(databaseUrl, ...words)).toEqual({ code: 2, text: '' })
  },
)

test('the command makes no database where there is none', async () => {
  expect(await said('file:/nowhere/at-all.db', 'accounts')).toEqual({ code: 2, text: '' })
})
