import { expect, test } from 'vitest'
import { recordAudit } from '#src/audit/entry-queries.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { anybody, engine, instant, type Ward } from '../support/ward.ts'
import { appointmentOf, bookHeld, cancelIt, deedsOf, freeAt, held, messagesOf, reasons } from './deeds.ts'

const register = ['koseki-konin']

test('a booked time is one place less', async () => {
  const ward = await openCheckedWard()
  expect(await freeAt(ward, ['tennyu'], '2026-12-02T09:00')).toBe(2)

  await ward.booked(['tennyu'], '2026-12-02T09:00')

  expect(await freeAt(ward, ['tennyu'], '2026-12-02T09:00')).toBe(1)
  expect(await freeAt(ward, ['tennyu'], '2026-12-02T09:15')).toBe(1)
  expect(await freeAt(ward, ['tennyu'], '2026-12-02T09:30')).toBe(2)
})

test('a booking in one step has a reference, a link, one audit row and one message', async () => {
  const ward = await openCheckedWard()

  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00')

  expect(booked.reference).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
  expect(booked.token).toMatch(/^[\w-]{22}$/)
  expect(booked.endsAt - booked.startsAt).toBe(30 * 60_000)
  expect(await deedsOf(ward, booked.appointmentId)).toEqual(['book'])
  expect(await messagesOf(ward, booked.appointmentId)).toEqual(['booked'])
})

test('whoever gives only a telephone number gets no message', async () => {
  const ward = await openCheckedWard()

  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00', { email: null, phone: '0612345678' })

  expect(await messagesOf(ward, booked.appointmentId)).toEqual([])
})

test('whoever gives no way to be reached is not booked', async () => {
  const ward = await openCheckedWard()

  const outcome = await ward.book(['tennyu'], '2026-12-02T09:00', { email: null, phone: null })

  expect(outcome).toEqual({ ok: false, reason: 'details_missing' })
})

test.each([
  ['神 U+FA19', '\uFA19 太郎'],
  ['福 U+FA1B', '\uFA1B 花子'],
  ['髙 and 﨑', '髙橋 﨑子'],
  ['𠮷, beyond the first plane', '𠮷野 一郎'],
  ['葛 with a variation selector', '葛\u{E0100}城 次郎'],
  ['a kana and its mark apart', 'か\u3099'],
  ['a family emoji', '👨‍👩‍👧‍👦'],
])('a name with %s is stored byte for byte', async (_, name) => {
  const ward = await openCheckedWard()

  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00', { name })

  const stored = (await appointmentOf(ward, appointmentId))?.person?.name ?? ''
  expect(Buffer.from(stored).toString('hex')).toBe(Buffer.from(name).toString('hex'))
})

test('a fourth visit ahead is refused, until one of the three is over or cancelled', async () => {
  const ward = await openCheckedWard()
  const details = anybody()
  const first = await ward.booked(['tennyu'], '2026-12-02T09:00', details)
  await ward.booked(['tennyu'], '2026-12-03T09:00', details)
  await ward.booked(['tennyu'], '2026-12-04T09:00', details)
  const fourth = () => ward.book(['tennyu'], '2026-12-07T09:00', details)
  expect(await fourth()).toEqual({ ok: false, reason: 'too_many_bookings' })

  await cancelIt(ward, first.appointmentId)
  expect(await fourth()).toMatchObject({ ok: true })
  expect(await ward.book(['tennyu'], '2026-12-08T09:00', details)).toEqual({
    ok: false,
    reason: 'too_many_bookings',
  })

  ward.setNow('2026-12-03T09:00')
  expect(await ward.book(['tennyu'], '2026-12-08T09:00', details)).toMatchObject({ ok: true })
})

test('a contact is counted by e-mail address in any case and by telephone number, each by itself', async () => {
  const ward = await openCheckedWard()
  const [email, phone] = ['Mihon.Hanako@example.test', '09012345678']
  await ward.booked(['tennyu'], '2026-12-02T09:00', { email, phone })
  await ward.booked(['tennyu'], '2026-12-03T09:00', { email: email.toLowerCase(), phone: null })
  await ward.booked(['tennyu'], '2026-12-04T09:00', { email, phone })

  const byEmail = await ward.book(['tennyu'], '2026-12-07T09:00', {
    email: email.toUpperCase(),
    phone: '0312345678',
  })
  const byPhone = await ward.book(['tennyu'], '2026-12-07T09:00', { phone })

  expect(byEmail).toEqual({ ok: false, reason: 'too_many_bookings' })
  expect(byPhone).toMatchObject({ ok: true })
})

test('one contact books ten times in 24 hours at most, cancelled ones counted', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T10:00' })
  const details = anybody()
  for (let times = 0; times < 10; times += 1) {
    const { appointmentId } = await ward.booked(['tennyu'], '2026-12-03T09:00', details)
    await cancelIt(ward, appointmentId)
  }
  const again = () => ward.book(['tennyu'], '2026-12-03T09:00', details)

  expect(await again()).toEqual({ ok: false, reason: 'too_many_today' })
  ward.setNow('2026-12-02T09:59:59.999')
  expect(await again()).toEqual({ ok: false, reason: 'too_many_today' })
  ward.setNow('2026-12-02T10:00')
  expect(await again()).toMatchObject({ ok: true })
})

