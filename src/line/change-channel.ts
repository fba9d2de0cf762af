import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { raiseRevision } from '../offices/queries.ts'
import type { ChannelWish } from './form.ts'
import { openedChannel, secretsToKeep } from './channel.ts'
import { channelOf, saveChannel, type StoredChannel } from './channel-queries.ts'

export type ChannelOutcome = { ok: true } | { ok: false; reason: 'stale' | 'secrets_missing' | 'no_key' }

/**
 * Saves the office's channel over the version that was seen. New secrets are sealed, and refused where there is no key
 * for it. The audit says what was changed, and neither of the two secrets.
 */
export async function changeChannel(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  wish: ChannelWish & { version: number },
): Promise<ChannelOutcome> {
  const now = deps.clock.now()
  const { secrets } = deps
  if (!secrets.canKeep && (wish.secret !== null || wish.accessToken !== null))
    return { ok: false, reason: 'no_key' }
  const outcome = await deps.store.write(async (db): Promise<ChannelOutcome> => {
    const stored = await channelOf(db, office.id)
    const before = stored && openedChannel(secrets, stored)
    const kept = keptSecrets(secrets, office.id, stored, wish)
    if (!kept) return { ok: false, reason: 'secrets_missing' }

    const { basicId, isOn, version } = wish
    if (!(await saveChannel(db, { officeId: office.id, basicId, isOn, version, ...kept }, now)))
      return { ok: false, reason: 'stale' }
    await raiseRevision(db, office.id)
    const details = { isOn, changed: changedParts(before ?? stored, wish) }
    const entry = { officeId: office.id, at: now, actor: `staff:${staff.id}` }
    await recordAudit(db, { ...entry, deed: 'line_channel_changed', details })
    return { ok: true }
  })
  // Looked at once, so that the copies kept in memory are made anew.
  if (outcome.ok) await deps.store.read(db => deps.offices.current(db, office.id))
  return outcome
}

/** Those typed now, else those kept until now; null when one is neither. */
function keptSecrets(
  secrets: Secrets,
  officeId: number,
  stored: StoredChannel | null,
  { secret, accessToken }: Pick<ChannelWish, 'secret' | 'accessToken'>,
): Pick<StoredChannel, 'secret' | 'accessToken'> | null {
  if (!stored && (secret === null || accessToken === null)) return null
  const sealed =
    secret === null && accessToken === null
      ? null
      : secretsToKeep(secrets, officeId, { secret: secret ?? '', accessToken: accessToken ?? '' })
  return {
    secret: (secret === null ? stored?.secret : sealed?.secret) ?? '',
    accessToken: (accessToken === null ? stored?.accessToken : sealed?.accessToken) ?? '',
  }
}

const parts = ['basicId', 'secret', 'accessToken', 'isOn'] as const

/** What is null is not touched. */
function changedParts(before: StoredChannel | null, wish: ChannelWish): string[] {
  return parts.filter(part => wish[part] !== null && before?.[part] !== wish[part])
}
