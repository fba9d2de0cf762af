import type { Localized, Office, Service } from '../offices/office.ts'
import { type StaffMember, worksAt, worksIn } from '../staff/staff-member.ts'

/** The languages an office can enter its texts in, as it reads them side by side. Japanese is the source. */
export const textLanguages = ['ja', 'easy', 'en', 'zh-Hans', 'ko', 'vi'] as const
export type TextLanguage = (typeof textLanguages)[number]

export const subjectKinds = ['office', 'counters', 'services', 'documents', 'life-events'] as const
export type SubjectKind = (typeof subjectKinds)[number]

export type TextField =
  'name' | 'publicName' | 'address' | 'deadline' | 'noVisitAlternative' | 'notes' | 'note'

export type FieldShape = { field: TextField; isRequired: boolean; isLong: boolean; lettersMax: number }

const name: FieldShape = { field: 'name', isRequired: true, isLong: false, lettersMax: 120 }
const long = (field: TextField): FieldShape => ({ field, isRequired: false, isLong: true, lettersMax: 500 })

/** The texts that each kind of thing can have, in the order of its page. */
const fieldsOf: Readonly<Record<SubjectKind, readonly FieldShape[]>> = {
  office: [name, { ...name, field: 'address', lettersMax: 300 }],
  counters: [name, { ...name, field: 'publicName' }],
  services: [name, long('noVisitAlternative'), long('deadline'), long('notes')],
  documents: [name, long('note')],
  'life-events': [name],
}

export type Texts = Partial<Record<TextField, Localized | null>>

/** One thing of an office that has texts, as it is now. */
export type Subject = {
  kind: SubjectKind
  id: number
  slug: string
  /** Of a service: where it is done. */
  counterId: number | null
  texts: Texts
  /** Of the office. */
  phone: string | null
  version: number
}

/** The texts that a thing has; only a private counter is called something else on screens. */
export function shapesOf({ kind, texts }: Pick<Subject, 'kind' | 'texts'>): FieldShape[] {
  return fieldsOf[kind].filter(({ field }) => texts[field] !== undefined)
}

/** Administrators write everything; supervisors the texts of the services of their own counters. */
export function mayWrite(
  staff: StaffMember,
  { officeId, kind, counterId }: { officeId: number; kind: SubjectKind; counterId: number | null },
): boolean {
  if (!worksIn(staff, officeId)) return false
  if (staff.role === 'administrator') return true
  return (
    staff.role === 'supervisor' &&
    kind === 'services' &&
    counterId !== null &&
    worksAt(staff, { officeId, counterId })
  )
}

/** What of a thing's texts is to become different: `name.en`. */
export function changedTexts(before: Texts, after: Texts): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<TextField>
  return [...fields].flatMap(field =>
    changedLanguages(before[field], after[field]).map(language => `${field}.${language}`),
  )
}

/** A text as it was written, with what there is of it in languages that no page enters. */
export function keepingOthers(
  before: Localized | null | undefined,
  after: Localized | null | undefined,
): Localized | null {
  if (!after) return null
  const entered: readonly string[] = textLanguages
  const others = Object.entries(before ?? {}).filter(([language]) => !entered.includes(language))
  return { ...Object.fromEntries(others), ...after }
}

/** The languages in which two texts differ. */
function changedLanguages(
  before: Localized | null | undefined,
  after: Localized | null | undefined,
): string[] {
  const languages = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...languages].filter(language => before?.[language] !== after?.[language])
}

/** One text of an office in all languages, with the place where it is written. */
export type OfficeText = {
  kind: SubjectKind
  slug: string
  field: TextField | 'condition' | 'question'
  /** Of a condition: the document that it is about; of a question: its own slug. */
  document: string | null
  counterId: number | null
  text: Localized
}

type DocumentText = { slug: string; name: Localized; note: Localized | null }

/** Every text that residents may read, in the order of the pages. */
export function textsOfOffice(office: Office, documents: readonly DocumentText[]): OfficeText[] {
  const of =
    (kind: SubjectKind, slug: string, counterId: number | null = null) =>
    (field: OfficeText['field'], text: Localized | null, document: string | null = null): OfficeText[] =>
      text ? [{ kind, slug, field, document, counterId, text }] : []
  const ofOffice = of('office', office.slug)
  return [
    ...ofOffice('name', office.name),
    ...ofOffice('address', office.contact.address),
    ...office.counters.flatMap(({ id, slug, name, publicName }) => [
      ...of('counters', slug, id)('name', name),
      ...of('counters', slug, id)('publicName', publicName.ja === name.ja ? null : publicName),
    ]),
    ...office.services.flatMap(service =>
      textsOfService(service, of('services', service.slug, service.counterId)),
    ),
    ...documents.flatMap(({ slug, name, note }) => [
      ...of('documents', slug)('name', name),
      ...of('documents', slug)('note', note),
    ]),
    ...office.lifeEvents.flatMap(({ slug, name, questions }) => [
      ...of('life-events', slug)('name', name),
      ...questions.flatMap(question => of('life-events', slug)('question', question.text, question.slug)),
    ]),
  ]
}

function textsOfService(
  { name, noVisitAlternative, deadline, notes, documents }: Service,
  one: (field: OfficeText['field'], text: Localized | null, document?: string | null) => OfficeText[],
): OfficeText[] {
  return [
    ...one('name', name),
    ...one('noVisitAlternative', noVisitAlternative),
    ...one('deadline', deadline),
    ...one('notes', notes),
    ...documents.flatMap(({ slug, condition }) => one('condition', condition, slug)),
  ]
}

/** The languages in which a text has not been entered. */
export function missingIn(text: Localized): TextLanguage[] {
  return textLanguages.filter(language => !text[language])
}

/** How many of the texts there are in each language. */
export function coverage(texts: readonly OfficeText[]): Array<{ language: TextLanguage; there: number }> {
  return textLanguages.map(language => ({
    language,
    there: texts.filter(({ text }) => text[language]).length,
  }))
}
