import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { CounterState } from '#src/live/live.ts'

export type LiveEvent = { event: string; id: string; data: CounterState & { at: number } }

/** The events in what a stream has said, without the hint for reconnecting. */
function eventsIn(text: string): LiveEvent[] {
  return text
    .split('\n\n')
    .filter(block => block.startsWith('event: '))
    .map(block => {
      const fields = new Map(block.split('\n').map(line => line.split(/: (.*)/s) as [string, string]))
      return {
        event: fields.get('event') ?? '',
        id: fields.get('id') ?? '',
        data: JSON.parse(fields.get('data') ?? '{}'),
      }
    })
}

/** Node's response as far as a stream uses it, with a reader who may stop reading. */
export function openResponse() {
  let text = ''
  const response = Object.assign(new EventEmitter(), {
    destroyed: false,
    writableEnded: false,
    writableLength: 0,
    removeHeader() {},
    writeHead() {},
    write(data: string | Buffer) {
      text += String(data)
      return true
    },
    end(data = '') {
      text += data
      response.writableEnded = true
      response.destroy()
    },
    destroy() {
      response.destroyed = true
      response.emit('close')
    },
  })
  return {
    response: response as unknown as ServerResponse,
    text: () => text,
    events: () => eventsIn(text),
    counters: () => eventsIn(text).filter(({ event }) => event === 'counter'),
    stopReading: () => (response.writableLength = 65 * 1024),
    leave: () => response.destroy(),
  }
}

export type Listener = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: () => string
  events: () => LiveEvent[]
  counters: () => LiveEvent[]
  /** Fulfils when the server ends the stream. */
  ended: Promise<void>
  leave: () => void
}

/** Listens over a real connection, as a browser does. */
export function listen(url: string, headers: Record<string, string> = {}): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, agent: false }, answer => {
      let text = ''
      answer.on('data', part => (text += String(part)))
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        text: () => text,
        events: () => eventsIn(text),
        counters: () => eventsIn(text).filter(({ event }) => event === 'counter'),
        ended: new Promise(done => answer.once('close', done)),
        leave: () => call.destroy(),
      })
    })
    call.on('error', reject)
    call.end()
    onTestFinished(() => void call.destroy())
  })
}
