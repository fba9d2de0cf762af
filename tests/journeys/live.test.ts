import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { loadAssets } from '#src/http/assets.ts'
import { createListener } from '#src/http/listener.ts'
import { securityHeaders } from '#src/http/security.ts'
import { takeTicket } from '../live/queue.ts'
import { openBrowser } from '../support/browser.ts'
import { openWard, type Ward } from '../support/ward.ts'

/** A page with a queue that changes, a field to type into, and a notice for when it is old. */
function pageOf(numbers: readonly string[], version: number): string {
  const count = `${numbers.length} waiting`
  return `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>Queue</title>
    <script type="module" src="${loadAssets().url('live-page.js')}"></script></head><body>
    <main data-live data-live-stream="/mihon/live?counters=ido" data-live-poll="/mihon/live.json?counters=ido"
      data-live-versions="ido:${version}" data-live-zone="Asia/Tokyo">
    <p role="alert" data-live-stale hidden>Old: <span data-live-since></span></p>
    <ul data-live-part="queue">${numbers.map(number => `<li>${number}</li>`).join('')}</ul>
    <div data-live-part="buttons"><button id="more">${count}</button></div>
    <div data-live-part="form"><label>Note <input name="note"></label> <output>${count}</output></div>
    </main></body></html>`
}

/** The ward with that page, on a server that can be away for a while. */
async function openLiveSite() {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const listener = createListener(ward.deps, createApp(ward.deps).fetch)
  let looks = 0
  const servers: Server[] = []
  const listen = (port: number) =>
    new Promise<number>(resolve => {
      const server = createServer((request, response) => {
        if (request.url !== '/page') return listener(request, response)
        looks += 1
        void ward.deps.live.state(idOf(ward)).then(({ state }) => {
          for (const [name, value] of securityHeaders(ward.deps.settings)) response.setHeader(name, value)
          response.setHeader('Content-Type', 'text/html')
          response.end(pageOf(state.waiting, state.version))
        })
      })
      servers.push(server)
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const goAway = () => {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeAllConnections()
    }
  }
  const port = await listen(0)
  onTestFinished(goAway)

  const page = await (await openBrowser()).newPage()
  onTestFinished(() => page.close())
  await page.clock.install()
  return {
    ward,
    page,
    goAway,
    comeBack: () => listen(port),
    looks: () => looks,
    open: () => page.goto(`http://localhost:${port}/page`),
  }
}

function idOf({ office }: Ward): number {
  return office.counters.find(({ slug }) => slug === 'ido')?.id ?? 0
}

const shown = (page: Page) => page.locator('li').allInnerTexts()
const listening = async (ward: Ward) => {
  await expect.poll(() => ward.deps.live.connections()).toBe(1)
}

test('a page shows each number as it is given, and is not asked for again while nothing changes', async () => {
  const { ward, page, looks, open } = await openLiveSite()
  const first = await takeTicket(ward)
  await open()
  await listening(ward)
  expect(await shown(page)).toEqual([first])

  const second = await takeTicket(ward)
  await expect.poll(() => shown(page)).toEqual([first, second])

  expect(looks()).toBe(2)
  expect(await page.getByRole('alert').isVisible()).toBe(false)
})

test('what somebody types stays, and what has the focus keeps it', async () => {
  const { ward, page, open } = await openLiveSite()
  await open()
  await listening(ward)

  await page.getByLabel('Note').fill('half a sen')
  await takeTicket(ward)
  await expect.poll(() => shown(page)).toHaveLength(1)
  expect(await page.getByLabel('Note').inputValue()).toBe('half a sen')
  expect(await page.locator('output').innerText()).toBe('0 waiting')

  await page.getByLabel('Note').fill('')
  await page.getByRole('button').focus()
  await expect.poll(() => page.locator('output').innerText()).toBe('1 waiting')
  await takeTicket(ward)
  await expect.poll(() => page.getByRole('button').innerText()).toBe('2 waiting')
  expect(await page.evaluate('document.activeElement.id')).toBe('more')
})

test('a page that hears nothing for 30 seconds says since when, and recovers by itself', async () => {
  const { ward, page, goAway, comeBack, open } = await openLiveSite()
  await open()
  await listening(ward)

  goAway()
  await page.clock.runFor(29_000)
  expect(await page.getByRole('alert').isVisible()).toBe(false)
  await page.clock.runFor(2000)
  await expect.poll(() => page.getByRole('alert').innerText()).toBe('Old: 09:00')

  const number = await takeTicket(ward)
  await comeBack()
  const listeningAfterAWhile = async () => {
    await page.clock.runFor(3000)
    return ward.deps.live.connections()
  }
  await expect.poll(listeningAfterAWhile, { interval: 200, timeout: 10_000 }).toBe(1)
  await expect.poll(() => shown(page)).toEqual([number])
  expect(await page.getByRole('alert').isVisible()).toBe(false)
})

test('where events do not get through, the page polls', async () => {
  const { ward, page, open } = await openLiveSite()
  await page.route('**/mihon/live?*', () => {})
  await open()
  const number = await takeTicket(ward)

  await page.clock.runFor(23_000)
  await expect.poll(() => shown(page)).toEqual([number])
  expect(ward.deps.live.connections()).toBe(0)

  const next = await takeTicket(ward)
  await page.clock.runFor(8000)
  await expect.poll(() => shown(page)).toEqual([number, next])
})

test('where no more streams are to be had, the page polls within seconds', async () => {
  const { ward, page, open } = await openLiveSite()
  await page.route('**/mihon/live?*', route => route.fulfill({ status: 503 }))
  await open()
  const number = await takeTicket(ward)

  const shownSoon = async () => {
    await page.clock.runFor(1000)
    return shown(page)
  }
  await expect.poll(shownSoon, { interval: 100, timeout: 10_000 }).toEqual([number])
  expect(await page.getByRole('alert').isVisible()).toBe(false)
})

test('when a session has ended the page is loaded anew, which leads to the door', async () => {
  const { page, looks, open } = await openLiveSite()
  let streams = 0
  await page.route('**/mihon/live?*', route => {
    streams += 1
    return streams === 1
      ? route.fulfill({ contentType: 'text/event-stream', body: 'event: ended\ndata: {}\n\n' })
      : undefined
  })

  await open()

  await expect.poll(() => looks()).toBe(2)
  await expect.poll(() => streams).toBe(2)
})

test('a tab in the background polls, and listens again when it is looked at', async () => {
  const { ward, page, open } = await openLiveSite()
  await open()
  await listening(ward)
  const hide = (isHidden: boolean) =>
    page.evaluate(`
      Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)

  await hide(true)
  await page.clock.runFor(11_000)
  await expect.poll(() => ward.deps.live.connections()).toBe(0)
  const number = await takeTicket(ward)
  await page.clock.runFor(26_000)
  await expect.poll(() => shown(page)).toEqual([number])

  await hide(false)
  await page.clock.runFor(100)
  await listening(ward)
})
