import { expect, test } from 'vitest'
import { passwordFault } from '#src/staff/new-password.ts'

const of = { login: 'yamada', officeNames: ['ミホン区役所', 'Mihon Ward Office'] }

test.each([
  ['雨の日は傘をさして歩いて帰ります'],
  ['kuruma no iro wa ao desu'],
  ['Tr0ub4dor&3-und-noch-mehr'],
  ['🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆'],
  ['x7Kq9Lm2Vb4Ns6Td'],
])('"%s" is a password', password => {
  expect(passwordFault(password, of)).toBeNull()
})

test('fifteen characters are enough, fourteen are not; they are counted as people count', () => {
  expect(passwordFault('雨の日は傘をさして歩いて帰る', of)).toBe('too_short')
  expect(passwordFault('雨の日は傘をさして歩いて帰るよ', of)).toBeNull()
  expect(passwordFault('🦊🐻🐼🐨🐯🦁🐮', of)).toBe('too_short')
})

test('128 characters are taken, 129 are not', () => {
  const long = Array.from({ length: 129 }, (_, index) => String.fromCodePoint(0x4e00 + index * index)).join(
    '',
  )

  expect(passwordFault(long.slice(0, 128), of)).toBeNull()
  expect(passwordFault(long, of)).toBe('too_long')
})

test.each([
  'password12345678',
  'Ｐａｓｓｗｏｒｄ１２３４５６７８',
  'passwordpassword',
  'PasswordPasswordPassword!',
  '123456789012345',
  'aaaaaaaaaaaaaaaa',
  'abcdefghijklmnopqrst',
  'zyxwvutsrqponmlkj',
  'abcabcabcabcabcabc',
  '2026-12-01 2026-12-01',
  'qwertyuiopasdfghjkl',
  '1q2w3e4r5t6y7u8i9o0p',
  'correct horse battery staple',
  'iloveyouiloveyou!!',
  'あいうえおあいうえおあいうえお',
  'パスワードパスワードパスワード',
  'Administrator123',
  'welcome welcome 1234',
])('"%s" is what everybody would guess', password => {
  expect(passwordFault(password, of)).toBe('too_common')
})

test('neither login nor office may be part of it, in any width or case', () => {
  expect(passwordFault('ＹＡＭＡＤＡ no atarashii hako', of)).toBe('contains_login')
  expect(passwordFault('わたしのミホン区役所の合言葉です', of)).toBe('contains_office')
  expect(passwordFault('mihon WARD office no asa gohan', of)).toBe('contains_office')
})
