import { expect, test } from 'vitest'
import { viewBooking } from '#src/reception/view-booking.ts'
import { dayOf, freeNumbers, freeNumbersOfStaff, overbookingNumber, questionFor } from '#src/slots/slot.ts'
import { cancelIt, freeAt, messagesOf, move, reasons } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { newStaffMember } from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'
import {
  auditOf,
  bookAtDesk,
  bookedAtDesk,
  freeForStaff,
  holdAtDesk,
  moveAtDesk,
  numbersAt,
} from './deeds.ts'

// Five windows, of which residents get two; a visit takes two slots.
const moving = ['tenshutsu-todoke']
const nine = '2026-12-02T09:00'

async function openDesk(role: Parameters<typeof newStaffMember>[1] = 'reception', now?: string) {
  const ward = await openCheckedWard(now ? { now } : {})
  return { ward, staff: await newStaffMember(ward, role) }
}

async function fill(ward: Ward, count: number, startsAt = nine) {
  const staff = await newStaffMember(ward, 'reception')
  for (let number = 0; number < count; number += 1) await bookedAtDesk(ward, staff, moving, startsAt)
  return staff
}

test('a booking at the desk takes the highest window, so that the residents’ share stays free', async () => {
  const { ward, staff } = await openDesk()

  await bookedAtDesk(ward, staff, moving, nine)

  expect(await numbersAt(ward, nine)).toEqual([5])
  expect(await freeAt(ward, moving, nine)).toBe(2)
  expect(await freeForStaff(ward, moving, nine)).toBe(4)
})

test('once all other windows are taken, the desk takes from the residents’ share', async () => {
  const { ward } = await openDesk()

  await fill(ward, 4)

  expect(await numbersAt(ward, nine)).toEqual([2, 3, 4, 5])
  expect(await freeAt(ward, moving, nine)).toBe(1)
})

test('the last place of all goes to one of a resident, a colleague at the desk and one at the telephone', async () => {
  const { ward, staff } = await openDesk()
  const other = await fill(ward, 4)

  const outcomes = await Promise.all([
    ward.book(moving, nine),
    bookAtDesk(ward, staff, moving, nine),
    bookAtDesk(ward, other, moving, nine),
  ])

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  expect(reasons(outcomes)).toEqual(['slot_full', 'slot_full'])
  expect(await numbersAt(ward, nine)).toEqual([1, 2, 3, 4, 5])
})

test('residents find their share full while the desk can still book', async () => {
  const { ward, staff } = await openDesk()
  await ward.booked(moving, nine)
  await ward.booked(moving, nine)

  expect(reasons([await ward.book(moving, nine)])).toEqual(['slot_full'])
  expect(await freeForStaff(ward, moving, nine)).toBe(3)
  expect((await bookAtDesk(ward, staff, moving, nine)).ok).toBe(true)
})

test('with all windows taken the desk is told that it is full, as residents are', async () => {
  const { ward } = await openDesk()
  const staff = await fill(ward, 5)

  expect(reasons([await holdAtDesk(ward, staff, moving, nine)])).toEqual(['slot_full'])
  expect(reasons([await ward.book(moving, nine)])).toEqual(['slot_full'])
})

test.each(['reception', 'supervisor', 'administrator'] as const)(
  '%s overbooks a full time with a reason, which the booking keeps',
  async role => {
    const { ward, staff } = await openDesk(role)
    await fill(ward, 5)

    const booked = await bookedAtDesk(ward, staff, moving, nine, {
      overbookReason: ' 車いすで、今日しか来られない ',
    })

    expect(await numbersAt(ward, nine)).toEqual([1, 2, 3, 4, 5, 6])
    const viewed = await viewBooking(ward.deps, ward.office, staff, booked.appointmentId)
    expect(viewed?.overbookReason).toBe('車いすで、今日しか来られない')
    expect((await auditOf(ward, booked.appointmentId)).slice(0, 2)).toEqual([
      {
        actor: `staff:${staff.id}`,
        deed: 'overbook',
        details: {
          places: [
            { startsAt: instant(nine), placeNumber: 6 },
            { startsAt: instant('2026-12-02T09:15'), placeNumber: 6 },
          ],
        },
      },
      { actor: `staff:${staff.id}`, deed: 'book', details: {} },
    ])
  },
)

