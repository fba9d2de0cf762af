import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lookAtSecrets } from '#src/doctor/secrets.ts'
import { changeChannel } from '#src/line/change-channel.ts'
import { storedChannels } from '#src/line/channel-queries.ts'
import { sealChannels } from '#src/line/seal-channels.ts'
import { keyFrom, keyIdOf } from '#src/secrets/seal.ts'
import { createSecrets } from '#src/secrets/secrets.ts'
import { hanako, channel, eventOf, type LineWard, openLineWard, postWebhook } from '../support/line.ts'
import { signatureOf } from '../support/line-server.ts'
import { newStaffMember } from '../support/queue.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'
import { engine } from '../support/ward.ts'
import { findInTables } from '../retention/traces.ts'

const plain = [channel.secret, channel.accessToken]
const [old, fresh] = [keyFrom(Buffer.alloc(32, 1)), keyFrom(Buffer.alloc(32, 2))]
const channelPath = '/staff/setup/offices/mihon/line'

/** The ward's server starts again in production, with these keys. */
async function startAgain({ site }: LineWard, ...keys: Array<typeof old>): Promise<void> {
  site.deps.secrets = createSecrets(keys, { isProduction: true })
  await sealChannels(site.deps)
}

async function keysOf({ site }: LineWard): Promise<Array<string | null>> {
  const [stored] = await site.deps.store.read(storedChannels)
  return [stored?.secret, stored?.accessToken].map(text => keyIdOf(text ?? ''))
}

test('what was kept before there was a key is sealed at the next start, and goes on working', async () => {
  const ward = await openLineWard()
  const { site } = ward
  expect(await findInTables(site, plain)).toHaveLength(2)

  await startAgain(ward, fresh)

  expect(await findInTables(site, plain)).toEqual([])
  expect(await keysOf(ward)).toEqual([fresh.id, fresh.id])
  expect((await ward.writes('メニュー', hanako))?.alt).toBeTruthy()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(appointmentId)
})

test.runIf(engine === 'sqlite')('no byte of the file tells of them once it is written anew', async () => {
  const ward = await openLineWard()
  await startAgain(ward, fresh)
  await ward.site.deps.store.scrub()

  const database = ward.site.databaseUrl.slice('file:'.length)
  for (const path of [database, `${database}-wal`])
    for (const secret of plain) expect(readFileSync(path).includes(secret)).toBe(false)
})

test('a new key seals everything at a start, after which the old one can go', async () => {
  const ward = await openLineWard()
  await startAgain(ward, old)
  expect(await keysOf(ward)).toEqual([old.id, old.id])

  await startAgain(ward, fresh, old)
  expect(await keysOf(ward)).toEqual([fresh.id, fresh.id])
  await startAgain(ward, fresh)

  expect((await ward.writes('メニュー'))?.alt).toBeTruthy()
})

test('what an administrator enters is sealed, each part by itself', async () => {
  const ward = await openLineWard()
  const { deps, office } = ward.site
  await startAgain(ward, old)
  ward.site.deps.secrets = createSecrets([fresh, old], { isProduction: true })
  const staff = await newStaffMember(ward.site, 'administrator')
  const secret = 'f'.repeat(32)
  const wish = { basicId: channel.basicId, secret, accessToken: null, isOn: true, version: 1 }

  expect(await changeChannel(deps, office, staff, wish)).toEqual({ ok: true })

  expect(await keysOf(ward)).toEqual([fresh.id, old.id])
  expect(await findInTables(ward.site, [secret, ...plain])).toEqual([])
})

test('with another key LINE rests, mail goes on, and the page and the doctor say what to do', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  await ward.link(appointmentId)
  await startAgain(ward, old)
  await startAgain(ward, fresh)

  const body = JSON.stringify({ destination: hanako, events: [eventOf(site, { type: 'follow' })] })
  expect((await postWebhook(site, body, signatureOf(body))).status).toBe(503)
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const page = await admin.get(channelPath)
  expect(textOf(page.html)).toContain('登録済みの値を読めません')
  expect(await lookAtSecrets(null, await site.deps.store.read(storedChannels), [])).toMatchObject({
    ...{ state: 'bad', says: `no key opens the channel of LINE: sealed by ${old.id}` },
  })

  const { secret, accessToken } = channel
  const saved = await admin.submit(page, channelPath, { secret, accessToken })
  expect(textOf(saved.html)).toContain('保存しました')
  expect(await keysOf(ward)).toEqual([fresh.id, fresh.id])
})

test('without a key nothing can be set up in production, and the page says what is missing', async () => {
  const ward = await openLineWard()
  const { site } = ward
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const before = await admin.get(channelPath)
  await startAgain(ward)

  const page = await admin.get(channelPath)
  expect(textOf(page.html)).toContain('SECRETS_KEY_FILE')
  expect(page.html).not.toContain('id="secret"')
  const refused = await admin.submit(before, channelPath, { secret: 'f'.repeat(32) })
  expect(refused.status).toBe(409)
  const off = await admin.submit(page, channelPath, { isOn: '' })
  expect(textOf(off.html)).toContain('保存しました')

  await site.deps.store.write(db => db.deleteFrom('line_channels').execute())
  const none = await admin.get(channelPath)
  expect(none.html).not.toContain('id="basicId"')
})
