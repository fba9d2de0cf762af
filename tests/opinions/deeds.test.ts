import { expect, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { close } from '#src/opinions/close.ts'
import { draft } from '#src/opinions/draft.ts'
import { handOn } from '#src/opinions/hand-on.ts'
import { closeReasons } from '#src/opinions/opinion.ts'
import { publish, unpublish } from '#src/opinions/publish.ts'
import { eventsOfOpinion } from '#src/opinions/event-queries.ts'
import { take } from '#src/opinions/take.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { actOn, after, opinionNow, sent, writer } from './deeds.ts'

const noted = { text: '掲示を直しました。', by: 'noted' } as const
const byPhone = { text: '掲示を直します。', by: 'phone' } as const
const wording = { text: '掲示がわかりにくい。', answer: '直しました。' }

async function openBox() {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  return { ward, clerk: await newStaffMember(ward), supervisor: await newStaffMember(ward, 'supervisor') }
}

function tableOf(ward: Ward, table: 'audit' | 'outbox' | 'opinion_contacts') {
  return ward.deps.store.read(db => db.selectFrom(table).selectAll().execute())
}

test('an opinion goes from the box over a draft and an answer to the public page', async () => {
  const { ward, clerk, supervisor } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward, { contact: writer })
  expect(fresh).toMatchObject({ state: 'new', takenBy: null, hasEmail: true })

  const taken = await after(ward, fresh, take(deps, office, actOn(clerk, fresh)))
  expect(taken).toMatchObject({ state: 'in_progress', takenBy: clerk.pseudonym })
  const drafted = await after(ward, taken, draft(deps, office, actOn(clerk, taken), '下書き'))
  expect(drafted).toMatchObject({ state: 'in_progress', answer: '下書き', answeredAt: null })
  const answered = await after(ward, drafted, answer(deps, office, actOn(supervisor, drafted), byPhone))
  expect(answered).toMatchObject({ state: 'answered', answeredBy: 'phone', answer: byPhone.text })
  const published = await after(ward, answered, publish(deps, office, actOn(supervisor, answered), wording))
  expect(published).toMatchObject({ state: 'published', publishedText: wording.text })
  const hidden = await after(ward, published, unpublish(deps, office, actOn(supervisor, published)))
  expect(hidden).toMatchObject({ state: 'answered', publishedAt: null, publishedText: wording.text })

  const events = await deps.store.read(db => eventsOfOpinion(db, fresh.id))
  expect(events.map(({ deed, pseudonym }) => [deed, pseudonym])).toEqual([
    ['received', null],
    ['taken', clerk.pseudonym],
    ['drafted', clerk.pseudonym],
    ['answered', supervisor.pseudonym],
    ['published', supervisor.pseudonym],
    ['unpublished', supervisor.pseudonym],
  ])
})

test('each deed is written down without personal data or a word of the text', async () => {
  const { ward, supervisor } = await openBox()
  const { deps, office } = ward
  const text = 'カナリヤの意見'
  const fresh = await sent(ward, { text, contact: { ...writer, name: 'カナリヤ 花子' } })
  const by = { text: 'カナリヤさんへの回答', by: 'letter' } as const
  const answered = await after(ward, fresh, answer(deps, office, actOn(supervisor, fresh), by))
  await publish(deps, office, actOn(supervisor, answered), wording)

  const audit = await tableOf(ward, 'audit')

  expect(audit.map(row => 'deed' in row && row.deed)).toEqual([
    'opinion_received',
    'opinion_answered',
    'opinion_published',
  ])
  expect(JSON.stringify(audit)).not.toMatch(/カナリヤ|taro@|掲示/)
})

test('of two clerks at one opinion the second is refused, and nothing of the first is lost', async () => {
  const { ward, clerk, supervisor } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward)

  const first = await draft(deps, office, actOn(clerk, fresh), '先の下書き')
  const second = await draft(deps, office, actOn(supervisor, fresh), '後の下書き')

  expect(first).toEqual({ ok: true })
  expect(second).toEqual({ ok: false, reason: 'changed' })
  expect(await opinionNow(ward, fresh.id)).toMatchObject({ answer: '先の下書き', version: 2 })
})

test('of ten who take one opinion at once one has it', async () => {
  const { ward } = await openBox()
  const fresh = await sent(ward)
  const clerks: StaffMember[] = []
  for (let count = 0; count < 10; count += 1) clerks.push(await newStaffMember(ward))

  const outcomes = await Promise.all(clerks.map(clerk => take(ward.deps, ward.office, actOn(clerk, fresh))))

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await opinionNow(ward, fresh.id)).toMatchObject({ version: 2 })
})

test('the same press twice is one deed, and one mail', async () => {
  const { ward, supervisor } = await openBox()
  const fresh = await sent(ward, { contact: writer })
  const press = () =>
    answer(ward.deps, ward.office, actOn(supervisor, fresh), { text: 'お答えします。', by: 'email' })

  const outcomes = [...(await Promise.all([press(), press()])), await press()]

  expect(outcomes).toEqual([{ ok: true }, { ok: true }, { ok: true }])
  expect(await tableOf(ward, 'outbox')).toHaveLength(1)
})

