import { expect, test } from 'vitest'
import { newCode } from '#src/line/link.ts'
import { cancelled } from '../notifications/post.ts'
import { links, hanako, openLineWard, taro } from '../support/line.ts'

async function openWithBooking() {
  const ward = await openLineWard()
  const { appointmentId } = await ward.site.booked(['tennyu'], '2026-12-02T09:00', { language: 'ko' })
  const code = async (id = appointmentId) =>
    (await newCode(ward.site.deps, { officeId: ward.site.office.id, appointmentId: id })).code
  return { ...ward, appointmentId, code }
}

test('a code links the booking with whoever sends it, in the language of the booking', async () => {
  const { site, writes, code, appointmentId } = await openWithBooking()

  const told = await writes(await code())

  expect(told?.alt).toBe('이 예약을 LINE으로 알려 드립니다')
  expect(told?.words.join('\n')).toContain('2026')
  expect(await links(site)).toEqual([{ appointmentId, userKey: hanako }])
})

test('a code is good once', async () => {
  const { site, writes, code, appointmentId } = await openWithBooking()
  const once = await code()
  await writes(once)

  expect((await writes(once, taro))?.alt).toBe('この番号では連携できません')

  expect(await links(site)).toEqual([{ appointmentId, userKey: hanako }])
})

test('a code is good for fifteen minutes', async () => {
  const { site, writes, code } = await openWithBooking()
  const [early, late] = [await code(), await code()]

  site.setNow('2026-12-01T08:45')
  expect((await writes(late))?.alt).toBe('この番号では連携できません')
  expect((await writes(early))?.alt).toBe('この番号では連携できません')
  const next = await code()
  site.setNow('2026-12-01T08:59')
  expect((await writes(next))?.alt).toContain('LINE으로')
})

test('a new code takes the place of the one before', async () => {
  const { writes, code } = await openWithBooking()
  const [first, second] = [await code(), await code()]

  expect((await writes(first))?.alt).toBe('この番号では連携できません')
  expect((await writes(second))?.alt).toContain('LINE으로')
})

test('a code of a booking that was cancelled meanwhile links nothing and says so, and is no wrong try', async () => {
  const { site, writes, code, appointmentId } = await openWithBooking()
  const late = await code()
  await cancelled(site, appointmentId)

  const told = await writes(late)

  expect(told?.alt).toBe('취소된 예약입니다')
  expect(told?.urls).toEqual([])
  expect(await links(site)).toEqual([])
  const user = await site.deps.store.read(db =>
    db.selectFrom('line_users').select('tries').executeTakeFirst(),
  )
  expect(user).toEqual({ tries: 0 })
})

test('after five wrong codes even a right one is not looked at, until the wait is over', async () => {
  const { site, writes, code } = await openWithBooking()
  for (const wrong of ['AAAA-2222', 'AAAA-3333', 'AAAA-4444', 'AAAA-5555', 'AAAA-6666'])
    expect((await writes(wrong))?.alt).toBe('この番号では連携できません')

  const right = await code()
  expect((await writes(right))?.alt).toBe('しばらく連携できません')
  expect(await links(site)).toEqual([])

  site.setNow('2026-12-01T08:45')
  expect((await writes(await code()))?.alt).toContain('LINE으로')
})

test('wrong codes of one person are no hindrance to another', async () => {
  const { writes, code } = await openWithBooking()
  for (const digit of [2, 3, 4, 5, 6, 7]) await writes(`AAAA-222${digit}`, taro)

  expect((await writes(await code()))?.alt).toContain('LINE으로')
})

test('one person follows several bookings and leaves them all by a word', async () => {
  const { site, writes, code } = await openWithBooking()
  const other = await site.booked(['inkan-toroku'], '2026-12-02T10:00', { language: 'ko' })
  await writes(await code())
  await writes(await code(other.appointmentId))
  expect((await links(site)).length).toBe(2)

  expect((await writes('連携解除'))?.alt).toBe('연결을 해제했습니다')

  expect(await links(site)).toEqual([])
  expect((await writes('連携解除'))?.alt).toBe('연결된 예약이 없습니다')
})

test('linking and unlinking are written down without saying who it was', async () => {
  const { site, writes, code, appointmentId } = await openWithBooking()
  await writes(await code())
  await writes('連携解除')

  const rows = await site.deps.store.read(db =>
    db.selectFrom('audit').selectAll().where('deed', 'like', 'line%').orderBy('id').execute(),
  )
  expect(rows.map(({ deed, actor, appointment_id: id }) => ({ deed, actor, id }))).toEqual([
    { deed: 'line_linked', actor: 'web', id: appointmentId },
    { deed: 'line_unlinked', actor: 'web', id: appointmentId },
  ])
  expect(JSON.stringify(rows)).not.toContain(hanako)
})
