import { parseInstant } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { everyService, type LifeEvent, type Office, type Service, servicesBySlug } from '../offices/office.ts'
import type { Answers } from '../offices/life-event.ts'
import type { Wish } from '../slots/slot.ts'
import type { PlannedLeg } from '../booking/plan.ts'
import { legsMax, type Refused, refusePlan } from './errand.ts'

/** The services of an address, whether by commas or by checkboxes; null when one is not offered. */
export function parseServices(office: Office, form: Form): Service[] | null {
  const slugs = form.all('services').flatMap(value => value.split(',').filter(Boolean))
  return servicesBySlug(office, slugs.slice(0, 50))
}

type ParsedErrand = { ok: true; wish: Wish } | { ok: false; refused: Refused }

/** What is to be planned; refused when it cannot be one visit. */
export function parseErrand(office: Office, form: Form): ParsedErrand {
  const services = parseServices(office, form)
  if (!services) return { ok: false, refused: { reason: 'not_bookable', services: notOffered(office, form) } }
  const typed = form.one('people')
  const people = typed === '' ? 1 : /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
  const refused = refusePlan(office, { services, people })
  return refused ? { ok: false, refused } : { ok: true, wish: { services, people } }
}

/** Of the services of an address, those that were offered once. */
function notOffered(office: Office, form: Form): Service[] {
  const slugs = form.all('services').flatMap(value => value.split(','))
  return everyService(office).filter(
    one => slugs.includes(one.slug) && office.retiredServices.some(({ id }) => id === one.id),
  )
}

/** What has been answered so far, by the slugs of the questions. */
export function typedAnswers({ questions }: LifeEvent, form: Form): Answers {
  return new Map(
    questions.flatMap(({ slug }) => {
      const answer = form.one(`answer-${slug}`)
      return answer === 'yes' || answer === 'no' ? [[slug, answer] as const] : []
    }),
  )
}

/** The legs of a plan, each as `tennyu,setai@2026-12-01T09:00:00+09:00`, in the order of time; null for none. */
export function parseLegs(office: Office, form: Form): PlannedLeg[] | null {
  const typed = form.all('leg')
  if (typed.length === 0 || typed.length > legsMax) return null
  const legs = typed.flatMap(one => {
    const [slugs = '', time = ''] = one.split('@')
    const services = servicesBySlug(office, slugs.split(',').filter(Boolean))
    const startsAt = parseInstant(time)
    return services && startsAt !== null ? [{ services, startsAt }] : []
  })
  return legs.length === typed.length ? legs.toSorted((a, b) => a.startsAt - b.startsAt) : null
}
