import type { Answer, LifeEvent, Office, Service } from './office.ts'

/** More questions than this are not short. */
export const questionsMax = 12

/** Minutes on the way between counters, where an office has not measured its own. */
export const usualWalking = { sameFloor: 3, perFloor: 3 }

export type Answers = ReadonlyMap<string, Answer>

/**
 * The services of a life event that apply to somebody: those that no question is about, and those that one of the
 * answers needs, in the order of the event. Null when a question has not been answered.
 */
export function servicesFor(office: Office, event: LifeEvent, answers: Answers): Service[] | null {
  if (event.questions.some(({ slug }) => !answers.has(slug))) return null
  const isNeeded = (serviceId: number) => {
    const needs = event.questions.flatMap(({ slug, needs }) =>
      needs.filter(need => need.serviceId === serviceId).map(({ answer }) => answer === answers.get(slug)),
    )
    return needs.length === 0 || needs.includes(true)
  }
  return event.serviceIds
    .filter(isNeeded)
    .flatMap(id => office.services.find(service => service.id === id) ?? [])
}

/** The life events that lead anywhere: one just entered, or with all of its services retired, does not. */
export function openLifeEvents({ lifeEvents, services }: Office): LifeEvent[] {
  return lifeEvents.filter(event => services.some(({ id }) => event.serviceIds.includes(id)))
}

/** Whether something comes, over whatever others, before itself. */
export function isInCircle<Key>(start: Key, befores: ReadonlyMap<Key, readonly Key[]>): boolean {
  const seen = new Set<Key>()
  const open = [...(befores.get(start) ?? [])]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === start) return true
    if (seen.has(key)) continue
    seen.add(key)
    open.push(...(befores.get(key) ?? []))
  }
  return false
}
