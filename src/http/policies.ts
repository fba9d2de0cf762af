import { personDeeds } from '../people/person.ts'
import type { Role } from '../staff/staff-member.ts'

/**
 * Who may use a route: anyone; whoever has given a password, though a one-time password or unlocking may
 * still be missing; or the roles named, signed in.
 */
export type Policy = 'anyone' | 'signingIn' | readonly Role[]

const everyStaffRole: Policy = ['reception', 'clerk', 'contractor', 'supervisor', 'administrator']

/** Those who work at a window. */
const servingRoles: Policy = ['clerk', 'contractor', 'supervisor', 'administrator']

function whereServed(path: string, deeds: readonly string[]): Record<string, Policy> {
  return Object.fromEntries(deeds.map(deed => [`POST ${path}/${deed}`, servingRoles]))
}

function forAdministrators(path: string, deeds: readonly string[]): Record<string, Policy> {
  return Object.fromEntries(
    deeds.flatMap(deed => ['GET', 'POST'].map(method => [`${method} ${path}/${deed}`, ['administrator']])),
  )
}

/** Those who see what a counter's days add up to. */
const countingRoles: Policy = ['supervisor', 'administrator']

/** Those who write what residents read: supervisors, of the services of their own counters. */
const writingRoles: Policy = ['supervisor', 'administrator']

/** Those who receive people and book for them, which nobody can do without names. */
const receivingRoles: Policy = ['reception', 'clerk', 'supervisor', 'administrator']

/** Those who answer for the office. */
const answeringRoles: Policy = ['supervisor', 'administrator']

