import { expect, test } from 'vitest'
import { changeChannel } from '#src/line/change-channel.ts'
import { cancelled, outbox, rescheduled } from '../notifications/post.ts'
import { newStaffMember } from '../support/queue.ts'
import { channel, eventOf, hanako, links, type LineWard, openLineWard, taro } from '../support/line.ts'

/** A booking that is linked, changed once: one message waits for LINE and one for the mail server. */
async function openWithMessage(email: string | null = 'mihon@example.test') {
  const ward = await openLineWard()
  const contact = { email, phone: email === null ? '03-0000-0000' : null }
  const { appointmentId } = await ward.site.booked(['tennyu'], '2026-12-02T09:00', contact)
  await ward.link(appointmentId)
  await rescheduled(ward.site, appointmentId, '2026-12-02T10:00')
  return { ...ward, appointmentId }
}

async function lineRows({ site }: LineWard) {
  return (await outbox(site)).filter(row => row.channel === 'line')
}

const limited = { status: 429, body: { message: 'The API rate limit has been exceeded. Try again later.' } }

test('a change is told on LINE and by mail, and what was sent leaves nothing behind', async () => {
  const ward = await openWithMessage()
  const [line] = await lineRows(ward)

  expect(await ward.send()).toBe(1)

  expect(ward.line.pushed.map(({ to, retryKey }) => ({ to, retryKey }))).toEqual([
    { to: hanako, retryKey: line?.message_id },
  ])
  expect(await lineRows(ward)).toMatchObject([{ kind: 'rescheduled', state: 'sent', message_json: null }])
  const mails = (await outbox(ward.site)).filter(row => row.channel === 'mail')
  expect(mails.map(({ kind }) => kind)).toEqual(['booked', 'rescheduled'])
  expect(await ward.send()).toBe(0)
})

test('a message names when, where and the number, and neither the person nor the service', async () => {
  const ward = await openWithMessage()
  await ward.send()

  const shown = ward.line.pushed[0]?.shown
  expect(shown?.alt).toBe('【見本区役所】窓口の予約の日時を変更しました')
  const all = JSON.stringify(shown)
  expect(all).toContain('10時')
  expect(all).toMatch(/\/mihon\/a\/[\w-]{22}/)
  expect(all).not.toMatch(/ミホン|mihon@example|転入/)
  expect(Object.values(shown?.quick ?? {})).toEqual([
    ...['bookings', 'bring', 'crowded', 'change', 'cancel', 'guide', 'languages'],
  ])
})

test('the link of a message opens the booking', async () => {
  const ward = await openWithMessage()
  await ward.send()

  const address = new URL(ward.line.pushed[0]?.shown.urls[0] ?? '').pathname
  const page = await fetch(`${ward.site.url}${address}`)
  expect(page.status).toBe(200)
})

test('a message that LINE took though its answer was lost is never sent twice', async () => {
  const ward = await openWithMessage()
  ward.line.losesAnswers = true
  await ward.send()
  expect(ward.line.pushed.length).toBe(1)
  expect(await lineRows(ward)).toMatchObject([{ state: 'waiting', last_error: 'line_no_answer' }])

  ward.line.losesAnswers = false
  ward.site.setNow('2026-12-01T08:31')
  await ward.send()

  expect(ward.line.pushed.length).toBe(1)
  expect(await lineRows(ward)).toMatchObject([{ state: 'sent', attempts: 2 }])
})

test('silence and 5xx are tried again by the same key', async () => {
  const ward = await openWithMessage()
  ward.line.trouble = () => 'silence'
  await ward.send()
  expect(await lineRows(ward)).toMatchObject([{ state: 'waiting', last_error: 'line_no_answer' }])

  ward.site.setNow('2026-12-01T08:31')
  ward.line.trouble = () => ({ status: 500, body: { message: 'Internal server error' } })
  await ward.send()
  expect(await lineRows(ward)).toMatchObject([{ state: 'waiting', last_error: 'line_500' }])

  ward.site.setNow('2026-12-01T08:36')
  ward.line.trouble = () => null
  await ward.send()
  const [row] = await lineRows(ward)
  expect(row).toMatchObject({ state: 'sent', attempts: 3 })
  expect(ward.line.pushed.map(({ retryKey }) => retryKey)).toEqual([row?.message_id])
})

test('a reminder that was given up while LINE was being asked does not go by mail when LINE refuses it', async () => {
  const ward = await openWithMessage()
  await ward.site.deps.store.write(db =>
    db.updateTable('outbox').set({ kind: 'reminder' }).where('channel', '=', 'line').execute(),
  )
  const giveUp = () =>
    ward.site.deps.store.write(db =>
      db
        .updateTable('outbox')
        .set({ state: 'expired', message_json: null, leased_until_at: null, ended_at: 0 })
        .where('channel', '=', 'line')
        .execute(),
    )
  const mails = async () => (await outbox(ward.site)).filter(row => row.channel === 'mail').length
  const before = await mails()

  ward.line.trouble = async () => {
    await giveUp()
    return { status: 400, body: { message: 'The request body has 1 error(s)' } }
  }
  await ward.send()

  expect(await lineRows(ward)).toMatchObject([{ state: 'expired' }])
  expect(await mails()).toBe(before)
})

