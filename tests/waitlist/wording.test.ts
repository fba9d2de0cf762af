import { expect, test } from 'vitest'
import { compose } from '#src/notifications/compose.ts'
import type { WaitlistMessage, WaitlistMessageKind } from '#src/notifications/letter.ts'
import type { MessageTemplate, Office } from '#src/offices/office.ts'
import { messageLanguages } from '#views/text/messages.ts'
import { smallOffice } from '../slots/sample-office.ts'
import { instant } from '../support/ward.ts'

const from = { publicUrl: 'https://yoyaku.example.test', mailFrom: 'mihon@example.test' }

function mailOf(
  kind: WaitlistMessageKind,
  { own = [], ...more }: Partial<WaitlistMessage> & { own?: MessageTemplate[] } = {},
) {
  const { office: plain, counter, service } = smallOffice()
  const office: Office = { ...plain, messageTemplates: own }
  const message: WaitlistMessage = {
    ...{ to: 'machiko@example.test', language: 'ja', token: 'MIHON-mihon', people: 2 },
    ...{ counterId: counter.id, serviceIds: [service.id] },
    ...{ fromDate: '2026-12-03', toDate: '2026-12-04', fromMinute: 0, toMinute: 720 },
    createdAt: instant('2026-12-01T09:00'),
    offer: { startsAt: instant('2026-12-03T10:00'), until: instant('2026-12-01T10:00') },
    ...more,
  }
  return compose(office, { kind, message, messageId: 'mihon' }, from)
}

const wordedAs = (kind: WaitlistMessageKind, body: string, language = 'ja') => [
  { kind, language, subject: '【{区役所}】空き', body },
]

test('an offer goes out in the office’s words, with time, deadline and the page that books it', () => {
  const own = wordedAs('place_offered', '{日時}が空きました。{返事の期限}まで。\n{空き待ちページ}')

  const { subject, text } = mailOf('place_offered', { own })

  expect(subject).toMatch(/^【.+】空き$/)
  expect(text).toContain('12月3日')
  expect(text).toMatch(/10時00分が空きました。.*12月1日.*10時00分まで。/)
  expect(text).toMatch(/https:\/\/yoyaku\.example\.test\/\S+\/w\/MIHON-mihon/)
})

test('a wait that has ended says why in any wording, and each of the two reasons is another one', () => {
  const own = wordedAs('waitlist_ended', 'お知らせ\n{終了の理由}')
  const [passed, over] = (['passed', 'over'] as const).map(
    because => mailOf('waitlist_ended', { own, because }).text,
  )
  expect(passed).toContain('お返事がなかった')
  expect(over).toContain('ご希望の日まで')
})

test('a wording without the deadline of an offer is not sent: the standard text goes out', () => {
  const own = wordedAs('place_offered', '{日時}\n{空き待ちページ}')

  expect(mailOf('place_offered', { own }).text).toBe(mailOf('place_offered').text)
})

test('a wording is for its language alone', () => {
  const own = wordedAs('waitlisted', '受け付けました {空き待ちページ}')
  for (const language of messageLanguages)
    expect(mailOf('waitlisted', { own, language }).text.startsWith('受け付けました')).toBe(language === 'ja')
})
