import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { Place } from './line.ts'

/** Admission of one browser for a while; with the moment at which its owner came. */
export type Pass = { calledAt: Instant; until: Instant; arrivedAt: Instant }

/** A place is good for as long after its owner was seen last: after that, the rush it was of is over. */
export const placeMilliseconds = 2 * 3_600_000

/** No name of a place that was drawn begins so. */
const backMark = '~'

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

export function writePass(key: KeyObject, { calledAt, until, arrivedAt }: Pass): string {
  return signed(key, 'pass', [calledAt, until, arrivedAt].map(instant => instant.toString(36)).join('.'))
}

/** The pass that one of our servers has given; null for anything else, and when it has ended. */
export function readPass(key: KeyObject, text: string, now: Instant): Pass | null {
  const pass = passIn(key, text)
  return pass && now < pass.until ? pass : null
}

/**
 * The place of somebody whose pass ended not long ago: where they stood when they came, which is before all who wait.
 * It is the same however often a pass is shown, so that one pass brings back one person.
 */
export function placeAfterPass(key: KeyObject, text: string, now: Instant): Place | null {
  const pass = passIn(key, text)
  if (!pass || now < pass.until || now >= pass.until + placeMilliseconds) return null
  return {
    arrivedAt: Math.min(pass.arrivedAt, now),
    id: `${backMark}${text.slice(text.lastIndexOf('.') + 1)}`,
  }
}

/** Whether a place was given for a pass that had ended. */
export function isOfPass({ id }: Place): boolean {
  return id.startsWith(backMark)
}

function passIn(key: KeyObject, text: string): Pass | null {
  const instants = verified(key, 'pass', text).map(part => Number.parseInt(part, 36))
  const [calledAt = Number.NaN, until = Number.NaN, arrivedAt = Number.NaN] = instants
  return Number.isFinite(calledAt + until + arrivedAt) ? { calledAt, until, arrivedAt } : null
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
