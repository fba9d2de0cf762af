import { expect, test, vi } from 'vitest'
import { askNotice } from '#src/near-turns/ask-notice.ts'
import { tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'
import type { Faults } from './bad-mail-server.ts'
import {
  manyBooked,
  minutesUntilDue,
  openBadMailServer,
  openWardWithAddress,
  outbox,
  sendAll,
  transportTo,
} from './post.ts'

test.each<[string, Faults, string, number[]]>([
  ['421 greeting', { greeting: '421 too busy' }, 'smtp_421', [1, 5, 15, 30, 60, 60]],
  ['421 at the sender', { MAIL: '421 closing' }, 'smtp_421', [1, 5, 15]],
  ['450 at the recipient', { RCPT: '450 4.2.0 greylisted' }, 'smtp_450', [5, 5, 15, 30, 60, 60]],
  ['451 after the text', { body: '451 4.3.0 later' }, 'smtp_451', [5, 5, 15]],
  ['451 at DATA', { DATA: '451 4.3.0 later' }, 'smtp_451', [5]],
])('after %s it tries again with growing pauses', async (_, faults, code, pauses) => {
  const server = await openBadMailServer(faults)
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-04T09:00')
  const transport = transportTo(server.url)

  const seen: Array<number | undefined> = []
  for (const pause of pauses) {
    await sendAll(ward, transport)
    seen.push(await minutesUntilDue(ward))
    ward.setNow(new Date(ward.deps.clock.now() + pause * 60_000).toISOString())
  }
  expect(seen).toEqual(pauses)
  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: code, attempts: pauses.length }])

  server.faults = {}
  await sendAll(ward, transport)
  expect(await outbox(ward)).toMatchObject([{ state: 'sent', last_error: null }])
})

test.each(['550 5.1.1', '551', '553'])('%s for the recipient is final, and staff see it', async code => {
  const server = await openBadMailServer({ RCPT: `${code} no such user <mihon@example.test>` })
  const ward = await openWardWithAddress()
  const logged = vi.spyOn(ward.deps.log, 'error')
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  await sendAll(ward, transportTo(server.url))

  const [row] = await outbox(ward)
  expect(row).toMatchObject({ state: 'failed', message_json: null, last_error: `smtp_${code.slice(0, 3)}` })
  expect(await mailFailedAt(ward)).toBe(ward.deps.clock.now())
  expect(logged).not.toHaveBeenCalled()
})

test('a refused address that somebody in line has typed says nothing of the one in the booking', async () => {
  const ward = await openWardWithAddress('2026-12-01T08:50')
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-01T09:00')
  const server = await openBadMailServer({})
  const transport = transportTo(server.url)
  await sendAll(ward, transport)
  await openWindows(ward, 'ido')
  const ticket = done(await checkIn(ward, appointmentId))
  await askNotice(ward.deps, ticket, { email: 'mistyped@example.test', language: 'ja' })
  ward.setNow('2026-12-01T08:52')
  await tellNearTurns(ward.deps, ward.office)

  server.faults = { RCPT: '550 5.1.1 no such user' }
  await sendAll(ward, transport)

  expect((await outbox(ward)).at(-1)).toMatchObject({ kind: 'near_turn', state: 'failed' })
  expect(await mailFailedAt(ward)).toBe(null)
})

test.each<[string, Faults]>([
  ['smtp_554', { body: '554 5.7.1 looks like spam from mihon@example.test' }],
  ['smtp_552', { body: '552 5.3.4 too big' }],
  ['smtp_550', { MAIL: '550 5.7.1 sender refused' }],
])('%s for the message itself is final and our own fault', async (code, faults) => {
  const server = await openBadMailServer(faults)
  const ward = await openWardWithAddress()
  const logged = vi.spyOn(ward.deps.log, 'error')
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  await sendAll(ward, transportTo(server.url))

  expect(await outbox(ward)).toMatchObject([{ state: 'failed', message_json: null, last_error: code }])
  expect(await mailFailedAt(ward)).toBe(null)
  expect(logged).toHaveBeenCalledOnce()
  expect(JSON.stringify(logged.mock.calls)).not.toContain('example.test')
})

