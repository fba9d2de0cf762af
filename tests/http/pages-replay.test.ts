import { expect, test } from 'vitest'
import { bookedVisitor, choose, fillIn, nine, slotsPath, somebody, ten } from '../support/bookings.ts'
import { checkInvariants } from '../support/invariants.ts'
import { openSite, type Site } from '../support/site.ts'
import { traces } from '../support/traces.ts'
import { formOf, type HtmlPage, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

function fieldsOf(page: HtmlPage, action: string, more: Record<string, string> = {}): Record<string, string> {
  return { ...Object.fromEntries(formOf(page, action).fields), ...more }
}

async function states(site: Site): Promise<string[]> {
  const rows = await site.deps.store.read(db => db.selectFrom('appointments').select('state').execute())
  return rows.map(row => row.state).toSorted()
}

test('every form sent twice at once, and once more later, has one effect and leads to the same page', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const thrice = async (action: string, fields: Record<string, string>) => {
    const pages = await Promise.all([visitor.post(action, fields), visitor.post(action, fields)])
    const all = [...pages, await visitor.post(action, fields)]
    expect(new Set(all.map(({ status, path }) => `${status} ${path}`)).size, action).toBe(1)
    return all[0] as HtmlPage
  }

  const slots = await visitor.get(slotsPath)
  const details = await thrice('/mihon/holds', fieldsOf(slots, '/mihon/holds', { startsAt: nine }))
  expect(await states(site)).toEqual(['held'])
  await thrice('/mihon/hold/extension', fieldsOf(details, '/mihon/hold/extension'))
  const { needs, ...single } = somebody
  const check = await thrice('/mihon/hold', { ...single, needs: needs.join() })
  expect(await states(site)).toEqual(['held'])
  await thrice('/mihon/appointments', fieldsOf(check, '/mihon/appointments'))
  expect(await states(site)).toEqual(['booked'])

  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  await thrice('/mihon/appointment/reschedule', fieldsOf(move, '/mihon/appointment/reschedule'))
  const cancellation = await visitor.get('/mihon/appointment/cancellation')
  const cancelled = await thrice(
    '/mihon/appointment/cancellation',
    fieldsOf(cancellation, '/mihon/appointment/cancellation'),
  )
  expect(textOf(cancelled.html)).toContain('取り消しました')
  expect(await states(site)).toEqual(['cancelled'])
  await thrice('/mihon/appointment/end', {})

  const deeds = await site.deps.store.read(db =>
    db.selectFrom('audit').select('deed').orderBy('id').execute(),
  )
  expect(deeds.map(row => row.deed)).toEqual(['book', 'reschedule', 'cancel'])
  await checkInvariants(site)
})

test('giving a time up twice at once leads back to the times both times', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const fields = fieldsOf(await choose(visitor), '/mihon/hold/release')

  const pages = await Promise.all([
    visitor.post('/mihon/hold/release', fields),
    visitor.post('/mihon/hold/release', fields),
  ])

  expect(pages.map(page => page.path)).toEqual([
    '/mihon/slots?services=tennyu',
    '/mihon/slots?services=tennyu',
  ])
  expect(await states(site)).toEqual([])
})

test('somebody who goes back and chooses another time has that one, and the first again when it is chosen again', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const slots = await visitor.get(slotsPath)

  await visitor.submit(slots, '/mihon/holds', { startsAt: nine })
  const other = await visitor.submit(slots, '/mihon/holds', { startsAt: ten })
  expect(textOf(other.html)).toContain('10時00分')
  const first = await visitor.submit(slots, '/mihon/holds', { startsAt: nine })

  expect(textOf(first.html)).toContain('9時00分')
  expect(await states(site)).toEqual(['held'])
})

test('a time that was booked and cancelled is held anew when it is chosen again on the same page', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const slots = await visitor.get(slotsPath)
  const details = await visitor.submit(slots, '/mihon/holds', { startsAt: nine })
  await visitor.submit(await visitor.submit(details, '/mihon/hold', somebody), '/mihon/appointments')
  const cancellation = await visitor.get('/mihon/appointment/cancellation')
  await visitor.submit(cancellation, '/mihon/appointment/cancellation')

  const again = await visitor.submit(slots, '/mihon/holds', { startsAt: nine })

  expect(again.path).toBe('/mihon/hold')
  expect(await states(site)).toEqual(['cancelled', 'held'])
})

test('a page used for one visit cannot be used for another at the same time', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const slots = await visitor.get(slotsPath)
  await visitor.submit(slots, '/mihon/holds', { startsAt: nine })
  const before = await traces(site)

  const again = await visitor.submit(slots, '/mihon/holds', { startsAt: nine, people: '2' })

  expect(again.status).toBe(422)
  expect(textOf(again.html)).toContain('この画面はもう使われています')
  expect(await traces(site)).toEqual(before)
})

