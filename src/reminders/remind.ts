import { setImmediate } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import { hasBegun } from '../booking/appointment.ts'
import { findAppointment, lockAppointment } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Office } from '../offices/office.ts'
import { decideReminder, type DueVisit, lastToldAt, undecidedVisits } from './queries.ts'
import { isWorthReminding, type ReminderKind, reminderKinds, remindsUntil } from './reminder.ts'

const visitsPerWrite = 25

/**
 * Puts the reminders whose moment has come into the outbox. Each kind goes once for a visit at a time, however many
 * servers do this at once; what is too late to be of use is written down as skipped.
 */
export async function remind(deps: Deps, office: Office): Promise<void> {
  for (const kind of reminderKinds)
    for await (const visits of dueVisits(deps, office, kind))
      await deps.store.write(async db => {
        const current = await deps.offices.current(db, office.id)
        for (const visit of visits) await decide(db, current, kind, visit, deps.clock.now())
      })
}

/** In parts, between which everything else has its turn. */
async function* dueVisits(deps: Deps, office: Office, kind: ReminderKind): AsyncGenerator<DueVisit[]> {
  const now = deps.clock.now()
  const until = remindsUntil(kind, office, now)
  if (until === null) return
  const counterIds = office.counters.map(({ id }) => id)
  for (let after: DueVisit = { startsAt: now + 1, appointmentId: 0 }; ;) {
    const from = after
    const visits = await deps.store.read(db =>
      undecidedVisits(db, { counterIds, kind, after: from, until }, visitsPerWrite),
    )
    if (visits.length > 0) yield visits
    const last = visits.at(-1)
    if (!last || visits.length < visitsPerWrite) return
    after = last
    await setImmediate()
  }
}

/** Decides about one visit, as it is while nobody else can change it. */
async function decide(
  db: Db,
  office: Office,
  kind: ReminderKind,
  { appointmentId, startsAt }: DueVisit,
  now: Instant,
): Promise<void> {
  const until = remindsUntil(kind, office, now)
  if (until === null || startsAt > until) return
  await lockAppointment(db, appointmentId)
  const appointment = await findAppointment(db, office, appointmentId)
  if (appointment?.state !== 'booked' || appointment.leg.startsAt !== startsAt) return

  const toldAt = await lastToldAt(db, appointmentId)
  const isTold = !hasBegun(appointment, now) && isWorthReminding(kind, office, { startsAt, toldAt }, now)
  const outcome = isTold ? 'told' : 'skipped'
  const isFirst = await decideReminder(db, {
    ...{ officeId: office.id, appointmentId, startsAt, kind, outcome, now },
  })
  if (isFirst && isTold)
    await tellVisitor(db, appointment, 'reminder', { email: appointment.person?.email }, now)
}
