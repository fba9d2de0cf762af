import { checkIn } from '#src/arrival/check-in.ts'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import { newToken } from '#src/access/token.ts'
import { grantAccess } from '#src/access/queries.ts'
import { resident } from '#src/queue/actor.ts'
import type { Site } from '../support/site.ts'
import { openVisitor, type Visitor } from '../support/visitor.ts'
import type { Ward } from '../support/ward.ts'

/** Somebody's browser with a session for their booking. */
export async function ownerOf(site: Site, appointmentId: number, language = 'ja'): Promise<Visitor> {
  const now = site.deps.clock.now()
  const token = await site.deps.store.write(db =>
    grantAccess(
      db,
      { officeId: site.office.id, appointmentId, kind: 'session', expiresAt: now + 24 * 3_600_000 },
      now,
    ),
  )
  const visitor = openVisitor(site, language)
  visitor.cookies.set('madoguchi-session', token)
  return visitor
}

/** The link that a message carries. */
export function linkOf(ward: Ward, appointmentId: number): Promise<string> {
  const grant = { officeId: ward.office.id, appointmentId, kind: 'link', expiresAt: null } as const
  return ward.deps.store.write(db => grantAccess(db, grant, ward.deps.clock.now()))
}

export async function referenceOf(ward: Ward, appointmentId: number): Promise<string> {
  const row = await ward.deps.store.read(db =>
    db
      .selectFrom('appointments')
      .select('reference')
      .where('id', '=', appointmentId)
      .executeTakeFirstOrThrow(),
  )
  return row.reference ?? ''
}

/** Takes a number without a booking; the answer carries the link of the slip. */
export async function numberFor(ward: Ward, ...slugs: string[]) {
  const outcome = await issueTicket(
    ward.deps,
    ward.office,
    {
      ...ward.wish(...slugs),
      ...{ language: 'ja', isPriority: false, channel: 'staff', actor: { kind: 'system' } },
    },
    null,
  )
  if (!outcome.ok) throw new Error(`no number: ${outcome.reason}`)
  return outcome
}

export function arrive(ward: Ward, appointmentId: number, key: string = newToken()) {
  const intent = { key, scope: 'test check-in', body: { appointmentId } }
  return checkIn(ward.deps, ward.office, { appointmentId, actor: resident }, intent)
}

export async function ticketCount(ward: Ward): Promise<number> {
  const rows = await ward.deps.store.read(db => db.selectFrom('tickets').select('id').execute())
  return rows.length
}
