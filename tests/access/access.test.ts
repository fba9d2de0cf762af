import { expect, test } from 'vitest'
import { appointmentOpenedBy, forgetExpiredAccess, grantAccess, revokeAccess } from '#src/access/queries.ts'
import { openWard } from '../support/ward.ts'

async function openWithToken(expiresAt: number | null) {
  const ward = await openWard()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const access = { officeId: ward.office.id, appointmentId, kind: 'session' as const, expiresAt }
  const token = await ward.deps.store.write(db => grantAccess(db, access, 0))
  const { store } = ward.deps
  return {
    store,
    token,
    appointmentId,
    opens: (given: string, kinds: Array<'link' | 'session' | 'hold'>, now = 0) =>
      store.read(db => appointmentOpenedBy(db, given, kinds, now)),
  }
}

test('a token opens its appointment for the kinds it was made for', async () => {
  const { token, appointmentId, opens } = await openWithToken(null)

  expect(await opens(token, ['session'])).toMatchObject({ appointmentId })
  expect(await opens(token, ['link', 'session'])).toMatchObject({ appointmentId })
  expect(await opens(token, ['link', 'hold'])).toBeNull()
})

test('a token is valid until the millisecond at which it ends', async () => {
  const { token, opens } = await openWithToken(1000)

  expect(await opens(token, ['session'], 999)).not.toBeNull()
  expect(await opens(token, ['session'], 1000)).toBeNull()
})

test('an unknown token, its digest and a changed letter open nothing', async () => {
  const { store, token, opens } = await openWithToken(null)
  const hashes = await store.read(db => db.selectFrom('access_tokens').select('token_hash').execute())

  for (const given of [
    '',
    'x'.repeat(22),
    token.toUpperCase(),
    `${token} `,
    ...hashes.map(row => row.token_hash),
  ])
    expect(await opens(given, ['link', 'session', 'hold'])).toBeNull()
})

test('a revoked token opens nothing, and another one of the same appointment still does', async () => {
  const { store, token, appointmentId, opens } = await openWithToken(null)
  const other = await store.write(db =>
    grantAccess(db, { officeId: 1, appointmentId, kind: 'session', expiresAt: null }, 0),
  )

  await store.write(db => revokeAccess(db, token))

  expect(await opens(token, ['session'])).toBeNull()
  expect(await opens(other, ['session'])).not.toBeNull()
})

test('ended tokens are forgotten, endless ones are not', async () => {
  const { store, opens, token } = await openWithToken(1000)
  const count = () => store.read(db => db.selectFrom('access_tokens').select('kind').execute())
  const before = (await count()).length

  await store.write(db => forgetExpiredAccess(db, 999))
  expect(await count()).toHaveLength(before)
  await store.write(db => forgetExpiredAccess(db, 1000))

  expect(await opens(token, ['session'], 0)).toBeNull()
  expect((await count()).map(row => row.kind)).toContain('link')
})
