import { connect, type Socket } from 'node:net'

type Answer = { status: number; head: string; body: string; milliseconds: number }

/** One request of one browser, whole. */
type Call = {
  bytes: string
  since: number
  resolve: (answer: Answer) => void
  reject: (error: Error) => void
}

export type Browsers = {
  /** A browser with cookies of its own. */
  open: () => {
    cookies: Map<string, string>
    ask: (method: string, path: string, form?: URLSearchParams) => Promise<Answer>
  }
  close: () => void
}

/**
 * Many browsers over a number of connections, with as little work as possible: what the client takes of the machine
 * is not there for the server. Times are those from wanting to having, with the wait for a connection.
 */
export function openBrowsers(port: number, connections: number): Browsers {
  const pool: Pool = { port, waiting: [], idle: [], sockets: new Set() }

  return {
    open() {
      const cookies = new Map<string, string>()
      return {
        cookies,
        async ask(method, path, form) {
          const bytes = bytesOf(method, path, cookies, form)
          const answer = await new Promise<Answer>((resolve, reject) => {
            const call = { bytes, since: performance.now(), resolve, reject }
            const free = pool.idle.pop()
            if (free) free.take(call)
            else if (pool.sockets.size < connections) openSocket(pool).take(call)
            else pool.waiting.push(call)
          })
          for (const [, name = '', value = ''] of answer.head.matchAll(/\r\nset-cookie: ([^=]+)=([^;]*)/gi))
            if (value) cookies.set(name, value)
            else cookies.delete(name)
          return answer
        },
      }
    },
    close() {
      for (const socket of pool.sockets) socket.destroy()
    },
  }
}

/** Node tells browsers five seconds. */
const idleMillisecondsMax = 4000

type Connection = { take: (call: Call) => void }
type Pool = { port: number; waiting: Call[]; idle: Connection[]; sockets: Set<Socket> }

function openSocket(pool: Pool): Connection {
  const socket = connect(pool.port, '127.0.0.1')
  socket.setNoDelay(true)
  pool.sockets.add(socket)
  let call: Call | null = null
  let buffered: Buffer = Buffer.alloc(0)
  const connection = {
    take(next: Call) {
      call = next
      socket.write(next.bytes)
    },
  }
  const drop = (why: string) => {
    if (!pool.sockets.delete(socket)) return
    pool.idle = pool.idle.filter(other => other !== connection)
    if (!call) return
    const seconds = ((performance.now() - call.since) / 1000).toFixed(1)
    call.reject(
      new Error(`the connection was lost (${why}) ${seconds} s after ${call.bytes.split(' HTTP')[0]}`),
    )
  }
  // As browsers do, before the server does so at the moment of the next request.
  socket.setTimeout(idleMillisecondsMax, () => {
    if (call) return
    drop('idle')
    socket.destroy()
  })
  socket.on('error', ({ message }) => drop(message))
  socket.on('close', () => drop('closed'))
  socket.on('data', part => {
    buffered = buffered.length === 0 ? part : Buffer.concat([buffered, part])
    const end = buffered.indexOf('\r\n\r\n')
    if (end < 0 || !call) return
    const head = buffered.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const isChunked = /\r\ntransfer-encoding: chunked/i.test(head)
    const isWhole = isChunked ? buffered.subarray(-5).equals(lastChunk) : buffered.length >= end + 4 + length
    if (!isWhole) return
    const { since, resolve } = call
    const body = buffered.toString('utf8', end + 4)
    ;[call, buffered] = [null, Buffer.alloc(0)]
    resolve({ status: Number(head.slice(9, 12)), head, body, milliseconds: performance.now() - since })
    const next = pool.waiting.shift()
    if (next) connection.take(next)
    else pool.idle.push(connection)
  })
  return connection
}

const lastChunk = Buffer.from('0\r\n\r\n')

function bytesOf(method: string, path: string, cookies: Map<string, string>, form?: URLSearchParams): string {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const text = form?.toString()
  const about =
    text === undefined
      ? ''
      : `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${text.length}\r\nSec-Fetch-Site: same-origin\r\n`
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: ja\r\n${cookie && `Cookie: ${cookie}\r\n`}${about}\r\n${text ?? ''}`
}
