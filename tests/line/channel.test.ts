import { expect, test } from 'vitest'
import { changeChannel } from '#src/line/change-channel.ts'
import { testChannel } from '#src/line/test-channel.ts'
import { newStaffMember } from '../support/queue.ts'
import { channel, openLineWard } from '../support/line.ts'

const wish = { ...channel, isOn: true }

test('a channel is saved over the version that was seen, and the office is read anew', async () => {
  const { site } = await openLineWard()
  const { deps, office } = site
  const staff = await newStaffMember(site, 'administrator')
  expect((await deps.offices.bySlug('mihon'))?.line).toEqual({ basicId: channel.basicId })

  const off = { basicId: '@other99', secret: null, accessToken: null, isOn: false, version: 1 }
  expect(await changeChannel(deps, office, staff, off)).toEqual({ ok: true })
  expect((await deps.offices.bySlug('mihon'))?.line).toBe(null)
  expect(await changeChannel(deps, office, staff, { ...wish, version: 1 })).toEqual({
    ok: false,
    reason: 'stale',
  })
})

test('the audit says what was changed, and no secret', async () => {
  const { site } = await openLineWard()
  const { deps, office } = site
  const staff = await newStaffMember(site, 'administrator')
  await changeChannel(deps, office, staff, { ...wish, secret: 'f'.repeat(32), version: 1 })
  await testChannel(deps, office, staff)

  const rows = await deps.store.read(db =>
    db.selectFrom('audit').select(['deed', 'actor', 'details_json']).orderBy('id').execute(),
  )

  expect(rows).toEqual([
    {
      deed: 'line_channel_changed',
      actor: `staff:${staff.id}`,
      details_json: '{"isOn":true,"changed":["secret"]}',
    },
    { deed: 'line_channel_tested', actor: `staff:${staff.id}`, details_json: '{"result":"connected"}' },
  ])
})

test('the test tells a wrong account, a wrong token and silence apart', async () => {
  const { site, line } = await openLineWard()
  const { deps, office } = site
  const staff = await newStaffMember(site, 'administrator')
  const result = () => testChannel(deps, office, staff)

  expect(await result()).toBe('connected')
  line.basicId = '@another1'
  expect(await result()).toBe('other_account')
  line.trouble = () => ({ status: 401, body: { message: '' } })
  expect(await result()).toBe('refused')
  line.trouble = () => 'silence'
  expect(await result()).toBe('no_answer')
})
