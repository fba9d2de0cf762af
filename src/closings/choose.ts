import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Bulk, type Choice, type Choices, usualChoice } from './choice.ts'
import type { Closing } from './closing.ts'
import { readPeople } from './people.ts'
import { findClosing, saveChoices } from './queries.ts'
import { type Act, type StepOutcome, takeStep } from './take-step.ts'

/** Keeps what is to become of some of the bookings, as the page shows them. Nothing is done to them yet. */
export function choose(deps: Deps, office: Office, act: Act, choices: Choices): Promise<StepOutcome> {
  const body = { choices: [...choices] }
  return takeStep(deps, office, act, { deed: 'choose_for_closing', body }, async (db, { closing }) => {
    await saveChoices(db, { closingId: closing.id, officeId: office.id }, choices)
    return { ok: true, details: { choices: choices.size } }
  })
}

/**
 * Chooses for all at once: the nearest new time for those without any choice; a call first to those whom no mail
 * reaches; or cancelling for everybody. Worked out before the step is taken: a step in between refuses this one.
 */
export async function chooseForAll(deps: Deps, office: Office, act: Act, bulk: Bulk): Promise<StepOutcome> {
  const step = { deed: 'choose_for_closing' as const, body: { bulk } }
  const found = await deps.store.read(db => findClosing(db, office.id, act.closingId))
  const chosen = found ? await choicesFor(deps, office, found, bulk) : new Map<number, Choice>()
  return takeStep(deps, office, act, step, async (db, { closing }) => {
    await saveChoices(db, { closingId: closing.id, officeId: office.id }, chosen)
    return { ok: true, details: { bulk, choices: chosen.size } }
  })
}

async function choicesFor(deps: Deps, office: Office, closing: Closing, bulk: Bulk): Promise<Choices> {
  const { people } = await readPeople(deps, office.id, closing, { withNames: false })
  return new Map(
    people.flatMap(({ visit, booking, choice, newTimes }): Array<[number, Choice]> => {
      if (bulk === 'cancel') return [[visit.appointmentId, { kind: 'cancel' }]]
      if (bulk === 'call') return booking.hasEmail ? [] : [[visit.appointmentId, { kind: 'call' }]]
      return choice ? [] : [[visit.appointmentId, usualChoice(newTimes)]]
    }),
  )
}
