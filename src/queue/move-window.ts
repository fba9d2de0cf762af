import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import { inTurn } from './in-turn.ts'
import { ticketAtWindow } from './window-queries.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { endAlarm, findWindow, insertAlarm, insertWindowEvent, saveWindow } from '../windows/queries.ts'
import { isPossible, type PauseReason, type Window, type WindowDeed } from '../windows/window.ts'

export type WindowRefusal = 'not_found' | 'not_possible' | 'window_busy'
type Outcome = { ok: true; window: Window } | { ok: false; reason: WindowRefusal }
export type WindowOutcome = Outcome | KeyReused

const events = { open: 'opened', close: 'closed', pause: 'paused', continue: 'resumed' } as const

/**
 * Opens a window for somebody, pauses it, goes on, or closes it. Opening an open one takes it over, with the
 * ticket that is there; closing or pausing is refused while somebody is called or served.
 */
export function moveWindow(
  deps: Deps,
  { id, counterId }: Window,
  { deed, staff, reason = null }: { deed: WindowDeed; staff: StaffMember; reason?: PauseReason | null },
  intent: Intent | null,
): Promise<WindowOutcome> {
  return inTurn<Outcome>(deps, [counterId], intent, async (db, now) => {
    const window = await findWindow(db, id)
    if (!window) return { ok: false, reason: 'not_found' }
    if (!isPossible(deed, window.state)) return { ok: false, reason: 'not_possible' }
    const isLeaving = deed === 'close' || deed === 'pause'
    if (isLeaving && (await ticketAtWindow(db, id))) return { ok: false, reason: 'window_busy' }

    const state = deed === 'close' ? 'closed' : deed === 'pause' ? 'paused' : 'open'
    const next: Window = { ...window, state, staffId: deed === 'close' ? null : staff.id }
    if (next.state === window.state && next.staffId === window.staffId) return { ok: true, window }

    await saveWindow(db, next)
    const { pseudonym } = staff
    await insertWindowEvent(db, {
      ...{ officeId: window.officeId, windowId: id, type: events[deed], at: now, pseudonym },
      reason: deed === 'pause' ? (reason ?? 'other') : null,
    })
    return { ok: true, window: next }
  })
}

/** Calls all of the office for help, or ends the call. Both are harmless to repeat. */
export function soundAlarm(
  deps: Deps,
  office: Office,
  window: Window,
  { isOn, staff }: { isOn: boolean; staff: StaffMember },
): Promise<WindowOutcome> {
  const counterIds = office.counters.map(({ id }) => id)
  return inTurn<Outcome>(deps, counterIds, null, async (db, now) => {
    const { officeId, counterId, id: windowId } = window
    const { pseudonym } = staff
    if (isOn) await insertAlarm(db, { officeId, counterId, windowId, at: now, pseudonym })
    else await endAlarm(db, { windowId, at: now, pseudonym })
    return { ok: true, window }
  })
}
