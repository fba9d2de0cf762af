import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCiphers } from 'node:tls'
import { expect, test } from 'vitest'
import { personalTables } from '#db/personal-tables.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const inBackticks = [...readme.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
/** Made by running the program or its tests, or part of a package. */
const elsewhere = /^(data|dist|shots|hono|@[\w-]+)\//

/** Paths of the project that a text names. */
function pathsIn(codes: readonly string[]): string[] {
  return codes.filter(code => /^\.?[\w.-]+(\/[\w.*-]*)+$/.test(code) && !elsewhere.test(code))
}

test('every file that the README names is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
  const named = [...pathsIn(inBackticks), ...links]

  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(path => globSync(path, { cwd: root }).length === 0)).toEqual([])
})

test('every npm script that the README names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
  const named = [...readme.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )

  expect(named.length).toBeGreaterThan(2)
  expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
})

test('the README tells every setting that is read, and no other', () => {
  const source = readFileSync(join(root, 'src/settings.ts'), 'utf8')
  const read = new Set([...source.matchAll(/given\('([A-Z_]+)'\)/g)].map(([, name = '']) => name))
  const rows = readme.split('\n').filter(line => /^\| *`[A-Z_]+`/.test(line))
  const told = new Set(
    rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name)),
  )

  expect(read.size).toBeGreaterThan(8)
  expect([...told].toSorted()).toEqual([...read].toSorted())
})

test('every word of the README that looks like a setting is one', () => {
  const source = readFileSync(join(root, 'src/settings.ts'), 'utf8')
  const settings = inBackticks.filter(code => /^[A-Z]+(_[A-Z]+)+$/.test(code))

  expect(settings.filter(name => !source.includes(`'${name}'`))).toEqual([])
})

/** The tests that a page of the docs names, by file and title, which are not there. */
function testsMissing(page: string): { named: number; missing: string[] } {
  const text = readFileSync(join(root, page), 'utf8')
  const named = [...text.matchAll(/`(tests\/[^`]+\.test\.ts)` “([^”]+)”/g)]
  const missing = named.filter(([, path = '', title = '']) => {
    const file = join(root, path)
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(title)
  })
  return { named: named.length, missing: missing.map(([what]) => what) }
}

test.each([
  ['docs/reliability.md', 250],
  ['docs/checklists.md', 30],
  ['docs/asvs.md', 150],
])('every test that %s names is there', (page, least) => {
  const { named, missing } = testsMissing(page)

  expect(named).toBeGreaterThan(least)
  expect(missing).toEqual([])
})

test('each of the 194 known ways of going wrong has a test or a reason why not', () => {
  const rows = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
    .split('\n')
    .filter(line => /^\| [A-Z]+-\d\d /.test(line))

  expect(new Set(rows.map(row => row.slice(2, 10).trim())).size).toBe(194)
  expect(rows.filter(row => /\|\s*\|\s*$/.test(row))).toEqual([])
})

test('each requirement of ASVS stands once, with a verdict and what shows it, and is counted rightly', () => {
  const text = readFileSync(join(root, 'docs/asvs.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) *\| .+? *\| (\S[^|]*?) *\| (\S.*?) *\|$/gm)]
  const count = (verdict: string) => rows.filter(([, , said]) => said === verdict).length

  expect(new Set(rows.map(([, number]) => number)).size).toBe(rows.length)
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    `Of ${rows.length} requirements ${count('met')} are met, ${count('does not apply')} do not apply and ${count('**not met**')} are not met`,
  )
})

test('the licence that package.json names is there', () => {
  expect(existsSync(join(root, 'LICENSE'))).toBe(true)
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('"license": "Apache-2.0"')
})

test('every table has one class of data, and every class its rules', () => {
  const text = readFileSync(join(root, 'docs/data.md'), 'utf8')
  const schema = readFileSync(join(root, 'db/schema.ts'), 'utf8')
  const [, inside = ''] = /export type Database = \{([^}]+)\}/.exec(schema) ?? []
  const tables = [...inside.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
  const listed = [...text.matchAll(/^- \*\*(\w+)\*\*: ([^]*?)\.(?: |\n)/gm)]
  const named = listed.flatMap(([, , names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )
  const ruled = [...text.matchAll(/^\| (secret|personal|linked|internal|public) /gm)].map(([, name]) => name)

  expect(tables.length).toBeGreaterThan(80)
  expect(named.toSorted()).toEqual(tables.toSorted())
  expect(listed.map(([, name]) => name)).toEqual(ruled)
  // What is erased from them is cleaned away on PostgreSQL too.
  const guarded = listed.slice(0, 2).flatMap(([, , names = '']) => names.match(/(?<=`)\w+(?=`)/g) ?? [])
  expect(personalTables).toEqual(expect.arrayContaining(guarded))
})

test('the proxy offers no cipher without forward secrecy and authentication', () => {
  const conf = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
  const [, protocols] = /ssl_protocols ([^;]+);/.exec(conf) ?? []
  const [, ciphers = ''] = /ssl_ciphers ([^;]+);/.exec(conf) ?? []

  expect(protocols).toBe('TLSv1.2 TLSv1.3')
  expect(
    ciphers.split(':').filter(name => !/^ECDHE-(ECDSA|RSA)-(\w+-GCM-SHA\d+|CHACHA20-POLY1305)$/.test(name)),
  ).toEqual([])
  expect(ciphers.split(':').filter(name => !getCiphers().includes(name.toLowerCase()))).toEqual([])
})
