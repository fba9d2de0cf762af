import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, createServer as createListener } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openDoors } from '#src/http/doors.ts'

const here = { port: 0, host: '127.0.0.1' }

function greeter() {
  return createServer((_, response) => response.end('mihon'))
}

test('whoever comes in by any of the doors is answered by the one server', async () => {
  const { port, close } = await openDoors(greeter(), here, 1000)
  onTestFinished(close)
  const visits = Array.from({ length: 200 }, () =>
    fetch(`http://127.0.0.1:${port}`, { headers: { Connection: 'close' } }).then(answer => answer.text()),
  )
  expect(new Set(await Promise.all(visits))).toEqual(new Set(['mihon']))
})

test('a port that another program has is not shared with it', async () => {
  const taken = createListener().listen(here)
  onTestFinished(() => void taken.close())
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  await expect(openDoors(greeter(), { ...here, port }, 1000)).rejects.toThrow('EADDRINUSE')
})

test('a port that another server like this has is not shared either', async () => {
  const first = await openDoors(greeter(), here, 1000)
  onTestFinished(first.close)
  await expect(openDoors(greeter(), { ...here, port: first.port }, 1000)).rejects.toThrow('EADDRINUSE')
})

test('once the doors close nobody comes in, and whoever is in is answered first', async () => {
  const asked: ServerResponse[] = []
  const server = createServer((_, response) => void asked.push(response))
  const { port, close } = await openDoors(server, here, 1000)
  const answers = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}`))
  while (asked.length < answers.length) await once(server, 'request')

  const closed = close()
  const late = connect(port, here.host)
  const [refused] = (await once(late, 'error')) as [NodeJS.ErrnoException]
  expect(refused.code).toBe('ECONNREFUSED')
  for (const response of asked) response.end('mihon')
  for (const answer of await Promise.all(answers)) expect(await answer.text()).toBe('mihon')
  server.closeIdleConnections()
  await closed
})
