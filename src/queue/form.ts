import type { Form } from '../http/forms.ts'
import { everyService, servicesBySlug, type Office } from '../offices/office.ts'
import { pauseReasons, type PauseReason } from '../windows/window.ts'
import type { Purpose } from './ticket.ts'

/** A whole number of a form or address, or null. */
export function parseId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

/** What the page had seen when a button was pressed: two presses of it are one. */
export function seenOf(form: Form): number | undefined {
  return /^\d{1,15}$/.test(form.one('seen')) ? Number(form.one('seen')) : undefined
}

export function parsePause(form: Form): PauseReason {
  return pauseReasons.find(reason => reason === form.one('reason')) ?? 'other'
}

type Outcome = { services?: number[]; purposeMet?: Purpose }

/** What was done and whether it was what they came for; a word for what is wrong when the form is not ours. */
export function parseOutcome(office: Office, form: Form): Outcome | 'purpose' | 'services' {
  const purpose = form.one('purposeMet')
  if (!['', 'yes', 'partly', 'no'].includes(purpose)) return 'purpose'
  const slugs = form.all('service')
  const services = servicesBySlug(office, slugs, everyService(office))
  if (!services || slugs.length > 20) return 'services'
  return {
    ...(services.length > 0 && { services: services.map(({ id }) => id) }),
    ...(purpose !== '' && { purposeMet: purpose as Purpose }),
  }
}
