import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, createServer, type ListenOptions } from 'node:net'

type Where = { port: number; host: string }

type Doors = {
  port: number
  /** Lets nobody in any more, and waits until the last has gone. */
  close: () => Promise<void>
}

/**
 * libuv takes one new connection in each turn of the event loop (since 1.48: "don't accept() connections in a loop"). In
 * a rush a turn takes 20 ms, so that a single listener takes 50 a second and the rest, staff among them, wait for
 * seconds. So many listeners on the port take as many in each turn; the kernel spreads those who come over them.
 */
const doorCount = process.platform === 'linux' ? 32 : 1

/** Streams of live counters keep most of them; see `openDeps`. */
export const connectionsMax = 15_000

/** After a restart all listeners come back at once: those beyond the backlog would wait a second and more. */
const backlog = 4096

/** Opens a server on a port; rejects when the port is taken. */
export async function openDoors(server: Server, where: Where, connectionsMax: number): Promise<Doors> {
  const { port } = await freePort(where)
  const others = Array.from({ length: doorCount - 1 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, socket => server.emit('connection', socket)),
  )
  const doors = [server, ...others]
  for (const door of doors) {
    door.maxConnections = Math.ceil(connectionsMax / doorCount)
    await listening(door, { ...where, port, backlog, reusePort: doorCount > 1 })
  }
  return {
    port,
    async close() {
      await Promise.all(doors.map(door => new Promise(resolve => door.close(resolve))))
    },
  }
}

/** Doors of two servers could share a port without noticing: whoever has it shows itself to a listener that shares none. */
async function freePort(where: Where): Promise<AddressInfo> {
  const probe = createServer()
  await listening(probe, where)
  const address = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return address
}

async function listening(server: ReturnType<typeof createServer>, options: ListenOptions): Promise<void> {
  server.listen(options)
  await once(server, 'listening')
}
