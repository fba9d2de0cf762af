import { expect, test } from 'vitest'
import { bookedVisitor, somebody, ten } from '../support/bookings.ts'
import { openSite } from '../support/site.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const now = '2026-12-01T08:30'

test('a page that fails gives a reference and tells nothing of the fault or of anybody', async () => {
  const site = await openSite({ now })
  const logged: unknown[] = []
  site.deps.log.error = (...args: unknown[]) => void logged.push(args)
  site.deps.offices.bySlug = () => Promise.reject(new Error('select canary 太郎 from persons'))

  const page = await openVisitor(site).get('/mihon/services/tennyu?q=見本')

  expect(page.status).toBe(500)
  const [reference = ''] = /\b[0-9a-f]{8}\b/.exec(textOf(page.html)) ?? []
  expect(reference).toHaveLength(8)
  expect(JSON.stringify(logged)).toContain(reference)
  for (const told of [page.html, JSON.stringify(logged)])
    expect(told).not.toMatch(/canary|太郎|select |persons|見本%/)
  expect(page.html).not.toMatch(/Error|node_modules|src\/|\.tsx?:/)
})

test('no page is to be found by a search engine, and what is personal is not even to be asked for', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const paths = [
    '/mihon',
    '/mihon/appointment',
    '/mihon/find',
    '/mihon/privacy',
    '/staff/sign-in',
    '/display/mihon',
  ]

  for (const path of [...paths, '/kiosk/mihon', '/nowhere/at-all'])
    expect((await visitor.get(path)).html, path).toContain('<meta name="robots" content="noindex"')

  const robots = await fetch(`${site.url}/robots.txt`).then(answer => answer.text())
  const [agent, ...lines] = robots.trim().split('\n')
  const isAsked = (path: string) =>
    !lines.some(line => {
      const pattern = line.slice('Disallow: '.length).replaceAll('*', '[^/]*')
      return new RegExp(`^${pattern}`).test(path)
    })
  expect(agent).toBe('User-agent: *')
  for (const path of [
    '/mihon/a/AAAAAAAAAAAAAAAAAAAAAA',
    '/mihon/appointment',
    '/mihon/appointment/reschedule',
  ])
    expect([path, isAsked(path)]).toEqual([path, false])
  for (const path of ['/mihon/t/AAAAAAAAAAAAAAAAAAAAAA', '/mihon/w/AAAAAAAAAAAAAAAAAAAAAA', '/mihon/survey'])
    expect([path, isAsked(path)]).toEqual([path, false])
  expect(['/mihon', '/mihon/services/tennyu'].map(isAsked)).toEqual([true, true])
})

test('whoever holds the link of a booking changes neither its name nor where messages about it go', async () => {
  const site = await openSite({ now })
  const { visitor } = await bookedVisitor(site)
  const contact = () =>
    site.deps.store.read(db => db.selectFrom('persons').select(['name', 'email', 'phone']).execute())
  const other = { name: '見本 次郎', email: 'other@example.test', phone: '06-0000-9999' }
  const move = await visitor.get(`/mihon/appointment/reschedule?to=${encodeURIComponent(ten)}`)
  const pages = [
    await visitor.get('/mihon/appointment'),
    move,
    await visitor.get('/mihon/appointment/reschedule'),
  ]

  const offered = pages.flatMap(({ forms }) => forms.flatMap(({ fields }) => fields.map(([name]) => name)))
  expect(offered.filter(name => name in other)).toEqual([])
  await visitor.submit(move, '/mihon/appointment/reschedule', other)
  await visitor.post('/mihon/hold', other)
  await visitor.post('/mihon/appointments', other)

  const { name, email, phone } = somebody
  expect(await contact()).toEqual([{ name, email, phone: phone.replaceAll('-', '') }])
})
