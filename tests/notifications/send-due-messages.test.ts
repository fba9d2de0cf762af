import { type AddressInfo, createServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { findAppointment } from '#src/booking/appointment-queries.ts'
import { insertBooked } from '#src/booking/booked-queries.ts'
import { putAllInOutbox } from '#src/notifications/outbox.ts'
import { engine, openWard, type Ward } from '../support/ward.ts'
import { openMailServer } from './mail-server.ts'
import {
  cancelled,
  manyBooked,
  openWardWithAddress,
  outbox,
  rescheduled,
  sendAll,
  transportTo,
} from './post.ts'

test('a sent message leaves no personal data behind', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  expect(await sendAll(ward, transportTo(server.url))).toBe(1)

  const [row] = await outbox(ward)
  expect(row).toMatchObject({ state: 'sent', message_json: null, last_error: null, leased_until_at: null })
  expect(row?.ended_at).toBe(ward.deps.clock.now())
  expect(await sendAll(ward, transportTo(server.url))).toBe(0)
})

test('bookings go on while the mail server is away, and all is delivered oldest first when it is back', async () => {
  const port = await freePort()
  const ward = await openWardWithAddress()
  const transport = transportTo(`smtp://127.0.0.1:${port}`)
  const names = ['a', 'b', 'c', 'd'].map(name => `${name}@example.test`)
  for (const [hour, email] of names.entries()) {
    await ward.booked(['tennyu'], `2026-12-02T1${hour}:00`, { email })
    await sendAll(ward, transport)
    ward.setNow(`2026-12-01T08:1${hour}`)
  }
  expect((await outbox(ward)).map(({ last_error }) => last_error)).toEqual(names.map(() => 'no_answer'))

  const server = await openMailServer({}, port)
  ward.setNow('2026-12-01T10:00')
  await sendAll(ward, transportTo(`${server.url}?maxConnections=1`))

  expect((await outbox(ward)).map(({ state }) => state)).toEqual(names.map(() => 'sent'))
  expect(server.recipients.flat()).toEqual(names)
})

test('confirmation, move and cancellation of one visit arrive in this order', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await rescheduled(ward, appointmentId, '2026-12-02T10:00')
  await cancelled(ward, appointmentId)
  await ward.booked(['tennyu'], '2026-12-02T11:00')

  await sendAll(ward, transportTo(server.url))

  const subjects = server.mails.map(({ subject }) => subject ?? '')
  expect(subjects.filter(subject => /変更|取り消/.test(subject))).toEqual([
    '【見本区役所】窓口の予約の日時を変更しました',
    '【見本区役所】窓口の予約を取り消しました',
  ])
  expect(subjects.indexOf('【見本区役所】窓口の予約を受け付けました')).toBe(0)
})

test('a cancellation waits while the confirmation before it has not left', async () => {
  const port = await freePort()
  const ward = await openWardWithAddress()
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await sendAll(ward, transportTo(`smtp://127.0.0.1:${port}`))
  await cancelled(ward, appointmentId)
  const server = await openMailServer({}, port)
  const transport = transportTo(server.url)

  await sendAll(ward, transport)
  expect(server.mails).toEqual([])

  ward.setNow('2026-12-01T08:01')
  await sendAll(ward, transport)
  expect(server.mails.map(({ subject }) => subject)).toEqual([
    '【見本区役所】窓口の予約を受け付けました',
    '【見本区役所】窓口の予約を取り消しました',
  ])
})

test('several senders at once send each message once', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const count = 24
  await manyBooked(ward, count)

  const claimed = await Promise.all([1, 2, 3, 4].map(() => sendAll(ward, transportTo(server.url))))

  expect(claimed.reduce((sum, part) => sum + part, 0)).toBe(count)
  expect(server.mails.length).toBe(count)
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(count)
})

test('a message whose sender died is sent when its lease has run out', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  const died = new Promise<void>(() => {})
  void sendAll(ward, { send: () => died, close() {} })
  await expect.poll(async () => (await outbox(ward))[0]?.leased_until_at).not.toBe(null)

  await sendAll(ward, transportTo(server.url))
  expect(server.mails).toEqual([])

  ward.setNow('2026-12-01T08:15')
  await sendAll(ward, transportTo(server.url))
  expect(server.mails.length).toBe(1)
})

