import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('the long run starts as its command says, and refuses what is no number of cycles', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const [, ...args] = scripts.faults?.split(' && ')[1]?.split(' ') ?? []

  const { status, stderr } = spawnSync(process.execPath, [...args, '--cycles', 'none'], {
    cwd: root,
    encoding: 'utf8',
  })

  expect({ status, stderr }).toEqual({ status: 2, stderr: '--cycles and --seed are whole numbers\n' })
})
