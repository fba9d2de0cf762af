import { expect, test } from 'vitest'
import { checkIn } from '#src/arrival/check-in.ts'
import { newToken } from '#src/access/token.ts'
import { changeNotices } from '#src/catalogue/change-notices.ts'
import { deadlineOf } from '#src/notifications/attempt.ts'
import { usualNotices } from '#src/offices/notices.ts'
import { resident } from '#src/queue/actor.ts'
import { checkNightly } from '#src/operation/nightly-check.ts'
import { forgetOldReminders } from '#src/reminders/forget-old.ts'
import { forgetReminders } from '#src/reminders/queries.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { remind } from '#src/reminders/remind.ts'
import { officeNow, staffOf, subjectOf } from '../catalogue/office.ts'
import { cancelled, outbox, rescheduled } from '../notifications/post.ts'
import { secondServer } from '../support/second-server.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'

const start = '2026-12-02T10:00'

/** A visit at ten on the second of December, booked a week before. */
async function openBooked() {
  const ward = await openWard({ now: '2026-11-25T10:00' })
  const { appointmentId } = await ward.booked(['tennyu'], start)
  return { ward, appointmentId }
}

async function remindAt(ward: Ward, ...times: string[]) {
  for (const time of times) {
    ward.setNow(time)
    await remind(ward.deps, await officeNow(ward))
  }
}

async function reminders(ward: Ward) {
  const sent = (await outbox(ward)).filter(({ kind }) => kind === 'reminder')
  return sent.map(({ state, message_json }) => ({ state, ...JSON.parse(message_json ?? '{}') }))
}

test('a visit is reminded of the evening before and two hours before, each once', async () => {
  const { ward } = await openBooked()

  await remindAt(ward, '2026-12-01T17:59')
  expect(await reminders(ward)).toEqual([])
  await remindAt(ward, '2026-12-01T18:00', '2026-12-01T18:01', '2026-12-02T07:59')
  expect(await reminders(ward)).toHaveLength(1)
  await remindAt(ward, '2026-12-02T08:00', '2026-12-02T08:01', '2026-12-02T09:59')

  const [first, second, ...more] = await reminders(ward)
  expect(more).toEqual([])
  expect(first).toMatchObject({ startsAt: instant(start), createdAt: instant('2026-12-01T18:00') })
  expect(second).toMatchObject({ startsAt: instant(start), createdAt: instant('2026-12-02T08:00') })
  expect(deadlineOf(second)).toBe(instant(start))
})

test('two servers at once send each reminder once, of more visits than one part holds', async () => {
  const ward = await openWard({ now: '2026-11-25T10:00' })
  const times = [9, 10, 11, 13, 14, 15].flatMap(hour => ['00', '15', '30', '45'].map(min => `${hour}:${min}`))
  let booked = 0
  for (const time of times)
    for (const service of ['tennyu', 'kokuho-kanyu'])
      if ((await ward.book([service], `2026-12-02T${time.padStart(5, '0')}`)).ok) booked += 1
  const other = await secondServer(ward)
  ward.setNow('2026-12-01T18:00')

  await Promise.all([ward.deps, other, ward.deps].map(deps => remind(deps, ward.office)))

  expect(booked).toBeGreaterThan(25)
  const sent = (await outbox(ward)).filter(({ kind }) => kind === 'reminder')
  expect(sent).toHaveLength(booked)
  expect(new Set(sent.map(row => row.appointment_id)).size).toBe(booked)
})

test('after an outage a reminder still goes that evening or next morning, and never at night', async () => {
  const { ward } = await openBooked()

  await remindAt(ward, '2026-12-01T21:00', '2026-12-02T03:00', '2026-12-02T07:59')
  expect(await reminders(ward)).toEqual([])
  await ward.change(db =>
    db
      .updateTable('legs')
      .set({ starts_at: instant('2026-12-02T14:00') })
      .execute(),
  )
  await remindAt(ward, '2026-12-02T08:00')

  expect(await reminders(ward)).toHaveLength(1)
})

test('what comes too late to be of use is written down as skipped', async () => {
  const { ward, appointmentId } = await openBooked()

  await remindAt(ward, '2026-12-02T09:31', '2026-12-02T09:40')

  expect(await reminders(ward)).toEqual([])
  const decided = await ward.deps.store.read(db => db.selectFrom('reminders').selectAll().execute())
  expect(decided.map(({ kind, outcome }) => `${kind} ${outcome}`).toSorted()).toEqual([
    'days_before skipped',
    'hours_before skipped',
  ])
  expect(decided.every(row => row.appointment_id === appointmentId)).toBe(true)
})

test('nobody is reminded of a visit that has begun', async () => {
  const { ward } = await openBooked()

  await remindAt(ward, start, '2026-12-02T10:30')

  expect(await reminders(ward)).toEqual([])
})

test('whoever has checked in is not reminded', async () => {
  const { ward, appointmentId } = await openBooked()
  await ward.change(db => db.updateTable('offices').set({ check_in_opens_minutes_before: 240 }).execute())
  ward.setNow('2026-12-02T07:50')
  const intent = { key: newToken(), scope: 'test', body: {} }
  const arrived = await checkIn(ward.deps, await officeNow(ward), { appointmentId, actor: resident }, intent)

  await remindAt(ward, '2026-12-02T08:00')

  expect(arrived.ok).toBe(true)
  expect(await reminders(ward)).toEqual([])
})

