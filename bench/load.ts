import { connect, type Socket } from 'node:net'

/** What a run of requests came to. Times are milliseconds. */
export type Load = { perSecond: number; p50: number; p99: number; answers: Map<number, number> }

type Plan = {
  port: number
  connections: number
  milliseconds: number
  /** Stops after so many; else only when the time is over. */
  count?: number
  /** The n-th request, complete with headers. */
  request: (n: number) => Buffer
}

/**
 * Sends requests over keep-alive connections, one at a time on each, for a while. Raw sockets: a client that
 * needs more processor than the server would hide the difference that is to be measured.
 */
export async function load({
  port,
  connections,
  milliseconds,
  count = Number.POSITIVE_INFINITY,
  request,
}: Plan): Promise<Load> {
  const times: number[] = []
  const answers = new Map<number, number>()
  let sent = 0
  const since = performance.now()
  const isOver = () => sent >= count || performance.now() - since >= milliseconds

  const visit = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      let startedAt = 0
      const send = () => {
        startedAt = performance.now()
        socket.write(request(sent++))
      }
      socket.once('connect', send)
      socket.once('error', reject)
      readAnswers(socket, status => {
        times.push(performance.now() - startedAt)
        answers.set(status, (answers.get(status) ?? 0) + 1)
        if (!isOver()) return send()
        socket.destroy()
        resolve()
      })
    })
  await Promise.all(Array.from({ length: connections }, visit))

  const seconds = (performance.now() - since) / 1000
  times.sort((a, b) => a - b)
  return { perSecond: times.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), answers }
}

function readAnswers(socket: Socket, tell: (status: number) => void) {
  let buffered: Buffer = Buffer.alloc(0)
  socket.on('data', chunk => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    const end = buffered.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = buffered.toString('latin1', 0, end).toLowerCase()
    const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
    const isWhole =
      length === undefined
        ? buffered.subarray(-5).equals(Buffer.from('0\r\n\r\n'))
        : buffered.length >= end + 4 + Number(length)
    if (!isWhole) return
    buffered = Buffer.alloc(0)
    tell(Number(head.slice(9, 12)))
  })
}

/** A request line with its headers, and a JSON body when there is one. */
export function requestBytes(method: string, path: string, body?: unknown, headers = ''): Buffer {
  const json = body === undefined ? '' : JSON.stringify(body)
  const entity = json && `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n`
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}${entity}\r\n${json}`)
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
