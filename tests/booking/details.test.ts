import { describe, expect, test } from 'vitest'
import { parseDetails, parseEmail, parsePhone, type TypedDetails } from '#src/booking/details.ts'

const plain: TypedDetails = {
  name: '見本 花子',
  email: 'hanako@example.test',
  phone: '',
  language: 'ja',
  needs: [],
  documents: [],
}

function parse(typed: Partial<TypedDetails>) {
  return parseDetails({ ...plain, ...typed }, new Set(['honnin-kakunin', 'inkan']))
}

function errorsOf(typed: Partial<TypedDetails>) {
  const parsed = parse(typed)
  return parsed.ok ? [] : parsed.errors.map(({ field, reason }) => `${field} ${reason}`)
}

const [left, right, isolate, tag] = ['\u202d', '\u202e', '\u2066', '\u{e0041}']

describe('a name', () => {
  test.each([
    ['神 U+FA19', '\uFA19田'],
    ['福 U+FA1B', '\uFA1B田'],
    ['羽 U+FA1E', '\uFA1E田'],
    ['髙 and 﨑', '髙﨑'],
    ['𠮷', '𠮷野'],
    ['葛 with a variation selector', '葛\u{E0100}'],
    ['a kana with its mark apart', 'か\u3099'],
    ['half-width kana', 'ｶﾞﾝﾀﾞ'],
    ['full-width letters', 'ＡＢＣ'],
    ['㈱', '㈱見本'],
    ['a no-break space inside', 'Ana\u00a0María'],
    ['a joiner inside', 'क्\u200dष'],
    ['an apostrophe and quotes', `O'Brien "見本" <b>`],
    ['a family emoji', '👨‍👩‍👧‍👦'],
    ['a flag', '🇯🇵'],
    ['what looks like SQL', `'; drop table persons; --`],
  ])('with %s stays as it was typed', (_, name) => {
    const parsed = parse({ name })

    expect(parsed.ok && parsed.details.name).toBe(name)
  })

  test.each([' ', '　', '\u200b', '\ufeff', '\u00a0', '\t\r\n', '\u2060\u00ad'])(
    'loses %j around it',
    around => {
      const parsed = parse({ name: `${around}見本 花子${around}` })

      expect(parsed.ok && parsed.details.name).toBe('見本 花子')
    },
  )

  test.each(['', '   ', '　　', '\u200b\u200b', '\ufeff', '\u200b　\u2060\u00a0'])(
    'of nothing but %j is missing',
    name => {
      expect(errorsOf({ name })).toEqual(['name required'])
    },
  )

  test.each([
    ['a character that turns the direction', `見本${right}花子`],
    ['another one', `見本${left}花子`],
    ['an isolate', `見本${isolate}花子`],
    ['a tag character', `見本${tag}花子`],
    ['NUL', '見本\u0000花子'],
    ['a line break', '見本\n花子'],
    ['a line separator', '見本\u2028花子'],
    ['DEL', '見本\u007f花子'],
    ['a C1 control', '見本\u0085花子'],
    ['a lone high surrogate', '見本\ud842'],
    ['a lone low surrogate', '\udfb7見本'],
    ['a replacement character', '見本\ufffd'],
  ])('with %s is unreadable', (_, name) => {
    expect(errorsOf({ name })).toEqual(['name unreadable'])
  })

  test('may have a hundred letters as people count them, and no more', () => {
    for (const letter of ['あ', '𠮷', '葛\u{E0100}']) {
      expect(errorsOf({ name: letter.repeat(100) })).toEqual([])
      expect(errorsOf({ name: letter.repeat(101) })).toEqual(['name too_long'])
    }
    expect(errorsOf({ name: 'あ'.repeat(10_000) })).toEqual(['name too_long'])
  })

  test('of a few letters with thousands of marks is too long', () => {
    expect(errorsOf({ name: `e${'\u0301'.repeat(5000)}` })).toEqual(['name too_long'])
    expect(errorsOf({ name: '👨‍👩‍👧‍👦'.repeat(100) })).toEqual(['name too_long'])
  })

  test.each([
    ['spaces between two letters', `あ${' '.repeat(200_000)}い`],
    ['zero-width spaces between two letters', `あ${'\u200b'.repeat(200_000)}い`],
    ['letters', '見'.repeat(1_000_000)],
    ['marks', `e${'\u0301'.repeat(1_000_000)}`],
  ])('of very many %s is refused at once instead of keeping everybody waiting', (_, name) => {
    const before = performance.now()

    expect(errorsOf({ name })).toEqual(['name too_long'])

    expect(performance.now() - before).toBeLessThan(1000)
  })
})

