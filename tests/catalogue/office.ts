import type { Subject, SubjectKind } from '#src/catalogue/texts.ts'
import { findService } from '#src/catalogue/service-queries.ts'
import { findSubject } from '#src/catalogue/subject-queries.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Ward } from '../support/ward.ts'

/** Somebody with an account of the sample ward. */
export async function staffOf(ward: Ward, login: string): Promise<StaffMember> {
  const row = await ward.deps.store.read(db =>
    db
      .selectFrom('staff')
      .select(['id', 'office_id as officeId', 'login', 'name', 'role', 'pseudonym'])
      .where('login', '=', login)
      .executeTakeFirstOrThrow(),
  )
  return { ...row, counterIds: [] }
}

/** A thing with its texts as they are now. */
export async function subjectOf(ward: Ward, kind: SubjectKind, slug: string): Promise<Subject> {
  const subject = await ward.deps.store.read(db => findSubject(db, ward.office.id, kind, slug))
  if (!subject) throw new Error(`no ${kind} ${slug}`)
  return subject
}

export async function serviceOf(ward: Ward, slug: string) {
  const service = await ward.deps.store.read(db => findService(db, ward.office.id, slug))
  if (!service) throw new Error(`no service ${slug}`)
  return service
}

/** The office as the next page sees it. */
export async function officeNow(ward: Ward): Promise<Office> {
  const office = await ward.deps.offices.bySlug('mihon')
  if (!office) throw new Error('no office')
  return office
}

/** What is written down of the catalogue, oldest first. */
export async function auditOf(ward: Ward): Promise<Array<{ deed: string; details: unknown }>> {
  const rows = await ward.deps.store.read(db =>
    db.selectFrom('audit').select(['deed', 'details_json']).orderBy('id').execute(),
  )
  return rows
    .filter(({ deed }) => /text|service|document|life_event|template/.test(deed))
    .map(({ deed, details_json }) => ({ deed, details: JSON.parse(details_json) }))
}
