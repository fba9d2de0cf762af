import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { createListener, patience } from '#src/http/listener.ts'
import { booking, office } from '../support/api.ts'
import { openWard } from '../support/ward.ts'

/** So many times faster than in life: a minute is 1.2 seconds. */
const speed = 50

/** The sample ward on a server that is as patient as the real one, but in fast motion. */
async function openFastSite() {
  const ward = await openWard({ now: '2026-12-01T08:30' })
  const fast = Object.fromEntries(
    Object.entries(patience).map(([name, milliseconds]) => [name, milliseconds / speed]),
  )
  const server = createServer(fast, createListener(ward.deps, createApp(ward.deps).fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  ward.deps.settings.port = port
  return { url: `http://localhost:${port}`, port }
}

/** Somebody who sends what they have in pieces, with so many seconds of life between two. */
async function sendSlowly(port: number, pieces: readonly string[], seconds: number): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let answer = ''
  socket.on('data', part => (answer += String(part)))
  socket.on('error', () => {})
  const ended = new Promise<string>(resolve => socket.once('close', () => resolve(answer)))
  for (const piece of pieces) {
    if (socket.destroyed) break
    socket.write(piece)
    await sleep((seconds * 1000) / speed)
  }
  return ended
}

function requestOf(port: number, body: string): string {
  const head = [
    `POST /api${office}/appointments HTTP/1.1`,
    `Host: localhost:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Idempotency-Key: a-key-of-somebody-on-2G',
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n`
}

test('a form that takes half a minute over 2G is answered as any other', async () => {
  const { port } = await openFastSite()
  const body = JSON.stringify(booking())
  const pieces = Array.from({ length: 10 }, (_, index) => {
    const length = Math.ceil(body.length / 10)
    return body.slice(index * length, (index + 1) * length)
  })

  const answer = await sendSlowly(port, [requestOf(port, body), ...pieces], 3)

  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
})

test('two hundred who send their headers a letter at a time are cut off, and others are answered meanwhile', async () => {
  const { port, url } = await openFastSite()
  const letters = Array.from(`GET /mihon HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: ${'x'.repeat(60)}`)
  const slow = Array.from({ length: 200 }, () => sendSlowly(port, letters, 1))

  const meanwhile = await Promise.all(
    ['/mihon', '/healthz', '/mihon/services/tennyu'].map(path => fetch(url + path)),
  )

  expect(meanwhile.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408 /)
})

test('whoever takes longer than a minute for a form is cut off', async () => {
  const { port } = await openFastSite()
  const body = JSON.stringify(booking())

  const answer = await sendSlowly(port, [requestOf(port, body), ...Array.from(body.slice(0, 90))], 1)

  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
})
