import { expect, onTestFinished, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { createSigner } from '#src/waiting-room/key.ts'
import { writePass } from '#src/waiting-room/signed.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { look, openBrowser } from '../support/browser.ts'
import { openSite } from '../support/site.ts'

const idle = {
  ...{ lagMilliseconds: 0, writesWaiting: 0, utilisation: 0 },
  ...{ turnWaitMilliseconds: 0, visitMilliseconds: 14, othersShare: 0 },
}

test('a resident waits in line in front of the times, and is let in without doing anything', async () => {
  const settings = { WAITING_ROOM: 'on', WAITING_ROOM_PER_MINUTE: '600' }
  const site = await openSite({ now: '2026-12-01T09:00', settings })
  const { waitingRoom } = site.deps
  const places: string[] = []
  for (let index = 0; index < 1240; index += 1) {
    const entrance = await waitingRoom.enter({ place: null, pass: null })
    if (!entrance.isAdmitted) places.push(entrance.place)
  }
  const everybodyAsks = async () => {
    for (const place of places) await waitingRoom.enter({ place, pass: null })
  }
  await everybodyAsks()
  let second = 0
  /** Time goes on until so many seconds after nine. */
  const goOn = (until: number) => {
    for (; second < until; second += 1) {
      const [minutes, seconds] = [Math.floor((second + 1) / 60), (second + 1) % 60]
      site.setNow(`2026-12-01T09:${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`)
      waitingRoom.look(idle)
    }
  }
  const context = await (await openBrowser()).newContext({ locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.clock.install()

  goOn(13)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const language of languages) {
    await page.goto(`/mihon/slots?services=tennyu&lang=${language}`)
    await look(page, `waiting-room-${language}-320`)
  }
  await page.goto('/mihon/slots?services=tennyu&lang=ja')
  await page.setViewportSize({ width: 1280, height: 800 })
  await look(page, 'waiting-room-1280')
  expect(await page.locator('[data-line]').innerText()).toContain('前に1140人お待ちです。')

  const untilNextSign = async (seconds: number) => {
    goOn(13 + seconds)
    await everybodyAsks()
    // The longest time between two signs of a page, and a tenth more.
    await page.clock.runFor(66_000)
  }
  await untilNextSign(30)
  await page.locator('[data-line]', { hasText: '840' }).waitFor()
  expect(await page.locator('[data-spoken]').textContent()).toContain('人お待ちです。')
  for (const seconds of [60, 90, 120, 150]) await untilNextSign(seconds)
  await page.waitForSelector('[data-line]', { state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.title()).toContain('日時')
})

test('a resident without cookies, and one who chose for too long, see what has become of their place', async () => {
  const settings = { WAITING_ROOM: 'on', WAITING_ROOM_PER_MINUTE: '60' }
  const site = await openSite({ now: '2026-12-01T09:00', settings })
  const browser = await openBrowser()
  for (const language of ['ja', 'en'] as const)
    for (const width of [360, 1280]) {
      const t = residentTextsIn[language].waitingRoom
      const viewport = { width, height: 640 }
      const context = await browser.newContext({ baseURL: site.url, viewport })
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await page.clock.install()
      const address = `/mihon/slots?services=tennyu&lang=${language}`
      await page.goto(address)
      await look(page, `waiting-room-first-${language}-${width}`)
      expect(await page.getByText(t.kept).isVisible()).toBe(true)
      await context.clearCookies()
      await page.goto(`${address}&asked=1`)
      expect(await page.locator('[data-line]').innerText()).toContain(t.noCookies)
      await look(page, `waiting-room-no-cookies-${language}-${width}`)
      expect(await page.getByText(t.kept).isVisible(), 'nothing is kept of no place').toBe(false)

      const key = await createSigner(site.deps.store)()
      const now = site.deps.clock.now()
      const pass = writePass(key, { calledAt: now - 900_000, until: now - 1, arrivedAt: now - 1_000_000 })
      await context.clearCookies()
      await context.addCookies([{ name: 'madoguchi-pass', value: pass, url: site.url }])
      await page.goto(address)
      expect(await page.locator('[data-line]').innerText()).toContain(t.back)
      await look(page, `waiting-room-back-${language}-${width}`)
    }
})
