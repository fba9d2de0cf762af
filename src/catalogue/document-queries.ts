import type { Db } from '#db/store.ts'
import { json, jsonOrNull, parsed, parsedOrNull } from '../offices/columns.ts'
import type { Localized } from '../offices/office.ts'
import { type Seen, setUnlessStale } from './version-queries.ts'

export type DocumentRow = { id: number; slug: string; name: Localized; note: Localized | null }

/** The papers that an office knows, used or not. */
export async function documentsOf(db: Db, officeId: number): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'slug', 'name', 'note'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  return rows.map(({ name, note, ...row }) => ({ ...row, name: parsed(name), note: parsedOrNull(note) }))
}

export async function insertDocument(
  db: Db,
  officeId: number,
  { slug, name }: { slug: string; name: Localized },
): Promise<void> {
  await db
    .insertInto('documents')
    .values({ office_id: officeId, slug, name: json(name) })
    .execute()
}

export type NeededRow = DocumentRow & { condition: Localized | null }

/** What a service needs, in its order. */
export async function neededBy(db: Db, serviceId: number): Promise<NeededRow[]> {
  const rows = await db
    .selectFrom('service_documents as needed')
    .innerJoin('documents as document', 'document.id', 'needed.document_id')
    .select(['document.id', 'document.slug', 'document.name', 'document.note', 'needed.condition'])
    .where('needed.service_id', '=', serviceId)
    .orderBy('needed.position')
    .execute()
  return rows.map(({ id, slug, name, note, condition }) => ({
    ...{ id, slug, name: parsed(name) },
    note: parsedOrNull(note),
    condition: parsedOrNull(condition),
  }))
}

/** Writes what a service needs anew, unless the service has changed since it was seen. */
export async function saveNeeded(
  db: Db,
  officeId: number,
  seen: Seen,
  needed: ReadonlyArray<{ documentId: number; condition: Localized | null }>,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'services', seen, {}))) return false
  await db.deleteFrom('service_documents').where('service_id', '=', seen.id).execute()
  for (const [position, { documentId, condition }] of needed.entries())
    await db
      .insertInto('service_documents')
      .values({
        ...{ office_id: officeId, service_id: seen.id, document_id: documentId, position },
        condition: jsonOrNull(condition),
      })
      .execute()
  return true
}