test('ten bookings of one contact at the same moment do not get past its limit of three', async () => {
  const ward = await openCheckedWard()
  const details = { ...anybody(), phone: '09012345678' }
  const days = ['02', '03', '04', '07', '08', '09', '10', '11', '14', '15']

  const outcomes = await Promise.all(days.map(day => ward.book(['tennyu'], `2026-12-${day}T09:00`, details)))

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(3)
  expect(new Set(reasons(outcomes))).toEqual(new Set(['too_many_bookings']))
})

test('the same key with the same wish is one booking, answered alike', async () => {
  const ward = await openCheckedWard()

  const first = await ward.book(['tennyu'], '2026-12-02T09:00', { key: 'one' })
  const again = await ward.book(['tennyu'], '2026-12-02T09:00', { key: 'one' })

  expect(first).toMatchObject({ ok: true })
  expect(again).toEqual(first)
  expect(await freeAt(ward, ['tennyu'], '2026-12-02T09:00')).toBe(1)
})

test('the same key with another wish is refused and does nothing', async () => {
  const ward = await openCheckedWard()
  await ward.book(['tennyu'], '2026-12-02T09:00', { key: 'one' })

  const other = await ward.book(['tennyu'], '2026-12-02T10:00', { key: 'one' })

  expect(other).toEqual({ ok: false, reason: 'key_reused' })
  expect(await freeAt(ward, ['tennyu'], '2026-12-02T10:00')).toBe(2)
})

test('twenty calls with one key at once are one appointment and twenty equal answers', async () => {
  const ward = await openCheckedWard()

  const calls = Array.from({ length: 20 }, () => ward.book(['tennyu'], '2026-12-02T09:00', { key: 'one' }))
  const answers = await Promise.all(calls)

  expect(answers[0]).toMatchObject({ ok: true })
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  const rows = await ward.deps.store.read(db => db.selectFrom('appointments').select('id').execute())
  expect(rows).toHaveLength(1)
})

test('a refusal is not remembered: the same key may try again', async () => {
  const ward = await openCheckedWard()
  const taken = await ward.booked(register, '2026-12-02T09:00')
  expect(await ward.book(register, '2026-12-02T09:00', { key: 'one' })).toEqual({
    ok: false,
    reason: 'slot_full',
  })

  await cancelIt(ward, taken.appointmentId)

  expect(await ward.book(register, '2026-12-02T09:00', { key: 'one' })).toMatchObject({ ok: true })
})

test('no token and no key is stored in clear anywhere', async () => {
  const ward = await openCheckedWard()
  const { hold } = await held(ward, register, '2026-12-02T09:00', { key: 'the-key-of-the-hold' })
  const phoneOnly = { ...anybody(), email: null, phone: '0612345678' }
  const booked = await bookHeld(ward, hold, phoneOnly, 'the-key-of-the-booking')
  if (!booked.ok) throw new Error(booked.reason)

  const tables = ['access_tokens', 'idempotency_keys', 'appointments', 'audit', 'outbox', 'persons'] as const
  const stored = await ward.deps.store.read(async db => {
    const rows: unknown[] = []
    for (const table of tables) rows.push(await db.selectFrom(table).selectAll().execute())
    return JSON.stringify(rows)
  })

  for (const secret of [hold, booked.token, booked.session, 'the-key-of-the-hold', 'the-key-of-the-booking'])
    expect(stored).not.toContain(secret)
})

test('a token in a waiting message is the only one in clear, and it is the link of that very message', async () => {
  const ward = await openCheckedWard()

  const booked = await ward.booked(register, '2026-12-02T09:00')

  const [message] = await ward.deps.store.read(db => db.selectFrom('outbox').select('message_json').execute())
  expect(JSON.parse(message?.message_json ?? '{}').token).toBe(booked.token)
})

test('a closure added while somebody types refuses the booking and loses nothing', async () => {
  const ward = await openCheckedWard()
  const { hold, appointmentId } = await held(ward, register, '2026-12-02T09:00')
  const closure = {
    office_id: ward.office.id,
    counter_id: null,
    kind: 'special' as const,
    from_date: '2026-12-02',
    to_date: '2026-12-02',
    reason: '{"ja":"台風"}',
  }
  await ward.change(db => db.insertInto('closures').values(closure).execute())

  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'slot_closed' })
  expect(await appointmentOf(ward, appointmentId)).toMatchObject({ state: 'held', person: null })

  await ward.change(db => db.deleteFrom('closures').where('from_date', '=', '2026-12-02').execute())
  expect(await bookHeld(ward, hold)).toMatchObject({ ok: true })
})

test('a rule changed behind the back of this server counts for the very next booking', async () => {
  const ward = await openCheckedWard()
  const closure = {
    office_id: ward.office.id,
    counter_id: null,
    kind: 'special' as const,
    from_date: '2026-12-02',
    to_date: '2026-12-02',
    reason: '{"ja":"台風"}',
  }
  await ward.deps.store.write(async db => {
    await db.insertInto('closures').values(closure).execute()
    await db
      .updateTable('offices')
      .set(eb => ({ revision: eb('revision', '+', 1) }))
      .execute()
  })

  expect(await ward.book(register, '2026-12-02T09:00')).toEqual({ ok: false, reason: 'slot_closed' })
})

