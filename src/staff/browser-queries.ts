import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Whether this account was signed in to from this browser before. */
export async function isBrowserKnown(db: Db, browserHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_browsers')
    .select('staff_id')
    .where('token_hash', '=', browserHash)
    .executeTakeFirst()
  return row !== undefined
}

type NewBrowser = { browserHash: string; staffId: number; officeId: number | null; now: Instant }

export async function rememberBrowser(db: Db, browser: NewBrowser): Promise<void> {
  await db
    .insertInto('staff_browsers')
    .values({
      token_hash: browser.browserHash,
      staff_id: browser.staffId,
      office_id: browser.officeId,
      created_at: browser.now,
    })
    .onConflict(conflict => conflict.column('token_hash').doUpdateSet({ created_at: browser.now }))
    .execute()
}
