import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const channels = ['madoguchi_places', 'madoguchi_queues'] as const
type Channel = (typeof channels)[number]

/** Listens for what other servers have changed; after a lost connection everything may have. */
export function hear(
  url: string,
  ownProcesses: Set<number>,
  tell: (channel: Channel, counterId: number | null) => void,
) {
  let client: Client | null = null
  let isStopped = false

  async function listen(): Promise<void> {
    const next = new Client({ connectionString: url, keepAlive: true })
    next.on('notification', ({ processId, channel, payload }) => {
      const known = channels.find(name => name === channel)
      if (known && !ownProcesses.has(processId)) tell(known, Number(payload))
    })
    next.on('error', () => {})
    try {
      await next.connect()
      for (const channel of channels) await next.query(`listen ${channel}`)
    } catch (error) {
      void next.end().catch(() => {})
      throw error
    }
    if (isStopped) return next.end()

    client = next
    // Only now: each failed try would otherwise begin to come back on its own, beside the one that made it.
    next.on('end', () => void comeBack())
    tellEverything()
  }

  function tellEverything() {
    for (const channel of channels) tell(channel, null)
  }

  async function comeBack(): Promise<void> {
    client = null
    while (!isStopped && !client) {
      tellEverything()
      await sleep(500 + Math.random() * 500)
      if (!isStopped) await listen().catch(() => {})
    }
  }

  return {
    ready: listen(),
    async stop() {
      isStopped = true
      await client?.end()
    },
  }
}
