import type { Form } from '../http/forms.ts'
import { type Office, servicesBySlug, type Service } from '../offices/office.ts'

/** What somebody at a kiosk has chosen; `people` is NaN when it is no number, services empty when one is unknown. */
export function parseWalkIn(office: Office, form: Form): { services: Service[]; people: number } {
  const services = servicesBySlug(office, form.all('services').slice(0, 50)) ?? []
  const people = form.one('people')
  return { services, people: people === '' ? 1 : /^\d{1,3}$/.test(people) ? Number(people) : Number.NaN }
}