test('nothing reminds of what was cancelled, and what still waits is given up', async () => {
  const { ward, appointmentId } = await openBooked()
  await remindAt(ward, '2026-12-01T18:00')

  ward.setNow('2026-12-01T18:05')
  await cancelled(ward, appointmentId)
  await remindAt(ward, '2026-12-02T08:00')

  expect((await reminders(ward)).map(({ state }) => state)).toEqual(['expired'])
  expect((await outbox(ward)).at(-1)).toMatchObject({ kind: 'cancelled', state: 'waiting' })
})

test('a reminder that waits behind slow ones for its turn does not go once the visit is cancelled', async () => {
  const ward = await openWard({ now: '2026-11-25T10:00' })
  const ids: number[] = []
  for (const time of ['09:00', '10:00', '11:00', '13:00', '14:00', '15:00'])
    ids.push((await ward.booked(['tennyu'], `2026-12-02T${time}`)).appointmentId)
  await ward.deps.store.write(db => db.deleteFrom('outbox').execute())
  ward.setNow('2026-12-01T18:00')
  await remind(ward.deps, await officeNow(ward))
  const sent: string[] = []
  let cancelling: Promise<void> | null = null

  await sendDueMessages(ward.deps, {
    async send({ subject }) {
      cancelling ??= cancelled(ward, ids.at(-1) ?? 0)
      await cancelling
      ward.setNow('2026-12-01T18:00:05')
      sent.push(subject)
    },
    close() {},
  })

  expect(sent.filter(subject => subject.includes('近づきました'))).toHaveLength(5)
  expect(sent.filter(subject => subject.includes('取り消し'))).toHaveLength(1)
})

test('after a change of time the reminders follow the new one, and not what the change has just told', async () => {
  const { ward, appointmentId } = await openBooked()
  await remindAt(ward, '2026-12-01T18:00')

  ward.setNow('2026-12-01T18:30')
  await rescheduled(ward, appointmentId, '2026-12-04T10:00')
  await remindAt(ward, '2026-12-02T08:00', '2026-12-03T17:59')
  expect((await reminders(ward)).map(({ state }) => state)).toEqual(['expired'])
  await remindAt(ward, '2026-12-03T18:00')
  expect((await reminders(ward)).at(-1)).toMatchObject({
    state: 'waiting',
    startsAt: instant('2026-12-04T10:00'),
  })

  ward.setNow('2026-12-04T07:55')
  await rescheduled(ward, appointmentId, '2026-12-04T10:15')
  await remindAt(ward, '2026-12-04T08:15')
  expect(await reminders(ward)).toHaveLength(2)
})

test('a booking made after the moment of a reminder gets none of that kind, and the later one', async () => {
  const ward = await openWard({ now: '2026-12-01T16:30' })
  await ward.change(db => db.updateTable('offices').set({ reminder_hour: 16 }).execute())
  await ward.booked(['tennyu'], start)

  await remindAt(ward, '2026-12-01T16:31', '2026-12-02T08:00')

  expect((await reminders(ward)).map(({ createdAt }) => createdAt)).toEqual([instant('2026-12-02T08:00')])
})

test('what an office switches off is not sent, and what it changes holds for the next one', async () => {
  const { ward } = await openBooked()
  const admin = await staffOf(ward, 'admin')
  const { version } = await subjectOf(ward, 'office', 'mihon')
  const notices = { ...usualNotices, daysBefore: 2, hour: 9, isHoursBefore: false }
  const changed = await changeNotices(ward.deps, admin, ward.office, { notices, version })

  await remindAt(ward, '2026-11-30T08:59')
  expect(await reminders(ward)).toEqual([])
  await remindAt(ward, '2026-11-30T09:00', '2026-12-01T18:00', '2026-12-02T08:00')

  expect(changed).toEqual({ ok: true })
  expect((await reminders(ward)).map(({ createdAt }) => createdAt)).toEqual([instant('2026-11-30T09:00')])
})

test('a clock that jumps ahead and back sends nothing twice', async () => {
  const { ward } = await openBooked()

  await remindAt(ward, '2026-12-01T18:00', '2026-12-03T18:00', '2026-12-01T18:01', '2026-12-02T08:00')

  expect(await reminders(ward)).toHaveLength(2)
})

test('a clock that was put weeks ahead has nobody reminded twice when it is right again', async () => {
  const { ward } = await openBooked()
  await remindAt(ward, '2026-12-01T18:00')
  await checkNightly(ward.deps)

  ward.setNow('2026-12-20T18:10')
  await ward.deps.store.write(db => forgetOldReminders(db, ward.deps.clock.now()))
  await remindAt(ward, '2026-12-01T18:20')

  expect(await reminders(ward)).toHaveLength(1)
})

test('what was decided is forgotten when the visit is long over', async () => {
  const { ward } = await openBooked()
  await remindAt(ward, '2026-12-01T18:00')
  const kept = () => ward.deps.store.read(db => db.selectFrom('reminders').select('kind').execute())

  await ward.deps.store.write(db => forgetReminders(db, instant(start)))
  expect(await kept()).toHaveLength(1)
  await ward.deps.store.write(db => forgetReminders(db, instant(start) + 1))

  expect(await kept()).toEqual([])
})
