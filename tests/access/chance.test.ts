import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  newPseudonym,
  newReceipt,
  newReference,
  newSetupCode,
  newToken,
  referenceLetters,
} from '#src/access/token.ts'
import { newLinkCode } from '#src/line/code.ts'

/** How likely each letter is at a place. */
type Shares = (place: number) => Map<string, number>

const samples = 100_000
const letterBits = Math.log2(referenceLetters.length)

function evenly(letters: string): Map<string, number> {
  return new Map(Array.from(letters, letter => [letter, 1 / letters.length]))
}

const ofLetters: Shares = () => evenly(referenceLetters)

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 21 letters of six bits, and one of two. */
const ofToken: Shares = place => evenly(place === 21 ? 'AQgw' : base64url)

/** How likely so many letters are without any of the eight figures. */
const withoutFigure = (count: number) => (23 / 31) ** count

/** One of eight at least is a figure, which makes figures a little likelier. */
const ofLinkCode: Shares = () => {
  const share = (letter: string) => (/\d/.test(letter) ? 1 : 1 - withoutFigure(7))
  const all = Array.from(referenceLetters)
  return new Map(all.map(letter => [letter, share(letter) / (1 - withoutFigure(8)) / 31]))
}

/** By how many standard deviations letters, and pairs of them, come otherwise than by chance. */
function worstDeviation(texts: readonly string[], shares: Shares): number {
  const places = Array.from(texts[0] ?? '', (_, place) => place)
  const single = places.map(place =>
    deviation(
      texts.map(text => text[place] ?? ''),
      shares(place),
    ),
  )
  const neighbours = places.slice(1).map(place =>
    deviation(
      texts.map(text => text.slice(place - 1, place + 1)),
      pairs(shares, place - 1, place),
    ),
  )
  // A counter or a clock shows where each text follows from the one before.
  const following = places.map(place => {
    const found = texts.slice(1).map((text, index) => `${texts[index]?.[place]}${text[place]}`)
    return deviation(found, pairs(shares, place, place))
  })
  return Math.max(...single, ...neighbours, ...following)
}

function pairs(shares: Shares, one: number, other: number): Map<string, number> {
  const seconds = [...shares(other)]
  return new Map(
    [...shares(one)].flatMap(([first, share]) =>
      seconds.map(([second, next]): [string, number] => [`${first}${second}`, share * next]),
    ),
  )
}

/** Pearson's chi-square, as standard deviations from its mean; what cannot come at all is beyond all bounds. */
function deviation(found: readonly string[], shares: Map<string, number>): number {
  const counts = new Map([...shares.keys()].map(text => [text, 0]))
  for (const text of found) {
    const count = counts.get(text)
    if (count === undefined) return Infinity
    counts.set(text, count + 1)
  }
  let chiSquare = 0
  for (const [text, share] of shares)
    chiSquare += ((counts.get(text) ?? 0) - share * found.length) ** 2 / (share * found.length)
  const freedom = shares.size - 1
  return (chiSquare - freedom) / Math.sqrt(2 * freedom)
}

/** Fewer than one honest run in a million goes beyond it at any place. */
const deviationMax = 12

/** How often chance alone may give one twice (birthdays): never at 128 bits. */
function repeatsMax(bits: number): number {
  const expected = samples ** 2 / 2 / 2 ** bits
  return expected < 1e-6 ? 0 : 3 + expected + 8 * Math.sqrt(expected)
}

test.for<{ what: string; draw: () => string; bits: number; shares: Shares }>([
  { what: 'tokens of links, sessions, holds and tickets', draw: newToken, bits: 128, shares: ofToken },
  { what: 'references', draw: newReference, bits: 6 * letterBits, shares: ofLetters },
  { what: 'codes for a password', draw: newSetupCode, bits: 12 * letterBits, shares: ofLetters },
  { what: 'receipts', draw: newReceipt, bits: 8 * letterBits, shares: ofLetters },
  { what: 'pseudonyms', draw: newPseudonym, bits: 8 * letterBits, shares: ofLetters },
  {
    ...{ what: 'codes for LINE', draw: newLinkCode, shares: ofLinkCode },
    bits: 8 * letterBits + Math.log2(1 - withoutFigure(8)),
  },
])('of a hundred thousand $what none tells of another', ({ draw, bits, shares }) => {
  const texts = Array.from({ length: samples }, draw)

  expect(samples - new Set(texts).size).toBeLessThanOrEqual(repeatsMax(bits))
  expect(worstDeviation(texts, shares)).toBeLessThan(deviationMax)
})

test.for<{ what: string; draw: (index: number) => string }>([
  {
    what: 'bytes that are divided',
    draw: () => Array.from(randomBytes(6), byte => referenceLetters[byte % 31]).join(''),
  },
  {
    what: 'a counter',
    draw: index =>
      Array.from({ length: 6 }, (_, place) => referenceLetters[Math.floor(index / 31 ** place) % 31]).join(
        '',
      ),
  },
  {
    what: 'one letter after the other',
    draw: index => {
      const start = randomBytes(1)[0] ?? 0
      return Array.from({ length: 6 }, (_, place) => referenceLetters[(start + place + index) % 31]).join('')
    },
  },
])('$what would be found', ({ draw }) => {
  const texts = Array.from({ length: samples }, (_, index) => draw(index))

  expect(worstDeviation(texts, ofLetters)).toBeGreaterThan(deviationMax)
})
