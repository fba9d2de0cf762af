import type { MessageTemplate, Service } from '../offices/office.ts'

export type MessageKind = MessageTemplate['kind']
export const messageKinds = [
  'booked',
  'rescheduled',
  'cancelled',
  'opinion_answered',
  'reminder',
  'waitlisted',
  'place_offered',
  'waitlist_ended',
] as const satisfies readonly MessageKind[]

/** What a message can say of itself. The names are those that stand in braces, in every language of messages. */
export const fieldNames = {
  office: '区役所',
  phone: '電話',
  when: '日時',
  counter: '窓口',
  address: '所在地',
  minutes: '所要時間',
  people: '人数',
  reference: '予約番号',
  services: '手続き',
  documents: '持ち物',
  manageLink: '予約ページ',
  homeLink: 'トップページ',
  cancelLink: '取消しページ',
  receipt: 'ご意見番号',
  answer: '回答',
  days: '希望日',
  hours: '希望時間帯',
  until: '返事の期限',
  waitLink: '空き待ちページ',
  endReason: '終了の理由',
} as const

export type Field = keyof typeof fieldNames

const aboutOffice = ['office', 'phone'] as const satisfies readonly Field[]
const aboutVisit = [
  ...['when', 'counter', 'address', 'minutes', 'people', 'reference'],
  ...['services', 'documents', 'manageLink', 'homeLink'],
] as Field[]

/** A wait names no service, and nobody. */
const aboutWait = [...aboutOffice, 'counter', 'people'] as const satisfies readonly Field[]

type Shape = {
  /** What may stand in the body. */
  fields: readonly Field[]
  /** What must. */
  required: readonly Field[]
}

const ofVisit: Shape = { fields: [...aboutOffice, ...aboutVisit], required: ['when', 'manageLink'] }

export const templateShapes: Readonly<Record<MessageKind, Shape>> = {
  booked: ofVisit,
  rescheduled: ofVisit,
  cancelled: ofVisit,
  reminder: {
    fields: [...ofVisit.fields, 'cancelLink'],
    required: [...ofVisit.required, 'cancelLink'],
  },
  opinion_answered: { fields: [...aboutOffice, 'receipt', 'answer'], required: ['answer'] },
  waitlisted: { fields: [...aboutWait, 'days', 'hours', 'waitLink'], required: ['waitLink'] },
  place_offered: {
    fields: [...aboutWait, 'when', 'until', 'waitLink'],
    required: ['when', 'until', 'waitLink'],
  },
  waitlist_ended: {
    fields: [...aboutWait, 'days', 'hours', 'endReason', 'homeLink'],
    required: ['endReason'],
  },
}

/** A subject is read over shoulders and on locked screens: it names the office and nothing of the visit. */
const subjectFields: readonly Field[] = ['office']

export const subjectLettersMax = 80
export const bodyLettersMax = 4000

/** Of every service, those not offered among them: what its subject must not say. */
type Named = Pick<Service, 'name' | 'isSensitive'>

export type Words = Pick<MessageTemplate, 'subject' | 'body'>

export type TemplateFault = {
  at: 'subject' | 'body'
  reason:
    | 'required'
    | 'too_long'
    | 'unreadable'
    | 'unknown_field'
    | 'field_not_here'
    | 'stray_brace'
    | 'field_missing'
    | 'sensitive_name'
  /** The line it is in, from 1; null where no one line is wrong. */
  line: number | null
  /** What stands there, or what is missing. */
  what: string | null
}

type Part = { text: string } | { field: Field }

/** Control characters, line separators, and what turns the direction of text around it. */
const unreadable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufffd]/u

const braced = /\{([^{}\n]*)\}/g

/** A text with what stands in braces as fields; unknown ones and lone braces are told with their line. */
function partsOf(at: TemplateFault['at'], text: string): { parts: Part[]; faults: TemplateFault[] } {
  const parts: Part[] = []
  const faults: TemplateFault[] = []
  let end = 0
  const lineAt = (index: number) => text.slice(0, index).split('\n').length
  const plain = (from: number, to: number) => {
    const words = text.slice(from, to)
    const stray = words.search(/[{}]/)
    if (stray >= 0)
      faults.push({ at, reason: 'stray_brace', line: lineAt(from + stray), what: words.charAt(stray) })
    if (words) parts.push({ text: words })
  }
  for (const match of text.matchAll(braced)) {
    plain(end, match.index)
    const field = fieldNamed(match[1] ?? '')
    if (field) parts.push({ field })
    else faults.push({ at, reason: 'unknown_field', line: lineAt(match.index), what: match[0] })
    end = match.index + match[0].length
  }
  plain(end, text.length)
  return { parts, faults }
}

