import { randomUUID } from 'node:crypto'
import type { Act } from '#src/opinions/change.ts'
import type { Contact } from '#src/opinions/details.ts'
import type { Category, Opinion } from '#src/opinions/opinion.ts'
import { findOpinion } from '#src/opinions/opinion-queries.ts'
import { receive } from '#src/opinions/receive.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterOf } from '../support/queue.ts'
import type { Ward } from '../support/ward.ts'

type More = { category?: Category; counter?: string; text?: string; contact?: Contact; language?: string }

/** Whom the sample's writers want to be answered at. */
export const writer: Contact = { name: null, email: 'taro@example.test', phone: null }

/** Somebody plainly invented sends an opinion by the web; with a contact, they wish for an answer. */
export async function sent(ward: Ward, more: More = {}): Promise<Opinion> {
  const { category = 'waiting', counter, text = '見本の意見', contact, language = 'ja' } = more
  const details = {
    ...{ text, category, language, channel: 'web' as const },
    counter: counter ? counterOf(ward, counter) : null,
    wantsAnswer: contact !== undefined,
    contact: contact ?? null,
  }
  const intent = { key: randomUUID(), scope: 'test', body: details }
  const outcome = await receive(ward.deps, ward.office, details, intent)
  if (!outcome.ok) throw new Error(outcome.reason)
  const { id } = await ward.deps.store.read(db =>
    db.selectFrom('opinions').select('id').where('receipt', '=', outcome.receipt).executeTakeFirstOrThrow(),
  )
  return opinionNow(ward, id)
}

/** How it stands now. */
export async function opinionNow(ward: Ward, id: number): Promise<Opinion> {
  const found = await ward.deps.store.read(db => findOpinion(db, ward.office.id, id))
  if (!found) throw new Error(`no opinion ${id}`)
  return found
}

/** Somebody presses a button on a page that shows the opinion as given. */
export function actOn(staff: StaffMember, { id, version }: Opinion): Act {
  return { staff, opinionId: id, seen: version }
}

/** Runs a deed that must be done, and answers how the opinion stands after it. */
export async function after(
  ward: Ward,
  { id }: Opinion,
  outcome: Promise<{ ok: boolean; reason?: string }>,
): Promise<Opinion> {
  const { ok, reason } = await outcome
  if (!ok) throw new Error(`refused: ${reason}`)
  return opinionNow(ward, id)
}
