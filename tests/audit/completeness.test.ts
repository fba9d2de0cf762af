import { expect, test } from 'vitest'
import { policies } from '#src/http/policies.ts'
import { addPerson } from '../support/people.ts'
import { bearer, letVisitorIn, samplePassword, signIn } from '../support/staff.ts'
import { addressOf, openTwoOffices, type RouteParams } from '../support/two-offices.ts'
import { anybody } from '../support/ward.ts'
import type { Site } from '../support/site.ts'
import { type Fields, formOf, type HtmlPage, openVisitor, valueOf, type Visitor } from '../support/visitor.ts'
import { writtenBy } from './written-by.ts'

type At = { site: Site; admin: Visitor; own: RouteParams }

/** Deeds that leave no row of the audit, and where they are written down instead. */
const elsewhere: Record<string, string> = {
  'POST /staff/activity': 'puts off the lock and does nothing',
  'POST /staff/audit/search': 'finds a booking by its number, and shows no name',
  'POST /staff/setup/offices/:office/openings/rule': 'leads to the preview, and saves nothing',
  'POST /staff/setup/offices/:office/openings/holidays': 'leads to the preview, and saves nothing',
  'POST /staff/setup/offices/:office/openings/grid': 'leads to the preview, and saves nothing',
  'POST /staff/banners/preview': 'saves nothing',
  'POST /staff/personal-data/search': 'person_searched: tests/retention/pages.test.ts',
  'POST /staff/personal-data/held': 'person_held_viewed: tests/retention/pages.test.ts',
  'POST /staff/personal-data/file': 'person_held_exported: tests/retention/pages.test.ts',
  'POST /staff/personal-data/erasure/check': 'asks again before anything is erased',
  'POST /staff/personal-data/erasure': 'person_erased: tests/retention/on-request.test.ts',
  'POST /staff/personal-data/retention': 'retention_changed: tests/retention/pages.test.ts',
  'POST /staff/personal-data/retention/audit': 'retention_changed: tests/retention/pages.test.ts',
  'POST /staff/personal-data/retention/start': 'erasing_started: tests/retention/pages.test.ts',
  'POST /staff/setup/offices/:office/catalogue/logo': 'tests/logos/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/logo/file': 'tests/logos/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/logo/removal': 'tests/logos/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/notices': 'notices_changed: tests/reminders/notices.test.ts',
  'POST /staff/setup/offices/:office/catalogue/:kind/:thing/preview': 'saves nothing',
  'POST /staff/setup/offices/:office/catalogue/life-events/:event/questions':
    'one of the deeds of the catalogue: tests/planner/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/life-events/:event/questions/:question':
    'one of the deeds of the catalogue: tests/planner/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/services/:service/relations':
    'one of the deeds of the catalogue: tests/planner/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/walking':
    'one of the deeds of the catalogue: tests/planner/deeds.test.ts',
  'POST /staff/setup/offices/:office/catalogue/messages/:message/:language/preview': 'saves nothing',
  'POST /staff/setup/offices/:office/line': 'line_channel_changed: tests/line/channel.test.ts',
  'POST /staff/setup/offices/:office/line/test': 'line_channel_tested: tests/line/channel.test.ts',
  'POST /staff/people/search': 'finds staff, and no resident',
  'POST /staff/windows/:window/:deed': 'visit_events, window_events and alarms',
  'POST /staff/windows/:window/tickets/:ticket/:deed': 'visit_events',
  'POST /staff/reception/tickets': 'visit_events',
  'POST /staff/reception/tickets/:ticket/void': 'visit_events',
  'POST /staff/appointments/:appointment/check-in': 'visit_events',
  'POST /staff/appointments/:appointment/legs/:leg/reschedule': 'reschedule: tests/booking/pages.test.ts',
  'POST /staff/appointments/:appointment/legs/:leg/cancellation': 'cancel_leg: tests/booking/pages.test.ts',
  'POST /staff/booking/holds': 'a hold is kept for minutes; overbooking and the booking itself leave a row',
  'POST /staff/booking/holds/:appointment': 'a hold is kept for minutes',
  'POST /staff/booking/holds/:appointment/release': 'a hold is kept for minutes',
  'POST /staff/survey/months/:month/preview': 'saves nothing',
  'POST /staff/waitlist/new': 'waitlist_joined: tests/waitlist/pages.test.ts',
  'POST /staff/waitlist/:entry/take': 'book: tests/waitlist/pages.test.ts',
  'POST /staff/waitlist/:entry/decline': 'offer_declined: tests/waitlist/pages.test.ts',
  'POST /staff/figures/tickets/:ticket/correction': 'correct: tests/statistics/correct.test.ts',
  'POST /staff/figures/closing': 'close-month: tests/statistics/correction-pages.test.ts',
  'POST /staff/one-time-password': 'ends in signed_in: tests/staff/one-time-password.test.ts',
  'POST /staff/totp': 'ends in totp_enrolled: tests/staff/one-time-password.test.ts',
  'POST /staff/people/:person/directory': 'directory_name_entered: tests/directory/sign-in.test.ts',
  'POST /staff/people/:person/directory/unlink': 'directory_unlinked: tests/directory/sign-in.test.ts',
  'POST /staff/people/:person/directory/password-off':
    'password_switched_off: tests/directory/sign-in.test.ts',
  'POST /staff/first': 'first_administrator_made: tests/staff/first-administrator.test.ts',
  'POST /staff/welcome': 'password_chosen: tests/people/invitation.test.ts',
}

