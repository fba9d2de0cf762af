import { expect, test } from 'vitest'
import { checkInvariants } from '../support/invariants.ts'
import { tamper } from '../support/tamper.ts'
import { openWard } from '../support/ward.ts'
import { cancelIt, held, move } from './deeds.ts'

/** A ward with a moved visit, a cancelled one, a hold and one of somebody without e-mail. */
async function openBusyWard() {
  const ward = await openWard()
  const moved = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await move(ward, moved.appointmentId, '2026-12-02T10:00')
  const cancelled = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await cancelIt(ward, cancelled.appointmentId)
  await held(ward, ['tennyu'], '2026-12-02T11:00')
  await ward.booked(['tennyu'], '2026-12-02T14:00', { email: null, phone: '0612345678' })
  return ward
}

test('a ward in order has nothing to complain of', async () => {
  await expect(checkInvariants(await openBusyWard())).resolves.toBeUndefined()
})

test.each([
  [
    'a missing place',
    'delete from places where place_number = 1 and starts_at in (select min(starts_at) from places)',
    'needs 2',
  ],
  [
    'a place above those on offer',
    'update places set place_number = 4 where place_number = 1',
    'a number above its 2 places',
  ],
  ['a place at another counter', 'update places set counter_id = counter_id + 1', 'at another counter'],
  [
    'a place of a cancelled visit',
    "insert into places select counter_id, starts_at, 1, id, office_id from legs where appointment_id in (select id from appointments where state = 'cancelled')",
    'keeps places',
  ],
  [
    'a lost message',
    "update outbox set kind = 'booked' where kind = 'cancelled'",
    'messages [booked booked] for deeds [booked cancelled]',
  ],
  ['a message without a deed', "delete from audit where deed = 'reschedule'", 'for deeds [booked]'],
  ['a lost audit row', "delete from audit where deed = 'cancel'", '0 times "cancel" in the audit'],
  ['a skipped sequence', 'update appointments set sequence = sequence + 1', 'sequence 2'],
  ['a booking of nobody', "update appointments set person_id = null where state = 'booked'", 'nobody'],
  [
    'somebody without an appointment',
    "insert into persons (office_id, name, needs_json) values (1, 'x', '[]')",
    'belongs to 0 appointments',
  ],
  [
    'an answer that was never given',
    "insert into idempotency_keys values ('k', 'f', '', 0)",
    'without an answer',
  ],
])('%s is found', async (_, damage, complaint) => {
  const ward = await openBusyWard()

  await tamper(ward, damage)

  await expect(checkInvariants(ward)).rejects.toThrow(complaint)
})
