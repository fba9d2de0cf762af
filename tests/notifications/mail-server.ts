import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

export type MailServer = {
  url: string
  port: number
  /** In the order of arrival. */
  mails: ParsedMail[]
  sources: string[]
  recipients: string[][]
  close: () => Promise<void>
}

/** A real mail server that keeps what it takes over. */
export async function openMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const kept: Pick<MailServer, 'mails' | 'sources' | 'recipients'> = {
    mails: [],
    sources: [],
    recipients: [],
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        kept.sources.push(source.toString())
        kept.recipients.push(session.envelope.rcptTo.map(({ address }) => address))
        void simpleParser(source).then(mail => {
          kept.mails.push(mail)
          callback()
        })
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))

  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await new Promise<void>(resolve => server.close(resolve))
  }
  onTestFinished(close)
  const address = server.server.address() as AddressInfo
  return { ...kept, url: `smtp://127.0.0.1:${address.port}`, port: address.port, close }
}