/** Presses a button of a page, with what was typed beside what the page filled in. */
function press(page: string, action = page, fields: Fields = {}) {
  return async ({ admin, own }: At): Promise<HtmlPage> => {
    const address = addressOf(action, own)
    return admin.submit(await admin.get(addressOf(page, own)), address, fields)
  }
}

/** Does it while the administrator looks after all offices. */
function ofAllOffices(deed: (at: At) => Promise<HtmlPage>) {
  return async (at: At): Promise<HtmlPage> => {
    const lookAfter = (office_id: number | null) =>
      at.site.change(db => db.updateTable('staff').set({ office_id }).where('login', '=', 'admin').execute())
    await lookAfter(null)
    const page = await deed(at)
    await lookAfter(at.site.office.id)
    return page
  }
}

const setup = '/staff/setup/offices/:office'
const catalogue = `${setup}/catalogue`
const service = `${catalogue}/services/:service`
const event = `${catalogue}/life-events/:event/services`
const order = `${catalogue}/counters/:counter/order`
const person = '/staff/people/:person'
const opinion = '/staff/opinions/:opinion'
const appointment = '/staff/appointments/:appointment'
const closing = '/staff/closings/:closing'
const plan = { fromDate: '2026-12-09', hours: 'whole', counters: 'shomei', ja: '断水のため' }
const ownPassword = '雨の日は傘をさして歩いて帰ります'
const tomorrow = '2026-12-02T10:00:00+09:00'

/** Puts what a list says last in the first place. */
function reverse(page: string) {
  return async ({ admin, own }: At): Promise<HtmlPage> => {
    const address = addressOf(page, own)
    const shown = await admin.get(address)
    const last = formOf(shown, address).fields.findLast(([name]) => name === 'row')?.[1]
    return admin.submit(shown, address, { [`place-${last}`]: '1' })
  }
}

