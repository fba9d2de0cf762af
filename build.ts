import { readdirSync } from 'node:fs'
import { build, type BuildOptions } from 'rolldown'

// Node.js starts from a few large files in half the time that it needs for thousands of small ones. Packages that are
// modules become part of them; those with binaries and those that are seldom needed stay where they are.
const inside = /^(#|\.|\/|kysely|zod|hono|@hono\/|luxon)/

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
    },
  }
}

const inSrc = [
  ...['server', 'madoguchi', 'demo/demo', 'make-history', 'rebuild-figures'],
  ...['verify-audit', 'verify-figures', 'verify-queue'],
].map(name => `src/${name}.ts`)
const inBench = readdirSync('bench').map(name => `bench/${name}`)

await build([programs([...inSrc, 'db/file-worker.ts'], 'src'), programs(inBench, 'bench')])
