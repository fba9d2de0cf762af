import { expect, test } from 'vitest'
import { appointmentOpenedBy } from '#src/access/queries.ts'
import { displayReference } from '#src/access/token.ts'
import { lookUp } from '#src/booking/look-up.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { anybody } from '../support/ward.ts'
import { cancelIt } from './deeds.ts'

const email = 'Mihon.Hanako@example.test'
const phone = '09012345678'

async function openWithBooking() {
  const ward = await openCheckedWard()
  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00', { email, phone })
  const find = (reference: string, secret: string) => lookUp(ward.deps, { reference, secret }, 'somewhere')
  return { ward, booked, find }
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
}

test.each([
  ['the e-mail address', email],
  ['the e-mail address in small letters', email.toLowerCase()],
  ['the e-mail address in capital letters', email.toUpperCase()],
  ['the e-mail address in full width with spaces', ` ${fullWidth(email)}　`],
  ['the last four digits of the telephone', '5678'],
  ['the last four digits in full width', '５６７８'],
])('a booking is found by its reference and %s', async (_, secret) => {
  const { booked, find } = await openWithBooking()

  expect(await find(booked.reference, secret)).toMatchObject({
    ok: true,
    appointmentId: booked.appointmentId,
  })
})

test.each([
  ['as it is shown', displayReference],
  ['in small letters', (reference: string) => reference.toLowerCase()],
  ['in full width', fullWidth],
  [
    'with a long dash and spaces',
    (reference: string) => ` ${reference.slice(0, 3)} ー ${reference.slice(3)} `,
  ],
])('a reference may be typed %s', async (_, typed) => {
  const { booked, find } = await openWithBooking()

  expect(await find(typed(booked.reference), '5678')).toMatchObject({ ok: true })
})

test('a wrong secret, an unknown reference and no reference at all are the same answer', async () => {
  const { booked, find } = await openWithBooking()

  const answers = await Promise.all([
    find(booked.reference, 'somebody@else.test'),
    find(booked.reference, '5679'),
    find(booked.reference, phone),
    find(booked.reference, '678'),
    find(booked.reference, ''),
    find(booked.reference, '%'),
    find('ZZZZZZ', email),
    find('', email),
    find('NOBODY', '5678'),
    find('x'.repeat(10_000), email),
  ])

  expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(
    new Set(['{"ok":false,"reason":"not_matching"}']),
  )
})

test('whoever has given no telephone number is not found by any four digits, nor without e-mail by any address', async () => {
  const { ward, find } = await openWithBooking()
  const byEmail = await ward.booked(['tennyu'], '2026-12-02T10:00', { ...anybody(), phone: null })
  const byPhone = await ward.booked(['tennyu'], '2026-12-02T10:00', { email: null, phone })

  for (const digits of ['0000', '1234', 'null', '５６７８'])
    expect(await find(byEmail.reference, digits)).toEqual({ ok: false, reason: 'not_matching' })
  for (const address of ['null', '@', 'null@null', email])
    expect(await find(byPhone.reference, address)).toEqual({ ok: false, reason: 'not_matching' })
})

test('looking up gives a session of its own that ends after half an hour', async () => {
  const { ward, booked, find } = await openWithBooking()

  const found = await find(booked.reference, '5678')
  if (!found.ok) throw new Error(found.reason)

  const open = () =>
    ward.deps.store.read(db => appointmentOpenedBy(db, found.session, ['session'], ward.deps.clock.now()))
  expect(await open()).toMatchObject({ appointmentId: booked.appointmentId })
  ward.setNow('2026-12-01T08:29:59')
  expect(await open()).not.toBeNull()
  ward.setNow('2026-12-01T08:30')
  expect(await open()).toBeNull()
})

test('a cancelled booking can still be looked up', async () => {
  const { ward, booked, find } = await openWithBooking()

  await cancelIt(ward, booked.appointmentId)

  expect(await find(booked.reference, email)).toMatchObject({ ok: true })
})
