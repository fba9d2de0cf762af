import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** An office's channel as it is kept: its two secrets are sealed wherever there is a key. */
export type StoredChannel = {
  officeId: number
  basicId: string
  secret: string
  accessToken: string
  isOn: boolean
  version: number
  fault: string | null
  faultAt: Instant | null
}

export async function channelOf(db: Db, officeId: number): Promise<StoredChannel | null> {
  const [found] = await channels(db, officeId)
  return found ?? null
}

export function storedChannels(db: Db): Promise<StoredChannel[]> {
  return channels(db, null)
}

async function channels(db: Db, officeId: number | null): Promise<StoredChannel[]> {
  const rows = await db
    .selectFrom('line_channels')
    .selectAll()
    .$if(officeId !== null, query => query.where('office_id', '=', officeId ?? 0))
    .orderBy('office_id')
    .execute()
  return rows.map(row => ({
    officeId: row.office_id,
    basicId: row.basic_id,
    secret: row.channel_secret,
    accessToken: row.access_token,
    isOn: row.is_on === 1,
    version: row.version,
    fault: row.fault,
    faultAt: row.fault_at,
  }))
}

type Kept = Pick<StoredChannel, 'secret' | 'accessToken'>

/** Writes the secrets of a channel in another form, unless somebody has changed it since. */
export async function replaceSecrets(
  db: Db,
  { officeId, secret, accessToken }: Kept & { officeId: number },
  to: Kept,
): Promise<void> {
  await db
    .updateTable('line_channels')
    .set({ channel_secret: to.secret, access_token: to.accessToken })
    .where('office_id', '=', officeId)
    .where('channel_secret', '=', secret)
    .where('access_token', '=', accessToken)
    .execute()
}

type NewChannel = Pick<StoredChannel, 'officeId' | 'basicId' | 'secret' | 'accessToken' | 'isOn' | 'version'>

/** Saves a channel over the version that was seen, 0 for none; false when somebody else was quicker. */
export async function saveChannel(db: Db, channel: NewChannel, now: Instant): Promise<boolean> {
  const values = {
    basic_id: channel.basicId,
    channel_secret: channel.secret,
    access_token: channel.accessToken,
    is_on: channel.isOn ? (1 as const) : (0 as const),
    changed_at: now,
    fault: null,
    fault_at: null,
  }
  const saved =
    channel.version === 0
      ? await db
          .insertInto('line_channels')
          .values({ ...values, office_id: channel.officeId, version: 1 })
          .onConflict(conflict => conflict.doNothing())
          .returning('version')
          .execute()
      : await db
          .updateTable('line_channels')
          .set({ ...values, version: channel.version + 1 })
          .where('office_id', '=', channel.officeId)
          .where('version', '=', channel.version)
          .returning('version')
          .execute()
  return saved.length > 0
}

/** Notes what LINE holds against the channel, or that nothing is wrong any more. */
export async function noteFault(
  db: Db,
  officeId: number,
  { fault, now }: { fault: string | null; now: Instant },
): Promise<void> {
  await db
    .updateTable('line_channels')
    .set({ fault, fault_at: fault === null ? null : now })
    .where('office_id', '=', officeId)
    .execute()
}
