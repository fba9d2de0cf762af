import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { createApp } from '#src/app.tsx'
import type { Deps } from '#src/deps.ts'
import { createListener } from '#src/http/listener.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { secondServer } from './second-server.ts'
import { instant, openWard, type Ward, type WardOptions } from './ward.ts'

/** The sample ward as a site on a free port. */
export type Site = Ward & { url: string }

/** Starts it; it stops when the test ends. Jobs do not run by themselves: a test runs what it needs. */
export async function openSite(options: WardOptions = {}): Promise<Site> {
  const ward = await openWard(options)
  return { ...ward, url: await serve(ward.deps) }
}

/** Another server on the data of a site, as behind a proxy that gives each request to any of them. */
export async function openSecondSite(site: Site): Promise<Site> {
  const deps = await secondServer(site)
  return { ...site, deps, url: await serve(deps) }
}

/** A site on a database with nothing in it, as after the first start in production. */
export async function openEmptySite({ now }: { now: string }): Promise<{ deps: Deps; url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-empty-'))
  const databaseUrl = `file:${join(folder, 'empty.db')}`
  await migrate(databaseUrl)
  const settings = readSettings({ DATABASE_URL: databaseUrl, RATE_LIMIT: 'off' })
  const deps = await openDeps(settings, { now: () => instant(now) }, pino({ level: 'silent' }))
  onTestFinished(async () => {
    await deps.store.close()
    rmSync(folder, { recursive: true })
  })
  return { deps, url: await serve(deps) }
}

async function serve(deps: Deps): Promise<string> {
  const server = createServer(createListener(deps, createApp(deps).fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  deps.settings.port = port
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${port}`
}