test('the wait that LINE asks for is kept', async () => {
  const ward = await openWithMessage()
  ward.line.trouble = () => ({ ...limited, headers: { 'Retry-After': '600' } })
  await ward.send()
  const before = ward.line.asked.length

  ward.site.setNow('2026-12-01T08:39')
  await ward.send()
  expect(ward.line.asked.length).toBe(before)

  ward.site.setNow('2026-12-01T08:40')
  ward.line.trouble = () => null
  await ward.send()
  expect(ward.line.pushed.length).toBe(1)
})

test('when LINE is limited nothing else is tried for now, and mails are not held up', async () => {
  const ward = await openWithMessage()
  const other = await ward.site.booked(['tennyu'], '2026-12-02T11:00')
  await ward.link(other.appointmentId)
  await cancelled(ward.site, other.appointmentId)
  ward.line.trouble = () => limited
  await ward.send()
  const asked = ward.line.asked.length
  await ward.send()
  expect(ward.line.asked.length).toBe(asked)

  const rows = await outbox(ward.site)
  const mails = rows.filter(row => row.channel === 'mail')
  expect(mails.every(row => row.due_at <= ward.site.deps.clock.now())).toBe(true)
  expect(
    rows.filter(row => row.channel === 'line').every(row => row.due_at > ward.site.deps.clock.now()),
  ).toBe(true)
})

test('what LINE refuses for good ends, and the page of the channel says so until something is sent', async () => {
  const ward = await openWithMessage()
  ward.line.trouble = () => ({ status: 403, body: { message: 'Not available' } })
  await ward.send()
  expect(await lineRows(ward)).toMatchObject([
    { state: 'failed', last_error: 'line_403', message_json: null },
  ])
  const fault = () =>
    ward.site.deps.store.read(db => db.selectFrom('line_channels').select('fault').executeTakeFirstOrThrow())
  expect(await fault()).toEqual({ fault: 'line_403' })

  ward.line.trouble = () => null
  await cancelled(ward.site, ward.appointmentId)
  await ward.send()
  expect(await fault()).toEqual({ fault: null })
})

test('somebody whom LINE does not reach is unlinked, and mails go on', async () => {
  const ward = await openWithMessage()
  ward.line.trouble = () => ({ status: 400, body: { message: 'Failed to send messages' } })
  await ward.send()
  expect(await links(ward.site)).toEqual([])

  await cancelled(ward.site, ward.appointmentId)
  const rows = await outbox(ward.site)
  expect(rows.map(({ kind, channel: by }) => `${kind} ${by}`)).toEqual([
    ...['booked mail', 'rescheduled line', 'rescheduled mail', 'cancelled mail'],
  ])
})

test('what still waits when the booking is unlinked does not go to LINE any more', async () => {
  const ward = await openWithMessage()
  await ward.writes('連携解除')
  await ward.send()

  expect(ward.line.pushed).toEqual([])
  expect(await lineRows(ward)).toMatchObject([{ state: 'failed', last_error: 'line_not_linked' }])
})

test('a booking linked with somebody else since tells the one before nothing', async () => {
  const ward = await openWithMessage()
  await ward.link(ward.appointmentId, taro)
  await ward.send()

  expect(ward.line.pushed).toEqual([])
})

test('an office that switches LINE off sends nothing by it', async () => {
  const ward = await openWithMessage()
  const staff = await newStaffMember(ward.site, 'administrator')
  const off = { basicId: channel.basicId, secret: null, accessToken: null, isOn: false, version: 1 }
  await changeChannel(ward.site.deps, ward.site.office, staff, off)
  await ward.send()
  await cancelled(ward.site, ward.appointmentId)

  expect(ward.line.pushed).toEqual([])
  expect((await lineRows(ward)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['rescheduled failed'])
})

test('who has given no address is told on LINE alone', async () => {
  const ward = await openWithMessage(null)
  await ward.send()

  expect(ward.line.pushed.length).toBe(1)
  expect((await outbox(ward.site)).map(row => row.channel)).toEqual(['line'])
})

test('several senders at once send each message once', async () => {
  const ward = await openWithMessage()
  await cancelled(ward.site, ward.appointmentId)

  for (let round = 0; round < 3; round += 1) await Promise.all([ward.send(), ward.send(), ward.send()])

  expect(ward.line.pushed.map(({ shown }) => shown.alt)).toEqual([
    '【見本区役所】窓口の予約の日時を変更しました',
    '【見本区役所】窓口の予約を取り消しました',
  ])
})

test('a friend who has gone and come back is not linked any more', async () => {
  const ward = await openWithMessage()
  ward.site.setNow('2026-12-01T08:40')
  await ward.deliver([eventOf(ward.site, { type: 'unfollow' })])
  await ward.deliver([eventOf(ward.site, { type: 'follow' })])
  await ward.send()

  expect(ward.line.pushed).toEqual([])
})
