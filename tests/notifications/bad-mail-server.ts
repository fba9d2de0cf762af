import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

type Step = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body'

/** What to do at a step instead of the usual: answer with a line, `hang`, or `cut` the connection. */
export type Faults = Partial<Record<Step, string>>

export type BadMailServer = {
  url: string
  /** Changes what goes wrong from now on. */
  faults: Faults
  connections: number
  /** Message-ID of every message whose transfer began. */
  messageIds: string[]
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

/** A mail server that goes wrong at a chosen step. */
export async function openBadMailServer(faults: Faults): Promise<BadMailServer> {
  const bad: BadMailServer = { url: '', faults, connections: 0, messageIds: [] }
  const sockets = new Set<Socket>()

  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    bad.connections += 1
    const answer = (step: Step) => {
      const fault = bad.faults[step] ?? usual[step]
      if (fault === 'hang') return
      if (fault === 'cut') socket.destroy()
      else socket.write(`${fault}\r\n`)
    }
    let isBody = false
    let received = ''
    answer('greeting')
    socket.on('data', chunk => {
      received += chunk.toString()
      if (isBody) {
        const messageId = /^Message-ID: (.*)$/im.exec(received)?.[1]
        if (bad.faults.body !== 'cut' && !received.endsWith('\r\n.\r\n')) return
        if (messageId) bad.messageIds.push(messageId.trim())
        isBody = false
        received = ''
        return answer('body')
      }
      for (const line of received.split('\r\n').slice(0, -1)) {
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RSET' || verb === 'QUIT') socket.write('250 ok\r\n')
        else answer(verb as Step)
        isBody = verb === 'DATA' && bad.faults.DATA === undefined
      }
      received = received.slice(received.lastIndexOf('\n') + 1)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  bad.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  return bad
}
