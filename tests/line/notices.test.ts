import { expect, test } from 'vitest'
import { cancelLeg } from '#src/booking/cancel-leg.ts'
import { askNotice } from '#src/near-turns/ask-notice.ts'
import { tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import { remind } from '#src/reminders/remind.ts'
import { bookedPlan, movingIn } from '../booking/plans.ts'
import { officeNow } from '../catalogue/office.ts'
import { openMailServer } from '../notifications/mail-server.ts'
import { outbox, sendAll, transportTo } from '../notifications/post.ts'
import { openLineWard } from '../support/line.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

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

test('one that LINE refuses is not told by mail a second time to whoever has typed an address for it', async () => {
  const ward = await openLineWard({ now: '2026-12-01T08:50' })
  const { site, link } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  await openWindows(site, 'ido')
  const ticket = done(await checkIn(site, appointmentId))
  await askNotice(site.deps, ticket, { email: 'hanako@example.test', language: 'en' })
  await link(appointmentId)
  site.setNow('2026-12-01T08:52')
  await tellNearTurns(site.deps, await officeNow(site))
  ward.line.trouble = () => monthly
  await ward.send()

  expect(await rowsOf(ward, 'near_turn')).toEqual(['line failed line_monthly_limit', 'mail waiting'])
})

test('the page of a number says that LINE tells, and promises no e-mail', async () => {
  const { site, link } = await openLineWard({ now: '2026-12-01T08:50' })
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00', { language: 'en' })
  const outcome = await checkIn(site, appointmentId)
  if (!outcome.ok) throw new Error(outcome.reason)
  const page = async () => textOf((await openVisitor(site).get(`/mihon/t/${outcome.token}?lang=en`)).html)
  expect(await page()).toContain('You will get one e-mail when your turn is near.')

  await link(appointmentId)

  expect(await page()).toContain('We tell you on LINE when your turn is near.')
  expect(await page()).not.toContain('e-mail when your turn')
})

test('an address typed in line is written to, though the booking is linked as well', async () => {
  const { site, link, send, line } = await openLineWard({ now: '2026-12-01T08:50' })
  const contact = { email: null, phone: '03-0000-0000' }
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00', contact)
  await openWindows(site, 'ido')
  const ticket = done(await checkIn(site, appointmentId))
  await askNotice(site.deps, ticket, { email: 'hanako@example.test', language: 'en' })
  await link(appointmentId)

  site.setNow('2026-12-01T08:52')
  await tellNearTurns(site.deps, await officeNow(site))
  const mails = await openMailServer()
  await sendAll(site, transportTo(mails.url))
  await send()

  expect(mails.recipients).toEqual([['hanako@example.test']])
  expect(mails.mails[0]?.text).toContain('Your number: A-001')
  expect(line.pushed.map(({ shown }) => shown.alt)).toEqual(['【見本区役所】順番が近づきました'])
})

test('a counter of a visit that is cancelled alone is told as such', async () => {
  const ward = await openLineWard({ now: '2026-12-01T08:00' })
  const { site, link, send, line } = ward
  const { id, legs } = await bookedPlan(site, movingIn)
  await link(id)
  const intent = { key: 'one', scope: 'test', body: {} }
  await cancelLeg(site.deps, site.office, { appointmentId: id, legId: legs[1]?.id ?? 0 }, 'web', intent)
  await send()

  const [shown] = line.pushed.map(pushed => pushed.shown)
  expect(shown?.alt).toBe('【見本区役所】窓口の予約の一部を取り消しました')
  expect(shown?.words.join('\n')).toMatch(
    /取り消した窓口：10:00 1階 6番窓口.*\nほかの窓口の予約は、そのままです/,
  )
})
