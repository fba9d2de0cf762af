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
  const waiting: Call[] = []
  const idle: Array<(call: Call) => void> = []
  const sockets = Array.from({ length: connections }, () => openSocket(port, idle, waiting))

  return {
    open() {
      const cookies = new Map<string, string>()
      return {
        cookies,
        async ask(method, path, form) {
          const answer = await new Promise<Answer>((resolve, reject) => {
            const call = {
              bytes: bytesOf(method, path, cookies, form),
              since: performance.now(),
              resolve,
              reject,
            }
            const free = idle.pop()
            if (free) free(call)
            else waiting.push(call)
          })
          for (const [, name = '', value = ''] of answer.head.matchAll(/\r\nset-cookie: ([^=]+)=([^;]*)/gi))
            if (value) cookies.set(name, value)
            else cookies.delete(name)
          return answer
        },
      }
    },
    close() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

function openSocket(port: number, idle: Array<(call: Call) => void>, waiting: Call[]): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  let call: Call | null = null
  let buffered: Buffer = Buffer.alloc(0)
  const take = (next: Call) => {
    call = next
    socket.write(next.bytes)
  }
  socket.on('error', error => call?.reject(error))
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
    const next = waiting.shift()
    if (next) take(next)
    else idle.push(take)
  })
  idle.push(take)
  return socket
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
