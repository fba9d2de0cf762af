import { newToken } from '#src/access/token.ts'
import { accountByLogin } from '#src/staff/account-queries.ts'
import { letIn } from '#src/staff/open-session.ts'
import type { StaffSession } from '#src/staff/session.ts'
import type { Site } from './site.ts'
import type { Visitor } from './visitor.ts'
import type { Ward } from './ward.ts'

/** Of all accounts of the sample ward. */
export { samplePassword } from './ward.ts'

type SampleLogin = 'reception' | 'clerk' | 'contractor' | 'supervisor' | 'admin'

async function openedFor(ward: Ward, login: string, kind: StaffSession['kind']): Promise<string> {
  const { store, clock } = ward.deps
  const { token } = await store.write(async db => {
    const account = await accountByLogin(db, login)
    if (!account) throw new Error(`no account ${login}`)
    return letIn(db, account, { kind, browser: kind === 'browser' ? newToken() : null }, clock.now())
  })
  return token
}

/** The header of a browser in which somebody of the sample ward, or another account, is signed in. */
export async function signIn(ward: Ward, login: SampleLogin | (string & {})): Promise<{ Cookie: string }> {
  return { Cookie: `madoguchi-staff=${await openedFor(ward, login, 'browser')}` }
}

/** The header of a program that is signed in. */
export async function bearer(
  ward: Ward,
  login: SampleLogin | (string & {}),
): Promise<{ Authorization: string }> {
  return { Authorization: `Bearer ${await openedFor(ward, login, 'api')}` }
}

/** Has a visitor signed in without the pages of the door. */
export async function letVisitorIn(site: Site, visitor: Visitor, login: SampleLogin): Promise<void> {
  visitor.cookies.set('madoguchi-staff', await openedFor(site, login, 'browser'))
}

/** Leaves the supervisor of the sample ward one counter alone. */
export async function limitTo(ward: Ward, slug: string): Promise<void> {
  const counter = ward.office.counters.find(candidate => candidate.slug === slug)
  await ward.deps.store.write(async db => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', 'supervisor')
      .executeTakeFirstOrThrow()
    const of = { staff_id: id, counter_id: counter?.id ?? 0, office_id: ward.office.id }
    await db.insertInto('staff_counters').values(of).execute()
  })
}