/** Every route of the product and who may use it. `createApp` refuses to start when a route is missing. */
export const policies: Readonly<Record<string, Policy>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  // The route itself asks for this machine or a token.
  'GET /metrics': 'anyone',
  'GET /assets/:hash/:name': 'anyone',
  'GET /robots.txt': 'anyone',
  // LINE signs what it delivers.
  'POST /line/:office': 'anyone',
  'GET /': 'anyone',

  'GET /:office': 'anyone',
  'GET /:office/services': 'anyone',
  'GET /:office/services/:service': 'anyone',
  'GET /:office/life-events/:event': 'anyone',
  'POST /:office/life-events/:event': 'anyone',
  'GET /:office/checklist': 'anyone',
  'GET /:office/plans': 'anyone',
  'POST /:office/plans': 'anyone',
  'GET /:office/counters/:counter': 'anyone',
  'GET /:office/privacy': 'anyone',
  'GET /:office/accessibility': 'anyone',
  'GET /:office/accessibility/results': 'anyone',
  'GET /:office/colours/:colour': 'anyone',
  'GET /:office/logos/:hash': 'anyone',
  'GET /:office/slots': 'anyone',
  'GET /:office/line': 'anyone',
  'GET /:office/holds': 'anyone',
  'POST /:office/holds': 'anyone',
  'GET /:office/hold': 'anyone',
  'POST /:office/hold': 'anyone',
  'GET /:office/hold/extension': 'anyone',
  'POST /:office/hold/extension': 'anyone',
  'GET /:office/hold/release': 'anyone',
  'POST /:office/hold/release': 'anyone',
  'GET /:office/hold/check': 'anyone',
  'GET /:office/appointments': 'anyone',
  'POST /:office/appointments': 'anyone',
  'GET /:office/a/:token': 'anyone',
  'POST /:office/a/:token': 'anyone',
  'GET /:office/a/:token/cancellation': 'anyone',
  'POST /:office/a/:token/cancellation': 'anyone',
  'GET /:office/waitlist': 'anyone',
  'POST /:office/waitlist': 'anyone',
  'GET /:office/w/:token': 'anyone',
  'GET /:office/w/:token/take': 'anyone',
  'POST /:office/w/:token/take': 'anyone',
  'GET /:office/w/:token/decline': 'anyone',
  'POST /:office/w/:token/decline': 'anyone',
  'GET /:office/w/:token/leave': 'anyone',
  'POST /:office/w/:token/leave': 'anyone',
  'GET /:office/find': 'anyone',
  'POST /:office/find': 'anyone',
  'GET /:office/appointment': 'anyone',
  'GET /:office/appointment/done': 'anyone',
  'GET /:office/appointment/calendar.ics': 'anyone',
  'GET /:office/appointment/reschedule': 'anyone',
  'POST /:office/appointment/reschedule': 'anyone',
  'GET /:office/appointment/cancellation': 'anyone',
  'POST /:office/appointment/cancellation': 'anyone',
  'GET /:office/appointment/legs/:leg/reschedule': 'anyone',
  'POST /:office/appointment/legs/:leg/reschedule': 'anyone',
  'GET /:office/appointment/legs/:leg/cancellation': 'anyone',
  'POST /:office/appointment/legs/:leg/cancellation': 'anyone',
  'GET /display/:office': 'anyone',
  'GET /display/:office/setup': 'anyone',
  'GET /:office/live': 'anyone',
  'GET /:office/live.json': 'anyone',
  'GET /:office/appointment/line': 'anyone',
  'POST /:office/appointment/line': 'anyone',
  'GET /:office/appointment/line/unlink': 'anyone',
  'POST /:office/appointment/line/unlink': 'anyone',
  'GET /:office/appointment/end': 'anyone',
  'POST /:office/appointment/end': 'anyone',

  'GET /:office/appointment/check-in': 'anyone',
  'POST /:office/appointment/check-in': 'anyone',
  'GET /:office/t/:token': 'anyone',
  'GET /:office/t/:token/notice': 'anyone',
  'POST /:office/t/:token/notice': 'anyone',
  'GET /:office/t/:token/leave': 'anyone',
  'POST /:office/t/:token/leave': 'anyone',
  'GET /:office/t/:token/survey': 'anyone',
  'POST /:office/t/:token/survey': 'anyone',
  'GET /:office/t/:token/survey/more': 'anyone',
  'POST /:office/t/:token/survey/more': 'anyone',
  'GET /:office/survey': 'anyone',
  'POST /:office/survey': 'anyone',
  'GET /:office/survey/thanks': 'anyone',

  'GET /:office/opinions': 'anyone',
  'POST /:office/opinions': 'anyone',
  'GET /:office/opinions/thanks': 'anyone',
  'GET /:office/opinions/answers': 'anyone',

  'GET /kiosk/:office': 'anyone',
  'GET /kiosk/:office/booked': 'anyone',
  'POST /kiosk/:office/booked': 'anyone',
  'GET /kiosk/:office/counters': 'anyone',
  'GET /kiosk/:office/counters/:counter': 'anyone',
  'POST /kiosk/:office/counters/:counter': 'anyone',
  'GET /kiosk/:office/t/:token': 'anyone',
  'GET /kiosk/:office/survey': 'anyone',
  'POST /kiosk/:office/survey': 'anyone',
  'GET /kiosk/:office/survey/thanks': 'anyone',
  'GET /kiosk/:office/survey/:token': 'anyone',
  'POST /kiosk/:office/survey/:token': 'anyone',

  'GET /staff': everyStaffRole,
  'GET /staff/office': ['reception', 'supervisor', 'administrator'],
  'GET /staff/operation': ['administrator'],
  'GET /staff/setup': ['administrator'],
  'POST /staff/setup': ['administrator'],
  'POST /staff/setup/file': ['administrator'],
  'GET /staff/setup/offices/:office': ['administrator'],
  'GET /staff/setup/offices/:office/configuration.json': ['administrator'],
  'GET /staff/setup/offices/:office/line': ['administrator'],
  'POST /staff/setup/offices/:office/line': ['administrator'],
  'POST /staff/setup/offices/:office/line/test': ['administrator'],
  'GET /staff/setup/offices/:office/openings': ['administrator'],
  'POST /staff/setup/offices/:office/openings': ['administrator'],
  ...forAdministrators('/staff/setup/offices/:office/openings', ['rule', 'holidays', 'grid']),
  'POST /staff/setup/offices/:office/openings/grid/change': ['administrator'],
  'GET /staff/setup/offices/:office/openings/history': ['administrator'],
  'GET /staff/setup/offices/:office/catalogue': writingRoles,
  'GET /staff/setup/offices/:office/catalogue/messages': ['administrator'],
  ...forAdministrators('/staff/setup/offices/:office/catalogue', [
    ...['rules', 'colour', 'notices', 'logo', 'logo/file', 'logo/removal'],
  ]),
  'GET /staff/setup/offices/:office/catalogue/logo/draft': ['administrator'],
  'GET /staff/setup/offices/:office/catalogue/colour/sheet': ['administrator'],
  'GET /staff/setup/offices/:office/catalogue/:kind/:thing': writingRoles,
  'POST /staff/setup/offices/:office/catalogue/:kind/:thing': writingRoles,
  'GET /staff/setup/offices/:office/catalogue/:kind/:thing/preview': writingRoles,
  'POST /staff/setup/offices/:office/catalogue/:kind/:thing/preview': writingRoles,
  ...forAdministrators('/staff/setup/offices/:office/catalogue', [
    ...['new/:kind', 'services/:service/rules', 'services/:service/documents'],
    ...['services/:service/retirement', 'services/:service/return'],
    ...['counters/:counter/rules', 'counters/:counter/order', 'life-events/:event/services'],
    ...['life-events/:event/questions', 'life-events/:event/questions/:question'],
    ...['services/:service/relations', 'walking'],
    ...['messages/:message/:language', 'messages/:message/:language/preview'],
    'messages/:message/:language/standard',
  ]),
  'GET /staff/kiosks': ['reception', 'supervisor', 'administrator'],
  'POST /staff/kiosks': ['reception', 'supervisor', 'administrator'],
  'POST /staff/kiosks/:kiosk/revocation': ['reception', 'supervisor', 'administrator'],
  'GET /staff/posters': ['reception', 'supervisor', 'administrator'],
  'GET /staff/posters/qr.svg': ['reception', 'supervisor', 'administrator'],
  'GET /staff/posters/colour.css': ['reception', 'supervisor', 'administrator'],
  'GET /staff/tickets/:ticket/slip': everyStaffRole,
  'GET /staff/sign-in': 'anyone',
  'POST /staff/sign-in': 'anyone',
  'POST /staff/sign-out': 'signingIn',
  'GET /staff/lock': 'signingIn',
  'POST /staff/lock': 'signingIn',
  'POST /staff/lock/now': everyStaffRole,
  'POST /staff/activity': everyStaffRole,
  'GET /staff/one-time-password': 'signingIn',
  'POST /staff/one-time-password': 'signingIn',
  'GET /staff/totp': 'signingIn',
  'POST /staff/totp': 'signingIn',
  'GET /staff/welcome': 'anyone',
  'POST /staff/welcome': 'anyone',
  'GET /staff/directory': 'anyone',
  'GET /staff/directory/answer': 'anyone',
  'GET /staff/account': everyStaffRole,
  'POST /staff/account/password': everyStaffRole,
  'POST /staff/account/sessions/end': everyStaffRole,
  'GET /staff/texts': ['administrator'],
  'GET /staff/texts/file': ['administrator'],
  'GET /staff/people': countingRoles,
  'POST /staff/people/search': countingRoles,
  'GET /staff/people/invitation': ['administrator'],
  'POST /staff/people/invitation': ['administrator'],
  'GET /staff/people/one-time-passwords': ['administrator'],
  'POST /staff/people/one-time-passwords': ['administrator'],
  'GET /staff/people/:person': countingRoles,
  'POST /staff/people/:person': ['administrator'],
  ...forAdministrators('/staff/people/:person', personDeeds),
  'GET /staff/audit': ['administrator'],
  'POST /staff/audit/search': ['administrator'],
  'GET /staff/audit/file': ['administrator'],
  'POST /staff/audit/verification': ['administrator'],
  'GET /staff/audit/exposure': ['administrator'],
  'POST /staff/audit/exposure/file': ['administrator'],
  'GET /staff/disclosures/:disclosure': ['administrator'],
  'GET /staff/disclosures/:disclosure/wording': ['administrator'],
  'POST /staff/disclosures/:disclosure/wording': ['administrator'],
  'GET /staff/disclosures/:disclosure/file': ['administrator'],
  'GET /staff/personal-data': answeringRoles,
  'POST /staff/personal-data/search': answeringRoles,
  'POST /staff/personal-data/held': answeringRoles,
  'POST /staff/personal-data/file': answeringRoles,
  'POST /staff/personal-data/erasure/check': ['administrator'],
  'POST /staff/personal-data/erasure': ['administrator'],
  'GET /staff/personal-data/retention': answeringRoles,
  'POST /staff/personal-data/retention': ['administrator'],
  'POST /staff/personal-data/retention/audit': ['administrator'],
  'POST /staff/personal-data/retention/start': ['administrator'],
  ...forAdministrators('/staff/people/:person', ['directory']),
  'POST /staff/people/:person/directory/unlink': ['administrator'],
  'POST /staff/people/:person/directory/password-off': ['administrator'],
  'GET /staff/first': 'anyone',
  'POST /staff/first': 'anyone',
  'GET /staff/live': ['supervisor', 'administrator'],
  'GET /staff/counters/:counter': everyStaffRole,
  'GET /staff/windows/:window': servingRoles,
  'POST /staff/windows/:window/:deed': servingRoles,
  'GET /staff/windows/:window/tickets/:ticket/transfer': servingRoles,
  'POST /staff/windows/:window/tickets/:ticket/:deed': servingRoles,
  'GET /staff/live/stream': everyStaffRole,
  'GET /staff/live/state.json': everyStaffRole,
  'GET /staff/reception': receivingRoles,
  'GET /staff/reception/search': receivingRoles,
  'POST /staff/reception/search': receivingRoles,
  'GET /staff/reception/walk-in': receivingRoles,
  'GET /staff/reception/tickets': receivingRoles,
  'POST /staff/reception/tickets': receivingRoles,
  'GET /staff/reception/tickets/:ticket': receivingRoles,
  'GET /staff/reception/tickets/:ticket/void': receivingRoles,
  'POST /staff/reception/tickets/:ticket/void': receivingRoles,
  'GET /staff/reception/paper': receivingRoles,
  'GET /staff/appointments/:appointment': receivingRoles,
  'GET /staff/appointments/:appointment/done': receivingRoles,
  'GET /staff/appointments/:appointment/check-in': receivingRoles,
  'POST /staff/appointments/:appointment/check-in': receivingRoles,
  'GET /staff/appointments/:appointment/reschedule': receivingRoles,
  'POST /staff/appointments/:appointment/reschedule': receivingRoles,
  'GET /staff/appointments/:appointment/cancellation': receivingRoles,
  'POST /staff/appointments/:appointment/cancellation': receivingRoles,
  'GET /staff/appointments/:appointment/legs/:leg': receivingRoles,
  'GET /staff/appointments/:appointment/legs/:leg/reschedule': receivingRoles,
  'POST /staff/appointments/:appointment/legs/:leg/reschedule': receivingRoles,
  'GET /staff/appointments/:appointment/legs/:leg/cancellation': receivingRoles,
  'POST /staff/appointments/:appointment/legs/:leg/cancellation': receivingRoles,
  'GET /staff/waitlist': receivingRoles,
  'GET /staff/waitlist/new': receivingRoles,
  'POST /staff/waitlist/new': receivingRoles,
  'GET /staff/waitlist/rules': ['administrator'],
  'POST /staff/waitlist/rules': ['administrator'],
  'GET /staff/waitlist/:entry/:deed': receivingRoles,
  'POST /staff/waitlist/:entry/take': receivingRoles,
  'POST /staff/waitlist/:entry/decline': receivingRoles,
  'POST /staff/waitlist/:entry/removal': receivingRoles,
  'GET /staff/booking': receivingRoles,
  'GET /staff/booking/slots': receivingRoles,
  'GET /staff/booking/overbook': ['reception', 'supervisor', 'administrator'],
  'GET /staff/booking/holds': receivingRoles,
  'POST /staff/booking/holds': receivingRoles,
  'GET /staff/booking/holds/:appointment': receivingRoles,
  'POST /staff/booking/holds/:appointment': receivingRoles,
  'GET /staff/booking/holds/:appointment/check': receivingRoles,
  'GET /staff/booking/holds/:appointment/release': receivingRoles,
  'POST /staff/booking/holds/:appointment/release': receivingRoles,
  'GET /staff/booking/holds/:appointment/book': receivingRoles,
  'POST /staff/booking/holds/:appointment/book': receivingRoles,

  'GET /staff/banners': answeringRoles,
  'POST /staff/banners': answeringRoles,
  'GET /staff/banners/preview': answeringRoles,
  'POST /staff/banners/preview': answeringRoles,
  'POST /staff/banners/:banner/ending': answeringRoles,

  'GET /staff/closings': answeringRoles,
  'GET /staff/closings/new': answeringRoles,
  'POST /staff/closings/new': answeringRoles,
  'GET /staff/closings/:closing': answeringRoles,
  'GET /staff/closings/:closing/plan': answeringRoles,
  'POST /staff/closings/:closing/plan': answeringRoles,
  'GET /staff/closings/:closing/people': answeringRoles,
  'GET /staff/closings/:closing/choices': answeringRoles,
  'POST /staff/closings/:closing/choices': answeringRoles,
  'POST /staff/closings/:closing/choices/all': answeringRoles,
  'GET /staff/closings/:closing/appointments/:appointment': answeringRoles,
  'POST /staff/closings/:closing/appointments/:appointment': answeringRoles,
  'GET /staff/closings/:closing/messages': answeringRoles,
  'POST /staff/closings/:closing/messages': answeringRoles,
  'GET /staff/closings/:closing/result': answeringRoles,
  'GET /staff/closings/:closing/calls': answeringRoles,
  'GET /staff/closings/:closing/discard': answeringRoles,
  'POST /staff/closings/:closing/discard': answeringRoles,

  'GET /staff/exports': countingRoles,
  'GET /staff/exports/file': countingRoles,
  'GET /staff/exports/running': countingRoles,
  'GET /staff/exports/dictionary': countingRoles,
  'GET /staff/figures': countingRoles,
  'GET /staff/figures/days': countingRoles,
  'GET /staff/figures/months': countingRoles,
  'GET /staff/figures/years': countingRoles,
  'GET /staff/figures/days/:date': countingRoles,
  'GET /staff/figures/months/:month': countingRoles,
  'GET /staff/figures/years/:year': countingRoles,
  'GET /staff/figures/definitions': countingRoles,
  'GET /staff/figures/tickets': countingRoles,
  'GET /staff/figures/tickets/:ticket/correction': countingRoles,
  'POST /staff/figures/tickets/:ticket/correction': countingRoles,
  'GET /staff/figures/closing': countingRoles,
  'POST /staff/figures/closing': countingRoles,
  // What people write may name somebody: it is not for contractors.
  'GET /staff/opinions': receivingRoles,
  'GET /staff/opinions/new': receivingRoles,
  'POST /staff/opinions/new': receivingRoles,
  'GET /staff/opinions/months': countingRoles,
  'GET /staff/opinions/:opinion': receivingRoles,
  'GET /staff/opinions/:opinion/contact': receivingRoles,
  'GET /staff/opinions/:opinion/:deed': receivingRoles,
  'POST /staff/opinions/:opinion/take': receivingRoles,
  'POST /staff/opinions/:opinion/draft': receivingRoles,
  'POST /staff/opinions/:opinion/hand-on': receivingRoles,
  'POST /staff/opinions/:opinion/answer': answeringRoles,
  'POST /staff/opinions/:opinion/close': answeringRoles,
  'POST /staff/opinions/:opinion/publish': answeringRoles,
  'POST /staff/opinions/:opinion/unpublish': answeringRoles,
  'GET /staff/indicators': countingRoles,
  'GET /staff/indicators/definitions': countingRoles,
  'POST /staff/indicators/definitions': countingRoles,
  'GET /staff/indicators/definitions/:indicator': countingRoles,
  'POST /staff/indicators/definitions/:indicator': countingRoles,
  'GET /staff/indicators/years/:year/:part': countingRoles,
  'POST /staff/indicators/years/:year/:part': countingRoles,
  'GET /staff/evaluation/:year': countingRoles,
  'POST /staff/evaluation/:year': countingRoles,
  'GET /staff/indicators/self-checks': countingRoles,
  'GET /staff/indicators/self-checks/rules': countingRoles,
  'POST /staff/indicators/self-checks/rules': countingRoles,
  'GET /staff/indicators/self-checks/:month/:division': countingRoles,
  'POST /staff/indicators/self-checks/:month/:division': countingRoles,
  'GET /staff/survey': receivingRoles,
  'GET /staff/survey/months': countingRoles,
  'GET /staff/survey/months/:month': countingRoles,
  'POST /staff/survey/months/:month': countingRoles,
  'GET /staff/survey/months/:month/preview': countingRoles,
  'POST /staff/survey/months/:month/preview': countingRoles,
  'GET /staff/survey/results': countingRoles,
  'GET /staff/survey/comments': countingRoles,
  'POST /staff/survey/comments/:comment': countingRoles,
  'GET /staff/survey/paper': receivingRoles,
  'POST /staff/survey/paper': receivingRoles,
  'POST /staff/survey/paper/take-back': receivingRoles,
  'GET /staff/survey/sheet': receivingRoles,
  'GET /staff/survey/poster': receivingRoles,

  'GET /api/openapi.json': 'anyone',
  'GET /api/docs': 'anyone',
  'GET /api/docs/:file': 'anyone',
  'GET /api/v1/offices': 'anyone',
  'GET /api/v1/offices/:office/services': 'anyone',
  'GET /api/v1/offices/:office/availability': 'anyone',
  'GET /api/v1/offices/:office/plans': 'anyone',
  'POST /api/v1/offices/:office/holds': 'anyone',
  'POST /api/v1/offices/:office/appointments': 'anyone',
  'POST /api/v1/appointments/lookup': 'anyone',
  'GET /api/v1/appointments/:token': 'anyone',
  'POST /api/v1/appointments/:token/reschedule': 'anyone',
  'POST /api/v1/appointments/:token/cancellation': 'anyone',
  'POST /api/v1/appointments/:token/check-in': 'anyone',
  'GET /api/v1/offices/:office/queue': 'anyone',
  'GET /api/v1/offices/:office/statistics': countingRoles,
  // A kiosk has no account: the route itself tells kiosks and staff apart.
  'POST /api/v1/offices/:office/tickets': 'anyone',
  'POST /api/v1/offices/:office/opinions': 'anyone',
  'POST /api/v1/offices/:office/waitlist': 'anyone',
  'GET /api/v1/waitlist/:token': 'anyone',
  'POST /api/v1/waitlist/:token/leave': 'anyone',
  'GET /api/v1/tickets/:token': 'anyone',
  'GET /api/v1/tickets/:token/questions': 'anyone',
  'POST /api/v1/tickets/:token/answers': 'anyone',
  'GET /api/v1/counters/:counter/queue': everyStaffRole,
  ...whereServed('/api/v1/windows/:window', [
    ...['open', 'close', 'pause', 'continue'],
    ...['call-next', 'call', 'alarm'],
  ]),
  ...whereServed('/api/v1/tickets/:ticket', [
    ...['call-again', 'serve', 'park', 'resume', 'hand-in', 'collect'],
    ...['transfer', 'finish', 'no-show', 'left', 'undo', 'void'],
  ]),
  'GET /api/v1/offices/:office/indicators': countingRoles,
  'GET /api/v1/offices/:office/exports/:export': countingRoles,
  'GET /api/v1/offices/:office/exports/:export/replaced': countingRoles,
  'POST /api/v1/session': 'anyone',
  'DELETE /api/v1/session': everyStaffRole,
}

