import { type Instant, instantOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { wasJustPutForward } from '../wrong-clock/put-forward.ts'
import { insertWindowEvent, saveWindow, windowsOpenedBefore } from '../windows/queries.ts'
import { system } from './actor.ts'
import { businessDate } from './day.ts'
import { inTurn } from './in-turn.ts'
import { missedLegs } from '../day-list/queries.ts'
import { findTicket, openTicketsBefore } from './ticket-queries.ts'
import { ticketAtWindow } from './window-queries.ts'
import { insertNoShow } from '../visit-events/queries.ts'
import { record } from './record.ts'
import { isOpen } from './ticket.ts'

const lookBackMilliseconds = 7 * 24 * 3_600_000

/**
 * Ends the days that are over: tickets nobody finished are voided as `reset`, which no figure counts as left,
 * and windows somebody forgot are closed. A night belongs to the day before until the office's turn of day,
 * so people who wait at midnight are still served. Nothing is ended in the hour after the clock was put forward by hours:
 * if it is wrong, everybody who waits in the lobby would have lost their number.
 */
export async function endDays(deps: Deps, office: Office): Promise<void> {
  if (wasJustPutForward(deps.watch)) return
  const today = businessDate(office, deps.clock.now())
  const begin = instantOf(today, office.day.dayTurnsMinute, office.timeZone)

  const forgotten = await deps.store.read(db => openTicketsBefore(db, office.id, today))
  for (const { id, counterId } of forgotten)
    await inTurn(deps, [counterId], null, async (db, now) => {
      const ticket = await findTicket(db, id)
      if (!ticket || !isOpen(ticket.state)) return { ok: false }
      const payload = { reason: 'reset' } as const
      await record(db, ticket, [{ type: 'voided', payload }], { actor: system, now })
      return { ok: true }
    })

  const windows = await deps.store.read(db => windowsOpenedBefore(db, office.id, begin))
  for (const { id, counterId } of windows)
    await inTurn(deps, [counterId], null, async (db, now) => {
      // Somebody may have opened it anew meanwhile, or another server may have been faster.
      const isStill = (await windowsOpenedBefore(db, office.id, begin)).some(window => window.id === id)
      // Whoever of the new day has been called there already is served first.
      if (!isStill || (await ticketAtWindow(db, id))) return { ok: false }
      await saveWindow(db, { id, state: 'closed', staffId: null })
      const event = { officeId: office.id, windowId: id, type: 'closed' as const, at: now }
      await insertWindowEvent(db, { ...event, pseudonym: null, reason: null })
      return { ok: true }
    })
}

/** Notes bookings for which nobody has come `noShowAfterMinutes` after their time. Coming later still counts. */
export async function noteNoShows(deps: Deps, office: Office): Promise<void> {
  const now: Instant = deps.clock.now()
  const until = now - office.rules.noShowAfterMinutes * 60_000
  const from = until - lookBackMilliseconds
  const counterIds = office.counters.map(({ id }) => id)
  const missed = await deps.store.read(db => missedLegs(db, counterIds, from, until))
  for (const counterId of new Set(missed.map(leg => leg.counterId)))
    await inTurn(deps, [counterId], null, async (db, at) => {
      // Looked at again: somebody may have come while this waited for its turn.
      const legs = await missedLegs(db, [counterId], from, until)
      for (const { id } of legs) await insertNoShow(db, { officeId: office.id, legId: id, at })
      return { ok: legs.length > 0 }
    })
}
