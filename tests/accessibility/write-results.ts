import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedView } from '../support/recorded-view.ts'
import { resultsOf } from './results-of.ts'

const root = join(import.meta.dirname, '../..')
const [folder = ''] = process.argv.slice(2)

const views = globSync('*.jsonl', { cwd: folder }).flatMap(name =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as RecordedView),
)
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const results = resultsOf(views, { date: new Date().toISOString().slice(0, 10), program: version })

/** A line for each rule and part, so that a change can be read. */
const lines = (some: readonly object[]) => `[\n${some.map(one => JSON.stringify(one)).join(',\n')}\n]`
const { rules, parts, ...run } = results
const text = `${JSON.stringify(run).slice(0, -1)},\n"rules": ${lines(rules)},\n"parts": ${lines(parts)}}\n`
writeFileSync(join(root, 'docs/accessibility-results.json'), text)
process.stdout.write(`${views.length} views, ${results.rules.length} rules\n`)
