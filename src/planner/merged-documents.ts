import type { Localized, NeededDocument, Service } from '../offices/office.ts'

/** A document of several services, once: which of them need it, and of whom. */
export type MergedDocument = Pick<NeededDocument, 'slug' | 'name' | 'note'> & {
  needs: Array<{ service: Service; condition: Localized | null }>
}

/** What to bring to all of the services: what one of them needs of everybody first, then what only some must bring. */
export function mergedDocuments(services: readonly Service[]): MergedDocument[] {
  const merged = new Map<string, MergedDocument>()
  for (const service of services)
    for (const { slug, name, note, condition } of service.documents) {
      const known = merged.get(slug) ?? { slug, name, note, needs: [] }
      known.needs.push({ service, condition })
      merged.set(slug, known)
    }
  return [...merged.values()].toSorted((a, b) => Number(isForSome(a)) - Number(isForSome(b)))
}

/** Whether nobody needs a document but those whom a condition names. */
export function isForSome({ needs }: MergedDocument): boolean {
  return needs.every(({ condition }) => condition !== null)
}
