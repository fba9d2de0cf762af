import type { Deps } from '../deps.ts'
import { type ActOutcome, act } from '../queue/act.ts'
import { resident } from '../queue/actor.ts'
import type { Ticket } from '../queue/ticket.ts'
import { mayLeave } from './ticket-view.ts'

/** Gives a number back for its holder. Refused once somebody has called it; giving it back twice is no error. */
export async function leave(deps: Deps, ticket: Ticket, key: string): Promise<ActOutcome> {
  if (ticket.state === 'left') return { ok: true, ticket }
  if (!mayLeave(ticket)) return { ok: false, reason: 'not_possible' }
  const { id, sequence: seen } = ticket
  return act(deps, ticket, { deed: 'left', actor: resident, seen }, { key, scope: `leave ${id}`, body: {} })
}
