import type { Db } from '#db/store.ts'
import type { Localized, Logo } from '../offices/office.ts'
import type { Picture } from './picture.ts'

export type LogoState = 'draft' | 'used'

/** A kept picture without its bytes; only one in use says what it shows. */
export type KeptLogo = Omit<Logo, 'alt'> & { state: LogoState; alt: Localized | null }

export async function logosOf(db: Db, officeId: number): Promise<Partial<Record<LogoState, KeptLogo>>> {
  const rows = await db
    .selectFrom('logos')
    .select(['state', 'hash', 'kind', 'width', 'height', 'alt'])
    .where('office_id', '=', officeId)
    .execute()
  return Object.fromEntries(
    rows.map(row => [row.state, { ...row, alt: row.alt === null ? null : JSON.parse(row.alt) }]),
  )
}

/** The picture of an office in this state; with a hash only if it still is that one. */
export async function logoPicture(
  db: Db,
  officeId: number,
  state: LogoState,
  hash?: string,
): Promise<Pick<Picture, 'kind' | 'bytes'> | null> {
  const row = await db
    .selectFrom('logos')
    .select(['kind', 'bytes'])
    .where('office_id', '=', officeId)
    .where('state', '=', state)
    .$if(hash !== undefined, query => query.where('hash', '=', hash ?? ''))
    .executeTakeFirst()
  return row ?? null
}

/** Keeps a picture to be looked at, in place of another such one. */
export async function saveDraft(db: Db, officeId: number, picture: Picture): Promise<void> {
  await deleteLogo(db, officeId, 'draft')
  await db
    .insertInto('logos')
    .values({ office_id: officeId, state: 'draft', alt: null, ...picture })
    .execute()
}

/** Puts the picture that was looked at in the place of the one in use. */
export async function takeDraftIntoUse(db: Db, officeId: number, alt: Localized): Promise<void> {
  await deleteLogo(db, officeId, 'used')
  await db
    .updateTable('logos')
    .set({ state: 'used', alt: JSON.stringify(alt) })
    .where('office_id', '=', officeId)
    .where('state', '=', 'draft')
    .execute()
}

/** Says otherwise what the picture in use shows. */
export async function saveAlt(db: Db, officeId: number, alt: Localized): Promise<void> {
  await db
    .updateTable('logos')
    .set({ alt: JSON.stringify(alt) })
    .where('office_id', '=', officeId)
    .where('state', '=', 'used')
    .execute()
}

export async function deleteLogo(db: Db, officeId: number, state: LogoState): Promise<void> {
  await db.deleteFrom('logos').where('office_id', '=', officeId).where('state', '=', state).execute()
}
