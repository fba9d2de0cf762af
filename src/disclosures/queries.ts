import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { DisclosureKind, DisclosureTexts } from './disclosure.ts'

export type Saved = { texts: DisclosureTexts; version: number; changedAt: Instant | null }

/** What an office has worded itself; version 0 before it has. */
export async function savedTexts(db: Db, officeId: number, kind: DisclosureKind): Promise<Saved> {
  const row = await db
    .selectFrom('disclosures')
    .select(['texts_json as texts', 'version', 'changed_at as changedAt'])
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!row) return { texts: {}, version: 0, changedAt: null }
  return { ...row, texts: JSON.parse(row.texts) as DisclosureTexts }
}

export type Wording = {
  officeId: number
  kind: DisclosureKind
  texts: DisclosureTexts
  /** The one that is replaced. */
  version: number
  at: Instant
  by: string
}

/** Saves it in the place of a version; false when that is not the newest. */
export async function saveTexts(
  db: Db,
  { officeId, kind, texts, version, at, by }: Wording,
): Promise<boolean> {
  const row = { texts_json: JSON.stringify(texts), version: version + 1, changed_at: at, changed_by: by }
  if (version > 0) {
    const { numUpdatedRows } = await db
      .updateTable('disclosures')
      .set(row)
      .where('office_id', '=', officeId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('disclosures')
    .values({ office_id: officeId, kind, ...row })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Of how many people an office holds who they are, in each file that has a register. */
export async function countPeople(db: Db, officeId: number): Promise<{ bookings: number; opinions: number }> {
  const persons = await db
    .selectFrom('persons')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow()
  const contacts = await db
    .selectFrom('opinion_contacts')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .executeTakeFirstOrThrow()
  return { bookings: persons.count, opinions: contacts.count }
}
