import { expect, test } from 'vitest'
import {
  displayReference,
  isTokenShaped,
  newReference,
  newToken,
  parseReference,
  tokenHash,
} from '#src/access/token.ts'

test('a token is 128 random bits in 22 letters of a URL', () => {
  const tokens = Array.from({ length: 1000 }, newToken)

  expect(new Set(tokens).size).toBe(1000)
  expect(tokens.every(isTokenShaped)).toBe(true)
})

test.each(['', 'short', 'x'.repeat(21), 'x'.repeat(23), `${'x'.repeat(21)}!`, `${'x'.repeat(22)}\n`])(
  '%j has not the form of a token',
  text => {
    expect(isTokenShaped(text)).toBe(false)
  },
)

test('the digest of a token is always the same and tells nothing of it', () => {
  const token = newToken()

  expect(tokenHash(token)).toBe(tokenHash(token))
  expect(tokenHash(token)).toMatch(/^[\w-]{43}$/)
  expect(tokenHash(token)).not.toContain(token.slice(0, 8))
})

test('a reference has six characters, none of them easily mistaken, and all the others', () => {
  const references = Array.from({ length: 3000 }, newReference)

  expect(references.every(reference => /^[2-9A-HJKMNP-Z]{6}$/.test(reference))).toBe(true)
  expect(new Set(references.join('')).size).toBe(31)
})

test('a reference is read back from the way it is shown', () => {
  for (const reference of Array.from({ length: 100 }, newReference))
    expect(parseReference(displayReference(reference))).toBe(reference)
})

test.each([
  'abc-234',
  'ABC234',
  ' a b c 2 3 4 ',
  'ＡＢＣ－２３４',
  'ABC‐234',
  'ABCー234',
  'abc_234',
  'ABC―234',
])('%j is read as ABC234', typed => {
  expect(parseReference(typed)).toBe('ABC234')
})

test.each([
  '',
  'ABC-23',
  'ABC-2345',
  'ABC-O23',
  'ABC-123',
  'ABC-I23',
  'ABC-L23',
  'ABC-あ23',
  'ABC;234',
  'ß23456',
])('%j is no reference', typed => {
  expect(parseReference(typed)).toBeNull()
})
