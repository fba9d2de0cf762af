import type { LocalDate } from '../clock.ts'
import type { TicketFacts } from '../statistics/figures.ts'
import { type Flag, flagOf } from '../statistics/ticket-measures.ts'

/** The facts of a ticket with what they are looked up in. */
export type Visit = { facts: TicketFacts; names: Names }

export type Names = {
  counters: ReadonlyMap<number, string>
  services: ReadonlyMap<number, string>
  windows: ReadonlyMap<number, number>
  /** What may be told of the people of a month. */
  traits: ReadonlyMap<string, Traits>
}

export type Traits = { languages: ReadonlySet<string>; tellsPriority: boolean }

/** Minutes to two decimals, which keep the seconds. */
export function toHundredth(minutes: number | null): number | null {
  return minutes === null ? null : Math.round(minutes * 100) / 100
}

const flagWords: Record<Flag, string> = {
  inferred: 'end_inferred',
  tooShort: 'too_short',
  tooLong: 'too_long',
}

export function flagsOf({ facts }: Visit): string | null {
  const flag = flagOf(facts)
  const flags = [
    flag && flagWords[flag],
    facts.isLateConverted && 'late_converted',
    facts.isFromPaper && 'from_paper',
  ]
  return flags.filter(Boolean).join(' ') || null
}

export function servicesOf({ facts, names }: Visit): string | null {
  return facts.serviceIds.flatMap(id => names.services.get(id) ?? []).join(' ') || null
}

export function priorityOf(visit: Visit): string | null {
  if (!traitsOf(visit)?.tellsPriority) return null
  return visit.facts.isPriority ? 'priority' : 'none'
}

export function languageOf(visit: Visit): string | null {
  const { language } = visit.facts
  return traitsOf(visit)?.languages.has(language) ? language : null
}

export function windowOf({ facts: { windowId }, names }: Visit): number | null {
  return windowId === null ? null : (names.windows.get(windowId) ?? null)
}

function traitsOf({ facts, names }: Visit): Traits | undefined {
  return names.traits.get(monthOf(facts.businessDate))
}

export function monthOf(date: LocalDate): string {
  return date.slice(0, 7)
}
