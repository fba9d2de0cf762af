import { setImmediate as nextTurn } from 'node:timers/promises'
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import { sendMillisecondsMax } from './attempt.ts'
import type { Mail } from './compose.ts'
import type { Transport } from './send-due-messages.ts'

const noFetching = { disableFileAccess: true, disableUrlAccess: true }

/**
 * Hands messages to a mail server. Options in the URL's query win over those here, `requireTLS` belongs there.
 * The long socket timeout is what RFC 5321 asks for: giving up on a slow "250" makes duplicates.
 */
export function smtpTransport(smtpUrl: string, mailFrom: string): Transport {
  let opened: ReturnType<typeof open> | null = null
  const open = async () =>
    (await loadMailer()).createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 5,
      maxRequeues: 1,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 5 * 60_000,
      ...noFetching,
    })
  return {
    async send(mail) {
      opened ??= open()
      const server = await opened
      await server.sendMail({ ...letter(mail, mailFrom), signal: AbortSignal.timeout(sendMillisecondsMax) })
    },
    close: () => void opened?.then(server => server.close({ force: true })),
  }
}

/** Keeps messages as `.eml` files, each complete from the moment it has its name. */
export function folderTransport(folder: string, mailFrom = 'madoguchi@localhost'): Transport {
  return {
    async send(mail) {
      const { createTransport } = await loadMailer()
      const writer = createTransport({
        streamTransport: true,
        buffer: true,
        newline: 'windows',
        ...noFetching,
      })
      const { message } = await writer.sendMail(letter(mail, mailFrom))
      const path = join(folder, `${mail.id}.eml`)
      await mkdir(folder, { recursive: true })
      await writeFile(`${path}.tmp`, message as Buffer, { flush: true })
      // Kept mails are erased by their age on the office's clock.
      await utimes(`${path}.tmp`, mail.date, mail.date)
      await rename(`${path}.tmp`, path)
    },
    close() {},
  }
}

/**
 * Loaded with the first message, as most starts of the server send none, and in a turn of the event loop that it has
 * for itself: it takes as long as a dozen pages.
 */
async function loadMailer(): Promise<typeof import('nodemailer')> {
  await nextTurn()
  const mailer = await import('nodemailer')
  await nextTurn()
  return mailer
}

/** Recipients go in as objects: nodemailer reads a plain text as a list of addresses. */
function letter(mail: Mail, mailFrom: string): SendMailOptions {
  return {
    messageId: mail.messageId,
    date: mail.date,
    from: { name: mail.fromName, address: mailFrom },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: mail.text,
    html: mail.html,
    attachments: mail.calendar ? [mail.calendar] : [],
    baseBoundary: mail.id,
  }
}
