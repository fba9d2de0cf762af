import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { migrate } from '#db/migrate.ts'
import { loadWard, readSampleWard } from '#db/seeds/load-ward.ts'
import { createApp } from './app.tsx'
import { createClock } from './clock.ts'
import type { Deps } from './deps.ts'
import { createListener } from './http/listener.ts'
import { startJobs } from './jobs.ts'
import { folderTransport, smtpTransport } from './notifications/transport.ts'
import { openDeps } from './open-deps.ts'
import { readSettings, type Settings } from './settings.ts'

const drainMilliseconds = 10_000

/** Migrates, opens, listens, and stops on SIGTERM. A wrong setting ends it with one line and code 1. */
export async function start(env: Record<string, string | undefined>): Promise<void> {
  const settings = settingsOrExit(env)
  const log = pino({ level: settings.isProduction ? 'info' : 'warn' })
  const clock = createClock(settings.sampleNow ?? undefined)

  await migrate(settings.databaseUrl).catch((error: unknown) =>
    exitWith(`DATABASE_URL cannot be opened: ${String(error).split('\n')[0]}`),
  )
  const deps = await openDeps(settings, clock, log)
  await loadSample(deps)

  const app = createApp(deps)
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      requestTimeout: 60_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5000,
    },
    createListener(deps, app.fetch),
  )
  server.maxConnections = 15_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  }).catch((error: unknown) => exitWith(`cannot listen: ${String(error)}`))
  settings.port = (server.address() as AddressInfo).port

  if (!settings.smtpUrl) mkdirSync(settings.mailFolder, { recursive: true })
  const transport = settings.smtpUrl
    ? smtpTransport(settings.smtpUrl, settings.mailFrom)
    : folderTransport(settings.mailFolder, settings.mailFrom)
  const jobs = startJobs(deps, transport)

  let isStopping = false
  const stop = async () => {
    if (isStopping) process.exit(1)
    isStopping = true
    const closed = new Promise(resolve => server.close(resolve))
    // A connection that has had its answer is idle only then: without this each would be waited for.
    setInterval(() => server.closeIdleConnections(), 50).unref()
    setTimeout(() => server.closeAllConnections(), drainMilliseconds).unref()
    await closed
    // A mail server that does not answer must not hold up the end; what it had is sent again later.
    setTimeout(() => transport.close(), drainMilliseconds).unref()
    await jobs.stop()
    transport.close()
    await deps.store.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  await printDoors(deps)
}

function settingsOrExit(env: Record<string, string | undefined>): Settings {
  try {
    return readSettings(env)
  } catch (error) {
    return exitWith(error instanceof Error ? error.message : String(error))
  }
}

function exitWith(line: string): never {
  process.stderr.write(`madoguchi: ${line}\n`)
  process.exit(1)
}

/** Outside production an empty database gets the sample ward. */
async function loadSample({ settings, store, offices }: Deps): Promise<void> {
  if (settings.isProduction || (await offices.list()).length > 0) return
  const { ward, additions } = readSampleWard()
  await store.write(db => loadWard(db, ward, additions))
}

async function printDoors({ settings, offices }: Deps): Promise<void> {
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const address = `http://${host}:${settings.port}`
  const lines = [
    settings.smtpUrl ? 'mail     through SMTP_URL' : `mail     kept in ${settings.mailFolder} (no SMTP_URL)`,
    ...(await offices.list()).map(office => `resident ${address}/${office.slug}`),
    `api      ${address}/api/docs`,
    `ready ${address}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
