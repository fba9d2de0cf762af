import type { ParsedMail } from 'mailparser'
import { expect, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { publish } from '#src/opinions/publish.ts'
import { openMailServer } from '../notifications/mail-server.ts'
import { openWardWithAddress, outbox, sendAll, transportTo } from '../notifications/post.ts'
import { newStaffMember } from '../support/queue.ts'
import type { Ward } from '../support/ward.ts'
import { actOn, opinionNow, sent, writer } from './deeds.ts'

const reply = 'ご意見ありがとうございます。\n\n案内表示を直しました。\nまたお気づきの点を教えてください。'

async function answered(ward: Ward, language = 'ja') {
  const text = 'カナリヤの見本の意見'
  const fresh = await sent(ward, { text, contact: { ...writer, name: 'カナリヤ 花子' }, language })
  const supervisor = await newStaffMember(ward, 'supervisor')
  const outcome = await answer(ward.deps, ward.office, actOn(supervisor, fresh), { text: reply, by: 'email' })
  if (!outcome.ok) throw new Error(outcome.reason)
  return { opinion: await opinionNow(ward, fresh.id), supervisor }
}

test('an answer arrives as it was written, without name, opinion or calendar, under a neutral subject', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { opinion } = await answered(ward)

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails as [ParsedMail]
  expect(mail.subject).toBe('【見本区役所】ご意見への回答')
  expect(server.recipients).toEqual([['taro@example.test']])
  expect(mail.text).toContain(reply)
  expect(mail.text).toContain(`${opinion.receipt.slice(0, 4)}-${opinion.receipt.slice(4)}`)
  for (const line of reply.split('\n')) expect(mail.html).toContain(line)
  expect(mail.attachments).toEqual([])
  expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain('カナリヤ')
  expect(await outbox(ward)).toMatchObject([
    { state: 'sent', kind: 'opinion_answered', message_json: null, appointment_id: null },
  ])
})

test('its frame is in the language of the writer', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await answered(ward, 'en')

  await sendAll(ward, transportTo(server.url))

  expect(server.mails[0]?.subject).toBe('[Mihon Ward Office (sample)] The answer to your opinion')
  expect(server.mails[0]?.html).toContain('<html lang="en">')
})

test('what staff wrote is text, never markup', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const fresh = await sent(ward, { contact: writer })
  const supervisor = await newStaffMember(ward, 'supervisor')
  const text = '<img src=x onerror=alert(1)> {{7*7}} ${1}'
  await answer(ward.deps, ward.office, actOn(supervisor, fresh), { text, by: 'email' })

  await sendAll(ward, transportTo(server.url))

  expect(server.mails[0]?.html).not.toContain('<img')
  expect(server.mails[0]?.text).toContain(text)
})

test.each([
  ['the server does not know the address', { refuses: true, later: '2026-12-01T08:00' }],
  ['nobody takes the mail for two days', { refuses: false, later: '2026-12-03T08:00' }],
])('when %s, staff see it and answer another way, once', async (_, { refuses, later }) => {
  const server = await openMailServer({
    onRcptTo: (_address, _session, done) =>
      done(refuses ? Object.assign(new Error('unknown'), { responseCode: 550 }) : null),
  })
  const ward = await openWardWithAddress()
  const { opinion, supervisor } = await answered(ward)

  ward.setNow(later)
  await sendAll(ward, transportTo(server.url))

  const failed = await opinionNow(ward, opinion.id)
  expect(failed).toMatchObject({ state: 'answered', isMailFailed: true })
  const act = actOn(supervisor, failed)
  expect(await answer(ward.deps, ward.office, act, { text: reply, by: 'email' })).toEqual({
    ...{ ok: false, reason: 'way_not_possible' },
  })
  expect(await answer(ward.deps, ward.office, act, { text: reply, by: 'phone' })).toEqual({ ok: true })
  const told = await opinionNow(ward, opinion.id)
  expect(told).toMatchObject({ state: 'answered', answeredBy: 'phone', isMailFailed: false })
  const again = await answer(ward.deps, ward.office, actOn(supervisor, told), { text: reply, by: 'phone' })
  expect(again).toEqual({ ok: false, reason: 'not_open' })
})

test('who could not be reached by mail is answered another way also after the opinion was published, and it stays so', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { opinion, supervisor } = await answered(ward)
  const wording = { text: '見本の文', answer: '見本の答え' }
  expect(await publish(ward.deps, ward.office, actOn(supervisor, opinion), wording)).toEqual({ ok: true })
  ward.setNow('2026-12-03T08:00')
  await sendAll(ward, transportTo(server.url))
  const failed = await opinionNow(ward, opinion.id)
  expect(failed).toMatchObject({ state: 'published', isMailFailed: true })

  const told = await answer(ward.deps, ward.office, actOn(supervisor, failed), { text: reply, by: 'phone' })

  expect(told).toEqual({ ok: true })
  expect(await opinionNow(ward, opinion.id)).toMatchObject({
    ...{ state: 'published', answeredBy: 'phone', isMailFailed: false, publishedAnswer: wording.answer },
    publishedAt: failed.publishedAt,
  })
})

test('opinions and bookings leave side by side, each in its own order', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await answered(ward)
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await answered(ward)

  expect(await sendAll(ward, transportTo(server.url))).toBe(3)

  const answers = server.mails.filter(({ subject }) => subject === '【見本区役所】ご意見への回答')
  expect([server.mails.length, answers.length]).toEqual([3, 2])
})
