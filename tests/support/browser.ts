import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { type AxeResults, resultsOf, type RunOnly, violationsOf } from './axe.ts'
import { recordsFolder, recordView } from './recorded-view.ts'

const args = [
  '--no-sandbox', // a container has no user namespaces, and the only pages are our own
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--font-render-hinting=none', // the same line breaks on every machine
]
const shots = join(import.meta.dirname, '../../shots')

let shared: Promise<Browser> | undefined

/** One headless Chromium per test process, with Japanese text in BIZ UDPGothic; it ends with the process. */
export function openBrowser(): Promise<Browser> {
  shared ??= launch()
  return shared
}

/** Writes the whole page to `shots/<name>.png`, for people to look at; unless `SHOTS=off`, as in `npm test`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS === 'off') return
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, animations: 'disabled' })
}

type Walked = { width: number; hasScript?: boolean }

/**
 * The screens a journey is walked on: all of them for pictures; in `npm test` the narrowest, the widest and those
 * without script, for what lies between shows nothing more of the rules.
 */
export function walkedOn<Screen extends Walked>(screens: readonly Screen[]): Screen[] {
  if (process.env.SHOTS !== 'off') return [...screens]
  const byWidth = screens.filter(({ hasScript }) => hasScript !== false).toSorted((a, b) => a.width - b.width)
  const ends = new Set([byWidth[0], byWidth.at(-1)])
  return screens.filter(screen => ends.has(screen) || screen.hasScript === false)
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What depends on how wide the screen is; everything else is the same for a page of the same build. */
const rulesOfLayout = ['target-size', 'scrollable-region-focusable', 'region']

/** Builds of pages that have been looked at with every rule in this test process. */
const known = new Set<string>()

/** The elements of a page with their roles, classes and states, but not its words. */
const buildOf = `[...document.querySelectorAll('*')].map(element =>
  [element.tagName, element.className, element.getAttribute('role'), element.getAttribute('type'),
   element.hasAttribute('aria-label'), element.hasAttribute('aria-labelledby'), element.tabIndex,
   element.getAttribute('aria-current'), element.getAttribute('aria-invalid'), element.hidden,
   element.hasAttribute('alt'), element.childElementCount].join(' ')).join('\\n') +
  matchMedia('print').matches + matchMedia('(forced-colors: active)').matches`

/**
 * Looks at a page as it stands: a picture, no sideways scrolling, no accessibility fault. A page of a build that was
 * looked at before, with other words or at another width, is looked at by the rules of layout alone.
 */
export async function look(page: Page, name: string, furtherRules: readonly string[] = []): Promise<void> {
  await page.waitForLoadState() // a click returns when the next page begins, not when it is there
  await screenshot(page, name)
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${name} scrolls`).toBe(0)
  const build = `${furtherRules.join()} ${await page.evaluate<string>(buildOf)}`
  const isKnown = known.has(build) && recordsFolder === null
  const runOnly = isKnown
    ? { type: 'rule' as const, values: rulesOfLayout }
    : { type: 'tag' as const, values: [...rules, ...furtherRules] }
  const { violations } = await judged(page, name, runOnly)
  known.add(build)
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([])
}

async function judged(page: Page, name: string, runOnly: RunOnly): Promise<Pick<AxeResults, 'violations'>> {
  if (recordsFolder === null) return violationsOf(page, runOnly)
  const found = await resultsOf(page, runOnly)
  await recordView(recordsFolder, page, name, found)
  return found
}

async function launch(): Promise<Browser> {
  const folder = unpack()
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args,
    handleSIGTERM: false,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
  // Playwright's own handler would close the browser but keep the process; this one ends both.
  const end = () => process.exit(143)
  process.once('SIGTERM', end)
  browser.on('disconnected', () => {
    shared = undefined
    process.off('SIGTERM', end)
  })
  return browser
}

/** Unpacks Chromium and its fonts once per version; the rename lets several test processes do it at a time. */
function unpack(): string {
  const require = createRequire(import.meta.url)
  const entry = require.resolve('@sparticuz/chromium')
  const font = dirname(require.resolve('@expo-google-fonts/biz-udpgothic/package.json'))
  const versions = `${version(dirname(dirname(entry)))}-${version(font)}`
  const folder = join(tmpdir(), `madoguchi-browser-${versions}-${userInfo().uid}`)
  if (existsSync(folder)) return folder

  const fresh = mkdtempSync(`${folder}-`)
  // A process of its own, because the package unpacks to TMPDIR and changes the environment when imported.
  // It unpacks the libraries that a bare Debian lacks only if it believes to be in AWS Lambda.
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  const script = 'import(process.argv[1]).then((it) => it.default.executablePath())'
  execFileSync(process.execPath, ['--eval', script, entry], { env })
  cpSync(font, join(fresh, 'fonts'), { recursive: true, filter: path => !path.endsWith('.png') })
  writeFileSync(join(fresh, 'fonts.conf'), fontConfig(folder))
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true })
  }
  return folder
}

function version(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

/** Only the fonts unpacked with the browser, so that a page looks the same whatever the machine has. */
function fontConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append" binding="weak"><string>BIZ UDPGothic</string></edit>
  </match>
</fontconfig>
`
}
