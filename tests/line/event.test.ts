import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { askedByData, askedByText, dataOf } from '#src/line/asked.ts'
import { newLinkCode, parseBasicId, parseLinkCode, talkUrl } from '#src/line/code.ts'
import { eventsKeptMilliseconds, isStale, parseEvents } from '#src/line/event.ts'
import { lineIn } from '#views/text/line.ts'

const hour = 3_600_000
const now = 1_800_000_000_000

test('a delivery is believed for ten minutes, one that LINE repeats for three days', () => {
  const at = (age: number, isRedelivery = false) => isStale({ at: now - age, isRedelivery }, now)

  expect([at(0), at(hour / 6), at(hour / 6 + 1)]).toEqual([false, false, true])
  expect([at(72 * hour, true), at(72 * hour + 1, true)]).toEqual([false, true])
  expect([at(-hour / 6), at(-hour / 6 - 1)]).toEqual([false, true])
  expect(eventsKeptMilliseconds).toBeGreaterThan(72 * hour)
})

test('events of no interest are left out, and those beside them are kept', () => {
  const base = {
    ...{ timestamp: now, webhookEventId: 'e1', mode: 'active', deliveryContext: { isRedelivery: false } },
    source: { type: 'user', userId: `U${'c'.repeat(32)}` },
  }
  const events = [
    { ...base, type: 'follow', replyToken: 'r' },
    { ...base, type: 'beacon' },
    { ...base, type: 'something_new', more: { deep: [] } },
    { ...base, type: 'message', message: { type: 'sticker' } },
    { ...base, type: 'message', mode: 'standby', message: { type: 'text', text: 'x' } },
    {
      ...base,
      type: 'message',
      source: { type: 'group', groupId: 'C1' },
      message: { type: 'text', text: 'x' },
    },
    { ...base, type: 'postback' },
    null,
    'text',
    { ...base, type: 'unfollow' },
  ]

  const found = parseEvents(JSON.stringify({ events }))

  expect(found?.map(({ what }) => what.type)).toEqual(['follow', 'other_message', 'unfollow'])
  expect(parseEvents('{"events":[]}')).toEqual([])
  for (const wrong of ['', '{', '[]', '{}', '{"events":{}}', 'null']) expect(parseEvents(wrong)).toBe(null)
})

test('a code is found however it is typed, and a word is not taken for one', () => {
  const code = newLinkCode()
  expect(parseLinkCode(code)).toBe(code)
  expect(parseLinkCode('ａｂｃｄ－２３４５')).toBe('ABCD2345')
  expect(parseLinkCode(' abcd 2345 ')).toBe('ABCD2345')
  for (const other of ['KEKKAMAE', 'ABCD234', 'ABCD23456', 'ABCD-0O1I', '住民票', ''])
    expect(parseLinkCode(other)).toBe(null)
})

test("an account's name has an @ in front", () => {
  expect(parseBasicId('＠Mihon123')).toBe('@mihon123')
  expect(parseBasicId('mihon123')).toBe('@mihon123')
  for (const wrong of ['', '@', '@a b', '@見本', '@x'.repeat(30)]) expect(parseBasicId(wrong)).toBe(null)
  expect(talkUrl('@mihon123', 'ABCD2345')).toBe('https://line.me/R/oaMessage/%40mihon123/?ABCD2345')
})

test('what a button sends comes back as the same question', () => {
  for (const asked of [
    { what: 'menu' },
    { what: 'unlink' },
    { what: 'life_event', slug: 'moving-in' },
    { what: 'service', slug: 'tennyu' },
    { what: 'language', language: 'zh-Hans' },
  ] as const)
    expect(askedByData(dataOf(asked))).toEqual(asked)
  for (const other of ['', 'cancel_now', 'language/xx', '__proto__'])
    expect(askedByData(other)).toEqual({ what: 'menu' })
})

test.for(languages)('the words of every button of %s are understood when they are typed', language => {
  for (const [what, label] of Object.entries(lineIn[language].quick)) {
    expect(askedByText(label), label).toEqual({ what })
    expect(label.length, label).toBeLessThanOrEqual(20)
  }
  const { open, openTicket, openOffice, book, details } = lineIn[language]
  for (const label of [open, openTicket, openOffice, book, details])
    expect(label.length, label).toBeLessThanOrEqual(20)
})

test('other words are looked for', () => {
  expect(askedByText('転入したい')).toEqual({ what: 'search', words: '転入したい' })
  expect(askedByText('待ち時間')).toEqual({ what: 'crowded' })
  expect(askedByText('   ')).toEqual({ what: 'menu' })
})
