import type { Instant } from '../clock.ts'
import { type Form, UnreadableFormError } from '../http/forms.ts'
import type { Counter, Office } from '../offices/office.ts'
import { isOpenToday, type Sound, sounds, type Theme, themes } from './display.ts'

/** What a display is to show and say, as its address tells. */
export type Choice = { counters: Counter[]; sound: Sound; theme: Theme }

/** More may be named in an office that has more, as its live stream takes them. */
const namedMax = 20

/**
 * Reads the address of a display. Without counters: all that give tickets or are open today. Null when a
 * counter does not exist; throws for a sound or a theme that is none.
 */
export function readChoice(office: Office, query: Form, now: Instant): Choice | null {
  const slugs = new Set(query.all('counters').flatMap(asked => asked.split(',').filter(Boolean)))
  if (slugs.size > Math.max(namedMax, office.counters.length)) throw new UnreadableFormError(422)
  const asked = office.counters.filter(({ slug }) => slugs.has(slug))
  if (asked.length < slugs.size) return null

  const usual = office.counters.filter(
    counter => counter.ticketPrefix !== '' || isOpenToday(office, counter, now),
  )
  return {
    counters: asked.length > 0 ? asked : usual,
    sound: oneOf(sounds, query.one('sound')),
    theme: oneOf(themes, query.one('theme')),
  }
}

/** The first where nothing was sent. */
function oneOf<T extends string>(known: readonly [T, ...T[]], sent: string): T {
  const found = sent === '' ? known[0] : known.find(value => value === sent)
  if (found === undefined) throw new UnreadableFormError(422)
  return found
}
