import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body'

/**
 * What to do at a step instead of the usual: answer with a line, `hang`, or `cut` the connection. After the text
 * also `take and hang`, `take and cut`, and `late`: to take it over and answer so, or only after a while.
 */
export type Faults = Partial<Record<Step, string>>

export type BadMailServer = {
  url: string
  /** Changes what goes wrong from now on. */
  faults: Faults
  connections: number
  /** Message-ID of every message whose transfer began. */
  messageIds: string[]
  /** What was taken over, whether or not the sender heard of it. */
  taken: Array<{ messageId: string; source: string }>
  close: () => Promise<void>
}

const usual: Record<Step, string> = {
  greeting: '220 bad.example ESMTP',
  EHLO: '250-bad.example\r\n250 AUTH PLAIN',
  AUTH: '235 2.7.0 ok',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  body: '250 taken',
}

const steps = Object.keys(usual) as Step[]
const lateMilliseconds = 250

/** A mail server that goes wrong at a chosen step. */
export async function startBadMailServer(faults: Faults): Promise<BadMailServer> {
  const sockets = new Set<Socket>()

  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    bad.connections += 1
    const answer = async (step: Step) => {
      const fault = bad.faults[step] ?? usual[step]
      if (fault.endsWith('hang')) return
      if (fault === 'late') await sleep(lateMilliseconds)
      if (fault.endsWith('cut')) socket.destroy()
      else socket.write(`${fault === 'late' ? usual[step] : fault}\r\n`)
    }
    let isBody = false
    let received = ''
    void answer('greeting')
    socket.on('data', chunk => {
      received += chunk.toString()
      if (isBody) {
        const messageId = /^Message-ID: (.*)$/im.exec(received)?.[1]?.trim()
        if (bad.faults.body !== 'cut' && !received.endsWith('\r\n.\r\n')) return
        if (messageId) bad.messageIds.push(messageId)
        const isTaken = /^(250|late$|take )/.test(bad.faults.body ?? usual.body)
        if (messageId && isTaken) bad.taken.push({ messageId, source: received })
        isBody = false
        received = ''
        void answer('body')
        return
      }
      for (const line of received.split('\r\n').slice(0, -1)) {
        const verb = line.slice(0, 4).toUpperCase()
        const step = steps.find(name => name === verb)
        if (step) void answer(step)
        else socket.write(verb === 'RSET' || verb === 'QUIT' ? '250 ok\r\n' : '502 unknown\r\n')
        isBody = verb === 'DATA' && bad.faults.DATA === undefined
      }
      received = received.slice(received.lastIndexOf('\n') + 1)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bad: BadMailServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ faults, connections: 0, messageIds: [], taken: [] },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  return bad
}
