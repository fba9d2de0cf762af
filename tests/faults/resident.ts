import type { Tally } from './figures.ts'
import { type Answer, type Intent, newIntent, read, send } from './intent.ts'

/** A booking as the server has confirmed it last. */
type Confirmed = { reference: string; token: string; startsAt: string; state: string }

type Deed = 'book' | 'reschedule' | 'cancel'

/** What was sent and not answered. */
type Pending = { intent: Intent; deed: Deed; of: Confirmed | null }

export type Choices = {
  /** From 0 up to 1. */
  random: () => number
  services: readonly string[]
  starts: readonly string[]
}

/** How what was not answered is sent again: by its own key, or by a new one as a careless program would. */
export type Resending = 'same_key' | 'new_key'

/** The share of answers that never arrive although the line holds. */
const unheardShare = 0.1

/** Somebody who books, changes and cancels without a pause, and remembers what was confirmed. */
export type Resident = {
  /** Sends what was not answered once more, or something new. */
  act: (url: string) => Promise<void>
  /** Sends what was not answered until it is. */
  settle: (url: string) => Promise<void>
  /** What was confirmed and is not so. */
  missing: (url: string) => Promise<string[]>
  bookings: () => number
}

export function createResident(
  name: string,
  { random, services, starts }: Choices,
  tally: Tally,
  resending: Resending,
): Resident {
  const confirmed: Confirmed[] = []
  let pending: Pending | null = null
  let booked = 0

  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]

  function choose(): Pending {
    const of = pick(confirmed.filter(({ state }) => state === 'booked'))
    const dice = random()
    if (!of || dice < 0.6) return { intent: bookingIntent(), deed: 'book', of: null }
    const path = `appointments/${of.token}`
    return dice < 0.85
      ? { intent: newIntent(`${path}/reschedule`, { startsAt: pick(starts) }), deed: 'reschedule', of }
      : { intent: newIntent(`${path}/cancellation`, {}), deed: 'cancel', of }
  }

  function bookingIntent(): Intent {
    booked += 1
    const contact = { name: `見本 ${name}`, email: `${name}-${booked}@example.test`, language: 'ja' }
    return newIntent('offices/mihon/appointments', {
      ...{ services: [pick(services)], people: 1, startsAt: pick(starts) },
      ...contact,
    })
  }

  function again(sent: Pending): Pending {
    if (resending === 'same_key') return sent
    return { ...sent, intent: newIntent(sent.intent.path, sent.intent.body) }
  }

  function note(sent: Pending, answer: Answer): void {
    pending = null
    if (answer.kind === 'unknown') {
      pending = sent
      tally.unanswered += 1
    } else if (answer.kind === 'refused') tally.refused += 1
    else {
      tally.acknowledged += 1
      const { reference, token, startsAt, state } = answer.json as Confirmed
      if (sent.of) Object.assign(sent.of, { startsAt, state })
      else confirmed.push({ reference, token, startsAt, state })
    }
  }

  async function deliver(url: string, sent: Pending, unheard: number): Promise<void> {
    const answer = await send(url, sent.intent)
    note(sent, random() < unheard ? { kind: 'unknown' } : answer)
  }

  return {
    act: url => deliver(url, pending ? again(pending) : choose(), unheardShare),
    async settle(url) {
      while (pending) await deliver(url, again(pending), 0)
    },
    async missing(url) {
      const found: string[] = []
      for (const { reference, token, startsAt, state } of confirmed) {
        const now = await read(url, `appointments/${token}`)
        if (now?.reference !== reference || now.startsAt !== startsAt || now.state !== state)
          found.push(
            `${name}: ${reference} was ${state} at ${startsAt}, and is ${JSON.stringify(now?.state)}`,
          )
      }
      return found
    },
    bookings: () => confirmed.length,
  }
}
