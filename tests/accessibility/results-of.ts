import { type RuleResult, type TestResults, testedPart, testedParts } from '#src/disclosures/tested.ts'
import { policies } from '#src/http/policies.ts'
import type { RecordedView } from '../support/recorded-view.ts'

const routes = Object.keys(policies)
  .filter(name => name.startsWith('GET '))
  .map(name => name.slice('GET '.length))
  // A word stands before a parameter, which would take it too.
  .toSorted((a, b) => (a.match(/:/g)?.length ?? 0) - (b.match(/:/g)?.length ?? 0))
  .map(route => ({ route, pattern: new RegExp(`^${route.replaceAll(/:\w+(\{.*?\})?/g, '[^/]+')}$`) }))

/** The route that a page was answered by. */
export function routeOf(path: string): string {
  return routes.find(({ pattern }) => pattern.test(path))?.route ?? path
}

/** What all recorded views add up to. */
export function resultsOf(
  views: readonly RecordedView[],
  run: Pick<TestResults, 'date' | 'program'>,
): TestResults {
  const [first] = views
  if (!first) throw new Error('no view was recorded')
  const parts = testedParts.flatMap(part => {
    const ofPart = views.filter(({ path }) => testedPart(path) === part)
    if (ofPart.length === 0) return []
    return {
      ...{ part, views: ofPart.length },
      pages: [...new Set(ofPart.map(({ path }) => routeOf(path)))].toSorted(),
      languages: [...new Set(ofPart.map(({ language }) => language))].toSorted(),
      widths: [...new Set(ofPart.map(({ width }) => width))].toSorted((a, b) => a - b),
      failed: ofPart.reduce((sum, { failed }) => sum + failed.length, 0),
      undecided: ofPart.reduce((sum, { undecided }) => sum + undecided.length, 0),
    }
  })
  return { ...run, tool: first.tool, browser: first.browser, rules: rulesOf(views), parts }
}

function rulesOf(views: readonly RecordedView[]): RuleResult[] {
  const rules = new Map<string, RuleResult>()
  for (const view of views)
    for (const outcome of ['passed', 'failed', 'undecided'] as const)
      for (const { id, criteria } of view[outcome]) {
        const rule = rules.get(id) ?? { id, criteria, passed: 0, failed: 0, undecided: 0 }
        rules.set(id, { ...rule, [outcome]: rule[outcome] + 1 })
      }
  return [...rules.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en'))
}
