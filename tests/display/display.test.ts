import { describe, expect, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { checkIn, counterOf, done, openWindows, walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'

async function get(ward: Ward, path: string, headers: Record<string, string> = {}) {
  const answer = await createApp(ward.deps).request(path, { headers })
  return { status: answer.status, html: await answer.text() }
}

/** The page as it is read: no head, no tags, no attributes. */
function read(html: string): string {
  return html
    .replace(/^.*<body>/s, '')
    .replaceAll(/<template.*?<\/template>/gs, '')
    .replaceAll(/<(\w+)[^>]*\shidden="[^"]*"[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

/** What stands in a counter's card. */
function card(html: string, slug: string): string {
  return read(`<body>${html.split(`data-counter="${slug}"`)[1]?.split('</li><li class="counter"')[0] ?? ''}`)
}

const morning = { now: '2026-12-01T09:00' }
const sunday = { now: '2026-12-06T10:00' }

test('a call is shown with its number and window, before any script runs', async () => {
  const ward = await openWard(morning)
  const [first, second] = await openWindows(ward, 'ido', 2)
  for (let people = 0; people < 3; people += 1) await walkIn(ward, 'ido')
  done(await first.callNext())
  ward.setNow('2026-12-01T09:01')
  done(await second.callNext())

  const { status, html } = await get(ward, '/display/mihon?counters=ido')

  expect(status).toBe(200)
  const page = read(html)
  expect(page).toContain('住民異動・印鑑登録 Moving and seal registration')
  expect(page).toMatch(/A-002 → 2-2 .*A-001 → 2-1 /)
  expect(page).toContain('お待ち 1 人')
  expect(page).toContain(' 9:01 ')
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="15"/></noscript>')
})

test('only a call of the last ten seconds is marked as new', async () => {
  const ward = await openWard(morning)
  const [window] = await openWindows(ward, 'ido')
  await walkIn(ward, 'ido')
  done(await window.callNext())
  const isMarked = async () => / data-new=""/.test((await get(ward, '/display/mihon?counters=ido')).html)

  ward.setNow('2026-12-01T09:00:09.999')
  expect(await isMarked()).toBe(true)

  ward.setNow('2026-12-01T09:00:10')
  expect(await isMarked()).toBe(false)
})

test('who is served stays on the display; who is done is gone', async () => {
  const ward = await openWard(morning)
  const [window] = await openWindows(ward, 'ido')
  await walkIn(ward, 'ido')
  const called = done(await window.callNext())

  const serving = done(await window.act('serve', called))
  expect(read((await get(ward, '/display/mihon?counters=ido')).html)).toContain('A-001 → 2-1')

  done(await window.act('finish', serving))
  const page = read((await get(ward, '/display/mihon?counters=ido')).html)
  expect(page).not.toContain('A-001')
  expect(page).toContain('ただいまお呼び出し中の番号はありません')
})

test('without a choice all fifteen counters are shown, and the six newest calls over all of them', async () => {
  const ward = await openWard(morning)
  for (const [index, slug] of ['ido', 'shomei', 'koseki', 'kokuho', 'nenkin', 'kaigo', 'kodomo'].entries()) {
    ward.setNow(`2026-12-01T09:0${index}`)
    const [window] = await openWindows(ward, slug)
    await walkIn(ward, slug)
    done(await window.callNext())
  }

  const { html } = await get(ward, '/display/mihon')

  expect(html.match(/data-counter=/g)).toHaveLength(15)
  const strip = read(`<body>${html.split('data-newest')[1]?.split('</ol>')[0]}`)
  expect(strip.match(/[A-Z]-\d+/g)).toEqual(['K-001', 'H-001', 'F-001', 'E-001', 'C-001', 'B-001'])
  expect(strip).toContain('証明書の発行 Certificates')
  expect(card(html, 'ido')).toContain('A-001 → 2-1')
})

test('when all windows call at once, every number stands in the card of its counter', async () => {
  const ward = await openWard(morning)
  for (const slug of ['ido', 'kokuho', 'mynumber'] as const) {
    const desks = await openWindows(ward, slug, counterOf(ward, slug).windows)
    for (const desk of desks) {
      await walkIn(ward, slug)
      done(await desk.callNext())
    }
  }

  const { html } = await get(ward, '/display/mihon')

  const callsIn = (slug: string) => card(html, slug).match(/[A-Z]-\d+ → \d+-\d+/g)
  expect(callsIn('ido')).toEqual([5, 4, 3, 2, 1].map(window => `A-00${window} → 2-${window}`))
  expect(callsIn('kokuho')).toHaveLength(4)
  expect(callsIn('mynumber')).toHaveLength(4)
})

test('an office of more than twenty counters has all of them on its display, and all can be chosen', async () => {
  const ward = await openWard(morning)
  const [last] = await ward.deps.store.read(db =>
    db.selectFrom('counters').selectAll().orderBy('position', 'desc').limit(1).execute(),
  )
  if (!last) throw new Error('no counter')
  const { id: _, ...like } = last
  const more = Array.from({ length: 10 }, (_, index) => ({
    ...like,
    ...{ slug: `more-${index}`, number: `${90 + index}`, position: like.position + 1 + index },
  }))
  await ward.change(db => db.insertInto('counters').values(more).execute())
  const slugs = [...ward.office.counters, ...more].map(({ slug }) => slug)

  const usual = await get(ward, '/display/mihon')
  const chosen = await get(ward, `/display/mihon/setup?counters=${slugs.join('&counters=')}`)

  const shown = [...usual.html.matchAll(/<li class="counter" data-counter="([\w-]+)"/g)]
  expect(shown.map(([, slug]) => slug)).toEqual(slugs)
  expect(chosen.status).toBe(200)
})

test('numbers past 999 are shown whole', async () => {
  const ward = await openWard(morning)
  await ward.deps.store.write(async db => {
    const series = { business_date: '2026-12-01', prefix: 'A', last_number: 999 }
    await db
      .insertInto('ticket_series')
      .values({ ...series, office_id: ward.office.id })
      .execute()
  })
  const [window] = await openWindows(ward, 'ido')
  await walkIn(ward, 'ido')
  done(await window.callNext())

  expect(read((await get(ward, '/display/mihon?counters=ido')).html)).toContain('A-1000 → 2-1')
})

test('a counter that gives no numbers and is closed today is left out, and the others say that they are closed', async () => {
  const ward = await openWard(sunday)

  const { html } = await get(ward, '/display/mihon')

  expect(html).not.toContain('data-counter="info"')
  expect(card(html, 'kodomo')).toContain('本日の受付はありません Closed today')
})

test('a closed counter at which somebody works is not told to be closed', async () => {
  const ward = await openWard(sunday)
  await openWindows(ward, 'kodomo')

  expect(card((await get(ward, '/display/mihon')).html, 'kodomo')).not.toContain('本日の受付はありません')
})

test('when all are closed the display says so in place of the calls', async () => {
  const ward = await openWard({ now: '2027-01-01T10:00' })

  const { html } = await get(ward, '/display/mihon')

  expect(read(html.split('class="counters"')[0] ?? '')).toContain('本日の受付はありません')
  expect(read(html)).not.toContain('ただいまお呼び出し中')
})

test('a private counter has its public name on every display', async () => {
  const ward = await openWard(morning)

  for (const path of ['/display/mihon', '/display/mihon?counters=seikatsu', '/display/mihon/setup']) {
    const { html } = await get(ward, path)
    expect(html).not.toContain('生活の支援')
    expect(html).not.toContain('Livelihood')
    expect(read(html)).toMatch(/ 相談 /)
  }
})

test('no name, no address, no reference and no purpose of a visit is anywhere on a display', async () => {
  const ward = await openWard(morning)
  const canary = { name: 'カナリア 表示', email: 'canary-display@example.test', phone: '09012345678' }
  const { appointmentId, reference } = await ward.booked(['tennyu'], '2026-12-01T09:30', canary)
  done(await checkIn(ward, appointmentId, { at: '2026-12-01T09:20' }))
  const [window] = await openWindows(ward, 'ido')
  done(await window.callNext())

  const { html } = await get(ward, '/display/mihon')

  expect(html).toContain('A-001')
  for (const secret of [...Object.values(canary), reference, '12345678', '転入', 'tennyu', 'ミホン'])
    expect(html, secret).not.toContain(secret)
})

describe('what cannot be shown', () => {
  test.for([
    ['/display/nowhere', 404],
    ['/display/nowhere/setup', 404],
    ['/display/mihon?counters=ido,nowhere', 404],
    ['/display/mihon?counters=__proto__', 404],
    ['/display/mihon?counters=%00', 404],
    ['/display/mihon/setup?counters=nowhere', 404],
    ['/display/mihon?sound=loud', 422],
    ['/display/mihon?theme=pink', 422],
    ['/display/mihon?sound=ja&sound=en', 422],
    [`/display/mihon?counters=${Array.from({ length: 21 }, (_, n) => `c${n}`).join(',')}`, 422],
  ] as const)('%s is answered with %i and a page', async ([path, status]) => {
    const answer = await get(await openWard(morning), path)

    expect(answer.status).toBe(status)
    expect(answer.html).toContain('<h1>')
  })
})

test('the light theme is chosen by the address', async () => {
  const ward = await openWard(morning)

  expect((await get(ward, '/display/mihon')).html).toContain('class="display-dark"')
  expect((await get(ward, '/display/mihon?theme=light')).html).toContain('class="display-light"')
})

test('setting up gives the address of a display that shows what was ticked', async () => {
  const ward = await openWard({ ...morning, settings: { PUBLIC_URL: 'https://ward.example' } })

  const { html } = await get(ward, '/display/mihon/setup?counters=ido&counters=shomei&sound=ja&theme=light')

  const address = '/display/mihon?counters=ido,shomei&amp;sound=ja&amp;theme=light'
  expect(html).toContain(`<code>https://ward.example${address}</code>`)
  expect(html).toContain(`href="${address}"`)
  expect(html.match(/<input[^>]*checked[^>]*>/g)).toHaveLength(4)
  const display = await get(ward, address.replaceAll('&amp;', '&'))
  expect([...display.html.matchAll(/data-counter="(\w+)"/g)].map(([, slug]) => slug)).toEqual([
    'ido',
    'shomei',
  ])
})

test('setting up with nothing ticked gives the address of all counters', async () => {
  const { html } = await get(await openWard(morning), '/display/mihon/setup')

  expect(html).toContain('href="/display/mihon?sound=ja-en&amp;theme=dark"')
})

test('setting up is there in English', async () => {
  const { html } = await get(await openWard(morning), '/display/mihon/setup', { 'Accept-Language': 'en' })

  expect(read(html)).toContain('Set up a call display')
})

test('a page has another edition after the office has changed and on another day', async () => {
  const ward = await openWard(morning)
  const edition = async () => /data-edition="([^"]+)"/.exec((await get(ward, '/display/mihon')).html)?.[1]
  const before = await edition()
  expect(await edition()).toBe(before)

  await ward.change(db =>
    db
      .updateTable('counters')
      .set({ name: JSON.stringify({ ja: '新しい名前' }) })
      .where('id', '=', counterOf(ward, 'ido').id)
      .execute(),
  )
  const changed = await edition()
  expect(changed).not.toBe(before)

  ward.setNow('2026-12-02T09:00')
  expect(await edition()).not.toBe(changed)
})
