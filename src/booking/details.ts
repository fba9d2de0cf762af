import { asLanguage } from '../languages.ts'
import { type Details, type Need, needs } from './appointment.ts'

/** What somebody typed, before anything is known about it. */
export type TypedDetails = {
  name: string
  email: string
  phone: string
  language: string
  needs: readonly string[]
  documents: readonly string[]
}

export type DetailsField = 'name' | 'email' | 'phone' | 'language' | 'needs' | 'documents'

export type FieldReason =
  'required' | 'contact_required' | 'too_long' | 'unreadable' | 'not_an_email' | 'not_a_phone' | 'unknown'

export type FieldError = { field: DetailsField; reason: FieldReason }

export type ParsedDetails = { ok: true; details: Details } | { ok: false; errors: FieldError[] }

const nameLettersMax = 100
const nameBytesMax = 1000
const emailLettersMax = 254

/**
 * Checks what was typed. The name stays exactly as it was typed but for spaces around it: normalising would
 * change some people's characters. E-mail and phone are brought to one form.
 */
export function parseDetails(typed: TypedDetails, knownDocuments: ReadonlySet<string>): ParsedDetails {
  const errors: FieldError[] = []
  const check = (field: DetailsField, reason: FieldReason | null) => {
    if (reason) errors.push({ field, reason })
  }

  const name = trimInvisible(typed.name)
  check('name', refuseName(name))

  const email = parseEmail(typed.email)
  const phone = parsePhone(typed.phone)
  if (typeof email !== 'string' && email) check('email', email.reason)
  if (typeof phone !== 'string' && phone) check('phone', phone.reason)
  if (email === null && phone === null) check('email', 'contact_required')

  const language = asLanguage(typed.language)
  if (language === null) check('language', 'unknown')
  const knownNeeds: readonly string[] = needs
  if (typed.needs.some(need => !knownNeeds.includes(need))) check('needs', 'unknown')
  if (typed.documents.some(slug => !knownDocuments.has(slug))) check('documents', 'unknown')

  if (language === null || errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    details: {
      name,
      email: email as string | null,
      phone: phone as string | null,
      language,
      needs: [...new Set(typed.needs)] as Need[],
      documents: [...new Set(typed.documents)],
    },
  }
}

function refuseName(name: string): FieldReason | null {
  if (!isReadable(name)) return 'unreadable'
  if (name === '') return 'required'
  if (Buffer.byteLength(name) > nameBytesMax) return 'too_long'
  // A letter is one code unit or more, so most names need no counting.
  if (name.length <= nameLettersMax) return null
  return [...new Intl.Segmenter('ja').segment(name)].length > nameLettersMax ? 'too_long' : null
}

type Refused = { reason: FieldReason }

/** The address with its domain in lower case, null when nothing was typed. */
export function parseEmail(typed: string): string | Refused | null {
  const email = trimInvisible(typed)
  if (email === '') return null
  if (!isReadable(email)) return { reason: 'unreadable' }
  const plain = email.normalize('NFKC')
  if (plain.length > emailLettersMax) return { reason: 'too_long' }

  const at = plain.lastIndexOf('@')
  const [local, domain] = [plain.slice(0, at), plain.slice(at + 1)]
  // Dots side by side or at the end are against the standard, but old addresses of Japanese phones have them.
  if (
    at < 1 ||
    local.length > 64 ||
    !/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-][A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*$/.test(local)
  )
    return { reason: 'not_an_email' }
  if (!domain.includes('.') || !isDotted(domain, /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/))
    return { reason: 'not_an_email' }
  return `${local}@${domain.toLowerCase()}`
}

/**
 * Digits with a leading 0 or +, null when nothing was typed; any width, grouping and dashes are fine, and so are
 * the invisible marks that telephones copy along with a number.
 */
export function parsePhone(typed: string): string | Refused | null {
  const phone = trimInvisible(typed)
  if (phone === '') return null
  if (phone.length > 40) return { reason: 'too_long' }
  const typedDigits = phone.normalize('NFKC').replace(/[\s\p{Cf}\-‐‑‒–—―−ー~.()/]/gu, '')
  const digits = typedDigits.replace(/^\+810?/, '0')
  if (/^0\d{9,10}$/.test(digits)) return digits
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  return { reason: 'not_a_phone' }
}

function isDotted(text: string, part: RegExp): boolean {
  return text.split('.').every(piece => part.test(piece))
}

const invisible = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/

/**
 * Spaces of every kind, zero-width characters and byte order marks around a text mean nothing. Letter by
 * letter: a pattern for the end takes seconds on 50,000 spaces in the middle.
 */
export function trimInvisible(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && invisible.test(text.charAt(from))) from += 1
  while (to > from && invisible.test(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

/** No lone surrogates, broken bytes, control characters, or characters that turn the direction of text around them. */
export function isReadable(text: string): boolean {
  return (
    text.isWellFormed() &&
    !/[\p{Cc}\u2028\u2029\ufff9-\ufffd\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u.test(text)
  )
}
