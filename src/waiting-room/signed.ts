import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { Place } from './line.ts'

/** Admission of one browser for a while. */
export type Pass = { calledAt: Instant; until: Instant }

/** A place is good for as long after its owner was seen last: after that, the rush it was of is over. */
export const placeMilliseconds = 2 * 3_600_000

/** A place as a browser keeps it. */
type SignedPlace = Place & { until: Instant }

/** The key by which all servers of a database sign, made of what names these data (RFC 5869). */
export function signingKey(dataId: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', dataId, '', 'madoguchi waiting room', 32)))
}

export function writePlace(key: KeyObject, { arrivedAt, id, until }: SignedPlace): string {
  return signed(key, 'place', `${arrivedAt.toString(36)}.${id}.${until.toString(36)}`)
}

/** The place that one of our servers has given; null for anything else, and when it has ended. */
export function readPlace(key: KeyObject, text: string, now: Instant): SignedPlace | null {
  const [arrived = '', id = '', end = ''] = verified(key, 'place', text)
  const [arrivedAt, until] = [Number.parseInt(arrived, 36), Number.parseInt(end, 36)]
  // The clock of another server may be ahead: nobody comes later than now.
  return now < until ? { arrivedAt: Math.min(arrivedAt, now), id, until } : null
}

export function writePass(key: KeyObject, { calledAt, until }: Pass): string {
  return signed(key, 'pass', `${calledAt.toString(36)}.${until.toString(36)}`)
}

/** The pass that one of our servers has given; null for anything else, and when it has ended. */
export function readPass(key: KeyObject, text: string, now: Instant): Pass | null {
  const [called = '', end = ''] = verified(key, 'pass', text)
  const [calledAt, until] = [Number.parseInt(called, 36), Number.parseInt(end, 36)]
  return end && now < until ? { calledAt, until } : null
}

function signed(key: KeyObject, kind: 'place' | 'pass', text: string): string {
  return `${text}.${macOf(key, kind, text).toString('base64url')}`
}

function verified(key: KeyObject, kind: 'place' | 'pass', text: string): string[] {
  const end = text.lastIndexOf('.')
  const mac = Buffer.from(text.slice(end + 1), 'base64url')
  const right = macOf(key, kind, text.slice(0, Math.max(0, end)))
  const isRight = mac.length === right.length && timingSafeEqual(mac, right)
  return isRight ? text.slice(0, end).split('.') : []
}

function macOf(key: KeyObject, kind: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${kind} ${text}`).digest().subarray(0, 16)
}