test('a page that moved a visit once cannot move it to another time', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  await visitor.submit(move, '/mihon/appointment/reschedule')
  const before = await traces(site)

  const again = await visitor.submit(move, '/mihon/appointment/reschedule', { startsAt: nine })

  expect(again.status).toBe(422)
  expect(await traces(site)).toEqual(before)
})

test('choosing another time gives the first one back', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  await choose(visitor, nine)
  await choose(visitor, ten)

  const places = await site.deps.store.read(db => db.selectFrom('places').select('starts_at').execute())
  expect(new Set(places.map(place => place.starts_at)).size).toBe(2)
  expect(await states(site)).toEqual(['held'])
})

test('a page that shows one time never books another that was chosen beside it', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const shown = await fillIn(visitor, nine)
  const beside = await fillIn(visitor, ten)

  const refused = await visitor.submit(shown, '/mihon/appointments')

  expect(refused.path).toBe('/mihon/hold/check')
  expect(textOf(refused.html)).toContain('10時00分')
  expect(await states(site)).toEqual(['held'])
  expect((await visitor.submit(beside, '/mihon/appointments')).path).toBe('/mihon/appointment/done')
})

test('going back after the booking and sending again shows the booking', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const check = await fillIn(visitor)
  await visitor.submit(check, '/mihon/appointments')

  expect((await visitor.submit(check, '/mihon/appointments')).path).toBe('/mihon/appointment/done')
  expect((await visitor.submit(check, '/mihon/appointments', { key: 'another' })).path).toBe(
    '/mihon/appointment',
  )
  expect((await visitor.post('/mihon/hold', somebody)).path).toBe('/mihon/appointment')
  expect((await visitor.get('/mihon/hold')).path).toBe('/mihon/appointment')
  expect((await visitor.get('/mihon/hold/check')).path).toBe('/mihon/appointment')
  expect((await visitor.post('/mihon/hold/extension', somebody)).path).toBe('/mihon/appointment')
  expect(await states(site)).toEqual(['booked'])
})

test.for([
  { path: '/mihon/hold', status: 409 },
  { path: '/mihon/hold/check', status: 409 },
  { path: '/mihon/appointment', status: 403 },
  { path: '/mihon/appointment/done', status: 403 },
  { path: '/mihon/appointment/calendar.ics', status: 403 },
  { path: '/mihon/appointment/reschedule', status: 403 },
  { path: '/mihon/appointment/cancellation', status: 403 },
])('$path before anything else is a page that leads on', async ({ path, status }) => {
  const site = await openSite({ now })

  const page = await openVisitor(site).get(path)

  expect(page.status).toBe(status)
  expect(page.links).toContain('/mihon')
})

test.for([
  { path: '/mihon/hold', status: 409 },
  { path: '/mihon/hold/extension', status: 409 },
  { path: '/mihon/hold/release', status: 200 },
  { path: '/mihon/appointments', status: 409 },
  { path: '/mihon/appointment/reschedule', status: 403 },
  { path: '/mihon/appointment/cancellation', status: 403 },
  { path: '/mihon/appointment/end', status: 200 },
])('sending $path before anything else is a page that leads on', async ({ path, status }) => {
  const site = await openSite({ now })
  const before = await traces(site)

  const page = await openVisitor(site).post(path, { key: 'a' })

  expect(page.status).toBe(status)
  expect(page.links).toContain('/mihon')
  expect(await traces(site)).toEqual(before)
})

test('checking before typing leads to the details', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await choose(visitor)

  expect((await visitor.get('/mihon/hold/check')).path).toBe('/mihon/hold')
  expect((await visitor.post('/mihon/appointments', { key: 'a' })).path).toBe('/mihon/hold')
  expect(await states(site)).toEqual(['held'])
})

const typed = { ...somebody, documents: ['honnin-kakunin'] }

/** What a form carries of the details, to compare with what was typed. */
function carried(page: HtmlPage): Record<string, string | string[]> {
  const form = formOf(page, '/mihon/holds')
  const all = (name: string) => form.fields.filter(([field]) => field === name).map(([, value]) => value)
  const single = Object.fromEntries(
    ['name', 'email', 'phone', 'language'].map(name => [name, all(name)[0] ?? '']),
  )
  return { ...single, needs: all('needs') }
}

