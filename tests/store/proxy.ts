import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A network between the server and PostgreSQL that loses answers when it is told to. */
export type Proxy = {
  url: string
  /** Cuts the connection on which the next COMMIT is sent: before PostgreSQL has it, or before its answer. */
  loseNextCommit: (where: 'question' | 'answer') => void
  /** Connections asked for since the start. */
  asked: () => number
  goDown: () => void
  /** Forgets the connections that there are, as a firewall does: nothing passes any more, and nobody is told. */
  fallSilent: () => void
  comeBack: () => void
  close: () => Promise<void>
}

export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl)
  const open = new Set<Socket>()
  let losing: 'question' | 'answer' | null = null
  let isDown = false
  let asked = 0
  let silences = 0

  const server = createServer(client => {
    asked += 1
    if (isDown) {
      client.destroy()
      return
    }
    const upstream = connect(Number(target.port), target.hostname)
    let isCut = false
    const era = silences
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', bytes => {
      if (era < silences) return
      if (losing && /commit\0/i.test(bytes.toString('latin1'))) {
        if (losing === 'question') client.destroy()
        else upstream.write(bytes)
        isCut = true
        losing = null
      } else upstream.write(bytes)
    })
    upstream.on('data', bytes => {
      if (isCut) client.destroy()
      else if (era === silences) client.write(bytes)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: url.href,
    loseNextCommit(where) {
      losing = where
    },
    asked: () => asked,
    goDown() {
      isDown = true
      cutAll()
    },
    fallSilent() {
      silences += 1
    },
    comeBack() {
      isDown = false
    },
    close() {
      cutAll()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
