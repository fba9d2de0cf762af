import { expect, test } from 'vitest'
import { type Appointment } from '#src/booking/appointment.ts'
import { languages } from '#src/languages.ts'
import { checkInvariants } from '../support/invariants.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { instant } from '../support/ward.ts'
import { deedsOf, freeAt } from './deeds.ts'
import { appointmentKept, bookPlan, movingIn, planDate } from './plans.ts'

const page = '/mihon/appointment'
const at = (time: string) => `${planDate}T${time}:00+09:00`

/** Somebody with a booking over three counters whose pages are open. */
async function openBooking(language = 'ja') {
  const site = await openSite({ now: '2026-12-01T08:30' })
  const booked = await bookPlan(site, movingIn)
  if (!booked.ok) throw new Error(booked.reason)
  const visitor = openVisitor(site, language)
  const landing = await visitor.get(`/mihon/a/${booked.token}`)
  await visitor.submit(landing, `/mihon/a/${booked.token}`)
  const appointment = await appointmentKept(site, booked.appointmentId)
  return { site, visitor, appointment, token: booked.token }
}

const legPath = ({ legs }: Appointment, index: number, deed: string) =>
  `${page}/legs/${legs[index]?.id}/${deed}`

async function timesOf(site: Site, { id }: Appointment) {
  return (await appointmentKept(site, id)).legs.map(({ startsAt }) => startsAt)
}

async function confirmMove(visitor: Visitor, path: string, time: string) {
  const asked = await visitor.get(`${path}?to=${encodeURIComponent(at(time))}`)
  return visitor.submit(asked, path)
}

test.each(languages)(
  'the booking tells every counter with its time and what is done there, in %s',
  async language => {
    const { visitor, appointment } = await openBooking(language)
    const text = textOf((await visitor.get(page)).html)
    for (const { services } of appointment.legs)
      expect(
        services.every(({ name }) => text.includes(name[language === 'easy' ? 'ja' : language] ?? '')),
      ).toBe(true)
    for (const time of ['9:00', '10:00', '11:00']) expect(text).toContain(time)
  },
)

test('one counter moves to a time that its page offers, and the booking shows it', async () => {
  const { site, visitor, appointment } = await openBooking()
  const path = legPath(appointment, 1, 'reschedule')
  const times = await visitor.get(path)
  expect(times.links.filter(link => link.startsWith(`${path}?to=`))).toHaveLength(2)

  const after = await confirmMove(visitor, path, '10:15')

  expect(after.path).toBe(page)
  expect(textOf(after.html)).toContain('10:15')
  expect((await timesOf(site, appointment))[1]).toBe(instant(at('10:15')))
  await checkInvariants(site)
})

test('a time that does not fit between the others comes back with the times that do', async () => {
  const { site, visitor, appointment } = await openBooking()
  const path = legPath(appointment, 1, 'reschedule')

  const refused = await confirmMove(visitor, path, '10:45')

  expect(refused.status).toBe(409)
  expect(textOf(refused.html)).toContain('ほかの窓口の時間と重なるか')
  expect(refused.links.some(link => link.startsWith(`${path}?to=`))).toBe(true)
  expect((await timesOf(site, appointment))[1]).toBe(instant(at('10:00')))
})

test('one counter is cancelled once however often the button is pressed', async () => {
  const { site, visitor, appointment } = await openBooking()
  const path = legPath(appointment, 2, 'cancellation')
  const fields = Object.fromEntries(formOf(await visitor.get(path), path).fields)

  const pages = await Promise.all([visitor.post(path, fields), visitor.post(path, fields)])
  const again = await visitor.post(path, { ...fields, key: 'another' })

  expect(pages.map(({ path }) => path)).toEqual([page, page])
  expect(again.status).toBe(409)
  expect(await timesOf(site, appointment)).toHaveLength(2)
  expect(await deedsOf(site, appointment.id)).toEqual(['book', 'cancel_leg'])
  await checkInvariants(site)
})

test('the pages of one counter lead back to the booking for a leg of nobody and of somebody else', async () => {
  const { site, visitor } = await openBooking()
  const other = await bookPlan(site, movingIn, { date: '2026-12-03' })
  if (!other.ok) throw new Error(other.reason)
  const theirs = await appointmentKept(site, other.appointmentId)

  for (const path of [
    `${page}/legs/999/reschedule`,
    `${page}/legs/x/cancellation`,
    legPath(theirs, 0, 'reschedule'),
  ])
    expect((await visitor.get(path)).path).toBe(page)
  const path = legPath(theirs, 0, 'cancellation')
  expect((await visitor.post(path, { key: 'a' })).status).toBe(409)
  expect(await timesOf(site, theirs)).toHaveLength(3)
})