test.for(['details', 'extension', 'book'] as const)(
  'a time lost before "%s" is answered with near times that keep what was typed',
  async step => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const details = await choose(visitor)
    const check = step === 'book' ? await visitor.submit(details, '/mihon/hold', typedFor(details)) : details
    site.setNow('2026-12-01T08:50')

    const lost =
      step === 'book'
        ? await visitor.submit(check, '/mihon/appointments')
        : await visitor.submit(
            details,
            step === 'details' ? '/mihon/hold' : '/mihon/hold/extension',
            typedFor(details),
          )

    expect(lost.status).toBe(409)
    expect(textOf(lost.html)).toContain('席を取っておく時間が過ぎました')
    const { documents: _documents, ...expected } = typed
    expect(carried(lost)).toEqual(step === 'book' ? { ...expected, phone: '0600005678' } : expected)

    const again = await visitor.submit(lost, '/mihon/holds')
    expect(again.path).toBe('/mihon/hold/check')
    expect((await visitor.submit(again, '/mihon/appointments')).path).toBe('/mihon/appointment/done')
    await checkInvariants(site)
  },
)

function typedFor(details: HtmlPage) {
  const [document = ''] = /name="documents" value="([^"]+)"/.exec(details.html)?.slice(1) ?? []
  return { ...typed, documents: [document] }
}

test.for(['/mihon/hold', '/mihon/hold/extension'])(
  'a page sent to %s three days later keeps what was typed',
  async action => {
    const site = await openSite({ now })
    const visitor = openVisitor(site)
    const details = await choose(visitor)
    site.setNow('2026-12-04T08:30')
    visitor.cookies.clear()

    const late = await visitor.submit(details, action, { ...somebody, email: 'not complete' })

    expect(late.status).toBe(409)
    expect(valueOf(formOf(late, '/mihon/holds'), 'name')).toBe(somebody.name)
    expect(valueOf(formOf(late, '/mihon/holds'), 'email')).toBe('not complete')
    const again = await visitor.submit(late, '/mihon/holds')
    expect(again.status).toBe(422)
    expect(valueOf(formOf(again, '/mihon/hold'), 'email')).toBe('not complete')
  },
)

test('a time whose cut-off passes while somebody types is answered with later times', async () => {
  const site = await openSite({ now })
  await site.change(db =>
    db
      .updateTable('offices')
      .set({ is_same_day_bookable: 0, lead_minute: 17 * 60 })
      .execute(),
  )
  site.setNow('2026-12-01T16:55')
  const visitor = openVisitor(site)
  const check = await fillIn(visitor)
  expect(check.path).toBe('/mihon/hold/check')
  site.setNow('2026-12-01T17:00')

  const late = await visitor.submit(check, '/mihon/appointments')

  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('この時間の受付は終わりました')
  expect(valueOf(formOf(late, '/mihon/holds'), 'startsAt')).toMatch(/^2026-12-03/)
  expect(valueOf(formOf(late, '/mihon/holds'), 'name')).toBe(somebody.name)
  expect(await states(site)).toEqual(['held'])
})

test('a visit that has begun is neither moved nor cancelled', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  site.setNow('2026-12-02T08:40')
  const again = openVisitor(site)
  const { reference } = await site.deps.store.read(db =>
    db.selectFrom('appointments').select('reference').executeTakeFirstOrThrow(),
  )
  const secret = { reference: reference ?? '', secret: '5678' }
  await again.submit(await again.get('/mihon/find'), '/mihon/find', secret)
  const cancellation = await again.get('/mihon/appointment/cancellation')
  const move = await again.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  site.setNow('2026-12-02T09:00')

  expect((await again.submit(cancellation, '/mihon/appointment/cancellation')).status).toBe(409)
  expect((await again.submit(move, '/mihon/appointment/reschedule')).status).toBe(409)
  expect((await again.get('/mihon/appointment/cancellation')).path).toBe('/mihon/appointment')
  expect((await again.get('/mihon/appointment/reschedule')).path).toBe('/mihon/appointment')
  expect((await visitor.get('/mihon/appointment')).status).toBe(403)
  expect(await states(site)).toEqual(['booked'])
})

test('a cancelled visit cannot be moved', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  await visitor.submit(
    await visitor.get('/mihon/appointment/cancellation'),
    '/mihon/appointment/cancellation',
  )

  const moved = await visitor.submit(move, '/mihon/appointment/reschedule')

  expect(moved.status).toBe(409)
  expect(textOf(moved.html)).toContain('取り消')
  expect((await visitor.get('/mihon/appointment/reschedule')).path).toBe('/mihon/appointment')
  expect(await states(site)).toEqual(['cancelled'])
})

test('a time that another visitor takes first leaves a moved visit where it was', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const lunch = '2026-12-02T12:00:00+09:00'
  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(lunch)}`)
  await site.booked(['tennyu'], '2026-12-02T12:00')

  const lost = await visitor.submit(move, '/mihon/appointment/reschedule')

  expect(lost.status).toBe(409)
  expect(lost.links.some(link => link.startsWith('/mihon/appointment/reschedule?to='))).toBe(true)
  expect(textOf((await visitor.get('/mihon/appointment')).html)).toContain('9時00分')
  await checkInvariants(site)
})
