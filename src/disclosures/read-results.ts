import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#db/project-root.ts'
import type { TestResults } from './tested.ts'

/** The results that `npm run accessibility` wrote and this version carries; null when it carries none. */
export function readTestResults(): TestResults | null {
  const path = join(projectRoot, 'docs/accessibility-results.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TestResults) : null
}