test('the whole visit is offered the times at which every counter is free', async () => {
  const { site, visitor, appointment } = await openBooking()
  while ((await site.book(['jidoteate'], '2026-12-03T15:00')).ok);

  const slots = await visitor.get(`${page}/reschedule?date=2026-12-03`)
  expect(decodeURIComponent(slots.html)).toContain('2026-12-03T12:30')
  expect(decodeURIComponent(slots.html)).not.toContain('2026-12-03T13:00')

  const moved = await confirmMoveTo(visitor, '2026-12-03T14:00:00+09:00')
  expect(moved.path).toBe(page)
  expect(await timesOf(site, appointment)).toEqual(
    ['14:00', '15:00', '16:00'].map(time => instant(`2026-12-03T${time}`)),
  )
  await checkInvariants(site)
})

async function confirmMoveTo(visitor: Visitor, to: string) {
  const asked = await visitor.get(`${page}/reschedule?to=${encodeURIComponent(to)}`)
  return visitor.submit(asked, `${page}/reschedule`)
}

test('the contract tells every leg, and moves one of them or all', async () => {
  const { site, appointment, token } = await openBooking()
  const call = async (path: string, body?: object) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': JSON.stringify(body ?? '') }
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {}
    const answer = await fetch(`${site.url}/api/v1/appointments/${token}${path}`, init)
    return { status: answer.status, json: (await answer.json()) as { legs: { counter: string }[] } }
  }
  const shown = await call('')
  expect(shown.json).toMatchObject({ startsAt: at('09:00'), endsAt: at('11:25'), counter: 'ido' })
  expect(shown.json.legs.map(({ counter }) => counter)).toEqual(['ido', 'kokuho', 'kodomo'])

  expect(await call('/reschedule', { startsAt: at('10:15'), leg: 2 })).toMatchObject({ status: 200 })
  expect(await call('/reschedule', { startsAt: at('12:00'), leg: 2 })).toMatchObject({
    status: 409,
    json: { reason: 'plan_times' },
  })
  expect(await call('/reschedule', { startsAt: at('12:00'), leg: 9 })).toMatchObject({
    status: 422,
    json: { errors: [{ field: 'leg' }] },
  })
  await call('/reschedule', { startsAt: at('13:00') })
  expect(await timesOf(site, appointment)).toEqual(['13:00', '14:15', '15:00'].map(time => instant(at(time))))
})

test('staff move and cancel one counter for somebody, and it is written down', async () => {
  const { site, appointment } = await openBooking()
  const staff = openVisitor(site)
  await letVisitorIn(site, staff, 'reception')
  const path = (index: number) => `/staff/appointments/${appointment.id}/legs/${appointment.legs[index]?.id}`
  const before = await freeAt(site, ['jidoteate'], `${planDate}T11:00`)

  await staff.submit(await staff.get(path(1)), `${path(1)}/reschedule`, { startsAt: at('10:15') })
  await staff.submit(await staff.get(path(2)), `${path(2)}/cancellation`, { by: 'office' })

  expect(await timesOf(site, appointment)).toEqual(['09:00', '10:15'].map(time => instant(at(time))))
  expect((await deedsOf(site, appointment.id)).filter(deed => deed !== 'view')).toEqual([
    'book',
    'reschedule',
    'cancel_leg',
  ])
  expect(await freeAt(site, ['jidoteate'], `${planDate}T11:00`)).toBe(before + 1)
  expect((await staff.get(path(2))).path).toBe(`/staff/appointments/${appointment.id}`)
  await checkInvariants(site)
})

test('staff see that somebody missed a counter and let them on to the next', async () => {
  const { site, appointment } = await openBooking()
  const ticket = done(await checkIn(site, appointment.id, { at: `${planDate}T08:55` }))
  const [desk] = await openWindows(site, 'ido')
  await desk.act('no-show', done(await desk.callNext()))
  const staff = openVisitor(site)
  await letVisitorIn(site, staff, 'reception')
  const own = `/staff/appointments/${appointment.id}`

  const shown = await staff.get(own)
  expect(textOf(shown.html)).toContain('次に予約した窓口へ進める')
  const issued = await staff.submit(shown, `${own}/check-in`)

  expect(textOf(issued.html)).toContain(ticket.number)
  expect(textOf((await staff.get(own)).html)).not.toContain('次に予約した窓口へ進める')
})