/** Whether a role may use a route; no for a route that there is not. */
export function mayUse(role: Role, route: string): boolean {
  const policy = policies[route]
  return policy !== undefined && (typeof policy === 'string' || policy.includes(role))
}

const addressesOf = (method: 'GET' | 'POST') =>
  Object.keys(policies).flatMap(route =>
    route.startsWith(`${method} /staff`) ? [route.slice(method.length + 1)] : [],
  )
const shapeOf = (pattern: string) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[\\w-]+')}$`)

const pages = addressesOf('GET')
const pageShapes = pages.map(shapeOf)
const forms = addressesOf('POST').filter(pattern => !pages.includes(pattern))
const formShapes = forms.map(shapeOf)
const literalForms = new Set(forms.filter(pattern => !pattern.includes(':')))

/**
 * The page to which an address for staff belongs that takes forms alone; null for one that shows something, or is
 * none. What such a form answers stands at its address: so do the link to the other language and the way back from a lock.
 */
export function pageOfForm(path: string): string | null {
  const isPage = (address: string) => pageShapes.some(shape => shape.test(address))
  if (!literalForms.has(path) && (isPage(path) || !formShapes.some(shape => shape.test(path)))) return null
  const parts = path.split('/').slice(0, -1)
  while (!isPage(parts.join('/'))) parts.pop()
  return parts.join('/')
}

