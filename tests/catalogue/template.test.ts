import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compose } from '#src/notifications/compose.ts'
import type { VisitMessage } from '#src/notifications/letter.ts'
import { standardWords } from '#src/notifications/own-wording.ts'
import {
  bodyLettersMax,
  fill,
  messageKinds,
  plainOf,
  subjectLettersMax,
  templateFaults,
  tidied,
} from '#src/notifications/template.ts'
import type { Office } from '#src/offices/office.ts'
import { messageLanguages, messageTextsIn } from '#views/text/messages.ts'
import { smallOffice } from '../slots/sample-office.ts'

const good = { subject: '【{区役所}】予約', body: '{日時}\n\n{予約ページ}' }
const secret = { name: { ja: '生活の相談', en: 'Livelihood advice' }, isSensitive: true }
const faultsOf = (words: Partial<typeof good>) => templateFaults([secret], 'booked', { ...good, ...words })

test('a wording with all that it needs can be sent', () => {
  expect(faultsOf({})).toEqual([])
})

test('the standard text of every message in every language is a wording that can be sent', () => {
  for (const kind of messageKinds)
    for (const language of messageLanguages)
      expect(templateFaults([secret], kind, standardWords(kind, messageTextsIn(language)))).toEqual([])
})

test('an unknown field is told with the line it is in and as it was written', () => {
  expect(faultsOf({ body: `${good.body}\n{予約所} と {日時}` })).toEqual([
    { at: 'body', reason: 'unknown_field', line: 4, what: '{予約所}' },
  ])
})

test.for([
  ['{日時}', '{予約ページ}'],
  ['{予約ページ}', '{日時}'],
])('a text with %s but without %s is refused', ([body = '', what]) => {
  expect(faultsOf({ body })).toEqual([{ at: 'body', reason: 'field_missing', line: null, what }])
})

test.for(['{日時}', '{予約番号}', '{手続き}', '{予約ページ}'])('%s does not stand in a subject', field => {
  expect(faultsOf({ subject: `予約 ${field}` })).toEqual([
    { at: 'subject', reason: 'field_not_here', line: null, what: field },
  ])
})

test.for(['生活の相談のご予約', 'livelihood ADVICE booked', 'Ｌｉｖｅｌｉｈｏｏｄ advice'])(
  'the subject "%s" names what is never named',
  subject => {
    expect(faultsOf({ subject })).toMatchObject([{ at: 'subject', reason: 'sensitive_name' }])
  },
)

test.for([
  '予約\nBcc: a@example.test',
  '予約\r\nBcc: a@example.test',
  '予約\u2028Bcc',
  '予約\u0000',
  '予約\u202e',
])('the subject %j could become another header and is refused', subject => {
  expect(faultsOf({ subject })).toContainEqual({
    ...{ at: 'subject', reason: 'unreadable', line: null, what: null },
  })
})

test('lengths hold to the letter', () => {
  const ends = '{日時}{予約ページ}'
  const letters = (count: number) => '𠮷'.repeat(count)
  const body = (count: number) => ends + letters(count - Array.from(ends).length)

  expect(faultsOf({ subject: letters(subjectLettersMax), body: body(bodyLettersMax) })).toEqual([])
  expect(faultsOf({ subject: letters(subjectLettersMax + 1) })).toMatchObject([{ reason: 'too_long' }])
  expect(faultsOf({ body: body(bodyLettersMax + 1) })).toMatchObject([{ reason: 'too_long' }])
  expect(faultsOf({ subject: '' })).toMatchObject([{ at: 'subject', reason: 'required' }])
})

test.for([
  ['{', 1],
  ['\n}', 4],
  ['{日時', 3],
])('a brace alone is told with its line: %j', ([rest, count]) => {
  const faults = faultsOf({ body: `${good.body}${rest}` })

  expect(faults.map(({ reason }) => reason)).toEqual(['stray_brace'])
  expect(faults[0]?.line).toBe(count === 4 ? 4 : 3)
})

test('braces of full width mean the same', () => {
  expect(tidied({ subject: ' 予約 ', body: '｛日時｝ \r\n｛予約ページ｝\n' })).toEqual({
    subject: '予約',
    body: '{日時}\n{予約ページ}',
  })
})

test('a value that looks like a field is not read as one', () => {
  expect(plainOf(fill('{回答}!', { answer: '{電話}', phone: '06' }))).toBe('{電話}!')
})

const { office, service } = smallOffice()

const message: VisitMessage = {
  ...{ to: 'mihon@example.test', language: 'ja', reference: 'MHN234', token: 'TOKEN', calendarUid: 'mihon' },
  ...{ sequence: 0, counterId: 1, serviceIds: [service.id], startsAt: 1_780_000_000_000, minutes: 30 },
  ...{ people: 1, createdAt: 1_770_000_000_000 },
}
const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }

function mailOf(words: typeof good, more: Partial<Office> = {}) {
  const messageTemplates = [{ kind: 'booked', language: 'ja', ...words } as const]
  return compose(
    { ...office, ...more, messageTemplates },
    { kind: 'booked', message, messageId: 'mihon' },
    from,
  )
}

test('a message goes out in the own words, in plain text and in HTML', () => {
  const mail = mailOf({ subject: '{区役所}から', body: 'いつ：{日時}\n{予約ページ}\n<b>{窓口}</b>' })

  expect(mail.subject).toBe(`${office.name.ja}から`)
  expect(mail.text).toContain('https://yoyaku.mihon.example/small/a/TOKEN')
  expect(mail.html).toContain('<a href="https://yoyaku.mihon.example/small/a/TOKEN">')
  expect(mail.html).toContain('&lt;b&gt;')
  expect(mail.calendar).not.toBeNull()
})

test('a visit that is never named says nothing of itself in the own words either', () => {
  const body = '{日時}{予約ページ}\n{手続き}\n{持ち物}'
  const services = [{ ...service, isSensitive: true, name: { ja: '生活の相談' } }]

  const mail = mailOf({ ...good, body }, { services })

  expect(mail.text).not.toContain('生活の相談')
  expect(mail.text).toContain('下のリンクのページでご確認ください')
})

test('a wording that has come to name what is never named gives way to the standard text', () => {
  const words = { ...good, subject: '相談の予約' }
  const sensitive = { ...service, id: 2, isSensitive: true, name: { ja: '相談' } }

  expect(mailOf(words).subject).toBe('相談の予約')
  expect(mailOf(words, { services: [service, sensitive] }).subject).toBe(
    `【${office.name.ja}】窓口の予約を受け付けました`,
  )
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '{日時}',
        '{予約ページ}',
        '{区役所}',
        '{',
        '}',
        '\n',
        '\r\n',
        '予約',
        '{電話}',
        '\u2028',
      ),
      {
        maxLength: 12,
      },
    )
    .map(parts => parts.join('')),
)

test('whatever stands in the table, a message goes out with its time, its link and a subject of one line', () => {
  const standard = compose(office, { kind: 'booked', message, messageId: 'mihon' }, from)
  const [time = ''] = /\d+時\d+分/.exec(standard.text) ?? []
  fc.assert(
    fc.property(anyText, anyText, (subject, body) => {
      const mail = mailOf({ subject, body })
      expect(mail.subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u)
      expect(mail.text).toContain(time)
      expect(mail.text).toContain('/small/a/TOKEN')
    }),
    { numRuns: 300 },
  )
})
