import type { Service } from '../offices/office.ts'

/** When and where a service is done, and who may know of it. */
export type ServiceRules = Pick<
  Service,
  | 'counterId'
  | 'durationMinutes'
  | 'stayMinutes'
  | 'isPerPerson'
  | 'isEveningOk'
  | 'sunday'
  | 'isBookable'
  | 'isSensitive'
>

export const sundayChoices = ['yes', 'partial', 'no'] as const

export const minutesMin = 1
export const minutesMax = 480
export const stayMinutesMax = 960

/** What of the rules is to become different, with what it was and is. */
export function changedRules(before: ServiceRules, after: ServiceRules) {
  const names = Object.keys(before) as Array<keyof ServiceRules>
  return Object.fromEntries(
    names
      .filter(name => before[name] !== after[name])
      .map(name => [name, { from: before[name], to: after[name] }]),
  )
}

const slugShape = /^[a-z0-9][a-z0-9-]{0,39}$/

/** Whether it can stand in an address: up to 40 small letters, digits and hyphens. */
export function isSlug(typed: string): boolean {
  return slugShape.test(typed)
}

/** The first name of the form `service-7` that is free. */
export function freeSlug(start: string, taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`${start}-${number}`)) number += 1
  return `${start}-${number}`
}
