import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { languages, langOf } from '#src/languages.ts'
import { unmarked } from '#src/marks.ts'
import { paths } from '#src/paths.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { misfits } from '../support/misfits.ts'
import { recordsFolder } from '../support/recorded-view.ts'
import { openSite, type Site } from '../support/site.ts'

const office = 'mihon'
const wish = { services: ['tennyu'], people: 1 }

/** Pages that anybody can open; each is loaded once per language. */
const open = {
  home: paths.home(office),
  search: paths.services(office, 'xyzxyz'),
  counter: paths.counter(office, 'mynumber'),
  service: paths.service(office, 'tennyu'),
  'not-bookable': paths.service(office, 'shomei-juminhyo'),
  slots: paths.slots(office, { ...wish, date: '2026-12-02' }),
  list: paths.slots(office, { ...wish, view: 'list' }),
  people: paths.slots(office, { services: ['mn-uketori', 'mn-shinsei'], people: 3 }),
  closed: paths.slots(office, { ...wish, date: '2026-12-05' }),
  find: paths.find(office),
  link: paths.manage(office, 'AAAAAAAAAAAAAAAAAAAAAA'),
  'not-found': `/${office}/nowhere`,
  questions: paths.lifeEvent(office, 'hikkoshi-in'),
  checklist: paths.checklist(office, ['tennyu', 'kokuho-kanyu', 'shomei-juminhyo', 'koseki-shibo']),
  plans: paths.plans(office, { services: ['tennyu', 'mn-koshin', 'kokuho-kanyu', 'jidoteate'], people: 2 }),
  'no-plan': paths.plans(office, { services: ['tennyu', 'tenshutsu-todoke'], people: 1 }),
  privacy: paths.privacy(office),
  accessibility: paths.accessibility(office),
  results: paths.accessibilityResults(office),
  opinions: paths.opinions(office),
  published: paths.publishedOpinions(office),
  survey: paths.survey(office),
  kiosk: paths.kiosk(office),
  'kiosk-booked': paths.kioskBooked(office),
  'kiosk-counters': paths.kioskCounters(office),
  'kiosk-counter': paths.kioskCounter(office, 'ido'),
  'kiosk-survey': paths.kioskSurvey(office),
  'kiosk-thanks': paths.kioskSurveyThanks(office),
}

/** Pages about one's own booking, before and after it is made. */
const held = { details: paths.hold(office) }
const booked = {
  done: paths.done(office),
  appointment: paths.appointment(office),
  reschedule: paths.reschedule(office),
  cancellation: paths.cancellation(office),
}

async function openPage(site: Site, width: number, locale: string): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height: 740 }, baseURL: site.url, locale })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(5_000)
  const page = await context.newPage()
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))
  page.on('pageerror', error => expect.unreachable(error.message))
  return page
}

test.for(languages)('every page fits a narrow phone in %s', { timeout: 120_000 }, async language => {
  const site = await openSite({ now: '2026-12-01T08:45' })
  const page = await openPage(site, 320, 'fr')
  const found: string[] = []
  const see = async (name: string) => {
    const misfit = await page.evaluate<string[]>(misfits)
    if (misfit.length > 0) await screenshot(page, `misfit-${language}-${name}`)
    found.push(...misfit.map(what => `${name} ${what}`))
    // In other runs each build of a page is looked at once, whatever its language.
    if (recordsFolder !== null) await look(page, `${language}-${name}`)
  }
  const seeAll = async (some: Record<string, string>) => {
    for (const [name, path] of Object.entries(some)) {
      await page.goto(path, { waitUntil: 'domcontentloaded' })
      expect(await page.locator('html').getAttribute('lang'), name).toBe(langOf(language))
      await see(name)
    }
  }
  await page.goto(`/${office}?lang=${language}`)
  const { token } = await numberFor(site, 'tennyu')
  await seeAll({ ...open, ticket: paths.ticket(office, token), leave: paths.leave(office, token) })
  await seeAll({ 'kiosk-ticket': paths.kioskTicket(office, token) })

  await page.goto(open.slots)
  await page.locator('button[name=startsAt]').first().click()
  await seeAll(held)
  await press(page, 'form button.button:not(.hidden, .button-small)')
  await see('details-errors')
  await page.locator('#name').fill('NGUYỄN THỊ MẪU')
  await page.locator('#email').fill('mau@example.test')
  await press(page, '.actions .button')
  await see('check')
  await press(page, 'form.actions .button')
  expect(await page.locator('h1').innerText()).not.toBe('')
  await seeAll(booked)

  expect(found).toEqual([])
})

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click()
}

