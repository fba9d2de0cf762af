import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLimits, type Limits } from '#src/http/limits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const clerk = { login: 'clerk', caller: '192.0.2.1', browser: null }

async function fail(limits: Limits, times: number, who: Parameters<Limits['tryPassword']>[0] = clerk) {
  for (let time = 0; time < times; time += 1)
    expect(await limits.tryPassword(who)).toMatchObject({ ok: true })
}

test('after ten wrong passwords of one caller for one login there is a wait, which ends by itself', async () => {
  const limits = createLimits(true)
  await fail(limits, 10)

  const refused = await limits.tryPassword(clerk)

  expect(refused).toEqual({ ok: false, reason: 'too_many_tries', retrySeconds: 900 })
  vi.advanceTimersByTime(600_000)
  expect(await limits.tryPassword(clerk)).toMatchObject({ ok: false, retrySeconds: 300 })
  vi.advanceTimersByTime(300_000)
  expect(await limits.tryPassword(clerk)).toMatchObject({ ok: true })
})

test('right passwords are not counted', async () => {
  const limits = createLimits(true)
  for (let time = 0; time < 300; time += 1) {
    const attempt = await limits.tryPassword(clerk)
    if (!attempt.ok) throw new Error(`stopped after ${time}`)
    await attempt.succeeded()
  }

  expect(await limits.tryPassword(clerk)).toMatchObject({ ok: true })
})

test('one caller who tries many logins has to wait', async () => {
  const limits = createLimits(true)
  for (let number = 0; number < 100; number += 1) await fail(limits, 1, { ...clerk, login: `staff${number}` })

  expect(await limits.tryPassword({ ...clerk, login: 'another' })).toMatchObject({ ok: false })
  expect(await limits.tryPassword({ ...clerk, caller: '192.0.2.2' })).toMatchObject({ ok: true })
})

test('many callers who try one login have to wait, and its own browser does not', async () => {
  const limits = createLimits(true)
  for (let number = 0; number < 50; number += 1)
    await fail(limits, 1, { ...clerk, caller: `198.51.100.${number}` })

  expect(await limits.tryPassword({ ...clerk, caller: '203.0.113.1' })).toMatchObject({ ok: false })
  await fail(limits, 10, { ...clerk, caller: '203.0.113.1', browser: 'known' })
  expect(await limits.tryPassword({ ...clerk, browser: 'known' })).toMatchObject({ ok: false })
})

test('after five wrong one-time passwords there is a wait', async () => {
  const limits = createLimits(true)
  for (let time = 0; time < 5; time += 1)
    expect(await limits.tryOneTimePassword('staff 1')).toMatchObject({ ok: true })

  expect(await limits.tryOneTimePassword('staff 1')).toMatchObject({ ok: false, retrySeconds: 900 })
  expect(await limits.tryOneTimePassword('staff 2')).toMatchObject({ ok: true })
})

test('which limit somebody has reached is told once until they may try again, and not who', async () => {
  const reached: string[] = []
  const limits = createLimits(true, limit => reached.push(limit))
  await fail(limits, 10)
  expect(reached).toEqual([])

  for (let time = 0; time < 3; time += 1) await limits.tryPassword(clerk)
  expect(reached).toEqual(['passwords, for one login from one caller'])

  vi.advanceTimersByTime(900_000)
  await fail(limits, 10)
  await limits.tryPassword(clerk)
  expect(reached).toEqual(Array(2).fill('passwords, for one login from one caller'))
})

test('guessing at a reference is told, answering at a kiosk again is not', async () => {
  const reached: string[] = []
  const limits = createLimits(true, limit => reached.push(limit))
  for (let time = 0; time < 12; time += 1) await limits.allowLookUp('ABC234', '192.0.2.1')
  for (let time = 0; time < 5; time += 1) await limits.allowKioskAnswer('1')

  expect(reached).toEqual(['looking for one booking'])
})
