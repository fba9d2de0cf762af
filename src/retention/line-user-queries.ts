import type { Db } from '#db/store.ts'
import type { FoundLineUser, HeldLineUser } from './held.ts'

/** Somebody on LINE by the name that LINE has given them, or whoever follows one of these bookings. */
export async function findLineUsers(
  db: Db,
  officeId: number,
  { key, appointmentIds }: { key: string | null; appointmentIds: readonly number[] },
): Promise<FoundLineUser[]> {
  if (key === null && appointmentIds.length === 0) return []
  return db
    .selectFrom('line_users as user')
    .select(['user.id as lineUserId', 'user.user_key as userKey', 'user.seen_at as seenAt'])
    .where('user.office_id', '=', officeId)
    .where(eb =>
      eb.or([
        ...(key === null ? [] : [eb('user.user_key', '=', key)]),
        ...(appointmentIds.length === 0
          ? []
          : [
              eb('user.id', 'in', following =>
                following
                  .selectFrom('line_links')
                  .select('line_user_id')
                  .where('appointment_id', 'in', appointmentIds),
              ),
            ]),
      ]),
    )
    .orderBy('user.id')
    .execute()
}

type Followed = { reference: string; counterId: number }

/** All that is kept of these people on LINE, with the bookings that they follow. */
export async function heldLineUsers(
  db: Db,
  officeId: number,
  ids: readonly number[],
): Promise<Array<Omit<HeldLineUser, 'follows'> & { followed: Followed[] }>> {
  if (ids.length === 0) return []
  const users = await db
    .selectFrom('line_users')
    .select(['id as lineUserId', 'user_key as userKey', 'seen_at as seenAt', 'language'])
    .select('followed_at as followedAt')
    .where('office_id', '=', officeId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const followed = await db
    .selectFrom('line_links as link')
    .innerJoin('appointments as appointment', 'appointment.id', 'link.appointment_id')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .select(['link.line_user_id as lineUserId', 'appointment.reference', 'leg.counter_id as counterId'])
    .where('link.line_user_id', 'in', ids)
    .orderBy('appointment.id')
    .execute()
  return users.map(user => ({
    ...user,
    followed: followed.flatMap(({ lineUserId, reference, counterId }) =>
      lineUserId === user.lineUserId && reference !== null ? [{ reference, counterId }] : [],
    ),
  }))
}
