import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, valueOf } from '../support/visitor.ts'
import { bookingNow } from '../closings/deeds.ts'

const list = '/staff/setup/offices/mihon/openings'
const newDay = `${list}/rule?kind=special`
const day = { counters: 'ido', date: '2026-12-08', opens: '9:00', closes: '12:00', session: 'day' }

async function open(login: Parameters<typeof letVisitorIn>[2] = 'admin') {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return { site, visitor }
}

test('what cannot be read comes back filled in with 422, and nothing of it is in the address', async () => {
  const { visitor } = await open()

  const page = await visitor.submit(await visitor.get(newDay), newDay, { ...day, closes: '8:00' })

  expect(page.status).toBe(422)
  expect(page.path).toBe(newDay)
  expect(valueOf(formOf(page, newDay), 'closes')).toBe('8:00')
  expect(valueOf(formOf(page, newDay), 'counters')).toBe('ido')
})

test('from the preview the way leads back to the form with all that was typed, also from one that was refused', async () => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], '2026-12-08T14:00')
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)
  const refused = await visitor.submit(preview, list)

  expect([preview.status, refused.status]).toEqual([200, 422])
  for (const page of [preview, refused]) {
    const back = await visitor.submit(page, newDay)
    const form = formOf(back, newDay)
    expect(back.status).toBe(200)
    for (const [name, value] of Object.entries(day)) expect(valueOf(form, name), name).toBe(value)
  }
})

test('a booking without a decision, or kept without a reason, is refused with 422 and what was chosen', async () => {
  const { site, visitor } = await open()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-08T14:00')
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)
  const name = `decision-${appointmentId}`

  const undecided = await visitor.submit(preview, list)
  const unreasoned = await visitor.submit(preview, list, { [name]: 'keep' })
  const saved = await visitor.submit(unreasoned, list, { reason: '電話で約束した' })

  expect([undecided.status, unreasoned.status, saved.status]).toEqual([422, 422, 200])
  expect(valueOf(formOf(unreasoned, list), name)).toBe('keep')
  expect(saved.path).toContain('done=saved&kept=1')
})

test('a new time that has been taken is told with 409, and nothing is changed', async () => {
  const { site, visitor } = await open()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-08T14:00')
  const before = await bookingNow(site, appointmentId)
  const preview = await visitor.submit(await visitor.get(newDay), newDay, day)

  const page = await visitor.submit(preview, list, {
    [`decision-${appointmentId}`]: '2026-12-08T15:00:00+09:00',
  })

  expect(page.status).toBe(409)
  expect(await bookingNow(site, appointmentId)).toEqual(before)
})

test('nobody but an administrator comes to any of it', async () => {
  const { visitor } = await open('clerk')

  for (const path of [list, newDay, `${list}/holidays`, `${list}/history`])
    expect((await visitor.get(path)).status, path).toBe(403)
  expect((await visitor.post(list, { change: '[]' })).status).toBe(403)
})
