import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Bulk, type Choice, type Choices, usualChoice } from './choice.ts'
import { readPeople } from './people.ts'
import { saveChoices } from './queries.ts'
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
 * reaches; or cancelling for everybody.
 */
export function chooseForAll(deps: Deps, office: Office, act: Act, bulk: Bulk): Promise<StepOutcome> {
  const deed = 'choose_for_closing'
  return takeStep(
    deps,
    office,
    act,
    { deed, body: { bulk } },
    async (db, { closing, office: current, now }) => {
      const { people } = await readPeople(db, current, closing, now, { withNames: false })
      const chosen = people.flatMap(({ visit, booking, choice, newTimes }): Array<[number, Choice]> => {
        if (bulk === 'cancel') return [[visit.appointmentId, { kind: 'cancel' }]]
        if (bulk === 'call') return booking.hasEmail ? [] : [[visit.appointmentId, { kind: 'call' }]]
        return choice ? [] : [[visit.appointmentId, usualChoice(newTimes)]]
      })
      await saveChoices(db, { closingId: closing.id, officeId: office.id }, new Map(chosen))
      return { ok: true, details: { bulk, choices: chosen.length } }
    },
  )
}
