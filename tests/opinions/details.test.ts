import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type OpinionField,
  parseEntry,
  parseOpinion,
  parseText,
  type TypedEntry,
} from '#src/opinions/details.ts'
import type { Counter } from '#src/offices/office.ts'

const counter: Counter = {
  ...{ id: 1, slug: 'ido', number: '2', floor: 1, ticketPrefix: 'A' },
  ...{ name: { ja: '住民異動' }, publicName: { ja: '住民異動' } },
  ...{ isBookable: true, windows: 1, windowsAtLunch: 1 },
}
const office = { counters: [counter] }
const typed: TypedEntry = {
  ...{ text: '案内の字が小さい。', category: 'facilities', counter: '', wantsAnswer: false },
  ...{ name: '', email: '', phone: '', channel: 'paper', receivedDate: '2026-12-01' },
}

/** What is wrong, as "field reason". */
function faults(more: Partial<TypedEntry>): string[] {
  const parsed = parseOpinion(office, { ...typed, ...more })
  return parsed.ok ? [] : parsed.errors.map(({ field, reason }) => `${field} ${reason}`)
}

function entryFaults(more: Partial<TypedEntry>, today = '2026-12-01'): string[] {
  const parsed = parseEntry(office, { ...typed, ...more }, today)
  return parsed.ok ? [] : parsed.errors.map(({ field, reason }) => `${field} ${reason}`)
}

describe('the text', () => {
  test('has at most 1,000 code points, whatever they take in bytes', () => {
    expect(faults({ text: '字'.repeat(1000) })).toEqual([])
    expect(faults({ text: '𠮷'.repeat(1000) })).toEqual([])
    expect(faults({ text: '𠮷'.repeat(1001) })).toEqual(['text too_long'])
  })

  test('keeps its letters as they are and its lines with one kind of break', () => {
    expect(parseText('\ufeff 神\u{fa19}葛\u{e0100}\r\n二行目\r三行目\t終 \u3000', 100)).toEqual({
      ...{ text: '神\u{fa19}葛\u{e0100}\n二行目\n三行目 終', reason: null },
    })
  })

  test.each(['', '   ', '\u3000\u3000', '\u200b\u200d', '\r\n\n'])('%j is none', text => {
    expect(faults({ text })).toEqual(['text required'])
  })

  test.each(['a\u0000b', 'a\u001bb', 'a\u0085b', 'a\u202eb', 'a\u2066b', '\ud842', 'a\u2028b', 'a\ufffdb'])(
    '%j is not readable',
    text => {
      expect(faults({ text })).toEqual(['text unreadable'])
    },
  )

  test('that was read once is read the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), any => {
        const once = parseText(any, 1000)
        expect(parseText(once.text, 1000)).toEqual(once)
      }),
    )
  })
})

test('a category and a counter are among those there are', () => {
  expect(faults({ category: '' })).toEqual(['category required'])
  expect(faults({ category: '__proto__' })).toEqual(['category unknown'])
  expect(faults({ counter: 'nowhere' })).toEqual(['counter unknown'])
  expect(faults({ counter: counter.slug })).toEqual([])
})

test('with the wish for an answer one contact is needed, and the name is not', () => {
  expect(faults({ wantsAnswer: true })).toEqual(['email contact_required'])
  expect(faults({ wantsAnswer: true, name: 'ミホン 花子' })).toEqual(['email contact_required'])
  expect(faults({ wantsAnswer: true, phone: '０６-0000-1234' })).toEqual([])
  expect(faults({ wantsAnswer: true, email: 'taro@example.test' })).toEqual([])
  expect(faults({ wantsAnswer: true, email: 'taro', phone: '1' })).toEqual([
    'email not_an_email',
    'phone not_a_phone',
  ])
  expect(faults({ wantsAnswer: true, email: 'a@b.test,c@d.test' })).toEqual(['email not_an_email'])
  expect(faults({ wantsAnswer: true, phone: '0600001234', name: '字'.repeat(101) })).toEqual([
    'name too_long',
  ])
})

test('without the wish no contact is kept, even one that was typed', () => {
  const parsed = parseOpinion(office, { ...typed, name: 'ミホン', email: 'not an address' })

  expect(parsed).toMatchObject({ ok: true, details: { wantsAnswer: false, contact: null } })
})

test('several faults are told in the order of the form', () => {
  const fields: OpinionField[] = ['channel', 'receivedDate', 'category', 'counter', 'text', 'email']

  const wrong = { channel: '', receivedDate: '', category: '', counter: 'x', text: '', email: 'x' }

  expect(entryFaults({ ...wrong, wantsAnswer: true }).map(fault => fault.split(' ')[0])).toEqual(fields)
})

test('what staff enter came in by today and within a year', () => {
  expect(entryFaults({ receivedDate: '2026-12-01' })).toEqual([])
  expect(entryFaults({ receivedDate: '2026-12-02' })).toEqual(['receivedDate in_future'])
  expect(entryFaults({ receivedDate: '2025-11-30' })).toEqual([])
  expect(entryFaults({ receivedDate: '2025-11-29' })).toEqual(['receivedDate too_old'])
  expect(entryFaults({ receivedDate: '2026-02-29' })).toEqual(['receivedDate not_a_date'])
})

test('what staff enter needs a way in which it came, but no contact for its answer', () => {
  expect(entryFaults({ channel: 'web' })).toEqual(['channel unknown'])
  expect(entryFaults({ wantsAnswer: true })).toEqual([])
})
