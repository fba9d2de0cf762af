import type { Form } from '../http/forms.ts'
import type { Localized } from '../offices/office.ts'
import type { Needed } from './change-service-documents.ts'
import { reordered, type TypedPlaces } from './order.ts'
import { isSlug } from './service-rules.ts'
import { textLanguages } from './texts.ts'
import { parseText, placeOf, type TextError, type TypedTexts } from './typed-texts.ts'

/** What somebody has typed about the documents of a service. */
export type TypedDocuments = {
  /** Slugs in the order in which the page had shown them. */
  rows: readonly string[]
  places: TypedPlaces
  removed: readonly string[]
  /** '' adds nothing. */
  added: string
  /** Their conditions. */
  texts: TypedTexts
}

export type DocumentsError = { places: readonly string[]; texts: readonly TextError[] }

const limits = { isRequired: false, lettersMax: 200 }

const fieldOf = (slug: string) => `condition-${slug}`

type Known = ReadonlyArray<{ slug: string; condition: Localized | null }>

/** What a form has sent, or without one, what it shows at first. */
export function typedDocuments(form: Form | null, needed: Known = []): TypedDocuments {
  const rows = form ? form.all('row').filter(isSlug) : needed.map(({ slug }) => slug)
  const fields = rows.flatMap(slug =>
    textLanguages.map(language => {
      const at = placeOf(fieldOf(slug), language)
      const known = needed.find(document => document.slug === slug)?.condition?.[language]
      return [at, form ? form.one(at) : (known ?? '')] as const
    }),
  )
  return {
    rows,
    places: typedPlaces(form, rows),
    removed: form?.all('remove') ?? [],
    added: form?.one('add') ?? '',
    texts: Object.fromEntries(fields),
  }
}

/** The numbers beside the rows of a list. */
export function typedPlaces(form: Form | null, rows: readonly string[]): TypedPlaces {
  return Object.fromEntries(
    rows.map((key, index) => [
      key,
      form ? form.one(`place-${key}`).normalize('NFKC').trim() : String(index + 1),
    ]),
  )
}

type Parsed = { ok: true; needed: Needed } | { ok: false; errors: DocumentsError }

/** The documents in their new order with their conditions, or all that is wrong. */
export function parseDocuments({ rows, places, removed, added, texts }: TypedDocuments): Parsed {
  const kept = rows.filter(slug => !removed.includes(slug))
  const order = reordered(rows, places)
  const conditions = new Map<string, Localized | null>()
  const faults: TextError[] = []
  for (const slug of kept) {
    const parsed = parseText(fieldOf(slug), limits, texts)
    if (parsed.ok) conditions.set(slug, parsed.value)
    else faults.push(...parsed.errors)
  }
  if (!order.ok || faults.length > 0)
    return { ok: false, errors: { places: order.ok ? [] : order.wrong, texts: faults } }
  const slugs = [...order.keys.filter(slug => kept.includes(slug)), ...(added === '' ? [] : [added])]
  return { ok: true, needed: slugs.map(slug => ({ slug, condition: conditions.get(slug) ?? null })) }
}
