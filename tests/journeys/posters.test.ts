import { decodeQR } from 'qr/decode.js'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { posterForms } from '#src/posters/poster.ts'
import { look, openBrowser } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

const now = '2026-12-01T09:00'
const long = 'その他の戸籍の届出（転籍・養子縁組・入籍・分籍・氏の変更・名の変更・国籍の取得や離脱など）'

async function openPage(site: Site, width: number): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 800 }
  const context = await browser.newContext({ viewport, locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  return context.newPage()
}

/** What is cut off: letters that reach out of the paper, or a code of less than 18 of 85 mm, or 55 of 210. */
const faults = `(() => {
  const paper = document.querySelector('.poster-paper')
  const edge = paper.getBoundingClientRect()
  const out = [...paper.querySelectorAll('*')].filter(element => {
    const own = element.getBoundingClientRect()
    return own.width > 0 && (own.bottom > edge.bottom + 1 || own.right > edge.right + 1 || own.left < edge.left - 1)
  })
  const code = paper.querySelector('.poster-code').getBoundingClientRect()
  const reach = paper.querySelector('.poster-reach, .poster-row')
  const side = Math.min(code.width, code.height) / edge.width
  return [
    ...out.map(element => 'out of the paper: ' + element.textContent.slice(0, 20)),
    ...(paper.scrollHeight > paper.clientHeight + 1 || reach.scrollHeight > reach.clientHeight + 1 ? ['full'] : []),
    ...(side < (document.querySelector('.poster-box') ? 18 / 85 : 55 / 210) ? ['small code: ' + side.toFixed(2)] : []),
  ]
})()`

/** What a camera sees of the page. */
async function readFrom(page: Page): Promise<string> {
  const png = await page.locator('.poster-code').screenshot()
  const blank = await page.context().newPage()
  const { width, height, pixels } = await blank.evaluate<{ width: number; height: number; pixels: string }>(
    `(async () => {
      const answer = await fetch('data:image/png;base64,${png.toString('base64')}')
      const image = await createImageBitmap(await answer.blob())
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
      canvas.drawImage(image, 0, 0)
      const { data } = canvas.getImageData(0, 0, image.width, image.height)
      const pixels = btoa(Array.from(data, byte => String.fromCharCode(byte)).join(''))
      return { width: image.width, height: image.height, pixels }
    })()`,
  )
  await blank.close()
  return decodeQR({ width, height, data: new Uint8Array(Buffer.from(pixels, 'base64')) }, { timeLimit: 1000 })
}

test('somebody at reception chooses a poster and prints it', async () => {
  const site = await openSite({ now })
  const page = await openPage(site, 1280)
  const shot = (name: string) => look(page, `posters-1280-${name}`)

  await page.goto('/staff/office')
  await page.getByRole('link', { name: /^予約のポスター/ }).click()
  await shot('1-office')
  await page.getByLabel('何の案内ですか').selectOption({ label: '転入届（市外から引っ越してきた）' })
  await page.getByLabel('Tiếng Việt').check()
  await page.getByRole('button', { name: 'この内容で見る' }).click()
  await page.getByText('名前が入っていない言語があります').waitFor({ state: 'hidden' })
  await shot('2-vietnamese')
  expect(await readFrom(page)).toBe(`${site.url}/mihon/services/tennyu?lang=vi`)
  await page.getByLabel('広報紙の枠').check()
  await page.getByLabel('すべての言語').check()
  await page.getByRole('button', { name: 'この内容で見る' }).click()
  await shot('3-box')
  expect(await readFrom(page)).toBe(`${site.url}/mihon/services/tennyu`)
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'QRコードだけを保存（SVG）' }).click()
  expect((await saved).suggestedFilename()).toBe('QRコード_転入届（市外から引っ越してきた）.svg')
})

test('its page fits on a phone', async () => {
  const site = await openSite({ now })
  const page = await openPage(site, 360)
  const event = site.office.lifeEvents[0]?.slug
  for (const form of posterForms) {
    const answer = await page.goto(`/staff/posters?of=life-events/${event}&form=${form}`)
    expect(answer?.status()).toBe(200)
    await look(page, `posters-360-${form}`)
  }
})

/** Sizes in points of 1/72 inch, as a PDF tells them. */
const pages = { a4: [595, 842], a3: [842, 1191], box: [241, 170] } as const

test.for(posterForms)('%s is one page of its size, with nothing cut in any language', async form => {
  const site = await openSite({ now })
  await site.change(db =>
    db
      .updateTable('services')
      .set({ name: JSON.stringify({ ja: long, easy: long, en: long, 'zh-Hans': long, ko: long, vi: long }) })
      .where('slug', '=', 'koseki-other')
      .execute(),
  )
  const page = await openPage(site, 1280)
  const found: string[] = []
  // A sheet of A3 is the drawing of A4 made larger.
  const spoken = form === 'a3' ? ['all', 'easy'] : ['all', ...languages]
  for (const of of ['office', 'services/tennyu', 'services/koseki-other'])
    for (const language of spoken) {
      const name = `${of.split('/').at(-1)}-${language}`
      await page.goto(`/staff/posters?of=${of}&form=${form}&language=${language}`)
      await page.emulateMedia({ media: 'print' })
      found.push(...(await page.evaluate<string[]>(faults)).map(what => `${name}: ${what}`))
      if (of !== 'office' && form !== 'a3') await shotOfPaper(page, `posters-${form}-${name}`)
      await page.emulateMedia({ media: null })
    }
  expect(found).toEqual([])

  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(printed) ?? []
  expect([Number(width), Number(height)].map(Math.round)).toEqual(pages[form])
})

async function shotOfPaper(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS === 'off') return
  await page.setViewportSize({ width: 820, height: 1140 })
  const paper = page.locator('.poster')
  await paper.screenshot({ path: `shots/${name}.png` })
}
