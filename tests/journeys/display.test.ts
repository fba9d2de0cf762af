import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { enterPaper } from '#src/arrival/enter-paper.ts'
import { createListener } from '#src/http/listener.ts'
import { look as lookAt, openBrowser, screenshot } from '../support/browser.ts'
import { counterOf, type Desk, done, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'

type Screen = { width: number; height: number; hasScript?: boolean; reducedMotion?: 'reduce' }

const lobby: Screen = { width: 1920, height: 1080 }

/** Voices that write down what they say, as no machine that tests has any; each needs 20 ms for it. */
const voices = `
  window.said = []
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text }
  }
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [
      { lang: 'fr-FR', localService: true }, { lang: 'ja-JP', localService: false },
      { lang: 'ja_JP', localService: true }, { lang: 'en-GB', localService: true },
    ],
    speak(utterance) {
      window.said.push(utterance.lang + ' ' + utterance.text)
      window.isSpeaking = (window.isSpeaking ?? 0) + 1
      if (window.isSpeaking > 1) window.said.push('two at once')
      setTimeout(() => { window.isSpeaking -= 1; utterance.dispatchEvent(new Event('end')) }, 20)
    },
    cancel() {},
  } })`

/** The ward on a server that can be away for a while, and a screen that shows its display. */
async function openLobby(now = '2026-12-01T09:00') {
  const ward = await openWard({ now })
  const listener = createListener(ward.deps, createApp(ward.deps).fetch)
  const servers: Server[] = []
  const start = (port: number) =>
    new Promise<number>(resolve => {
      const server = createServer(listener)
      servers.push(server)
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const stop = () => {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeAllConnections()
    }
  }
  const port = await start(0)
  ward.deps.settings.port = port
  onTestFinished(stop)
  return { ward, url: `http://localhost:${port}`, stop, start: () => start(port) }
}

async function openScreen(url: string, { width, height, hasScript = true, reducedMotion }: Screen = lobby) {
  const browser = await openBrowser()
  const context = await browser.newContext({
    ...{ viewport: { width, height }, javaScriptEnabled: hasScript, locale: 'ja', baseURL: url },
    ...(reducedMotion && { reducedMotion }),
  })
  onTestFinished(() => context.close())
  await context.addInitScript({ content: voices })
  const page = await context.newPage()
  page.on('request', request => expect(new URL(request.url()).origin).toBe(url))
  page.on('pageerror', error => expect.fail(`the page fails: ${error.message}`))
  return page
}

const said = (page: Page) => page.evaluate<string[]>('window.said')
const newest = (page: Page) => textOf(page.locator('[data-newest] .call').first())
const textOf = async (part: Locator) => (await part.innerText()).replaceAll(/\s+/g, ' ')
const turnOnSound = (page: Page) => page.getByRole('button', { name: '音を出す' })

/** Somebody takes a ticket and is called at once. */
async function call(ward: Ward, desk: Desk, slug = 'ido') {
  await walkIn(ward, slug)
  return done(await desk.callNext({ endsCurrent: true }))
}

/** Calls at the first windows of many counters, half a minute apart, and a few people who wait. */
async function busyMorning(ward: Ward) {
  for (const [index, { slug }] of ward.office.counters.entries()) {
    const waiting = (index * 7) % 12
    const windows = slug === 'ido' ? 5 : Math.min(index % 4, ward.office.counters[index]?.windows ?? 1)
    const desks: Desk[] = windows > 0 ? await openWindows(ward, slug, windows as 5) : []
    for (const [at, desk] of desks.entries()) {
      ward.setNow(`2026-12-01T09:${String(index * 2 + 10).padStart(2, '0')}:${at}0`)
      await call(ward, desk, slug)
    }
    for (let people = 0; people < waiting; people += 1) await walkIn(ward, slug)
  }
}

const look = (page: Page, name: string) => lookAt(page, `display-${name}`, ['wcag2aaa'])

describe('pictures', () => {
  const screens = [
    ['1920', lobby],
    ['1280', { width: 1280, height: 720 }],
    ['portrait', { width: 1080, height: 1920 }],
    ['360', { width: 360, height: 740 }],
  ] as const

  test.for(screens)('many and one counter at %s', async ([name, screen]) => {
    const { ward, url } = await openLobby()
    await busyMorning(ward)
    const page = await openScreen(url, screen)

    await page.goto('/display/mihon')
    await look(page, `${name}-15`)
    await page.goto('/display/mihon?counters=ido,shomei,koseki,kokuho')
    await look(page, `${name}-4`)
    await page.goto('/display/mihon?counters=ido')
    await look(page, `${name}-1`)
    if (name === '1920') {
      await page.goto('/display/mihon?counters=ido,kokuho')
      await look(page, `${name}-2`)
      await page.goto('/display/mihon?counters=kokuho&theme=light&sound=off')
      await look(page, `${name}-1-light`)
      await page.goto('/display/mihon?theme=light&sound=off')
      await look(page, `${name}-15-light`)
    }
    if (name === '360') return
    for (const count of [1, 2, 4, 6, 9, 12, 15]) {
      const slugs = ward.office.counters.toReversed().slice(15 - count)
      await page.goto(`/display/mihon?counters=${slugs.map(({ slug }) => slug).join(',')}`)
      const height = await page.evaluate('document.documentElement.scrollHeight - innerHeight')
      expect([count, height], 'fits on the screen').toEqual([count, 0])
    }
  })

  test('nobody called, closed, and numbers past 999', async () => {
    const { ward, url } = await openLobby()
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=ido')
    await look(page, 'empty-1')
    await page.goto('/display/mihon')
    await look(page, 'empty-15')
    ward.setNow('2027-01-24T10:00')
    await page.goto('/display/mihon')
    await look(page, 'sunday-15')
    ward.setNow('2027-01-31T10:00')
    await page.goto('/display/mihon')
    await look(page, 'closed-15')
    await page.goto('/display/mihon?counters=kodomo')
    await look(page, 'closed-1')

    ward.setNow('2026-12-01T09:00')
    await ward.deps.store.write(async db => {
      const series = { business_date: '2026-12-01', last_number: 1233, office_id: ward.office.id }
      await db
        .insertInto('ticket_series')
        .values([
          { ...series, prefix: 'A' },
          { ...series, prefix: 'E' },
        ])
        .execute()
    })
    for (const slug of ['ido', 'kokuho'])
      for (const desk of await openWindows(ward, slug, 3)) await call(ward, desk, slug)
    await page.goto('/display/mihon?counters=ido')
    await look(page, 'wide-numbers-1')
    await page.goto('/display/mihon')
    await look(page, 'wide-numbers-15')
    expect(await page.evaluate(overflowing)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0)
  })

  test('the page that sets one up', async () => {
    const { url } = await openLobby()
    for (const width of [360, 1280]) {
      const page = await openScreen(url, { width, height: 740 })
      await page.goto('/display/mihon/setup')
      await page.getByRole('checkbox', { name: '2 住民異動・印鑑登録' }).check()
      await page.getByRole('radio', { name: 'チャイムだけ' }).check()
      await page.getByRole('button', { name: 'アドレスを作る' }).click()
      await lookAt(page, `display-setup-${width}`)

      await page.getByRole('link', { name: '呼び出し表示を開く' }).click()
      await expect.poll(() => page.url()).toBe(`${url}/display/mihon?counters=ido&sound=chime&theme=dark`)
    }
  })
})

/** What sticks out of its box. */
const overflowing = `[...document.querySelectorAll('.call-way, .counter, h1, h3')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent)`

test('the digits of the newest call on a display of one counter are 12 % of the screen high or more', async () => {
  const { ward, url } = await openLobby()
  const [desk] = await openWindows(ward, 'ido')
  await call(ward, desk)
  const page = await openScreen(url)
  await page.goto('/display/mihon?counters=ido')

  const share = await page.evaluate<number>(`(() => {
    const pen = new OffscreenCanvas(1, 1).getContext('2d')
    const { font } = getComputedStyle(document.querySelector('[data-newest] [data-number]'))
    pen.font = font
    return pen.measureText('0').actualBoundingBoxAscent / innerHeight
  })()`)
  expect(share).toBeGreaterThanOrEqual(0.12)
})

test('without script the display shows the calls and loads again by itself', async () => {
  const { ward, url } = await openLobby()
  const [desk] = await openWindows(ward, 'ido')
  await call(ward, desk)
  const page = await openScreen(url, { ...lobby, hasScript: false })
  await page.goto('/display/mihon?counters=ido,shomei')

  await screenshot(page, 'display-no-script')
  expect(await newest(page)).toContain('A-001 → 2-1')
  expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('15')
  expect(await turnOnSound(page).isVisible()).toBe(false)
})

test('a call appears within a second, marked for ten seconds, and is told to screen readers', async () => {
  const { ward, url } = await openLobby()
  const [desk] = await openWindows(ward, 'ido')
  const page = await openScreen(url)
  await page.clock.install()
  await page.goto('/display/mihon')
  await expect.poll(() => ward.deps.live.connections()).toBe(1)

  const asked = performance.now()
  await call(ward, desk)
  await page.getByText('A-001').first().waitFor()
  expect(performance.now() - asked).toBeLessThan(1000)

  const card = page.locator('[data-counter=ido]')
  expect(await textOf(card)).toContain('A-001 → 2-1')
  expect(await newest(page)).toContain('住民異動・印鑑登録')
  expect(await page.locator('[aria-live=polite]').textContent()).toBe(
    'A-001のかた、2-1番窓口へお越しください。',
  )
  const marked = () => page.locator('.call[data-new]').count()
  expect(await marked()).toBe(2)
  await page.clock.runFor(9000)
  expect(await marked()).toBe(2)
  await page.clock.runFor(3000)
  expect(await marked()).toBe(0)
})

test('nothing moves for those who asked for no motion', async () => {
  const { ward, url } = await openLobby()
  const [desk] = await openWindows(ward, 'ido')
  await call(ward, desk)
  const animationOf = async (screen: Screen) => {
    const page = await openScreen(url, screen)
    await page.goto('/display/mihon?counters=ido')
    return page.evaluate(
      `(({ animationName, animationDuration }) => [animationName, animationDuration])(
        getComputedStyle(document.querySelector('.call[data-new]')))`,
    )
  }

  expect(await animationOf(lobby)).toEqual(['new-call', '2s'])
  expect(await animationOf({ ...lobby, reducedMotion: 'reduce' })).toEqual(['none', '0s'])
})

describe('what is said', () => {
  test('calls are spoken in Japanese and English, one after the other, and again when called again', async () => {
    const { ward, url } = await openLobby()
    const [first, second] = await openWindows(ward, 'ido', 2)
    const page = await openScreen(url)
    await page.goto('/display/mihon')
    await turnOnSound(page).click()
    await expect.poll(() => turnOnSound(page).isVisible()).toBe(false)

    const ticket = await call(ward, first)
    await call(ward, second)
    await expect.poll(() => said(page), { timeout: 15_000 }).toHaveLength(4)
    expect(await said(page)).toEqual([
      'ja_JP A、1ばんの かた、2の1ばん まどぐちへ おこしください。',
      'en-GB Number A 1, please come to window 2 dash 1.',
      'ja_JP A、2ばんの かた、2の2ばん まどぐちへ おこしください。',
      'en-GB Number A 2, please come to window 2 dash 2.',
    ])

    done(await first.act('call-again', ticket))
    await expect.poll(() => said(page), { timeout: 15_000 }).toHaveLength(6)
    expect((await said(page))[5]).toBe('en-GB Number A 1, please come to window 2 dash 1.')
  })

  test('a number without a letter at a counter with one window is said without them', async () => {
    const { ward, url } = await openLobby()
    const { id } = counterOf(ward, 'kyodo')
    await ward.change(db =>
      db.updateTable('counters').set({ ticket_prefix: '' }).where('id', '=', id).execute(),
    )
    ward.office = (await ward.deps.offices.bySlug('mihon')) ?? ward.office
    const [desk] = await openWindows(ward, 'kyodo')
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=kyodo')
    await turnOnSound(page).click()

    await call(ward, desk, 'kyodo')

    await expect.poll(() => said(page), { timeout: 10_000 }).toHaveLength(2)
    expect(await said(page)).toEqual([
      'ja_JP 1ばんの かた、32ばん まどぐちへ おこしください。',
      'en-GB Number 1, please come to window 32.',
    ])
  })

  test('a number from paper is shown as it is written and said with both letters', async () => {
    const { ward, url } = await openLobby()
    const [desk] = await openWindows(ward, 'ido')
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=ido')
    await turnOnSound(page).click()
    const person = { ...ward.wish('tennyu'), language: 'ja', isPriority: false, channel: 'staff' } as const
    const paper = { serial: 5, arrivedAt: ward.deps.clock.now() }
    await enterPaper(ward.deps, ward.office, { ...person, actor: desk.actor }, paper, null)

    done(await desk.callNext())

    await expect.poll(() => said(page), { timeout: 10_000 }).toHaveLength(2)
    expect(await said(page)).toEqual([
      'ja_JP A P、5ばんの かた、2の1ばん まどぐちへ おこしください。',
      'en-GB Number A P 5, please come to window 2 dash 1.',
    ])
    expect(await newest(page)).toContain('A-P05 → 2-1')
    await look(page, 'from-paper-1')
  })

  test.for([
    ['ja', ['ja_JP A、1ばんの かた、2の1ばん まどぐちへ おこしください。']],
    ['en', ['en-GB Number A 1, please come to window 2 dash 1.']],
    ['chime', []],
  ] as const)('with sound=%s', async ([sound, expected]) => {
    const { ward, url } = await openLobby()
    const [desk] = await openWindows(ward, 'ido')
    const page = await openScreen(url)
    await page.goto(`/display/mihon?counters=ido&sound=${sound}`)
    await page.evaluate(`(() => {
      const { start } = OscillatorNode.prototype
      window.tones = 0
      OscillatorNode.prototype.start = function (...at) { window.tones += 1; start.apply(this, at) }
    })()`)
    await turnOnSound(page).click()
    // The two tones that tell that the sound works.
    await expect.poll(() => page.evaluate('window.tones')).toBe(2)

    await call(ward, desk)
    await expect.poll(() => page.evaluate('window.tones'), { timeout: 10_000 }).toBe(4)
    await expect.poll(() => said(page), { timeout: 10_000 }).toEqual(expected)
  })

  test('with sound=off there is no button and no word', async () => {
    const { ward, url } = await openLobby()
    const [desk] = await openWindows(ward, 'ido')
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=ido&sound=off')
    await page.mouse.click(500, 500)

    await call(ward, desk)
    await page.getByText('A-001').first().waitFor()
    expect(await turnOnSound(page).isVisible()).toBe(false)
    await page.waitForTimeout(2500)
    expect(await said(page)).toEqual([])
  })

  test('what was called before the sound was turned on is never said', async () => {
    const { ward, url } = await openLobby()
    const [first, second] = await openWindows(ward, 'ido', 2)
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=ido')
    await call(ward, first)
    await page.getByText('A-001').first().waitFor()

    await turnOnSound(page).click()
    await call(ward, second)

    await expect.poll(() => said(page), { timeout: 10_000 }).toHaveLength(2)
    expect((await said(page)).join()).not.toContain('2の1')
  })

  test('the sound stays on when the page loads itself again', async () => {
    const { ward, url } = await openLobby()
    const page = await openScreen(url)
    await page.goto('/display/mihon?counters=ido')
    await turnOnSound(page).click()
    await expect.poll(() => turnOnSound(page).isVisible()).toBe(false)

    await page.evaluate('location.reload()')
    await page.waitForLoadState('load')
    await expect.poll(() => ward.deps.live.connections()).toBe(1)

    await expect.poll(() => turnOnSound(page).isVisible()).toBe(false)
  })

  test('when many windows call at once, everybody is called, but who has come before their turn to be said', async () => {
    const { ward, url } = await openLobby()
    const desks = [...(await openWindows(ward, 'ido', 5)), ...(await openWindows(ward, 'kokuho', 4))]
    const page = await openScreen(url)
    await page.clock.install({ time: '2026-12-01T09:00:00+09:00' })
    await page.goto('/display/mihon?counters=ido,kokuho')
    await page.evaluate(`(() => {
      const { speak } = speechSynthesis
      // As long as a voice needs for it.
      speechSynthesis.speak = said => speak({
        ...{ lang: said.lang, text: said.text },
        dispatchEvent: end => setTimeout(() => said.dispatchEvent(end), 6000),
      })
    })()`)
    await turnOnSound(page).click()
    await expect.poll(() => ward.deps.live.connections()).toBe(1)
    await standStill(page)

    for (const [index, desk] of desks.entries()) await call(ward, desk, index < 5 ? 'ido' : 'kokuho')
    await expect.poll(() => page.locator('.calls .call').count()).toBe(9)
    const [last] = desks.slice(-1)
    const [ticket] = await ward.deps.store.read(db =>
      db.selectFrom('tickets').select('id').where('number', '=', 'E-004').execute(),
    )
    if (!last || !ticket) throw new Error('nobody was called last')
    done(await last.act('serve', await ticketNow(ward, ticket)))
    const hear = async () => {
      await page.clock.runFor(2000)
      return said(page)
    }
    await expect.poll(hear, { timeout: 40_000 }).toHaveLength(16)
    for (let step = 0; step < 10; step += 1) await hear()

    const numbers = (await said(page)).flatMap(text => /^en-GB Number (\w \d)/.exec(text)?.[1] ?? [])
    expect(numbers).toEqual(['A 1', 'A 2', 'A 3', 'A 4', 'A 5', 'E 1', 'E 2', 'E 3'])
  })

  test('a call that is 20 seconds old when the display is opened is shown and not said', async () => {
    const { ward, url } = await openLobby()
    const [first, second] = await openWindows(ward, 'ido', 2)
    const page = await openScreen(url)
    await page.goto('/display/mihon/setup')
    await page.getByRole('checkbox', { name: '2 住民異動・印鑑登録' }).click()
    await call(ward, first)
    ward.setNow('2026-12-01T09:00:05')
    await call(ward, second)
    ward.setNow('2026-12-01T09:00:20')

    // Coming from a page of this site that was pressed, it may speak at once.
    await page.evaluate(`location.assign('/display/mihon?counters=ido')`)
    await page.getByText('A-001').first().waitFor()

    await expect.poll(() => said(page), { timeout: 10_000 }).toHaveLength(2)
    expect((await said(page)).join()).not.toContain('2の1')
  })
})

const stepMilliseconds = 500

/** Lets the page's time run until so much has been said; answers how long that was in milliseconds. */
async function speakOut(page: Page, count: number) {
  let passed = 0
  const hear = async () => {
    await page.clock.runFor(stepMilliseconds)
    passed += stepMilliseconds
    return said(page)
  }
  await expect.poll(hear, { timeout: 10_000 }).toHaveLength(count)
  return passed
}

/** From here on the page's time passes only when a test says so, however slow the machine is. */
async function standStill(page: Page) {
  const now = await page.evaluate<number>('Date.now()')
  await page.clock.pauseAt(now + 2000)
}

describe('a lost network', () => {
  test('after ten minutes the last calls come back to date, and nothing of that time is said', async () => {
    const { ward, url, stop, start } = await openLobby()
    const [first, second, third] = await openWindows(ward, 'ido', 3 as 5)
    if (!first || !second || !third) throw new Error('three windows')
    const page = await openScreen(url)
    await page.clock.install({ time: '2026-12-01T09:00:00+09:00' })
    await page.goto('/display/mihon?counters=ido,shomei')
    await turnOnSound(page).click()
    await expect.poll(() => ward.deps.live.connections()).toBe(1)
    await standStill(page)
    await call(ward, first)
    await page.getByText('A-001').first().waitFor()
    const sinceHeard = await speakOut(page, 2)

    stop()
    await page.clock.runFor(28_000 - sinceHeard)
    const notice = page.getByRole('heading', { name: '更新停止' })
    expect(await notice.isVisible()).toBe(false)
    await page.clock.runFor(10_000)
    expect(await notice.innerText()).toMatch(/更新停止.*9:00/)
    expect(await newest(page)).toContain('A-001 → 2-1')
    await page.clock.resume()
    await look(page, 'stale-15')

    ward.setNow('2026-12-01T09:01')
    await call(ward, second)
    // Somebody else has asked in between, so that the state of that time is at hand.
    await ward.deps.live.state(counterOf(ward, 'ido').id)
    await page.clock.fastForward(9 * 60_000)
    ward.setNow('2026-12-01T09:10')
    await new Promise(resolve => setTimeout(resolve, 5100))
    await start()
    await page.clock.runFor(30_000)
    // A browser comes back by itself within 15 s of real time, and once more should it have come too early.
    await expect.poll(() => ward.deps.live.connections(), { timeout: 40_000 }).toBe(1)
    await expect.poll(() => newest(page)).toContain('A-002 → 2-2')
    expect(await notice.isVisible()).toBe(false)
    await page.clock.runFor(10_000)
    expect(await said(page)).toHaveLength(2)

    await call(ward, third)
    await expect.poll(() => newest(page)).toContain('A-003 → 2-3')
    await speakOut(page, 4)
    expect((await said(page))[2]).toContain('A、3ばんの かた、2の3ばん')
  })

  test('on a display of one counter the last call stays, large and dimmed', async () => {
    const { ward, url, stop } = await openLobby()
    const [desk] = await openWindows(ward, 'ido')
    await call(ward, desk)
    const page = await openScreen(url)
    await page.clock.install()
    await page.goto('/display/mihon?counters=ido')
    await expect.poll(() => ward.deps.live.connections()).toBe(1)

    stop()
    await page.clock.runFor(45_000)

    await page.getByRole('heading', { name: '更新停止' }).waitFor()
    await look(page, 'stale-1')
  })
})

describe('loading again', () => {
  const open = async (now: string) => {
    const lobby = await openLobby(now)
    const page = await openScreen(lobby.url)
    await page.clock.install()
    await page.goto('/display/mihon?counters=ido')
    await page.evaluate('window.isFirst = true')
    const isFirst = () => page.evaluate<boolean>('window.isFirst === true').catch(() => true)
    return { ...lobby, page, isFirst }
  }

  test('within an hour and a bit a display follows a change of the office', async () => {
    const { ward, page, isFirst } = await open('2026-12-01T09:00')
    await page.clock.fastForward(66 * 60_000)
    await page.waitForTimeout(1000)
    expect(await isFirst()).toBe(true)

    await ward.change(db =>
      db
        .updateTable('counters')
        .set({ name: JSON.stringify({ ja: '引っ越しの窓口', en: 'Moving' }) })
        .where('id', '=', counterOf(ward, 'ido').id)
        .execute(),
    )
    await page.clock.fastForward(66 * 60_000)

    await expect.poll(isFirst, { timeout: 10_000 }).toBe(false)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain('引っ越しの窓口')
  })

  test('at four in the night a display loads again, but not from a server that is away', async () => {
    const { page, isFirst, stop, start } = await open('2026-12-02T02:55')
    await page.clock.fastForward(64 * 60_000)
    await page.waitForTimeout(1000)
    expect(await isFirst()).toBe(true)

    stop()
    await page.clock.runFor(3 * 60_000)
    await page.waitForTimeout(1000)
    expect(await isFirst()).toBe(true)

    await start()
    const again = async () => {
      await page.clock.runFor(20_000)
      return isFirst()
    }
    await expect.poll(again, { timeout: 20_000 }).toBe(false)
  })
})
