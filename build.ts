import { readdirSync } from 'node:fs'
import { build, type BuildOptions } from 'rolldown'

// Node.js starts from a few large files in half the time that it needs for thousands of small ones. Packages that are
// modules become part of them; those with binaries and those that are seldom needed stay where they are.
const inside = /^(#|\.|\/|kysely|zod|hono|@hono\/|luxon)/

/**
 * V8 keeps a source in one byte for each character only while it has none beyond Latin-1. By code points: a name such as
 * 𠮷 may not be written as two halves.
 */
const escaping = {
  name: 'escaping',
  renderChunk: (code: string) =>
    code.replace(/[^\0-\xff]/gu, letter => {
      const digits = (letter.codePointAt(0) ?? 0).toString(16)
      return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
    }),
}

function programs(entries: readonly string[], folder: string): BuildOptions {
  return {
    input: Object.fromEntries(entries.map(path => [path.replace(/\.ts$/, ''), path])),
    platform: 'node',
    external: id => !inside.test(id),
    resolve: { conditionNames: ['source', 'import', 'node', 'default'] },
    preserveEntrySignatures: false,
    logLevel: 'warn',
    output: {
      dir: 'dist',
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: `${folder}/parts/[name].js`,
      plugins: [escaping],
    },
  }
}

const inSrc = [
  ...['server', 'madoguchi', 'demo/demo', 'make-history', 'rebuild-figures'],
  ...['verify-audit', 'verify-figures', 'verify-queue'],
].map(name => `src/${name}.ts`)
const inBench = readdirSync('bench').map(name => `bench/${name}`)

await build([programs([...inSrc, 'db/file-worker.ts'], 'src'), programs(inBench, 'bench')])