test('a service changed behind the back of this server is booked as it is now', async () => {
  const ward = await openCheckedWard()
  const change = (values: { duration_minutes?: number; is_bookable?: 0 | 1 }) =>
    ward.deps.store.write(async db => {
      await db.updateTable('services').set(values).where('slug', '=', 'koseki-konin').execute()
      await db
        .updateTable('offices')
        .set(eb => ({ revision: eb('revision', '+', 1) }))
        .execute()
    })

  await change({ duration_minutes: 60 })
  const longer = await ward.booked(register, '2026-12-02T09:00')
  expect(longer.endsAt - longer.startsAt).toBe(60 * 60_000)

  await change({ is_bookable: 0 })
  expect(await ward.book(register, '2026-12-02T14:00')).toEqual({ ok: false, reason: 'not_bookable' })
})

test('fewer places on offer leave every booking and hold as it is', async () => {
  const ward = await openCheckedWard({ isCapacityLowered: true })
  const first = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const second = await held(ward, ['tennyu'], '2026-12-02T09:00')

  await ward.change(db => db.updateTable('offices').set({ bookable_share_percent: 20 }).execute())

  expect(await appointmentOf(ward, first.appointmentId)).toMatchObject({ state: 'booked' })
  expect(await bookHeld(ward, second.hold)).toMatchObject({ ok: true })
  expect(await ward.book(['tennyu'], '2026-12-02T09:00')).toEqual({ ok: false, reason: 'slot_full' })
})

test('no places on offer at all refuse a hold made before as closed', async () => {
  const ward = await openCheckedWard({ isCapacityLowered: true })
  const { hold } = await held(ward, ['tennyu'], '2026-12-02T09:00')

  await ward.change(db => db.updateTable('offices').set({ bookable_share_percent: 0 }).execute())

  expect(await bookHeld(ward, hold)).toEqual({ ok: false, reason: 'slot_closed' })
})

/** Lays a visit on a full time with a number above all, as staff may. */
function overbook(ward: Ward, appointmentId: number, startsAt: string, number: number) {
  return ward.change(async db => {
    const leg = await db
      .selectFrom('legs')
      .selectAll()
      .where('appointment_id', '=', appointmentId)
      .executeTakeFirstOrThrow()
    const later = instant(startsAt) - leg.starts_at
    await db
      .updateTable('places')
      .set(eb => ({ starts_at: eb('starts_at', '+', later), place_number: number }))
      .where('leg_id', '=', leg.id)
      .execute()
    await db
      .updateTable('legs')
      .set({ starts_at: instant(startsAt) })
      .where('id', '=', leg.id)
      .execute()
    const audit = { officeId: ward.office.id, at: 0, actor: 'staff:1', appointmentId }
    await recordAudit(db, { ...audit, deed: 'overbook', details: { reason: '理由' } })
  })
}

test.each([1, 2])(
  'an overbooking takes a place from residents, beside a booking of number %i',
  async number => {
    const ward = await openCheckedWard()
    const both = [
      await ward.booked(['tenshutsu-todoke'], '2026-12-02T09:00'),
      await ward.booked(['tenshutsu-todoke'], '2026-12-02T09:00'),
    ]
    const [staying] = both.splice(number - 1, 1)
    await cancelIt(ward, both[0]?.appointmentId ?? 0)
    expect(await freeAt(ward, ['tenshutsu-todoke'], '2026-12-02T09:00')).toBe(1)

    // The counter has five windows: number six is above them all.
    const { appointmentId } = await ward.booked(['tenshutsu-todoke'], '2026-12-02T15:00')
    await overbook(ward, appointmentId, '2026-12-02T09:00', 6)

    expect(staying?.ok).toBe(true)
    expect(await freeAt(ward, ['tenshutsu-todoke'], '2026-12-02T09:00')).toBe(0)
    expect(await ward.book(['tenshutsu-todoke'], '2026-12-02T09:00')).toEqual({
      ok: false,
      reason: 'slot_full',
    })
  },
)

test.runIf(engine === 'sqlite')(
  'a number that the database holds already cannot be given again',
  async () => {
    const ward = await openCheckedWard()
    await ward.booked(register, '2026-12-02T09:00')

    const twice = ward.deps.store.write(async db => {
      const [place] = await db.selectFrom('places').selectAll().execute()
      if (place) await db.insertInto('places').values(place).execute()
    })

    await expect(twice).rejects.toThrow('UNIQUE constraint failed')
  },
)

test('the clock of the office, not of the machine, decides what can be booked today', async () => {
  const ward = await openCheckedWard({ now: '2026-12-02T09:00' })

  expect(await ward.book(register, '2026-12-02T09:00')).toEqual({ ok: false, reason: 'slot_too_late' })
  expect(await ward.book(register, '2026-12-02T09:15')).toMatchObject({ ok: true })
})
