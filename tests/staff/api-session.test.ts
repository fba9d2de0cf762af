import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { openApiWard } from '../support/api.ts'
import { bearer, samplePassword, signIn } from '../support/staff.ts'

const now = '2026-12-01T09:00'
const clerk = { login: 'clerk', password: samplePassword }

test('a program signs in with login and password, and out with its token', async () => {
  const ward = await openApiWard({ now })

  const { status, json, headers } = await ward.post('/v1/session', { ...clerk, login: 'contractor' })

  expect(status).toBe(201)
  expect(json).toEqual({
    token: expect.stringMatching(/^[\w-]{22}$/),
    expiresAt: '2026-12-01T21:00:00+09:00',
    staff: { name: '見本 つばさ', role: 'contractor', office: 'mihon', counters: ['ido', 'shomei'] },
  })
  expect(headers.get('Set-Cookie')).toBeNull()
  const authorization = { Authorization: `Bearer ${json.token}` }
  expect((await ward.send('/v1/session', { method: 'DELETE', headers: authorization })).status).toBe(204)
  const again = await ward.send('/v1/session', { method: 'DELETE', headers: authorization })
  expect([again.status, again.json.reason]).toEqual([401, 'not_signed_in'])
  expect(again.headers.get('WWW-Authenticate')).toBe('Bearer')
})

test('a program that signed in while the clock was a week ahead has to sign in again when it is right', async () => {
  const ward = await openApiWard({ now: '2026-12-08T09:00' })
  const { json } = await ward.post('/v1/session', clerk)
  const headers = { Authorization: `Bearer ${json.token}` }

  ward.setNow(now)

  const answer = await ward.send('/v1/session', { method: 'DELETE', headers })
  expect([answer.status, answer.json.reason]).toEqual([401, 'not_signed_in'])
})

test('somebody without counters of their own works at all of the office', async () => {
  const ward = await openApiWard({ now })

  const { json } = await ward.post('/v1/session', clerk)

  expect(json.staff.counters).toHaveLength(ward.office.counters.length)
})

test.each([
  ['a wrong password', { login: 'clerk', password: 'wrong' }, 401, 'wrong_credentials'],
  ['an unknown login', { login: 'nobody', password: samplePassword }, 401, 'wrong_credentials'],
  ['no password', { login: 'clerk' }, 422, 'invalid_input'],
  ['more than it takes', { ...clerk, role: 'administrator' }, 422, 'invalid_input'],
  ['a list', { login: ['clerk'], password: samplePassword }, 422, 'invalid_input'],
])('%s is refused', async (_, body, status, reason) => {
  const ward = await openApiWard({ now })

  const answer = await ward.post('/v1/session', body)

  expect([answer.status, answer.json.reason]).toEqual([status, reason])
  expect(answer.text).not.toContain(samplePassword)
})

test('an account with one-time passwords needs one, each once', async () => {
  const ward = await openApiWard({ now })
  const secret = new Secret({ size: 20 }).base32
  await ward.change(db =>
    db.updateTable('staff').set({ totp_secret: secret }).where('login', '=', 'clerk').execute(),
  )
  const otp = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ward.deps.clock.now() })

  const missing = await ward.post('/v1/session', clerk)
  const wrong = await ward.post('/v1/session', { ...clerk, otp: '12345' })
  const right = await ward.post('/v1/session', { ...clerk, otp })
  const replay = await ward.post('/v1/session', { ...clerk, otp })

  expect([missing.status, missing.json.reason]).toEqual([401, 'otp_required'])
  expect([wrong.status, wrong.json.reason]).toEqual([401, 'wrong_otp'])
  expect(right.status).toBe(201)
  expect([replay.status, replay.json.reason]).toEqual([401, 'wrong_otp'])
})

test('a role that must have them first sets them up on a page', async () => {
  const ward = await openApiWard({ now })
  await ward.change(db => db.updateTable('offices').set({ totp_roles_json: '["clerk"]' }).execute())

  const answer = await ward.post('/v1/session', clerk)

  expect([answer.status, answer.json.reason]).toEqual([403, 'totp_enrolment_required'])
})

test('too many wrong passwords have to wait', async () => {
  const ward = await openApiWard({ now, settings: { RATE_LIMIT: 'on' } })
  for (let time = 0; time < 10; time += 1) await ward.post('/v1/session', { ...clerk, password: 'guess' })

  const answer = await ward.post('/v1/session', clerk)

  expect([answer.status, answer.json.reason]).toEqual([429, 'too_many_tries'])
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('a cookie never counts, nor the token of a browser', async () => {
  const ward = await openApiWard({ now })
  const { Cookie } = await signIn(ward, 'clerk')
  const { Authorization } = await bearer(ward, 'clerk')
  const browserToken = Cookie.split('=')[1]
  const programToken = Authorization.split(' ')[1]

  for (const headers of [
    { Cookie },
    { Cookie: `madoguchi-staff=${programToken}` },
    { Authorization: `Bearer ${browserToken}` },
    { Authorization: `Basic ${programToken}` },
    { Authorization: `Bearer ${programToken}x` },
    { Authorization: 'Bearer ' },
  ])
    expect((await ward.send('/v1/session', { method: 'DELETE', headers })).status).toBe(401)
  expect((await ward.send('/v1/session', { method: 'DELETE', headers: { Authorization } })).status).toBe(204)
})

test('a token lasts twelve hours, used or not', async () => {
  const ward = await openApiWard({ now })
  const headers = await bearer(ward, 'clerk')
  ward.setNow('2026-12-01T20:59')
  const other = await bearer(ward, 'clerk')

  ward.setNow('2026-12-01T21:00')

  expect((await ward.send('/v1/session', { method: 'DELETE', headers })).status).toBe(401)
  expect((await ward.send('/v1/session', { method: 'DELETE', headers: other })).status).toBe(204)
})

test('the description names the calls that need a token', async () => {
  const ward = await openApiWard({ now })

  const { json } = await ward.get('/openapi.json')

  expect(json.components.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer' } })
  expect(json.paths['/v1/session'].delete.security).toEqual([{ bearer: [] }])
  expect(json.paths['/v1/session'].post.security).toBeUndefined()
})
