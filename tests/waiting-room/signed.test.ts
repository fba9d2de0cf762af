import { expect, test } from 'vitest'
import {
  isOfPass,
  placeAfterPass,
  placeMilliseconds,
  readPass,
  readPlace,
  signingKey,
  writePass,
  writePlace,
} from '#src/waiting-room/signed.ts'

const key = signingKey('a1b2')
const arrivedAt = 1_790_000_000_000
const place = { arrivedAt, id: 'Ab-9_c', until: arrivedAt + 7_200_000 }
const now = arrivedAt + 1000

test('a place is read again by every server of the same data', () => {
  expect(readPlace(signingKey('a1b2'), writePlace(key, place), now)).toEqual(place)
  expect(readPlace(signingKey('c3d4'), writePlace(key, place), now)).toBeNull()
})

test('no change of a single character goes through', () => {
  const text = writePlace(key, place)
  // The last character of base64url carries bits that say nothing.
  const read = Array.from(text.slice(0, -1), (letter, index) =>
    readPlace(key, `${text.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`, now),
  )
  expect(read.filter(Boolean)).toEqual([])
})

test('a place is no pass, and a pass no place', () => {
  expect(readPass(key, writePlace(key, place), now)).toBeNull()
  expect(readPlace(key, writePass(key, { calledAt: now, until: now + 1, arrivedAt }), now)).toBeNull()
})

test('what is no signed text is nothing', () => {
  for (const text of ['', '.', '..', 'a.b.c', `${place.arrivedAt}.x.`, '窓口', 'x'.repeat(4000)])
    expect([readPlace(key, text, now), readPass(key, text, now)]).toEqual([null, null])
})

test('a place and a pass are good until they end', () => {
  const text = writePlace(key, place)
  expect(readPlace(key, text, place.until - 1)).toEqual(place)
  expect(readPlace(key, text, place.until)).toBeNull()

  const pass = writePass(key, { calledAt: now, until: now + 10, arrivedAt })
  expect(readPass(key, pass, now + 9)).toEqual({ calledAt: now, until: now + 10, arrivedAt })
  expect(readPass(key, pass, now + 10)).toBeNull()
})

test('nobody comes later than now, whatever the clock of another server says', () => {
  expect(readPlace(key, writePlace(key, place), place.arrivedAt - 5000)?.arrivedAt).toBe(
    place.arrivedAt - 5000,
  )
})

test('a pass that has ended is one place where its owner stood, however often it is shown, for two hours', () => {
  const until = now + 10
  const pass = writePass(key, { calledAt: now, until, arrivedAt })
  expect(placeAfterPass(key, pass, until - 1)).toBeNull()

  const back = placeAfterPass(key, pass, until)
  expect(back?.arrivedAt).toBe(arrivedAt)
  expect(placeAfterPass(key, pass, until + placeMilliseconds - 1)).toEqual(back)
  expect(placeAfterPass(key, pass, until + placeMilliseconds)).toBeNull()
  expect(placeAfterPass(signingKey('c3d4'), pass, until)).toBeNull()

  expect(back && isOfPass(back)).toBe(true)
  expect(isOfPass(place)).toBe(false)
  const kept = back && readPlace(key, writePlace(key, { ...back, until: until + 10 }), until)
  expect(kept && isOfPass(kept)).toBe(true)
})
