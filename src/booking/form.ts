import { type Instant, parseInstant } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { type Office, servicesBySlug } from '../offices/office.ts'
import { refuseWish, type Wish, type WishRefusal } from '../slots/slot.ts'
import type { Appointment } from './appointment.ts'
import type { TypedDetails } from './details.ts'

export type ParsedWish = { ok: true; wish: Wish } | { ok: false; reason: WishRefusal }

/** The services and people of a form or query; a service chosen by checkbox comes as a field of its own. */
export function parseWish(office: Office, form: Form): ParsedWish {
  const slugs = form.all('services').flatMap(value => value.split(',').filter(Boolean))
  const services = servicesBySlug(office, slugs.slice(0, 50))
  if (!services) return { ok: false, reason: 'no_service' }

  const typedPeople = form.one('people')
  const people = typedPeople === '' ? 1 : /^\d{1,3}$/.test(typedPeople) ? Number(typedPeople) : Number.NaN
  const reason = refuseWish(office, { services, people })
  return reason ? { ok: false, reason } : { ok: true, wish: { services, people } }
}

export function parseStart(form: Form): Instant | null {
  return parseInstant(form.one('startsAt'))
}

/**
 * Whether a page that shows a visit shows this one: beside it another may have been chosen since. A form that does not
 * say which has shown none.
 */
export function isShown(form: Form, { services, people, leg }: Shown): boolean {
  if (form.one('startsAt') === '') return true
  const shown = form.one('services').split(',')
  return (
    parseStart(form) === leg.startsAt &&
    form.one('people') === String(people) &&
    shown.length === services.length &&
    services.every(({ slug }) => shown.includes(slug))
  )
}

type Shown = Pick<Appointment, 'services' | 'people' | 'leg'>

/** The fields of the details page as they were typed. */
export function typedDetails(form: Form, language: string): TypedDetails {
  return {
    name: form.one('name'),
    email: form.one('email'),
    phone: form.one('phone'),
    language: form.one('language') || language,
    needs: form.all('needs'),
    documents: form.all('documents'),
  }
}

/** Whether a form carries details at all: the page of nearest free times sends them along. */
export function hasDetails(form: Form): boolean {
  return ['name', 'email', 'phone'].some(name => form.one(name) !== '')
}

/** The documents that may be ticked for these services. */
export function documentSlugs(wish: Pick<Wish, 'services'>): Set<string> {
  return new Set(wish.services.flatMap(service => service.documents.map(document => document.slug)))
}

/** The key of a form's page; a form without one is one intent of its own. */
export function intentKey(form: Form): string {
  const key = form.one('key')
  return /^[\x21-\x7e]{1,255}$/.test(key) ? key : crypto.randomUUID()
}
