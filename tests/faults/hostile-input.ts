import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const root = join(import.meta.dirname, '../..')
const what = ['json', 'forms', 'pages'].map(name => `tests/http/hostile-${name}.test.ts`)

/**
 * Sends what nobody sends to every call, form and route, so many values in each place; answers the rows of its table, and
 * what the tests say where one of them has failed.
 */
export function hostileInput({ timesEach }: { timesEach: number }): {
  rows: string[]
  complaint: string | null
} {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'run', '--project', 'sqlite', ...what],
    {
      ...{ cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      env: { ...process.env, HOSTILE_TIMES: String(timesEach), NO_COLOR: '1' },
    },
  )
  const rows = stripVTControlCharacters(stdout)
    .split('\n')
    .filter(line => line.startsWith('| '))
  return { rows, complaint: status === 0 ? null : `${stdout}\n${stderr}` }
}
