import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StoreBusyError } from '#db/outcome.ts'
import { createPasswords } from '#src/staff/password.ts'

test('a digest is argon2id with its salt, and only its password is right', async () => {
  const passwords = createPasswords()

  const digest = await passwords.hash('長い合言葉 one two three')

  expect(digest).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await passwords.hash('長い合言葉 one two three')).not.toBe(digest)
  expect(await passwords.isRight('長い合言葉 one two three', digest)).toBe(true)
  expect(await passwords.isRight('長い合言葉 one two threE', digest)).toBe(false)
  expect(await passwords.isRight('', digest)).toBe(false)
})

test('a password typed in another composition or width is the same', async () => {
  const passwords = createPasswords()
  const digest = await passwords.hash('がぎぐげご ABC 123')

  expect(await passwords.isRight('がぎぐげご ABC 123'.normalize('NFD'), digest)).toBe(true)
  expect(await passwords.isRight('がぎぐげご ＡＢＣ １２３', digest)).toBe(true)
})

test('nobody has no password', async () => {
  const passwords = createPasswords()

  expect(await passwords.isRight('', null)).toBe(false)
  expect(await passwords.isRight('anything', null)).toBe(false)
})

test('a digest of another kind is an error, never a password', async () => {
  await expect(createPasswords().isRight('x', '$2b$10$abcdefghijk')).rejects.toThrow('argon2id')
})

test('two are hashed at a time, twenty wait, and the next is told to come again', async () => {
  const passwords = createPasswords()
  const running = Array.from({ length: 22 }, () => passwords.isRight('x', null))

  await expect(passwords.isRight('x', null)).rejects.toThrow(StoreBusyError)

  expect(await Promise.all(running)).toEqual(Array(22).fill(false))
  await sleep(0)
  expect(await passwords.isRight('x', null)).toBe(false)
})
