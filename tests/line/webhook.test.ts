import { expect, test } from 'vitest'
import { newCode } from '#src/line/link.ts'
import { forgetOldCodes } from '#src/line/link-queries.ts'
import { eventOf, hanako, links, openLineWard, postWebhook, taro } from '../support/line.ts'
import { signatureOf } from '../support/line-server.ts'
import { instant } from '../support/ward.ts'

const text = (words: string) => ({ type: 'message', message: { id: '1', type: 'text', text: words } })

function users({ site }: Awaited<ReturnType<typeof openLineWard>>) {
  return site.deps.store.read(db => db.selectFrom('line_users').selectAll().execute())
}

test('what LINE has not signed has no effect', async () => {
  const ward = await openLineWard()
  const { site, line } = ward
  const body = JSON.stringify({ events: [eventOf(site, { type: 'follow' })] })

  const forged = [
    await postWebhook(site, body, null),
    await postWebhook(site, body, ''),
    await postWebhook(site, body, 'AAAA'),
    await postWebhook(site, body, signatureOf(body, 'f'.repeat(32))),
    await postWebhook(site, `${body} `, signatureOf(body)),
  ]

  expect(forged.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  await site.deps.line.settled()
  expect(await users(ward)).toEqual([])
  expect(line.asked).toEqual([])
})

test('an office without LINE, one that is not there and one that has switched it off have no such page', async () => {
  const { deliver, site } = await openLineWard({ isOn: false })

  expect(await deliver([eventOf(site, { type: 'follow' })])).toBe(404)
  expect(await deliver([eventOf(site, { type: 'follow' })], { office: 'tonari' })).toBe(404)
})

test('what is signed and no delivery is refused, and an empty one is fine', async () => {
  const { site } = await openLineWard()
  const post = async (body: string) => (await postWebhook(site, body, signatureOf(body))).status

  expect(await post('{')).toBe(400)
  expect(await post('{"events":1}')).toBe(400)
  expect(await post('{"destination":"U0","events":[]}')).toBe(200)
  const large = ' '.repeat(512 * 1024 + 1)
  expect(await post(large)).toBe(413)
})

test('a delivery that comes again is answered once', async () => {
  const { site, line, deliver } = await openLineWard()
  const first = eventOf(site, { type: 'follow' }, { key: '01ABC' })

  for (let times = 0; times < 3; times += 1) expect(await deliver([first])).toBe(200)
  const again = { ...first, deliveryContext: { isRedelivery: true } }
  expect(await deliver([again, again])).toBe(200)

  expect(line.replied.length).toBe(1)
})

test('a delivery that comes to several servers at once is dealt with by one', async () => {
  const { site, line, deliver } = await openLineWard()
  const event = eventOf(site, text('メニュー'), { key: '01XYZ' })

  await Promise.all(Array.from({ length: 8 }, () => deliver([event])))

  expect(line.replied.length).toBe(1)
})

test('what LINE could not deliver at first is dealt with when it comes again', async () => {
  const { site, line, deliver } = await openLineWard()
  const at = site.deps.clock.now() - 5 * 3_600_000

  await deliver([eventOf(site, text('メニュー'), { at })])
  expect(line.replied).toEqual([])
  await deliver([eventOf(site, text('メニュー'), { at, isRedelivery: true })])

  expect(line.replied.length).toBe(1)
})

test('an event is known for as long as it is believed', async () => {
  const { site, line, deliver } = await openLineWard()
  const event = eventOf(site, text('メニュー'), { isRedelivery: true })
  await deliver([event])

  site.setNow('2026-12-04T08:29')
  const now = site.deps.clock.now()
  await site.deps.store.write(db => forgetOldCodes(db, { now, eventsBefore: now - 7 * 86_400_000 }))
  await deliver([event])
  site.setNow('2026-12-09T08:30')
  await deliver([event])

  expect(line.replied.length).toBe(1)
})

test('events of no interest change nothing', async () => {
  const ward = await openLineWard()
  const { site, line, deliver } = ward

  const odd = [
    eventOf(site, { type: 'beacon', beacon: { hwid: '1' } }),
    eventOf(site, { type: 'videoPlayComplete' }),
    { type: 'message' },
    { ...eventOf(site, text('x')), source: { type: 'group', groupId: 'C1', userId: hanako } },
  ]
  expect(await deliver(odd)).toBe(200)

  expect(await users(ward)).toEqual([])
  expect(line.asked).toEqual([])
})

test('who blocks the account is forgotten, and a late word of it does not hit who has come back', async () => {
  const ward = await openLineWard()
  const { site, deliver, link } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const other = await site.booked(['tennyu'], '2026-12-02T10:00')
  await link(appointmentId)
  await link(other.appointmentId, taro)

  site.setNow('2026-12-01T08:40')
  await deliver([eventOf(site, { type: 'unfollow' }, { at: instant('2026-12-01T08:39') })])
  expect(await links(site)).toEqual([{ appointmentId: other.appointmentId, userKey: taro }])
  expect((await users(ward)).map(({ user_key }) => user_key)).toEqual([taro])

  await deliver([eventOf(site, { type: 'follow' }, { userKey: taro })])
  await deliver([
    eventOf(
      site,
      { type: 'unfollow' },
      { userKey: taro, at: instant('2026-12-01T08:35'), isRedelivery: true },
    ),
  ])
  expect(await links(site)).toEqual([{ appointmentId: other.appointmentId, userKey: taro }])
})

test('what somebody sent before they blocked the account links nothing when LINE delivers it late', async () => {
  const ward = await openLineWard()
  const { site, line, deliver, link } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const { code } = await newCode(site.deps, { officeId: site.office.id, appointmentId })
  const at = site.deps.clock.now()

  site.setNow('2026-12-01T08:32')
  await deliver([eventOf(site, { type: 'unfollow' })])
  site.setNow('2026-12-01T08:35')
  await deliver([
    eventOf(site, text(code), { at, isRedelivery: true }),
    eventOf(site, { type: 'follow' }, { at, isRedelivery: true }),
  ])

  expect(await links(site)).toEqual([])
  expect(await users(ward)).toEqual([])
  expect(line.replied).toEqual([])
  await deliver([eventOf(site, { type: 'follow' })])
  await link(appointmentId)
  expect(await links(site)).toEqual([{ appointmentId, userKey: hanako }])
})

test('a hello from before and a late word of leaving do not hit who has come back', async () => {
  const ward = await openLineWard()
  const { site, deliver, link } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  site.setNow('2026-12-01T08:40')
  await deliver([eventOf(site, { type: 'follow' })])
  await link(appointmentId)

  const late = (type: string, at: string) => eventOf(site, { type }, { at: instant(at), isRedelivery: true })
  await deliver([late('follow', '2026-12-01T08:30')])
  await deliver([late('unfollow', '2026-12-01T08:35')])

  expect(await links(site)).toEqual([{ appointmentId, userKey: hanako }])
})

test('somebody who writes without end is heard thirty times a minute', async () => {
  const { line, writes } = await openLineWard({ limit: 'on' })

  for (let times = 0; times < 31; times += 1) await writes('メニュー')

  expect(line.replied.length).toBe(30)
})
