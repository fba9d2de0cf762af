import { newPseudonym } from '#src/access/token.ts'
import { insertStaff } from '#src/staff/account-queries.ts'
import type { Role } from '#src/staff/staff-member.ts'
import { openSite, type Site } from './site.ts'
import { letVisitorIn } from './staff.ts'
import { type Fields, type HtmlPage, openVisitor, type Visitor } from './visitor.ts'
import { samplePassword } from './ward.ts'

/** The sample ward with its administrator signed in. */
export async function openAdministrator(
  settings: Record<string, string> = {},
): Promise<{ site: Site; admin: Visitor }> {
  const site = await openSite({ now: '2026-12-01T09:00', settings })
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  return { site, admin }
}

/** Another account of the sample ward, with the password of all of them. */
export async function addPerson(
  site: Site,
  login: string,
  { role = 'administrator', officeId = site.office.id }: { role?: Role; officeId?: number | null } = {},
): Promise<number> {
  return site.deps.store.write(async db => {
    const { password_hash: passwordHash } = await db
      .selectFrom('staff')
      .select('password_hash')
      .where('login', '=', 'admin')
      .executeTakeFirstOrThrow()
    const pseudonym = newPseudonym()
    return insertStaff(db, { login, name: `見本 ${login}`, role, officeId, pseudonym, passwordHash, now: 0 })
  })
}

export const somebody = { name: '見本 さくら', login: 'sakura', role: 'clerk', counters: ['ido', 'shomei'] }

/** Invites somebody and gives the page with the code. */
export async function invite(admin: Visitor, typed: Fields = somebody): Promise<HtmlPage> {
  return admin.submit(await admin.get('/staff/people/invitation'), '/staff/people/invitation', typed)
}

/** The code that a page shows. */
export function codeOn({ html }: Pick<HtmlPage, 'html'>): string {
  const [code = ''] = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(html) ?? []
  return code
}

export const ownPassword = '雨の日は傘をさして歩いて帰ります'

/** Chooses the password of an account, as its owner. */
export function choose(visitor: Visitor, code: string, typed: Fields = {}): Promise<HtmlPage> {
  return visitor.post('/staff/welcome', { login: 'sakura', code, password: ownPassword, ...typed })
}

export function signInAs(visitor: Visitor, login: string, password = samplePassword): Promise<HtmlPage> {
  return visitor.post('/staff/sign-in', { login, password })
}

export async function rowOf(site: Site, login: string) {
  return site.deps.store.read(db =>
    db.selectFrom('staff').selectAll().where('login', '=', login).executeTakeFirstOrThrow(),
  )
}

/** What the audit says, the oldest first, without the signing in and out. */
export async function deedsOf(site: Site): Promise<Array<{ deed: string; details: unknown }>> {
  const rows = await site.deps.store.read(db =>
    db.selectFrom('audit').select(['deed', 'details_json']).orderBy('id').execute(),
  )
  return rows
    .filter(({ deed }) => !deed.startsWith('sign'))
    .map(({ deed, details_json }) => ({ deed, details: JSON.parse(details_json) }))
}
