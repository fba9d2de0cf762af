import type { Db } from '#db/store.ts'
import type { MessageKind, Words } from '../notifications/template.ts'

type TemplateKey = { kind: MessageKind; language: string }

export async function findTemplate(db: Db, officeId: number, { kind, language }: TemplateKey) {
  const row = await db
    .selectFrom('message_templates')
    .select(['subject', 'body', 'version'])
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return row ?? null
}

/** Writes an office's own wording; false when there is another one than was seen. */
export async function saveTemplate(
  db: Db,
  officeId: number,
  { kind, language, version }: TemplateKey & { version: number },
  words: Words,
): Promise<boolean> {
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('message_templates')
      .values({ office_id: officeId, kind, language, ...words })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirstOrThrow()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const { numUpdatedRows } = await db
    .updateTable('message_templates')
    .set({ ...words, version: version + 1 })
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteTemplate(
  db: Db,
  officeId: number,
  { kind, language, version }: TemplateKey & { version: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('message_templates')
    .where('office_id', '=', officeId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