export type Route = { method: string; path: string }

/** Routes for every method or for every address are passed on the way to the one that answers. */
export function isOnTheWay({ method, path }: Route): boolean {
  return method === 'ALL' || path.includes('*')
}

const guarded = ['/staff', '/api/v1']

/** Throws when a route has no policy, a policy no route, or a guard does not stand before its route. */
export function checkPolicies(routes: readonly Route[], table = policies): void {
  const answering = new Set(routes.filter(route => !isOnTheWay(route)).map(nameOf))
  const unruled = [...answering].filter(name => table[name] === undefined)
  if (unruled.length > 0) throw new Error(`no policy for: ${unruled.join(', ')}`)
  const stale = Object.keys(table).filter(name => !answering.has(name))
  if (stale.length > 0) throw new Error(`a policy for no route: ${stale.join(', ')}`)

  const unguarded = routes.filter((route, index) => {
    if (isOnTheWay(route) || table[nameOf(route)] === 'anyone') return false
    const prefix = guarded.find(start => route.path === start || route.path.startsWith(`${start}/`))
    const guard = routes.findIndex(({ method, path }) => method === 'ALL' && path === `${prefix}/*`)
    return guard < 0 || guard > index
  })
  if (unguarded.length > 0) throw new Error(`no guard before: ${unguarded.map(nameOf).join(', ')}`)
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`
}