test('a wrong password alarms, keeps all messages and is not tried again and again', async () => {
  const server = await openBadMailServer({ AUTH: '535 5.7.8 wrong password' })
  const ward = await openWardWithAddress()
  const logged = vi.spyOn(ward.deps.log, 'error')
  await manyBooked(ward, 12)
  const transport = transportTo(server.url.replace('//', '//user:pass@'))

  await sendAll(ward, transport)
  await sendAll(ward, transport)

  const rows = await outbox(ward)
  expect(server.connections).toBeLessThanOrEqual(6)
  expect(logged).toHaveBeenCalled()
  expect(rows.every(({ state, leased_until_at }) => state === 'waiting' && leased_until_at === null)).toBe(
    true,
  )
  expect(rows.filter(({ last_error }) => last_error === 'smtp_535').length).toBeLessThanOrEqual(6)

  server.faults = {}
  ward.setNow('2026-12-01T08:01')
  await sendAll(ward, transport)
  expect((await outbox(ward)).every(({ state }) => state === 'sent')).toBe(true)
})

test('a 554 greeting is about us: the messages stay', async () => {
  const server = await openBadMailServer({ greeting: '554 no service for you' })
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  await sendAll(ward, transportTo(server.url))

  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: 'smtp_554' }])
})

test('without the encryption that the URL requires nothing is sent', async () => {
  const server = await openBadMailServer({})
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  await sendAll(ward, transportTo(`${server.url}?requireTLS=true`))

  expect(server.messageIds).toEqual([])
  expect(await outbox(ward)).toMatchObject([{ state: 'waiting' }])
})

test.each<[string, Faults]>([
  ['a silent greeting', { greeting: 'hang' }],
  ['silence at DATA', { DATA: 'hang' }],
  ['a cut in the middle of the text', { body: 'cut' }],
  ['silence after the text', { body: 'hang' }],
])('after %s it goes out later under the same Message-ID', async (_, faults) => {
  const server = await openBadMailServer(faults)
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const transport = transportTo(`${server.url}?greetingTimeout=300&socketTimeout=300`)

  await sendAll(ward, transport)
  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: 'no_answer' }])
  server.faults = {}
  ward.setNow('2026-12-01T08:01')
  await sendAll(ward, transport)

  const [row] = await outbox(ward)
  expect(row?.state).toBe('sent')
  expect(new Set(server.messageIds)).toEqual(new Set([`<${row?.message_id}@yoyaku.mihon.example>`]))
})

test('one slow answer does not keep the others waiting', async () => {
  const server = await openBadMailServer({})
  const ward = await openWardWithAddress()
  for (const hour of [10, 11, 13, 14]) await ward.booked(['tennyu'], `2026-12-02T${hour}:00`)
  let isFirst = true
  const smtp = transportTo(server.url)
  const slowFirst = {
    async send(mail: Parameters<typeof smtp.send>[0]) {
      const isSlow = isFirst
      isFirst = false
      if (isSlow) await expect.poll(() => server.messageIds.length).toBe(3)
      await smtp.send(mail)
    },
    close() {},
  }

  await sendAll(ward, slowFirst)

  expect((await outbox(ward)).every(({ state }) => state === 'sent')).toBe(true)
})

test('closing the transport ends a send that hangs, and the message stays', async () => {
  const server = await openBadMailServer({ body: 'hang' })
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const transport = transportTo(server.url)
  const sending = sendAll(ward, transport)
  await expect.poll(() => server.messageIds.length).toBe(1)

  transport.close()
  await sending

  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: 'no_answer' }])
})

test('a message that cannot be written is kept and told to the operator', async () => {
  const server = await openBadMailServer({})
  const ward = await openWardWithAddress()
  const logged = vi.spyOn(ward.deps.log, 'error')
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await ward.deps.store.write(db =>
    db
      .updateTable('outbox')
      .set(eb => ({
        message_json: eb.fn<string>('replace', [
          'message_json',
          eb.val('"counterId":'),
          eb.val('"counterId":9'),
        ]),
      }))
      .execute(),
  )

  await sendAll(ward, transportTo(server.url))

  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: 'not_composed' }])
  expect(logged).toHaveBeenCalledOnce()
})

function mailFailedAt(
  ward: Awaited<ReturnType<typeof openWardWithAddress>>,
): Promise<number | null | undefined> {
  return ward.deps.store.read(async db => {
    const person = await db.selectFrom('persons').select('mail_failed_at').executeTakeFirst()
    return person?.mail_failed_at
  })
}
