/** A numbered place of a counter, and whether somebody works there now. */
export type Window = {
  id: number
  officeId: number
  counterId: number
  number: number
  state: 'closed' | 'open' | 'paused'
  staffId: number | null
}

export const pauseReasons = ['lunch', 'back_office', 'training', 'fault', 'other'] as const
export type PauseReason = (typeof pauseReasons)[number]

export const windowDeeds = ['open', 'close', 'pause', 'continue'] as const
export type WindowDeed = (typeof windowDeeds)[number]

const from: Record<WindowDeed, ReadonlyArray<Window['state']>> = {
  open: ['closed', 'open'],
  close: ['open', 'paused'],
  pause: ['open'],
  continue: ['paused'],
}

/** Whether a window may be opened, closed, paused or opened again as it is now. */
export function isPossible(deed: WindowDeed, state: Window['state']): boolean {
  return from[deed].includes(state)
}

/** A call for help from a window, until somebody ends it. */
export type Alarm = {
  id: number
  windowId: number
  windowNumber: number
  counterId: number
  raisedAt: number
}

const after = { opened: 'open', resumed: 'open', paused: 'paused', closed: 'closed' } as const

/** How its last event leaves a window; one that was never opened is closed. */
export function stateAfter(lastEvent: keyof typeof after | null): Window['state'] {
  return lastEvent === null ? 'closed' : after[lastEvent]
}
