import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createApp } from '#src/app.tsx'
import { createListener } from '#src/http/listener.ts'
import { openWard, type Ward, type WardOptions } from './ward.ts'

/** The sample ward as a site on a free port. */
export type Site = Ward & { url: string }

/** Starts it; it stops when the test ends. Jobs do not run by themselves: a test runs what it needs. */
export async function openSite(options: WardOptions = {}): Promise<Site> {
  const ward = await openWard(options)
  const server = createServer(createListener(ward.deps, createApp(ward.deps).fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  ward.deps.settings.port = port
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { ...ward, url: `http://localhost:${port}` }
}
