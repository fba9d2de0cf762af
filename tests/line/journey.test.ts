import { expect, test } from 'vitest'
import { openMailServer } from '../notifications/mail-server.ts'
import { sendAll, transportTo } from '../notifications/post.ts'
import { bookedVisitor, ten } from '../support/bookings.ts'
import { checkInvariants } from '../support/invariants.ts'
import { eventOf, openLineWard } from '../support/line.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const nineOnWednesday = '2026-12-02T09:00:00+09:00'

test('from the first hello to the call at the window', async () => {
  const ward = await openLineWard()
  const { site, line } = ward
  const mails = await openMailServer()
  const transport = transportTo(mails.url)

  // A resident books on the site, makes the account a friend and sends the code that the booking's page shows.
  const { visitor } = await bookedVisitor(site, nineOnWednesday)
  await ward.deliver([eventOf(site, { type: 'follow' })])
  expect(line.replied[0]?.shown.alt).toBe('見本区役所の窓口案内')
  const page = await visitor.submit(await visitor.get('/mihon/appointment'), '/mihon/appointment/line')
  const [code = ''] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(page.html)) ?? []
  expect((await ward.writes(code))?.alt).toBe('LINEで予約の通知をお送りします')

  // The visit is moved on the site: LINE and the mail both say so.
  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  await visitor.submit(move, '/mihon/appointment/reschedule')
  await ward.send()
  await sendAll(site, transport)
  expect(line.pushed.map(({ shown }) => shown.alt)).toEqual(['【見本区役所】窓口の予約の日時を変更しました'])
  expect(mails.mails.map(({ subject }) => subject)).toEqual([
    ...['【見本区役所】窓口の予約を受け付けました', '【見本区役所】窓口の予約の日時を変更しました'],
  ])

  // What to bring is one tap away, and the link leads back to the booking.
  const bring = await ward.presses(line.pushed[0]?.shown.quick['持ち物'] ?? '')
  expect(bring?.words.join('\n')).toContain('・')
  const phone = openVisitor(site)
  const landing = new URL(bring?.urls[0] ?? '').pathname
  expect((await phone.submit(await phone.get(landing), landing)).path).toBe('/mihon/appointment')

  // On the day somebody calls the number.
  site.setNow('2026-12-02T09:50')
  const [desk] = await openWindows(site, 'ido')
  const { id } = await site.deps.store.read(db =>
    db.selectFrom('appointments').select('id').executeTakeFirstOrThrow(),
  )
  const ticket = done(await checkIn(site, id))
  await desk.callNext()
  await ward.send()
  expect(line.pushed.at(-1)?.shown.alt).toBe(`${ticket.number} の番号の方をお呼びしています`)

  expect(line.pushed.length).toBe(2)
  expect(new Set(line.pushed.map(({ retryKey }) => retryKey)).size).toBe(2)
  await checkInvariants(site)
})