/** A deed of each route, in an order in which each can be done. */
const deeds: Record<string, (at: At) => Promise<HtmlPage>> = {
  'POST /staff/kiosks/:kiosk/revocation': press('/staff/kiosks', '/staff/kiosks/:kiosk/revocation'),
  'POST /staff/reception/search': async ({ site, admin }) => {
    await site.booked(['tennyu'], '2026-12-01T10:00')
    return admin.post('/staff/reception/search', { typed: 'ミホン' })
  },
  [`POST ${appointment}/reschedule`]: press(
    `${appointment}/reschedule?to=${encodeURIComponent(tomorrow)}`,
    `${appointment}/reschedule`,
  ),
  [`POST ${appointment}/cancellation`]: press(`${appointment}/cancellation`),
  'POST /staff/booking/holds/:appointment/book': async ({ admin }) => {
    const slots = await admin.get('/staff/booking/slots?services=tennyu&date=2026-12-02')
    const typing = await admin.submit(slots, '/staff/booking/holds', { startsAt: tomorrow })
    const check = await admin.submit(typing, typing.path, { name: 'ミホン 電話子', phone: '0600001234' })
    return admin.submit(check, check.path.replace(/check.*/, 'book'))
  },
  'POST /staff/waitlist/rules': press('/staff/waitlist/rules', undefined, { perDayMax: '40' }),
  'POST /staff/waitlist/:entry/removal': press(
    '/staff/waitlist?counter=ido',
    '/staff/waitlist/:entry/removal',
  ),
  'POST /staff/opinions/new': press('/staff/opinions/new', '/staff/opinions/new', {
    ...{ channel: 'paper', category: 'manners', text: '親切でした。' },
  }),
  [`POST ${opinion}/take`]: press(opinion, `${opinion}/take`),
  [`POST ${opinion}/draft`]: press(opinion, `${opinion}/draft`, { answer: '直します。' }),
  [`POST ${opinion}/hand-on`]: press(opinion, `${opinion}/hand-on`, { to: 'koseki' }),
  [`POST ${opinion}/answer`]: press(opinion, `${opinion}/answer`, { answer: '直します。', by: 'phone' }),
  [`POST ${opinion}/publish`]: press(opinion, `${opinion}/publish`, {
    ...{ publishedText: '別の文', publishedAnswer: '直します。', isAnonymous: '1' },
  }),
  [`POST ${opinion}/unpublish`]: press(opinion, `${opinion}/unpublish`),
  [`POST ${opinion}/close`]: async at => {
    const entered = await at.admin.submit(await at.admin.get('/staff/opinions/new'), '/staff/opinions/new', {
      ...{ channel: 'paper', category: 'manners', text: '二度目です。' },
    })
    const path = entered.path.replace(/\?.*/, '')
    return at.admin.submit(entered, `${path}/close`, { reason: 'duplicate' })
  },
  'POST /staff/indicators/definitions': press('/staff/indicators/definitions', undefined, {
    ...{ slug: 'on-site', name: '来庁者アンケートの満足度', measure: 'satisfaction', source: 'panel' },
  }),
  'POST /staff/indicators/definitions/:indicator': press(
    '/staff/indicators/definitions/:indicator',
    undefined,
    {
      unit: '点',
    },
  ),
  'POST /staff/indicators/years/:year/:part': press('/staff/indicators/years/:year/:part', undefined, {
    'value-info': '44.0',
  }),
  'POST /staff/evaluation/:year': press('/staff/evaluation/:year'),
  'POST /staff/indicators/self-checks/rules': press('/staff/indicators/self-checks/rules', undefined, {
    one: '2.8',
  }),
  'POST /staff/indicators/self-checks/:month/:division': async ({ admin, own }) => {
    const path = addressOf('/staff/indicators/self-checks/:month/:division', own)
    const page = await admin.get(path)
    const [score = ''] = page.html.match(/score-\d+(?=")/) ?? []
    return admin.submit(page, path, { [score]: '5' })
  },
  'POST /staff/survey/months/:month': press('/staff/survey/months/:month', undefined, {
    ...{ 'goal-ja': '見本の目標', 'goal-en': 'A sample goal' },
  }),
  'POST /staff/survey/comments/:comment': ({ admin, own }) =>
    admin.post(addressOf('/staff/survey/comments/:comment', own), { hidden: '1' }),
  'POST /staff/survey/paper': press('/staff/survey/paper?month=2026-12', '/staff/survey/paper', {
    'q-overall': '5',
  }),
  'POST /staff/survey/paper/take-back': async at => {
    const entered = await press('/staff/survey/paper?month=2026-12', '/staff/survey/paper', {
      'q-overall': '4',
    })(at)
    return at.admin.submit(entered, '/staff/survey/paper/take-back')
  },
  'POST /staff/disclosures/:disclosure/wording': press('/staff/disclosures/:disclosure/wording', undefined, {
    recipients: '市の情報政策課',
  }),
  'POST /staff/audit/verification': press('/staff/audit', '/staff/audit/verification'),
  'POST /staff/audit/exposure/file': press(
    '/staff/audit/exposure?from=2026-12-01T08%3A00&to=2026-12-01T10%3A00',
    '/staff/audit/exposure/file',
  ),
  'POST /staff/banners': ({ admin }) =>
    admin.post('/staff/banners', {
      ...{ kind: 'disruption', counter: 'all', ja: '停電です。', en: '', fromDate: '', fromTime: '' },
      ...{ untilDate: '2026-12-01', untilTime: '17:00' },
    }),
  'POST /staff/banners/:banner/ending': press('/staff/banners', '/staff/banners/:banner/ending'),
  'POST /staff/closings/new': ({ admin }) => admin.post('/staff/closings/new', plan),
  [`POST ${closing}/plan`]: press(`${closing}/plan`),
  [`POST ${closing}/choices`]: press(`${closing}/choices`),
  [`POST ${closing}/choices/all`]: press(`${closing}/choices`, `${closing}/choices/all`, { bulk: 'cancel' }),
  [`POST ${closing}/appointments/:appointment`]: async ({ site, admin, own }) => {
    const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T14:00')
    const { html } = await admin.get(addressOf(`${closing}/choices`, own))
    const [, seen = ''] = /name="seen" value="(\d+)"/.exec(html) ?? []
    const address = addressOf(`${closing}/appointments/:appointment`, {
      ...{ ...own, appointment: String(appointmentId) },
    })
    return admin.post(address, { seen, choice: 'cancel', reason: '' })
  },
  [`POST ${closing}/messages`]: press(`${closing}/messages`),
  [`POST ${closing}/discard`]: async ({ admin }) => {
    const begun = await admin.post('/staff/closings/new', { ...plan, key: 'another' })
    const discard = begun.path.replace('people', 'discard')
    return admin.submit(await admin.get(discard), discard)
  },
  [`POST ${setup}/openings`]: async ({ admin, own }) => {
    const rule = addressOf(`${setup}/openings/rule?kind=special`, own)
    const preview = await admin.submit(await admin.get(rule), rule, {
      ...{ counters: 'koseki', date: '2026-12-08', opens: '9:00', closes: '12:00', session: 'day' },
    })
    return admin.submit(preview, addressOf(`${setup}/openings`, own))
  },
  [`POST ${setup}/openings/grid/change`]: async ({ admin, own }) => {
    const address = addressOf(`${setup}/openings/grid`, own)
    const preview = await admin.submit(await admin.get(address), address, { minutes: '20' })
    return admin.submit(preview, `${address}/change`)
  },
  [`POST ${catalogue}/colour`]: press(`${catalogue}/colour`, undefined, { colour: 'green' }),
  [`POST ${catalogue}/:kind/:thing`]: press(`${catalogue}/:kind/:thing`, undefined, {
    'name-ko': '견본',
  }),
  [`POST ${catalogue}/new/:kind`]: async at => {
    for (const kind of ['counters', 'documents', 'life-events'])
      await press(`${catalogue}/new/${kind}`, undefined, { 'name-ja': '見本', slug: 'mihon' })(at)
    return press(`${catalogue}/new/services`, undefined, {
      ...{ 'name-ja': '見本', slug: 'mihon', counter: at.own.counter ?? '' },
    })(at)
  },
  [`POST ${catalogue}/rules`]: press(`${catalogue}/rules`, undefined, { daysAhead: '31' }),
  [`POST ${catalogue}/counters/:counter/rules`]: press(`${catalogue}/counters/:counter/rules`, undefined, {
    floor: '2',
  }),
  [`POST ${service}/rules`]: press(`${service}/rules`, undefined, { durationMinutes: '40' }),
  [`POST ${service}/documents`]: async ({ admin, own }) => {
    const address = addressOf(`${service}/documents`, own)
    const page = await admin.get(address)
    return admin.submit(page, address, { remove: valueOf(formOf(page, address), 'row') ?? '' })
  },
  [`POST ${service}/retirement`]: press(`${service}/retirement`),
  [`POST ${service}/return`]: press(`${service}/return`),
  [`POST ${order}`]: reverse(order),
  [`POST ${event}`]: reverse(event),
  [`POST ${catalogue}/messages/:message/:language`]: press(
    `${catalogue}/messages/:message/:language`,
    undefined,
    { subject: '【{区役所}】予約です' },
  ),
  [`POST ${catalogue}/messages/:message/:language/standard`]: press(
    `${catalogue}/messages/:message/:language/standard`,
  ),
  'POST /staff/people/invitation': press('/staff/people/invitation', undefined, {
    ...{ name: '見本 さくら', login: 'sakura', role: 'clerk', counters: ['ido'] },
  }),
  'POST /staff/people/one-time-passwords': press(
    '/staff/people/one-time-passwords?office=mihon&step=check&roles=clerk',
    '/staff/people/one-time-passwords',
  ),
  [`POST ${person}`]: press(person, person, { name: '見本 かえで' }),
  [`POST ${person}/new-password`]: press(`${person}/new-password`),
  [`POST ${person}/sign-out`]: async at => {
    await signIn(at.site, `person.${at.own.office}`)
    return press(`${person}/sign-out`)(at)
  },
  [`POST ${person}/remove-totp`]: async at => {
    await at.site.deps.store.write(db =>
      db
        .updateTable('staff')
        .set({ totp_secret: 'JBSWY3DPEHPK3PXP' })
        .where('id', '=', Number(at.own.person))
        .execute(),
    )
    return press(`${person}/remove-totp`)(at)
  },
  [`POST ${person}/disable`]: press(`${person}/disable`),
  [`POST ${person}/enable`]: press(`${person}/enable`),
  'POST /staff/setup': ofAllOffices(
    press('/staff/setup', undefined, {
      ...{ name: 'アタラシ区役所', slug: 'atarashi', address: '見本市1番', phone: '06-0000-0000' },
      ...{ counterName: '住民窓口', serviceName: '転入届' },
    }),
  ),
  'POST /staff/setup/file': ofAllOffices(async ({ site, admin }) => {
    const written = await admin.get('/staff/setup/offices/mihon/configuration.json')
    const configuration = JSON.parse(written.html)
    configuration.office.slug = 'utsushi'
    const body = new FormData()
    body.set('file', new Blob([JSON.stringify(configuration)]), 'office.json')
    return admin.send('/staff/setup/file', { method: 'POST', body, headers: { Origin: site.url } })
  }),
  'POST /staff/account/sessions/end': async at => {
    await signIn(at.site, 'admin')
    return press('/staff/account', '/staff/account/sessions/end')(at)
  },
  'POST /staff/account/password': press('/staff/account', '/staff/account/password', {
    ...{ old: samplePassword, new: ownPassword },
  }),
  'POST /staff/lock/now': press('/staff', '/staff/lock/now'),
  'POST /staff/lock': press('/staff/lock', '/staff/lock', { password: ownPassword }),
  'POST /staff/sign-out': press('/staff', '/staff/sign-out'),
  'POST /staff/sign-in': ({ admin }) =>
    admin.post('/staff/sign-in', { login: 'admin', password: ownPassword }),
  // It makes this browser a kiosk, which is signed in no more.
  'POST /staff/kiosks': press('/staff/kiosks'),
}

const changing = Object.keys(policies).filter(name => name.startsWith('POST /staff/'))

test('every deed of a page for staff is tried here, or stands on the short list with its reason', () => {
  const known = new Set([...Object.keys(deeds), ...Object.keys(elsewhere)])

  expect(changing.filter(name => !known.has(name))).toEqual([])
  expect([...known].filter(name => !changing.includes(name))).toEqual([])
})

test('every deed that is tried here has its name in the audit', () => {
  expect(Object.keys(deeds).filter(name => writtenBy[name] === undefined)).toEqual([])
  expect(Object.keys(writtenBy).filter(name => deeds[name] === undefined)).toEqual([])
})

/** The rows that have been written since there were so many. */
async function rowsAfter(site: Site, id: number) {
  return site.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['id', 'deed', 'actor', 'actor_role as role'])
      .where('id', '>', id)
      .orderBy('id')
      .execute(),
  )
}