describe('an e-mail address', () => {
  test.each([
    ['hanako@example.test', 'hanako@example.test'],
    ['Hanako.Mihon@Example.TEST', 'Hanako.Mihon@example.test'],
    [' hanako@example.test\r\n', 'hanako@example.test'],
    ['ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｔｅｓｔ', 'hanako@example.test'],
    ['hanako+ward@example.co.jp', 'hanako+ward@example.co.jp'],
    ["o'brien@example.test", "o'brien@example.test"],
    ['mihon..hanako.@docomo.example', 'mihon..hanako.@docomo.example'],
  ])('%j is taken as %j', (typed, taken) => {
    expect(parseEmail(typed)).toBe(taken)
  })

  test.each([
    '"quoted"@example.test',
    'Hanako <hanako@example.test>',
    'a@example.test, b@example.test',
    'a@example.test;b@example.test',
    'group:a@example.test;',
    'hanako@',
    '@example.test',
    'hanako',
    'hanako@localhost',
    'hanako@[127.0.0.1]',
    'hanako@-example.test',
    'hanako@example..test',
    '.hanako@example.test',
    'ha nako@example.test',
    'ha(comment)nako@example.test',
    'hanako@example.test@example.test',
    `${'a'.repeat(65)}@example.test`,
    'İ@example.test',
    'ß@example.test',
    '花子@example.test',
    'hanako@例え.test',
    'hanako\\@example.test',
  ])('%j is none', typed => {
    expect(parseEmail(typed)).toEqual({ reason: 'not_an_email' })
  })

  test.each([
    'hanako@example.test\r\nBcc: all@example.test',
    'hanako\u0000@example.test',
    '\u202ehanako@example.test',
  ])('%j is unreadable', typed => {
    expect(parseEmail(typed)).toEqual({ reason: 'unreadable' })
  })

  test('of more than 254 letters is too long', () => {
    expect(
      parseEmail(`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example`),
    ).toBe(`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example`)
    expect(parseEmail(`a@${'b.'.repeat(130)}test`)).toEqual({ reason: 'too_long' })
  })

  test('may be left out when there is a telephone number, and the other way round', () => {
    expect(errorsOf({ email: '', phone: '06-1234-5678' })).toEqual([])
    expect(errorsOf({ email: '', phone: '' })).toEqual(['email contact_required'])
    expect(errorsOf({ email: '\u200b', phone: '　' })).toEqual(['email contact_required'])
  })
})

describe('a telephone number', () => {
  test.each([
    ['06-1234-5678', '0612345678'],
    ['090-1234-5678', '09012345678'],
    ['０９０－１２３４－５６７８', '09012345678'],
    ['090ー1234ー5678', '09012345678'],
    ['090‐1234−5678', '09012345678'],
    ['（０６）１２３４－５６７８', '0612345678'],
    [' 090 1234 5678 ', '09012345678'],
    ['+81 90 1234 5678', '09012345678'],
    ['+81 (0)90-1234-5678', '09012345678'],
    ['＋８１９０１２３４５６７８', '09012345678'],
    ['+81-6-1234-5678', '0612345678'],
    ['+1 212 555 0100', '+12125550100'],
    ['\u202a+81 90‑1234‑5678\u202c', '09012345678'],
    ['\u2068090-1234-5678\u2069', '09012345678'],
    ['\u200e+1\u00a0212\u200b555\u00ad0100', '+12125550100'],
  ])('%j is taken as %j', (typed, taken) => {
    expect(parsePhone(typed)).toBe(taken)
  })

  test.each([
    '110',
    '1234567890',
    '090-1234-56',
    '090123456789',
    '+81 0 1234 5678',
    '+81 90 1234',
    '+0 12345678',
    '電話なし',
    '０九〇',
    '090\u00001234567',
  ])('%j is none', typed => {
    expect(parsePhone(typed)).toEqual({ reason: 'not_a_phone' })
  })

  test('of more than forty characters is too long', () => {
    expect(parsePhone('0'.repeat(41))).toEqual({ reason: 'too_long' })
  })
})

test('needs, documents and language are those there are, each once', () => {
  const parsed = parse({ needs: ['wheelchair', 'wheelchair'], documents: ['inkan', 'inkan'], language: 'en' })

  expect(parsed).toMatchObject({
    ok: true,
    details: { needs: ['wheelchair'], documents: ['inkan'], language: 'en' },
  })
  expect(errorsOf({ needs: ['a helicopter'] })).toEqual(['needs unknown'])
  expect(errorsOf({ documents: ['../secret'] })).toEqual(['documents unknown'])
  expect(errorsOf({ language: 'xx' })).toEqual(['language unknown'])
})

test('every field that is wrong is named at once', () => {
  const typed = { name: '', email: 'nobody', phone: '1', language: '', needs: ['x'], documents: ['x'] }

  expect(errorsOf(typed)).toEqual([
    'name required',
    'email not_an_email',
    'phone not_a_phone',
    'language unknown',
    'needs unknown',
    'documents unknown',
  ])
})
