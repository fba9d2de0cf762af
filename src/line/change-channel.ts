import { recordAudit } from '../audit/queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { ChannelWish } from './form.ts'
import { type Channel, channelOf, raiseRevision, saveChannel } from './queries.ts'

export type ChannelOutcome = { ok: true } | { ok: false; reason: 'stale' | 'secrets_missing' }

/**
 * Saves the office's channel over the version that was seen. The audit says what was changed, and neither of the two
 * secrets.
 */
export async function changeChannel(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  wish: ChannelWish & { version: number },
): Promise<ChannelOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(async (db): Promise<ChannelOutcome> => {
    const before = await channelOf(db, office.id)
    const secret = wish.secret ?? before?.secret
    const accessToken = wish.accessToken ?? before?.accessToken
    if (secret === undefined || accessToken === undefined) return { ok: false, reason: 'secrets_missing' }

    const { basicId, isOn, version } = wish
    const after = { officeId: office.id, basicId, isOn, version, secret, accessToken }
    if (!(await saveChannel(db, after, now))) return { ok: false, reason: 'stale' }
    await raiseRevision(db, office.id)
    const details = { isOn, changed: changedParts(before, after) }
    const entry = { officeId: office.id, at: now, actor: `staff:${staff.id}` }
    await recordAudit(db, { ...entry, deed: 'line_channel_changed', details })
    return { ok: true }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  if (outcome.ok) await deps.store.read(db => deps.offices.current(db, office.id))
  return outcome
}

const parts = ['basicId', 'secret', 'accessToken', 'isOn'] as const

function changedParts(before: Channel | null, after: Pick<Channel, (typeof parts)[number]>): string[] {
  return parts.filter(part => before?.[part] !== after[part])
}
