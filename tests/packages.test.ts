import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What is known of their faults only the registry can say: `npm audit` asks it, which a test must not.

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')

type Versions = Record<string, string>
type Packages = { dependencies: Versions; devDependencies: Versions; optionalDependencies: Versions }
type Locked = { version: string; integrity?: string; link?: boolean }

const own = JSON.parse(read('package.json')) as Packages
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: { '': Packages } & Record<string, Locked>
}
const { '': top, ...locked } = packages
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

test('each package is named in one version, and the lock file names the same', () => {
  for (const kind of kinds) {
    expect(top[kind]).toEqual(own[kind])
    for (const [name, version] of Object.entries(own[kind])) {
      expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/) })
      expect({ name, version: locked[`node_modules/${name}`]?.version }).toEqual({ name, version })
    }
  }
})

test('of everything that is installed the lock file holds a digest', () => {
  const faults = Object.entries(locked).filter(
    ([, { integrity, link }]) => link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
  )

  expect(Object.keys(locked).length).toBeGreaterThan(100)
  expect(faults.map(([name]) => name)).toEqual([])
})

test('nothing that is installed runs a script of its own, and what is delivered is installed from the lock file', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true')
  const container = read('deploy/Containerfile')
  expect(container).toMatch(/COPY .*package-lock\.json \.npmrc/)
  expect(container).toContain('npm ci')
  expect(container).not.toMatch(/npm (i|install|add|update)\b/)
})
