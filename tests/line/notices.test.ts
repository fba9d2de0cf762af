import { expect, test } from 'vitest'
import { tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import { remind } from '#src/reminders/remind.ts'
import { officeNow } from '../catalogue/office.ts'
import { openMailServer } from '../notifications/mail-server.ts'
import { outbox, sendAll, transportTo } from '../notifications/post.ts'
import { openLineWard } from '../support/line.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'

const monthly = { status: 429, body: { message: 'You have reached your monthly limit.' } }

/** A linked booking whose reminder of the evening before is due. */
async function openReminded() {
  const ward = await openLineWard({ now: '2026-11-25T10:00' })
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T10:00')
  await ward.link(appointmentId)
  site.setNow('2026-12-01T18:00')
  await remind(site.deps, await officeNow(site))
  return ward
}

/** Somebody with a linked booking who waits at an open window, a minute after they came. */
async function openWaiting() {
  const ward = await openLineWard({ now: '2026-12-01T08:50' })
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  await ward.link(appointmentId)
  await openWindows(site, 'ido')
  const ticket = done(await checkIn(site, appointmentId))
  site.setNow('2026-12-01T08:52')
  await tellNearTurns(site.deps, await officeNow(site))
  return { ...ward, ticket }
}

async function rowsOf({ site }: Awaited<ReturnType<typeof openLineWard>>, kind: string) {
  const rows = (await outbox(site)).filter(row => row.kind === kind)
  return rows.map(row => `${row.channel} ${row.state} ${row.last_error ?? ''}`.trim())
}

test('who has linked the booking is reminded on LINE alone', async () => {
  const ward = await openReminded()
  await ward.send()

  expect(await rowsOf(ward, 'reminder')).toEqual(['line sent'])
  expect(ward.line.pushed.length).toBe(1)
})

test('a reminder for which the month leaves no message goes by mail, once', async () => {
  const ward = await openReminded()
  ward.line.trouble = () => monthly
  await ward.send()
  await ward.send()
  expect(await rowsOf(ward, 'reminder')).toEqual(['line failed line_monthly_limit', 'mail waiting'])

  const mails = await openMailServer()
  await sendAll(ward.site, transportTo(mails.url))
  expect(mails.mails.at(-1)?.text).toContain('/mihon/a/')
})

test('a reminder of somebody who blocks the account before it is sent goes by mail', async () => {
  const ward = await openReminded()
  ward.line.trouble = () => ({ status: 400, body: { message: 'Failed to send messages' } })
  await ward.send()

  expect(await rowsOf(ward, 'reminder')).toEqual(['line failed line_400', 'mail waiting'])
})

test('a turn that comes near is told on LINE, once, with the way to the number', async () => {
  const ward = await openWaiting()
  await tellNearTurns(ward.site.deps, await officeNow(ward.site))
  await ward.send()

  expect(await rowsOf(ward, 'near_turn')).toEqual(['line sent'])
  const [shown] = ward.line.pushed.map(pushed => pushed.shown)
  expect(shown?.words).toContain(ward.ticket.number)
  expect((await fetch(new URL(new URL(shown?.urls[0] ?? '').pathname, ward.site.url))).status).toBe(200)
})

test('one that LINE refuses is told by mail', async () => {
  const ward = await openWaiting()
  ward.line.trouble = () => monthly
  await ward.send()

  expect(await rowsOf(ward, 'near_turn')).toEqual(['line failed line_monthly_limit', 'mail waiting'])
})
