import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { AxeResults } from './axe.ts'

type Result = AxeResults['passes'][number]

/** Where `npm run accessibility` has everything written down that a journey looks at; null in other runs. */
export const recordsFolder = process.env.ACCESSIBILITY_RECORDS ?? null

type RecordedRule = { id: string; criteria: string[] }

/** A page as it was looked at once, and what the rules said of it. */
export type RecordedView = {
  path: string
  state: string
  language: string
  width: number
  tool: string
  browser: string
  passed: RecordedRule[]
  failed: RecordedRule[]
  undecided: RecordedRule[]
}

/** The reader's language, which for plain words is more than `lang` says. */
const languageOf = `new URL(
  document.querySelector('.languages [aria-current]')?.href ?? location.href).searchParams.get('lang')
  ?? document.documentElement.lang`

/** `wcag1410` as 1.4.10. */
function criteriaOf({ tags }: Result): string[] {
  return tags.flatMap(tag => {
    const [, principle, guideline, criterion] = /^wcag(\d)(\d)(\d+)$/.exec(tag) ?? []
    return criterion === undefined ? [] : `${principle}.${guideline}.${criterion}`
  })
}

/** Writes one line for it, in a file of this test process. */
export async function recordView(
  folder: string,
  page: Page,
  state: string,
  found: AxeResults,
): Promise<void> {
  const rules = (results: Result[]) => results.map(one => ({ id: one.id, criteria: criteriaOf(one) }))
  const view: RecordedView = {
    ...{ path: new URL(page.url()).pathname, state, language: await page.evaluate<string>(languageOf) },
    width: page.viewportSize()?.width ?? 0,
    tool: `${found.testEngine.name} ${found.testEngine.version}`,
    browser: `Chromium ${page.context().browser()?.version().split('.')[0]}`,
    ...{ passed: rules(found.passes), failed: rules(found.violations), undecided: rules(found.incomplete) },
  }
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(view)}\n`)
}
