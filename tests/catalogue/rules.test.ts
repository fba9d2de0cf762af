import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { reordered } from '#src/catalogue/order.ts'
import { freeSlug, isSlug } from '#src/catalogue/service-rules.ts'
import { changedTexts, coverage, keepingOthers, mayWrite, missingIn } from '#src/catalogue/texts.ts'
import { parsePhone, parseText } from '#src/catalogue/typed-texts.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'

const limits = { isRequired: true, lettersMax: 5 }

test('a text is kept in the languages it was entered in, without the spaces around it', () => {
  const typed = { 'name-ja': ' 転入届　', 'name-en': 'Moving', 'name-zh-Hans': '', 'name-ko': '전입신고' }

  expect(parseText('name', limits, typed)).toEqual({
    ok: true,
    value: { ja: '転入届', en: 'Moving', ko: '전입신고' },
  })
})

test('line breaks become spaces', () => {
  expect(parseText('name', limits, { 'name-ja': '1行\r\n2行' })).toEqual({
    ok: true,
    value: { ja: '1行 2行' },
  })
})

test.for([
  ['nothing where something is needed', {}, 'name-ja', 'required'],
  ['a letter too many', { 'name-ja': '一二三四五六' }, 'name-ja', 'too_long'],
  [
    'twice as many letters and one in English',
    { 'name-ja': '一', 'name-en': 'elevenchars' },
    'name-en',
    'too_long',
  ],
  ['a control character', { 'name-ja': 'a\u0007' }, 'name-ja', 'unreadable'],
  ['a character that turns the direction', { 'name-ja': '\u202e転' }, 'name-ja', 'unreadable'],
  ['a reading that does not end', { 'name-ja': '転', 'name-easy': '{転|て' }, 'name-easy', 'bad_reading'],
  ['a reading of nothing', { 'name-ja': '転', 'name-easy': '{|て}' }, 'name-easy', 'bad_reading'],
] as const)('%s is refused at its place', ([, typed, at, reason]) => {
  expect(parseText('name', limits, typed)).toEqual({ ok: false, errors: [{ at, reason }] })
})

test('exactly as many letters as there may be are taken, counted as people count them', () => {
  expect(parseText('name', limits, { 'name-ja': '𠮷野家二三', 'name-en': 'tencharact' }).ok).toBe(true)
})

test('a text that need not be there is not there when it is empty, but no translation without its source', () => {
  const optional = { isRequired: false, lettersMax: 50 }

  expect(parseText('notes', optional, { 'notes-ja': '  ' })).toEqual({ ok: true, value: null })
  expect(parseText('notes', optional, { 'notes-en': 'Only here' })).toEqual({
    ok: false,
    errors: [{ at: 'notes-ja', reason: 'ja_first' }],
  })
})

test.for([
  ['06-1234-5678', '06-1234-5678'],
  ['０６−１２３４−５６７８', null],
  ['０６-１２３４-５６７８', '06-1234-5678'],
  ['+81 6 1234 5678', '+81 6 1234 5678'],
  ['call us', null],
  ['12', null],
] as const)('the telephone %s becomes %s', ([typed, phone]) => {
  const parsed = parsePhone({ phone: typed })

  expect(parsed.ok ? parsed.value : null).toBe(phone)
})

test('what has changed is told by field and language', () => {
  const before = { name: { ja: '転入', en: 'Moving in' }, notes: null }
  const after = { name: { ja: '転入', en: 'Moving', ko: '전입' }, notes: { ja: '注意' } }

  expect(changedTexts(before, after)).toEqual(['name.en', 'name.ko', 'notes.ja'])
  expect(changedTexts(after, after)).toEqual([])
})

test('what a file has brought in a language without a field stays', () => {
  expect(keepingOthers({ ja: '旧', fil: 'Luma', en: 'Old' }, { ja: '新' })).toEqual({ ja: '新', fil: 'Luma' })
  expect(keepingOthers({ ja: '旧', fil: 'Luma' }, null)).toBeNull()
})

test('a text is missing in each language in which nothing is entered', () => {
  const text = { ja: '転入届', en: 'Moving in', vi: '' }
  const one = { kind: 'services', slug: 'tennyu', field: 'name', document: null, counterId: 1, text } as const

  expect(missingIn(text)).toEqual(['easy', 'zh-Hans', 'ko', 'vi'])
  expect(coverage([one, { ...one, text: { ja: '転居届' } }]).map(({ there }) => there)).toEqual([
    2, 0, 1, 0, 0, 0,
  ])
})

const somebody = (
  role: StaffMember['role'],
  counterIds: number[],
  officeId: number | null = 1,
): StaffMember => ({
  ...{ id: 1, officeId, login: 'mihon', name: '見本', role, pseudonym: 'p', counterIds },
})

test.for([
  ['an administrator writes everything of their office', somebody('administrator', []), 'documents', 1, true],
  ['an administrator of all offices, too', somebody('administrator', [], null), 'office', 1, true],
  ['but none of another office', somebody('administrator', [], 2), 'services', 1, false],
  ['a supervisor writes of a service at an own counter', somebody('supervisor', [7]), 'services', 7, true],
  ['not at another counter', somebody('supervisor', [7]), 'services', 8, false],
  ['with all counters, at any', somebody('supervisor', []), 'services', 8, true],
  ['not the counter itself', somebody('supervisor', [7]), 'counters', 7, false],
  ['not what all services share', somebody('supervisor', []), 'documents', null, false],
  ['a clerk writes nothing', somebody('clerk', []), 'services', 7, false],
] as const)('%s', ([, staff, kind, counterId, may]) => {
  expect(mayWrite(staff, { officeId: 1, kind, counterId })).toBe(may)
})

test.for([
  ['moves up before what was there', { a: '1', b: '2', c: '1' }, ['c', 'a', 'b']],
  ['moves down behind what was there', { a: '2', b: '2', c: '3' }, ['b', 'a', 'c']],
  ['stays with its number', { a: '1', b: '2', c: '3' }, ['a', 'b', 'c']],
  ['goes last with a number beyond the end', { a: '9', b: '2', c: '3' }, ['b', 'c', 'a']],
] as const)('a row %s', ([, typed, keys]) => {
  expect(reordered(['a', 'b', 'c'], typed)).toEqual({ ok: true, keys })
})

test.for(['', '0', '-1', '1.5', 'いち', '1000'])('"%s" is no place', wrong => {
  expect(reordered(['a', 'b'], { a: '1', b: wrong })).toEqual({ ok: false, wrong: ['b'] })
})

test('whatever numbers are given, each row is there once, and a single move lands on its number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (size, from, to) => {
      const keys = Array.from({ length: size }, (_, index) => `k${index}`)
      const [moved, place] = [keys[from % size] ?? '', (to % size) + 1]
      const typed = Object.fromEntries(keys.map((key, index) => [key, String(index + 1)]))
      const outcome = reordered(keys, { ...typed, [moved]: String(place) })
      expect(outcome.ok && outcome.keys.toSorted()).toEqual(keys.toSorted())
      expect(outcome.ok && outcome.keys.indexOf(moved)).toBe(place - 1)
    }),
  )
})

test('the name offered for addresses is free', () => {
  expect(freeSlug('service', ['tennyu', 'service-3'])).toBe('service-4')
  expect(isSlug('service-4')).toBe(true)
  expect([isSlug('Service'), isSlug(''), isSlug('a/b'), isSlug('a'.repeat(41))]).toEqual(Array(4).fill(false))
})
