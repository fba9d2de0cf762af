import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>
type Violations = Pick<AxeResults, 'violations'>
export type RunOnly = { type: 'tag' | 'rule'; values: readonly string[] }

const require = createRequire(import.meta.url)
const requireFromPackage = createRequire(require.resolve('@axe-core/playwright'))
const source = readFileSync(requireFromPackage.resolve('axe-core/axe.min.js'), 'utf8')
const door = `window.loadAxe = () => { if (!window.axe) {${source}\n} }`

/**
 * What the rules find on a page as it stands. No page of ours has frames, so it is run in the page alone; its source
 * is handed over once and waits in every later document of the page, as sending it takes longer than most rules.
 */
export async function violationsOf(page: Page, runOnly: RunOnly): Promise<Violations> {
  return run<Violations>(page, runOnly, '({ violations }) => ({ violations })')
}

/** The same with what was passed and what stayed undecided. */
export async function resultsOf(page: Page, runOnly: RunOnly): Promise<AxeResults> {
  return run<AxeResults>(page, runOnly, 'results => results')
}

async function run<T>(page: Page, runOnly: RunOnly, told: string): Promise<T> {
  if (!(await page.evaluate<boolean>('"loadAxe" in window'))) {
    await page.addInitScript(door)
    await page.evaluate(door)
  }
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly })
  return page.evaluate<T>(`loadAxe(), axe.run(document, ${options}).then(${told})`)
}
