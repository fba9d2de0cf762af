import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const channels = ['madoguchi_places', 'madoguchi_queues'] as const
type Channel = (typeof channels)[number]

/** Listens for what other servers have changed; after a lost connection everything may have. */
export function hear(
  url: string,
  ownProcesses: Set<number>,
  tell: (channel: Channel, counterId: number | null) => void,
  { beatMilliseconds = 10_000 } = {},
) {
  let client: Client | null = null
  let isStopped = false

  async function listen(): Promise<void> {
    const socket = new Socket()
    const next = new Client({
      ...{ connectionString: url, keepAlive: true, stream: () => socket },
      connectionTimeoutMillis: 5000,
    })
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
    void keepAsking(next, socket)
  }

  /**
   * Whoever only listens does not learn that nothing arrives any more: on the way to the database a connection that
   * was quiet for a night may have been forgotten without a word.
   */
  async function keepAsking(asked: Client, socket: Socket): Promise<void> {
    while (client === asked) {
      await sleep(beatMilliseconds, undefined, { ref: false })
      const silence = setTimeout(() => socket.destroy(), beatMilliseconds)
      await asked.query('select 1').catch(() => {})
      clearTimeout(silence)
    }
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
      const last = client
      client = null
      await last?.end()
    },
  }
}
