import {
  type FieldReason as ContactReason,
  isReadable,
  parseEmail,
  parsePhone,
  trimInvisible,
} from '../booking/details.ts'
import { addDays, type LocalDate, parseDate } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { answerLettersMax, categories, type Category, deskChannels, opinionLettersMax } from './opinion.ts'

/** What somebody typed, before anything is known about it. */
export type TypedOpinion = {
  text: string
  category: string
  /** The slug of a counter, '' for the whole office. */
  counter: string
  wantsAnswer: boolean
  name: string
  email: string
  phone: string
}

/** The same from paper, phone or desk, with how and when it came. */
export type TypedEntry = TypedOpinion & { channel: string; receivedDate: string }

export type OpinionField = keyof TypedEntry
export type OpinionReason = ContactReason | 'not_a_date' | 'in_future' | 'too_old'
export type OpinionFieldError = { field: OpinionField; reason: OpinionReason }

export type Contact = { name: string | null; email: string | null; phone: string | null }

export type OpinionDetails = {
  text: string
  category: Category
  counter: Counter | null
  wantsAnswer: boolean
  /** Null without the wish for an answer: then nobody is asked who they are. */
  contact: Contact | null
}

export type ParsedOpinion = { ok: true; details: OpinionDetails } | { ok: false; errors: OpinionFieldError[] }

type Counters = Pick<Office, 'counters'>

const nameLettersMax = 100

/** Checks what a resident typed. Whoever wishes an answer gives an e-mail address or a telephone number. */
export function parseOpinion(office: Counters, typed: TypedOpinion): ParsedOpinion {
  const { errors, details } = readOpinion(office, typed)
  const { contact, wantsAnswer } = details
  if (wantsAnswer && !contact?.email && !contact?.phone && !errors.some(isOfContact))
    errors.push({ field: 'email', reason: 'contact_required' })
  return errors.length > 0 ? { ok: false, errors } : { ok: true, details }
}

export type EntryDetails = OpinionDetails & {
  channel: (typeof deskChannels)[number]
  receivedDate: LocalDate
}

export type ParsedEntry = { ok: true; details: EntryDetails } | { ok: false; errors: OpinionFieldError[] }

const entryDaysMax = 366

/**
 * Checks what staff typed from paper or for somebody. The day it came in lies within the last year. A contact is
 * not needed: the address for a letter stays on the paper.
 */
export function parseEntry(office: Counters, typed: TypedEntry, today: LocalDate): ParsedEntry {
  const errors: OpinionFieldError[] = []
  const channel = deskChannels.find(known => known === typed.channel)
  if (!channel) errors.push({ field: 'channel', reason: typed.channel === '' ? 'required' : 'unknown' })
  const receivedDate = parseDate(typed.receivedDate.trim())
  const dateReason = refuseDate(receivedDate, today)
  if (dateReason) errors.push({ field: 'receivedDate', reason: dateReason })
  const { errors: further, details } = readOpinion(office, typed)
  errors.push(...further)
  if (errors.length > 0 || !channel || receivedDate === null) return { ok: false, errors }
  return { ok: true, details: { ...details, channel, receivedDate } }
}

function refuseDate(date: LocalDate | null, today: LocalDate): OpinionReason | null {
  if (date === null) return 'not_a_date'
  if (date > today) return 'in_future'
  return date < addDays(today, -entryDaysMax) ? 'too_old' : null
}

function isOfContact({ field }: OpinionFieldError): boolean {
  return field === 'email' || field === 'phone'
}

function readOpinion(office: Counters, typed: TypedOpinion) {
  const errors: OpinionFieldError[] = []
  const check = (field: OpinionField, reason: OpinionReason | null) => {
    if (reason) errors.push({ field, reason })
  }
  const category = categories.find(known => known === typed.category)
  if (!category) check('category', typed.category === '' ? 'required' : 'unknown')
  const counter = office.counters.find(({ slug }) => slug === typed.counter) ?? null
  if (typed.counter !== '' && !counter) check('counter', 'unknown')
  const text = parseText(typed.text, opinionLettersMax)
  check('text', text.reason)
  const contact = typed.wantsAnswer ? readContact(typed, check) : null

  const details: OpinionDetails = {
    text: text.text,
    category: category ?? 'other',
    counter,
    wantsAnswer: typed.wantsAnswer,
    contact,
  }
  return { errors, details }
}

function readContact(
  typed: Pick<TypedOpinion, 'name' | 'email' | 'phone'>,
  check: (field: OpinionField, reason: OpinionReason | null) => void,
): Contact | null {
  const email = parseEmail(typed.email)
  const phone = parsePhone(typed.phone)
  check('email', reasonOf(email))
  check('phone', reasonOf(phone))
  const name = trimInvisible(typed.name)
  if (!isReadable(name)) check('name', 'unreadable')
  else if (Array.from(name).length > nameLettersMax) check('name', 'too_long')
  const known = { name: name || null, email: asText(email), phone: asText(phone) }
  return Object.values(known).some(Boolean) ? known : null
}

type Parsed = ReturnType<typeof parseEmail>

function reasonOf(parsed: Parsed): OpinionReason | null {
  return typeof parsed === 'object' && parsed ? parsed.reason : null
}

function asText(parsed: Parsed): string | null {
  return typeof parsed === 'string' ? parsed : null
}

export type TextReason = 'required' | 'too_long' | 'unreadable'

/**
 * A text of several lines as it was typed, with one kind of line break and no spaces around it. Counted in code
 * points, line breaks too; tabs become spaces.
 */
export function parseText(typed: string, lettersMax: number): { text: string; reason: TextReason | null } {
  const text = trimInvisible(typed.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' '))
  if (text === '') return { text, reason: 'required' }
  if (!isReadable(text.replaceAll('\n', ' '))) return { text, reason: 'unreadable' }
  const isTooLong = text.length > lettersMax && Array.from(text).length > lettersMax
  return { text, reason: isTooLong ? 'too_long' : null }
}

/** An answer as staff typed it. */
export function parseAnswer(typed: string): { text: string; reason: TextReason | null } {
  return parseText(typed, answerLettersMax)
}

/** What was typed into the forms of an opinion's page. */
export type TypedDeed = Record<
  'answer' | 'by' | 'to' | 'reason' | 'publishedText' | 'publishedAnswer',
  string
>

/** What is wrong with one of them, by its field. */
export type DeedFault =
  | { field: 'answer' | 'publishedText' | 'publishedAnswer'; reason: TextReason }
  | { field: 'by' | 'to' | 'reason' | 'isAnonymous'; reason: 'missing' }