test('a second overbooking takes the next number above', async () => {
  const { ward } = await openDesk()
  const staff = await fill(ward, 5)

  for (const overbookReason of ['一人目の理由', '二人目の理由'])
    await bookedAtDesk(ward, staff, moving, nine, { overbookReason })

  expect(await numbersAt(ward, nine)).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('where a window is free, overbooking takes it and needs no record', async () => {
  const { ward, staff } = await openDesk()

  const booked = await bookedAtDesk(ward, staff, moving, nine, { overbookReason: '念のため' })

  expect(await numbersAt(ward, nine)).toEqual([5])
  expect((await auditOf(ward, booked.appointmentId)).map(({ deed }) => deed)).toEqual(['book'])
})

test('a visit of two slots overbooks only the one that is full', async () => {
  const { ward, staff } = await openDesk()
  for (let count = 0; count < 5; count += 1) await bookedAtDesk(ward, staff, moving, '2026-12-02T09:15')

  const booked = await bookedAtDesk(ward, staff, moving, nine, { overbookReason: '家族といっしょ' })

  expect((await auditOf(ward, booked.appointmentId))[0]?.details).toMatchObject({
    places: [{ startsAt: instant('2026-12-02T09:15'), placeNumber: 6 }],
  })
})

test.each(['clerk', 'contractor'] as const)('%s may not overbook', async role => {
  const { ward, staff } = await openDesk(role)
  await fill(ward, 5)

  const outcome = await holdAtDesk(ward, staff, moving, nine, { overbookReason: '急ぎのため' })

  expect(outcome).toEqual({ ok: false, reason: 'overbook_not_allowed' })
})

test.each([
  ['nothing', ''],
  ['spaces', '     '],
  ['two letters', 'ああ'],
  ['more than 200 letters', 'あ'.repeat(201)],
  ['control characters', 'ああ\u0007あ'],
])('an overbooking with %s as reason is refused', async (_, overbookReason) => {
  const { ward } = await openDesk()
  const staff = await fill(ward, 5)

  const outcome = await holdAtDesk(ward, staff, moving, nine, { overbookReason })

  expect(outcome).toEqual({ ok: false, reason: 'overbook_reason' })
})

test.each(['あああ', 'あ'.repeat(200), '𠮟'.repeat(200)])(
  'three to two hundred letters are a reason',
  async overbookReason => {
    const { ward } = await openDesk()
    const staff = await fill(ward, 5)

    expect((await holdAtDesk(ward, staff, moving, nine, { overbookReason })).ok).toBe(true)
  },
)

test('nobody but staff is told of a reason', async () => {
  const { ward } = await openDesk()
  const staff = await fill(ward, 5)
  const reason = 'ほかに言えない事情'

  const booked = await bookedAtDesk(ward, staff, moving, nine, { overbookReason: reason })

  const told = await ward.deps.store.read(async db => [
    await db.selectFrom('outbox').selectAll().execute(),
    await db.selectFrom('audit').selectAll().execute(),
    await db.selectFrom('persons').selectAll().execute(),
  ])
  expect(booked.ok).toBe(true)
  expect(JSON.stringify(told)).not.toContain(reason)
})

test('a place that comes free below an overbooking is given to nobody', async () => {
  const { ward } = await openDesk()
  const staff = await fill(ward, 4)
  const residents = await ward.booked(moving, nine)
  await bookedAtDesk(ward, staff, moving, nine, { overbookReason: '急ぎのため' })

  await cancelIt(ward, residents.appointmentId)

  expect(await freeAt(ward, moving, nine)).toBe(0)
  expect(await freeForStaff(ward, moving, nine)).toBe(0)
  expect(reasons([await ward.book(moving, nine), await bookAtDesk(ward, staff, moving, nine)])).toEqual([
    'slot_full',
    'slot_full',
  ])
})

test('the desk books today until the time begins, when residents no longer can', async () => {
  const { ward, staff } = await openDesk('reception', '2026-12-02T08:50')
  await ward.change(db => db.updateTable('offices').set({ is_same_day_bookable: 0 }).execute())

  expect(reasons([await ward.book(moving, nine)])).toEqual(['slot_too_late'])
  expect((await bookAtDesk(ward, staff, moving, nine)).ok).toBe(true)
  ward.setNow(nine)
  expect(reasons([await bookAtDesk(ward, staff, moving, nine)])).toEqual(['slot_too_late'])
})

test.each([
  ['a day on which the counter is closed', moving, '2026-12-05T09:00', 'slot_closed'],
  ['the year’s end', moving, '2026-12-30T09:00', 'slot_closed'],
  ['a time outside the hours', moving, '2026-12-02T07:00', 'slot_closed'],
  ['a day too far ahead', moving, '2027-06-01T09:00', 'slot_not_yet'],
  ['a service that cannot be booked', ['shomei-juminhyo'], nine, 'not_bookable'],
])('the desk cannot book %s either', async (_, slugs, startsAt, reason) => {
  const { ward, staff } = await openDesk()

  const outcomes = [
    await bookAtDesk(ward, staff, slugs, startsAt),
    await bookAtDesk(ward, staff, slugs, startsAt, { overbookReason: '急ぎのため' }),
  ]

  expect(reasons(outcomes)).toEqual([reason, reason])
})

test('an office that gives residents no share still books at the desk', async () => {
  const { ward, staff } = await openDesk()
  await ward.change(db => db.updateTable('offices').set({ bookable_share_percent: 0 }).execute())

  expect(reasons([await ward.book(moving, nine)])).toEqual(['slot_closed'])
  expect((await bookAtDesk(ward, staff, moving, nine)).ok).toBe(true)
})

test('how many bookings a contact may have does not bind the desk', async () => {
  const { ward, staff } = await openDesk()
  const phone = '0600000001'
  const contact = { phone, email: null }
  for (const time of ['09:00', '10:00', '11:00']) await ward.booked(moving, `2026-12-02T${time}`, contact)

  expect(reasons([await ward.book(moving, '2026-12-03T09:00', contact)])).toEqual(['too_many_bookings'])
  expect((await bookAtDesk(ward, staff, moving, '2026-12-03T09:00', contact)).ok).toBe(true)
})

test('a message is sent to whoever gave an e-mail address, and to nobody else', async () => {
  const { ward, staff } = await openDesk()

  const withMail = await bookedAtDesk(ward, staff, moving, nine)
  const withPhone = await bookedAtDesk(ward, staff, moving, nine, { email: null, phone: '0600000002' })

  expect(await messagesOf(ward, withMail.appointmentId)).toEqual(['booked'])
  expect(await messagesOf(ward, withPhone.appointmentId)).toEqual([])
})

test('the desk moves a booking to a window that residents do not get', async () => {
  const { ward, staff } = await openDesk()
  const booked = await ward.booked(moving, '2026-12-02T14:00')
  await ward.booked(moving, nine)
  await ward.booked(moving, nine)

  expect(reasons([await move(ward, booked.appointmentId, nine)])).toEqual(['slot_full'])
  const moved = await moveAtDesk(ward, staff, booked.appointmentId, nine)

  expect(moved.ok).toBe(true)
  expect(await numbersAt(ward, nine)).toEqual([1, 2, 5])
  expect((await auditOf(ward, booked.appointmentId)).at(-1)).toMatchObject({
    actor: `staff:${staff.id}`,
    deed: 'reschedule',
  })
})

test('a button pressed twice holds one time', async () => {
  const { ward, staff } = await openDesk()

  const both = [
    await holdAtDesk(ward, staff, moving, nine, { key: 'once' }),
    await holdAtDesk(ward, staff, moving, nine, { key: 'once' }),
  ]

  expect(both[0]).toEqual(both[1])
  expect(await numbersAt(ward, nine)).toEqual([5])
})

test('numbers of staff go from the top down, and overbookings go above all windows', () => {
  expect(freeNumbersOfStaff(5, [])).toEqual([5, 4, 3, 2, 1])
  expect(freeNumbersOfStaff(5, [1, 5])).toEqual([4, 3, 2])
  expect(freeNumbersOfStaff(5, [1, 2, 6])).toEqual([5, 4])
  expect(freeNumbersOfStaff(0, [])).toEqual([])
  expect(overbookingNumber(5, [1, 2, 3, 4, 5])).toBe(6)
  expect(overbookingNumber(5, [6, 8])).toBe(7)
  expect(freeNumbers(2, 5, [5, 4, 3])).toEqual([1, 2])
})

test('a day that residents find full is open for staff', async () => {
  const { ward } = await openDesk()
  const now = instant('2026-12-01T08:00')
  const taken = new Map(
    [...Array(60).keys()].map(slot => [instant('2026-12-02T08:00') + slot * 900_000, [1, 2]]),
  )
  const states = (['public', 'staff'] as const).map(share => {
    const question = questionFor(ward.office, ward.wish(...moving), now, share)
    return dayOf(question, '2026-12-02', taken).state
  })

  expect(states).toEqual(['full', 'open'])
})