test('every deed of staff that succeeds leaves its own row with who did it and as what', async () => {
  const { site, own } = await openTwoOffices()
  await site.change(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const wrong: string[] = []
  let seen = (await rowsAfter(site, 0)).at(-1)?.id ?? 0

  for (const [name, deed] of Object.entries(deeds)) {
    const page = await deed({ site, admin, own })
    const rows = await rowsAfter(site, seen)
    seen = rows.at(-1)?.id ?? seen
    if (page.status >= 400) wrong.push(`${name}: ${page.status} ${page.heading}`)
    const byAdmin = rows.filter(({ actor, role }) => /^staff:\d+$/.test(actor) && role === 'administrator')
    for (const row of writtenBy[name] ?? [])
      if (!byAdmin.some(one => one.deed === row))
        wrong.push(`${name}: no ${row} among ${rows.map(one => `${one.deed} by ${one.role}`).join(', ')}`)
  }

  expect(wrong).toEqual([])
})

const shown = Object.keys(policies).filter(
  name => name.startsWith('GET /staff') || name === 'GET /api/v1/counters/:counter/queue',
)

test('every page that shows a name leaves a row that tells whose', async () => {
  const { site, own } = await openTwoOffices()
  const name = 'ミホン 金糸雀'
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T10:00', { ...anybody(), name })
  const params = { ...own, appointment: String(appointmentId) }
  const telling: string[] = []
  const silent: string[] = []

  for (const [index, route] of shown.entries()) {
    const [, path = ''] = route.split(' ')
    // Somebody new each time: what one person was shown just now is not written down again.
    await addPerson(site, `viewer${index}`)
    const headers = await (path.startsWith('/api/') ? bearer : signIn)(site, `viewer${index}`)
    const end = new AbortController()
    const answer = await fetch(`${site.url}${addressOf(path, params)}`, {
      ...{ headers, redirect: 'manual', signal: end.signal },
    })
    const isStream = (answer.headers.get('Content-Type') ?? '').startsWith('text/event-stream')
    const isTold = !isStream && (await answer.text()).includes('金糸雀')
    end.abort()
    if (!isTold) continue
    telling.push(route)
    if (!(await viewedBy(site, `viewer${index}`)).includes(appointmentId)) silent.push(route)
  }

  expect(silent).toEqual([])
  expect(telling).toEqual(
    expect.arrayContaining([
      'GET /staff/counters/:counter',
      'GET /staff/windows/:window',
      'GET /staff/reception',
      'GET /staff/appointments/:appointment',
    ]),
  )
})

/** Whose bookings the audit says that an account has seen. */
async function viewedBy(site: Site, login: string): Promise<number[]> {
  const rows = await site.deps.store.read(async db => {
    const { id } = await db
      .selectFrom('staff')
      .select('id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow()
    return db.selectFrom('audit').selectAll().where('actor', '=', `staff:${id}`).execute()
  })
  return rows.flatMap(row =>
    row.deed === 'view_list'
      ? (JSON.parse(row.details_json) as { appointments: number[] }).appointments
      : (row.appointment_id ?? []),
  )
}

test('a list that keeps itself fresh is written down once in half an hour, and a newcomer at once', async () => {
  const { site } = await openTwoOffices()
  const first = await site.booked(['tennyu'], '2026-12-01T10:00')
  const headers = await signIn(site, 'reception')
  const look = () => fetch(`${site.url}/staff/reception`, { headers })
  const lists = () =>
    site.deps.store.read(async db => {
      const rows = await db
        .selectFrom('audit')
        .select('details_json as details')
        .where('deed', '=', 'view_list')
        .execute()
      return rows.map(({ details }) => (JSON.parse(details) as { appointments: number[] }).appointments)
    })

  const second = await site.booked(['tennyu'], '2026-12-01T10:30')
  await look()
  await look()
  expect(await lists()).toEqual([[first.appointmentId, second.appointmentId]])
  const third = await site.booked(['tennyu'], '2026-12-01T11:00')
  await look()
  expect((await lists()).slice(1)).toEqual([[third.appointmentId]])
  site.setNow('2026-12-01T09:30')
  await fetch(`${site.url}/staff/reception`, { headers: await signIn(site, 'reception') })

  expect((await lists()).at(-1)).toEqual([first, second, third].map(({ appointmentId }) => appointmentId))
})

test('a contractor, who sees no names, has seen nobody', async () => {
  const { site, own } = await openTwoOffices()
  await site.booked(['tennyu'], '2026-12-01T10:00')
  await addPerson(site, 'helper', { role: 'contractor' })

  await fetch(`${site.url}${addressOf('/staff/counters/:counter', own)}`, {
    headers: await signIn(site, 'helper'),
  })

  expect(await viewedBy(site, 'helper')).toEqual([])
})
