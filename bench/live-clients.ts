import { connect } from 'node:net'

// The process of people who listen: it tells its parent when each state has reached the first and last of them.

export type Crowd = { port: number; path: string; count: number; address: string }
export type News =
  | { kind: 'state'; version: number; first: number; last: number }
  /** When each had a state again after all connections were lost. */
  | { kind: 'back'; times: number[] }
  | { kind: 'closed'; count: number }

const crowd = JSON.parse(process.argv[2] ?? '') as Crowd
const opening = 100
const reached = new Map<number, { count: number; first: number; last: number }>()
let isOver = false
let lost = 0
let back: number[] = []

/** Milliseconds on the clock that all processes of this machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6
const tell = (news: News) => process.send?.(news)

function note(version: number, isAgain: boolean): void {
  const at = now()
  if (isAgain) {
    back.push(at)
    if (back.length < lost) return
    tell({ kind: 'back', times: back })
    back = []
    lost = 0
    return
  }
  const reach = reached.get(version) ?? { count: 0, first: at, last: at }
  reach.count += 1
  reach.last = at
  reached.set(version, reach)
  if (reach.count === crowd.count) tell({ kind: 'state', version, first: reach.first, last: reach.last })
}

/** Listens; when cut off, tries again at once and again and again, which is worse than any browser does. */
function listen(isAgain: boolean): Promise<void> {
  return new Promise(resolve => {
    let isAnswered = false
    const socket = connect({ port: crowd.port, host: '127.0.0.1', localAddress: crowd.address })
    socket.on('connect', () => socket.write(`GET ${crowd.path} HTTP/1.1\r\nHost: localhost\r\n\r\n`))
    socket.on('data', chunk => {
      const version = /"version":(\d+)/.exec(chunk.toString('latin1'))?.[1]
      if (version === undefined) return
      note(Number(version), isAgain && !isAnswered)
      isAnswered = true
      resolve()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (isOver) return
      if (isAnswered) lost += 1
      setTimeout(() => void listen(isAgain || isAnswered), 50 + Math.random() * 100)
    })
  })
}

process.on('message', () => {
  isOver = true
  process.exit(0)
})

let begun = 0
await Promise.all(
  Array.from({ length: opening }, async () => {
    while (begun < crowd.count) {
      begun += 1
      await listen(false)
    }
  }),
)