test('what was put off while the clock was a day ahead leaves as soon as the clock is right', async () => {
  const port = await freePort()
  const ward = await openWardWithAddress()
  const away = transportTo(`smtp://127.0.0.1:${port}`)
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-04T09:00')
  ward.setNow('2026-12-02T08:00')
  await sendAll(ward, away)
  await sendAll(ward, away)

  const server = await openMailServer({}, port)
  ward.setNow('2026-12-01T08:30')
  await cancelled(ward, appointmentId)
  await sendAll(ward, transportTo(server.url))
  await sendAll(ward, transportTo(server.url))

  expect((await outbox(ward)).map(({ state }) => state)).toEqual(['sent', 'sent'])
})

test('after 48 hours a message is given up', async () => {
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-07T09:00')
  const transport = transportTo(`smtp://127.0.0.1:${await freePort()}`)

  ward.setNow('2026-12-03T07:59')
  await sendAll(ward, transport)
  expect(await outbox(ward)).toMatchObject([{ state: 'waiting', last_error: 'no_answer' }])

  ward.setNow('2026-12-03T08:00')
  await sendAll(ward, transport)
  expect(await outbox(ward)).toMatchObject([
    { state: 'expired', message_json: null, last_error: 'no_answer' },
  ])
})

test('once the visit has begun its message is pointless', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  ward.setNow('2026-12-02T09:00')
  await sendAll(ward, transportTo(server.url))

  expect(server.mails).toEqual([])
  expect(await outbox(ward)).toMatchObject([{ state: 'expired', message_json: null }])
})

test('links come from the settings, and without a public address from the port', async () => {
  const server = await openMailServer()
  const ward = await openWard({ settings: { PORT: '4321' } })
  const { token } = await ward.booked(['tennyu'], '2026-12-02T09:00')

  await sendAll(ward, transportTo(server.url))

  expect(server.mails[0]?.text).toContain(`http://localhost:4321/mihon/a/${token}`)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>(resolve => server.close(() => resolve()))
  return port
}

test('a thousand messages and more leave five at a time, and those of each visit in their order', async () => {
  const ward = await openWardWithAddress()
  await putMany(ward, engine === 'sqlite' ? 300 : 50)
  const before = await outbox(ward)
  const ofMessage = new Map(before.map(row => [row.message_id, row]))
  const left = new Map<number, number[]>()
  let [under, most] = [0, 0]
  const transport = {
    async send({ id }: { id: string }) {
      most = Math.max(most, (under += 1))
      for (let turn = 0; turn < 3; turn += 1) await setImmediate()
      under -= 1
      const row = ofMessage.get(id)
      const appointmentId = row?.appointment_id ?? 0
      left.set(appointmentId, [...(left.get(appointmentId) ?? []), row?.id ?? 0])
    },
    close() {},
  }

  while ((await sendAll(ward, transport)) > 0);

  expect(most).toBe(5)
  expect((await outbox(ward)).filter(({ state }) => state !== 'sent')).toEqual([])
  const ordered = Map.groupBy(before, row => row.appointment_id ?? 0)
  expect(left.size).toBe(ordered.size)
  for (const [appointmentId, ids] of left)
    expect(ids).toEqual(ordered.get(appointmentId)?.map(({ id }) => id))
})

/** So many visits at once, each booked, moved twice and cancelled, with all of their messages still to be sent. */
async function putMany(ward: Ward, count: number): Promise<void> {
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00', {
    email: null,
    phone: '0600001234',
  })
  await ward.deps.store.write(async db => {
    const one = await findAppointment(db, ward.office, appointmentId)
    if (!one?.person) throw new Error('nobody has booked')
    const { officeId, language, people, channel, createdAt, person, legs } = one
    const row = { officeId, language, people, channel, createdAt, personId: person.id }
    const visits = []
    for (let index = 0; index < count; index += 1) {
      const reference = `T${String(index).padStart(5, '0')}`
      const booked = { ...row, reference, calendarUid: `${reference}@example.test` }
      const { appointmentId: id } = await insertBooked(db, booked, legs)
      visits.push({ ...one, id, reference })
    }
    for (const kind of ['booked', 'rescheduled', 'rescheduled', 'cancelled'] as const)
      await putAllInOutbox(
        db,
        visits.map(appointment => ({
          appointment,
          addressed: { to: `${appointment.reference}@example.test`, token: 'AAAAAAAAAAAAAAAAAAAAAA' },
        })),
        kind,
        createdAt,
      )
  })
}
