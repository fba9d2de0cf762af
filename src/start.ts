import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { displaySetupCode } from './access/token.ts'
import { createApp } from './app.tsx'
import { createClock } from './clock.ts'
import type { Deps } from './deps.ts'
import { placeOf } from './http/error-place.ts'
import { connectionsMax, openDoors } from './http/doors.ts'
import { createListener, patience } from './http/listener.ts'
import { startJobs } from './jobs.ts'
import { sealChannels } from './line/seal-channels.ts'
import { folderTransport, smtpTransport } from './notifications/transport.ts'
import { openDeps } from './open-deps.ts'
import { paths } from './paths.ts'
import { reapplyErasures } from './retention/ledger.ts'
import { loadSample } from './sample.ts'
import { type Accepted, noteKnownData } from './operation/known-data.ts'
import { openLog } from './operation/open-log.ts'
import { prepareDatabase } from './operation/prepare-database.ts'
import { becomeSole } from './operation/sole-program.ts'
import { exitWith } from './settings-or-exit.ts'
import { publicUrlOf, type Settings } from './settings.ts'
import { codeMinutes, newFirstCode } from './staff/first-administrator.ts'
import { sealTotp } from './staff/seal-totp.ts'
import { startPulse } from './waiting-room/pulse.ts'
import { collectOnceIdle } from './memory.ts'

const drainMilliseconds = 10_000

/** Migrates, opens, listens, and stops on SIGTERM. What cannot be opened ends it with one line and code 1. */
export async function start(settings: Settings, accepted: Accepted): Promise<void> {
  // Nobody who reads it any more is no reason to stop serving.
  process.stdout.on('error', () => {})
  const { log, linesLost } = openLog(settings.isProduction ? 'info' : 'warn', 1)
  // Node.js would print the whole error, and a database says in it which value it did not take.
  process.on('uncaughtException', error => {
    log.fatal(placeOf(error), 'a fault that nobody caught ends the server')
    process.exit(1)
  })
  const clock = createClock(settings.sampleNow ?? undefined, settings.sampleSpeed)

  const sole = await becomeSole(settings)
  if (!sole.ok) exitWith(sole.line)
  const prepared = await prepareDatabase(settings, accepted)
  if (!prepared.ok) exitWith(prepared.line)
  if (prepared.backup !== null)
    log.warn({ backup: prepared.backup }, 'backed up before the schema was changed')
  const deps = await openDeps(settings, clock, log).catch((error: unknown) =>
    exitWith(error instanceof Error ? error.message : String(error)),
  )
  deps.watch.linesLost = linesLost
  const samplePassword = await loadSample(deps)
  await reapplyErasures(deps)
  await sealChannels(deps)
  await sealTotp(deps)

  await noteKnownData(deps).catch(error => log.warn(placeOf(error), 'which data these are cannot be noted'))

  const app = createApp(deps)
  const server = createServer({ maxHeaderSize: 16_384, ...patience }, createListener(deps, app.fetch))
  const doors = await openDoors(server, settings, connectionsMax).catch((error: unknown) =>
    exitWith(`cannot listen: ${String(error)}`),
  )
  settings.port = doors.port

  if (!settings.smtpUrl) mkdirSync(settings.mailFolder, { recursive: true })
  const transport = settings.smtpUrl
    ? smtpTransport(settings.smtpUrl, settings.mailFrom)
    : folderTransport(settings.mailFolder, settings.mailFrom)
  const jobs = startJobs(deps, transport)
  startPulse(deps)

  let isStopping = false
  const stop = async () => {
    if (isStopping) process.exit(1)
    isStopping = true
    deps.watch.isStopping = true
    const closed = doors.close()
    deps.live.close()
    // A connection that has had its answer is idle only then: without this each would be waited for.
    setInterval(() => server.closeIdleConnections(), 50).unref()
    setTimeout(() => server.closeAllConnections(), drainMilliseconds).unref()
    await closed
    await deps.line.settled()
    // A mail server that does not answer must not hold up the end; what it had is sent again later.
    setTimeout(() => transport.close(), drainMilliseconds).unref()
    await jobs.stop()
    transport.close()
    await noteKnownData(deps).catch(() => {})
    await deps.store.close()
    sole.claim.release()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  collectOnceIdle()
  await printDoors(deps, samplePassword)
}

/** Every way in, one line each; the last says that all of them are open. */
async function printDoors(deps: Deps, samplePassword: string | null): Promise<void> {
  const { settings, offices } = deps
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const address = `http://${host}:${settings.port}`
  const slugs = (await offices.list()).map(({ slug }) => slug)
  // An office that was made of a file has nobody yet, also outside production.
  const firstCode = await newFirstCode(deps)
  const accounts = samplePassword === null ? '' : `  (${sampleLogins} — password ${samplePassword})`
  const lines = [
    line('mail', settings.smtpUrl ? 'through SMTP_URL' : `kept in ${settings.mailFolder} (no SMTP_URL)`),
    ...slugs.map(slug => line('resident', `${address}/${slug}`)),
    line('staff', `${address}${paths.staffHome()}${accounts}`),
    line('supervisor', `${address}${paths.staffLive()}`),
    ...slugs.map(slug => line('display', `${address}/display/${slug}`)),
    ...slugs.map(slug => line('kiosk', `${address}/kiosk/${slug}`)),
    line('api', `${address}/api/docs`),
    ...(firstCode === null ? [] : [firstLine(settings, firstCode)]),
    `ready ${address}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

const sampleLogins = 'reception, clerk, contractor, supervisor, admin'

function line(door: string, leads: string): string {
  return `${door.padEnd(10)} ${leads}`
}

function firstLine(settings: Settings, code: string): string {
  const page = `${publicUrlOf(settings)}${paths.staffFirst()}`
  return `first administrator: ${page} with code ${displaySetupCode(code)} (${codeMinutes} minutes)`
}
