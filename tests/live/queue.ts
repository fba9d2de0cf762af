import { issueTicket } from '#src/arrival/issue-ticket.ts'
import type { Deps } from '#src/deps.ts'
import type { Ward } from '../support/ward.ts'

/** Somebody takes a ticket at the kiosk for a service of the counter `ido`, and is told its number. */
export async function takeTicket(ward: Ward, deps: Deps = ward.deps): Promise<string> {
  const { services } = ward.wish('tennyu')
  const outcome = await issueTicket(
    deps,
    ward.office,
    {
      ...{ services, people: 1, language: 'ja', isPriority: false },
      ...{ channel: 'kiosk', actor: { kind: 'kiosk', kioskId: null } },
    },
    null,
  )
  if (!outcome.ok) throw new Error(`no ticket: ${outcome.reason}`)
  return outcome.ticket.number
}