function fieldNamed(name: string): Field | null {
  const fields = Object.keys(fieldNames) as Field[]
  return fields.find(field => fieldNames[field] === name.trim()) ?? null
}

/** Braces as one types them in Japanese mean the same, and lines end as they do in mails that are read. */
export function tidied({ subject, body }: Words): Words {
  const halfWidth = (text: string) => text.replaceAll('｛', '{').replaceAll('｝', '}')
  return {
    subject: halfWidth(subject).trim(),
    body: halfWidth(body)
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[ \t]+$/gm, '')
      .trim(),
  }
}

/**
 * All that is wrong with an office's wording of a message; nothing when it can be sent. A subject is one line
 * without control characters, so that it can never become a second header.
 */
export function templateFaults(
  services: readonly Named[],
  kind: MessageKind,
  { subject, body }: Words,
): TemplateFault[] {
  const { fields, required } = templateShapes[kind]
  const ofSubject = partsOf('subject', subject)
  const ofBody = partsOf('body', body)
  return [
    ...textFaults('subject', subject, subjectLettersMax),
    ...ofSubject.faults,
    ...misplaced('subject', ofSubject.parts, subject, subjectFields),
    ...sensitiveNames(services, subject),
    ...textFaults('body', body, bodyLettersMax),
    ...ofBody.faults,
    ...misplaced('body', ofBody.parts, body, fields),
    ...required
      .filter(field => !ofBody.parts.some(part => 'field' in part && part.field === field))
      .map(field => fault('body', 'field_missing', null, written(field))),
  ]
}

function textFaults(at: TemplateFault['at'], text: string, lettersMax: number): TemplateFault[] {
  if (text === '') return [fault(at, 'required')]
  if (Array.from(text).length > lettersMax) return [fault(at, 'too_long')]
  const lines = at === 'body' ? text.split('\n') : [text]
  const wrong = lines.findIndex(line => !line.isWellFormed() || unreadable.test(line))
  return wrong < 0 ? [] : [fault(at, 'unreadable', at === 'body' ? wrong + 1 : null)]
}

function misplaced(
  at: TemplateFault['at'],
  parts: readonly Part[],
  text: string,
  allowed: readonly Field[],
): TemplateFault[] {
  return parts.flatMap(part => {
    if (!('field' in part) || allowed.includes(part.field)) return []
    const line = text.split('\n').findIndex(words => words.includes(written(part.field)))
    return [fault(at, 'field_not_here', at === 'body' && line >= 0 ? line + 1 : null, written(part.field))]
  })
}

/** Names of services that appear on no message, in any language. */
function sensitiveNames(services: readonly Named[], subject: string): TemplateFault[] {
  const words = subject.normalize('NFKC').toLowerCase()
  return services
    .filter(({ isSensitive }) => isSensitive)
    .flatMap(({ name }) => Object.values(name))
    .filter(name => name !== undefined && words.includes(name.normalize('NFKC').toLowerCase()))
    .slice(0, 1)
    .map(name => fault('subject', 'sensitive_name', null, name ?? null))
}

function fault(
  at: TemplateFault['at'],
  reason: TemplateFault['reason'],
  line: number | null = null,
  what: string | null = null,
): TemplateFault {
  return { at, reason, line, what }
}

/** A field as it is written into a text. */
export function written(field: Field): string {
  return `{${fieldNames[field]}}`
}

export type Values = Partial<Record<Field, string>>

/** A piece of a message as it is sent; an address of a page is one by itself. */
export type Piece = { text: string } | { url: string }

const links: readonly Field[] = ['manageLink', 'homeLink', 'cancelLink', 'waitLink'] satisfies Field[]

/** A text with the values of its fields; what has none stays empty. Values are never read as fields again. */
export function fill(text: string, values: Values): Piece[] {
  return partsOf('body', text).parts.map(part => {
    if (!('field' in part)) return part
    const value = values[part.field] ?? ''
    return links.includes(part.field) ? { url: value } : { text: value }
  })
}

/** The pieces as one text. */
export function plainOf(pieces: readonly Piece[]): string {
  return pieces.map(piece => ('url' in piece ? piece.url : piece.text)).join('')
}