const looks = { timeout: 120_000 }

/** All languages for pictures; in `npm test` the one with the longest words. */
const walkedIn = process.env.SHOTS === 'off' ? (['vi'] as const) : languages

/** A text as it stands on a page: marks become readings there, which are no part of it. */
function asShown(text: string): string {
  return unmarked(text).replaceAll(/\{([^{|}]+)\|[^{}]+\}/g, '$1')
}

/** The words of an element without the readings above them. */
function wordsOf(page: Page, selector: string): Promise<string> {
  return page.evaluate<string>(`(() => {
    const copy = document.querySelector('${selector}').cloneNode(true)
    for (const reading of copy.querySelectorAll('rt, rp')) reading.remove()
    return copy.textContent.trim()
  })()`)
}

test.for(walkedIn)('somebody books in %s on a phone and gets everything in it', looks, async language => {
  const site = await openSite({ now: '2026-12-01T08:45' })
  const page = await openPage(site, 360, 'ja-JP')
  const t = residentTextsIn[language]
  let step = 0
  const see = (name: string) => look(page, `walk-${language}-${String((step += 1)).padStart(2, '0')}-${name}`)
  const follow = (path: string) => page.locator(`main a[href^="${path}"]`).first().click()

  await page.goto(`${paths.home(office)}?lang=${language}`)
  await see('home')
  await follow(paths.lifeEvent(office, 'hikkoshi-in'))
  await follow(paths.service(office, 'tennyu'))
  await see('service')
  await follow(`/${office}/slots`)
  await see('slots')
  await page.getByRole('button', { name: /9:15/ }).click()
  await page.locator('[data-hold-left]').waitFor()
  expect(await wordsOf(page, '[data-hold-left]')).toMatch(/\d+:\d\d/)
  await page.locator('#name').fill('NGUYỄN THỊ MẪU')
  await page.locator('#email').fill('mau@example.test')
  expect(await page.locator('[name=language]:checked').getAttribute('value')).toBe(language)
  await see('details')
  await press(page, '.actions .button')
  await see('check')
  await press(page, 'form.actions .button')
  expect(await wordsOf(page, 'h1')).toBe(asShown(t.done.title))
  await see('done')

  await follow(paths.appointment(office))
  site.setNow('2026-12-01T09:00')
  await page.reload()
  await page.locator(`form[action="${paths.checkIn(office)}"] button`).click()
  await page.waitForURL(/\/t\//)
  expect(await wordsOf(page, '[data-live-part=state]')).toContain(asShown(t.arrival.ticket.youAreNext))
  expect(await page.locator('html').getAttribute('lang')).toBe(langOf(language))
  await see('ticket')
})

test('what does not fit is found', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 320, height: 740 } })
  onTestFinished(() => page.close())
  await page.setContent(`<body style="margin:0">
    <p style="width:400px">wide</p>
    <p style="width:60px;overflow:hidden;white-space:nowrap">a text that is cut</p>
    <div style="position:relative"><p style="margin:0">below</p><p style="position:absolute;top:0;margin:0">above</p></div>
  </body>`)

  const found = await page.evaluate<string[]>(misfits)

  for (const what of [/^the page scrolls/, /^cut: P/, /^overlaps: (below|above)/])
    expect(
      found.some(one => what.test(one)),
      String(what),
    ).toBe(true)
})