test('another text from the same page is not taken for the same press', async () => {
  const { ward, clerk } = await openBox()
  const fresh = await sent(ward)
  await draft(ward.deps, ward.office, actOn(clerk, fresh), '一つ目')

  const again = await draft(ward.deps, ward.office, actOn(clerk, fresh), '二つ目')

  expect(again).toEqual({ ok: false, reason: 'changed' })
  expect((await opinionNow(ward, fresh.id)).answer).toBe('一つ目')
})

test('what is answered is neither taken, drafted, handed on, closed nor answered again', async () => {
  const { ward, supervisor } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward)
  const done = await after(ward, fresh, answer(deps, office, actOn(supervisor, fresh), noted))
  const act = actOn(supervisor, done)

  const outcomes = [
    await take(deps, office, act),
    await draft(deps, office, act, 'もう一度'),
    await handOn(deps, office, act, counterOf(ward, 'ido')),
    await close(deps, office, act, 'other'),
    await answer(deps, office, act, noted),
  ]

  expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, reason: 'not_open' })))
  expect(await opinionNow(ward, fresh.id)).toEqual(done)
})

test('only an answered opinion is published, and only a published one taken back', async () => {
  const { ward, supervisor } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward)

  expect(await publish(deps, office, actOn(supervisor, fresh), wording)).toEqual({
    ...{ ok: false, reason: 'not_answered' },
  })
  expect(await unpublish(deps, office, actOn(supervisor, fresh))).toEqual({
    ...{ ok: false, reason: 'not_published' },
  })
})

test('a published wording is corrected by publishing again', async () => {
  const { ward, supervisor } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward)
  const answered = await after(ward, fresh, answer(deps, office, actOn(supervisor, fresh), noted))
  const once = await after(ward, answered, publish(deps, office, actOn(supervisor, answered), wording))

  const better = { ...wording, text: '案内がわかりにくい。' }
  const twice = await after(ward, once, publish(deps, office, actOn(supervisor, once), better))

  expect(twice).toMatchObject({ state: 'published', publishedText: better.text })
})

test('handed on, an opinion is new at the other counter with the draft it has', async () => {
  const { ward, clerk } = await openBox()
  const { deps, office } = ward
  const fresh = await sent(ward, { counter: 'ido' })
  const drafted = await after(ward, fresh, draft(deps, office, actOn(clerk, fresh), '下書き'))
  const to = counterOf(ward, 'shomei')

  const there = await after(ward, drafted, handOn(deps, office, actOn(clerk, drafted), to))

  expect(there).toMatchObject({ state: 'new', takenBy: null, counterId: to.id, answer: '下書き' })
  expect(await handOn(deps, office, actOn(clerk, there), to)).toEqual({
    ...{ ok: false, reason: 'same_counter' },
  })
  const whole = await after(ward, there, handOn(deps, office, actOn(clerk, there), null))
  expect(whole.counterId).toBeNull()
})

test('closed for whatever reason, an opinion can be taken up again', async () => {
  const { ward, supervisor } = await openBox()
  const { deps, office } = ward

  for (const reason of closeReasons) {
    const fresh = await sent(ward)
    const closed = await after(ward, fresh, close(deps, office, actOn(supervisor, fresh), reason))
    expect(closed).toMatchObject({ state: 'closed', closeReason: reason })
    const again = await after(ward, closed, take(deps, office, actOn(supervisor, closed)))
    expect(again).toMatchObject({ state: 'in_progress', closeReason: null })
  }
})

test('an opinion of another counter is nobody else’s to change', async () => {
  const { ward, clerk } = await openBox()
  const fresh = await sent(ward, { counter: 'ido' })
  const elsewhere = { ...clerk, counterIds: [counterOf(ward, 'shomei').id] }

  const outcome = await take(ward.deps, ward.office, actOn(elsewhere, fresh))

  expect(outcome).toEqual({ ok: false, reason: 'not_found' })
  expect(await opinionNow(ward, fresh.id)).toEqual(fresh)
})

test.each([
  ['nobody waits for an answer', undefined, 'phone'],
  ['somebody waits for one', writer, 'noted'],
  ['there is no address', { ...writer, email: null, phone: '0600001234' }, 'email'],
] as const)('where %s, some ways of answering are refused', async (_, contact, by) => {
  const { ward, supervisor } = await openBox()
  const fresh = await sent(ward, contact ? { contact } : {})

  const outcome = await answer(ward.deps, ward.office, actOn(supervisor, fresh), { text: '回答', by })

  expect(outcome).toEqual({ ok: false, reason: 'way_not_possible' })
  expect(await tableOf(ward, 'outbox')).toEqual([])
})

test('days until the answer are days of the calendar', async () => {
  const { ward, supervisor } = await openBox()
  ward.setNow('2026-12-01T23:59')
  const fresh = await sent(ward)
  ward.setNow('2026-12-02T00:00')

  await answer(ward.deps, ward.office, actOn(supervisor, fresh), noted)

  const rows = await ward.deps.store.read(db => db.selectFrom('opinions').select('answer_days').execute())
  expect(rows).toEqual([{ answer_days: 1 }])
})
