import { parseInstant } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import type { Decision } from './change-openings.ts'

/** What was chosen for each booking, as it was sent: `keep`, `cancel`, or the new time. */
export type DecisionsTyped = { chosen: ReadonlyMap<number, string>; reason: string }

export function typedDecisions(form: Form, appointmentIds: readonly number[]): DecisionsTyped {
  return {
    chosen: new Map(appointmentIds.map(known => [known, form.one(`decision-${known}`)])),
    reason: form.one('reason').trim(),
  }
}

/** The decisions that were made in full; whoever is missing has none yet. */
export function decisionsOf({ chosen, reason }: DecisionsTyped): Map<number, Decision> {
  const decisions = new Map<number, Decision>()
  for (const [appointmentId, text] of chosen) {
    const startsAt = parseInstant(text)
    if (text === 'cancel') decisions.set(appointmentId, { kind: 'cancel' })
    else if (text === 'keep' && isReason(reason)) decisions.set(appointmentId, { kind: 'keep', reason })
    else if (startsAt !== null) decisions.set(appointmentId, { kind: 'move', startsAt })
  }
  return decisions
}

/** Whether somebody who reads it later learns why a booking was kept. */
export function isReason(text: string): boolean {
  return text.length >= 2 && text.length <= 200
}
