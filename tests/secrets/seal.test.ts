import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { readKeys } from '#src/secrets/key-file.ts'
import { keyFrom, keyIdOf, type Place, seal, unseal } from '#src/secrets/seal.ts'
import { createSecrets } from '#src/secrets/secrets.ts'

const [old, fresh] = [keyFrom(Buffer.alloc(32, 1)), keyFrom(Buffer.alloc(32, 2))]
const place: Place = { id: 1, column: 'line_channels.channel_secret' }

test('what is sealed opens with its key as it was, and is another text each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const sealed = seal(old, place, text)
      expect(unseal([fresh, old], place, sealed)).toBe(text)
      expect(seal(old, place, text)).not.toBe(sealed)
    }),
  )
})

test('it opens with no other key, for no other row and in no other column', () => {
  const sealed = seal(old, place, 'token')
  expect(unseal([fresh], place, sealed)).toBe(null)
  expect(unseal([], place, sealed)).toBe(null)
  expect(unseal([{ ...fresh, id: old.id }], place, sealed)).toBe(null)
  expect(unseal([old], { ...place, id: 2 }, sealed)).toBe(null)
  expect(unseal([old], { ...place, column: 'line_channels.access_token' }, sealed)).toBe(null)
})

test('a single letter that has changed keeps it shut', () => {
  const sealed = seal(old, place, 'token')
  const start = sealed.lastIndexOf(':') + 1
  for (let index = start; index < sealed.length - 1; index += 1) {
    const other = sealed[index] === 'A' ? 'B' : 'A'
    expect(unseal([old], place, sealed.slice(0, index) + other + sealed.slice(index + 1))).toBe(null)
  }
  expect(unseal([old], place, sealed.slice(0, start + 8))).toBe(null)
})

test('a key has a name that tells nothing of it', () => {
  const bytes = randomBytes(32)
  const { id } = keyFrom(bytes)
  expect(id).toMatch(/^[\w-]{10}$/)
  expect(bytes.toString('base64url')).not.toContain(id)
  expect(keyIdOf(seal({ id, bytes }, place, 'token'))).toBe(id)
  expect(keyIdOf('mihon-access-token:of:tests')).toBe(null)
})

test('the first key seals, every key opens, and what another has sealed is outdated', () => {
  const secrets = createSecrets([fresh, old], { isProduction: true })
  const [now, before] = [secrets.toKeep(place, 'token'), seal(old, place, 'token')]
  expect(keyIdOf(now)).toBe(fresh.id)
  for (const kept of [now, before, 'token']) expect(secrets.fromKept(place, kept)).toBe('token')
  expect([now, before, 'token'].map(secrets.isOutdated)).toEqual([false, true, true])
})

test('without a key nothing is kept in production, and elsewhere as it was typed', () => {
  const [production, development] = [true, false].map(isProduction => createSecrets([], { isProduction }))
  expect(production?.canKeep).toBe(false)
  expect(() => production?.toKeep(place, 'token')).toThrow('without a key')
  expect(production?.fromKept(place, 'token')).toBe('token')
  expect(development?.canKeep).toBe(true)
  expect(development?.toKeep(place, 'token')).toBe('token')
  expect(development?.isOutdated('token')).toBe(false)
})

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'keys'), text)
  return join(folder, 'keys')
}

const line = (byte: number) => Buffer.alloc(32, byte).toString('base64')

test('a file holds a key on each line, the newest first', async () => {
  expect(await readKeys(fileOf(`${line(2)}\r\n\n${line(1)}\n`))).toEqual([fresh, old])
  expect(await readKeys(null)).toEqual([])
})

test.for([
  ['nothing', ''],
  ['a passphrase', 'a long passphrase that somebody has thought of'],
  ['a key of 31 bytes', Buffer.alloc(31, 1).toString('base64')],
  ['a second line that is none', `${line(1)}\nnone`],
])('a file with %s stops the start with a line that holds nothing of it', async ([, text = '']) => {
  const file = fileOf(text)
  await expect(readKeys(file)).rejects.toThrow(
    `SECRETS_KEY_FILE: ${file} must hold a key of 32 bytes in base64 on each line`,
  )
})

test('a file that is not there is told by its name', async () => {
  await expect(readKeys('/nowhere/keys')).rejects.toThrow(
    'SECRETS_KEY_FILE: /nowhere/keys cannot be read: ENOENT',
  )
})
