import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import type { Mail } from '#src/notifications/compose.ts'
import { folderTransport } from '#src/notifications/transport.ts'
import { openMailServer } from './mail-server.ts'
import { openWardWithAddress, outbox, sendAll, transportTo } from './post.ts'

test('without a mail server every message becomes a readable file', async () => {
  const folder = temporaryFolder()
  const ward = await openWardWithAddress()
  await ward.booked(['tennyu'], '2026-12-02T09:00', { email: 'taro@example.test' })

  await sendAll(ward, folderTransport(join(folder, 'mail')))

  const [row] = await outbox(ward)
  const files = readdirSync(join(folder, 'mail'))
  expect(row?.state).toBe('sent')
  expect(files).toEqual([`${row?.message_id}.eml`])
  const mail = await simpleParser(readFileSync(join(folder, 'mail', files[0] ?? '')))
  expect(mail.subject).toBe('【見本区役所】窓口の予約を受け付けました')
  expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['text/calendar'])
  expect(mail.to).toMatchObject({ value: [{ address: 'taro@example.test', name: '' }] })
})

test('a message sent twice is the same to the byte', async () => {
  const server = await openMailServer()
  const transport = transportTo(server.url)

  await transport.send(letterTo('taro@example.test'))
  await transport.send(letterTo('taro@example.test'))

  expect(server.sources.length).toBe(2)
  expect(server.sources[0]).toBe(server.sources[1])
})

test.each([
  'a@example.test,evil@example.test',
  'all: a@example.test, evil@example.test;',
  'a@example.test\r\nBcc: evil@example.test',
])('an address such as %j never reaches a second recipient', async address => {
  const server = await openMailServer()

  await transportTo(server.url)
    .send(letterTo(address))
    .catch(() => {})

  expect(server.recipients.flat().filter(recipient => /^evil@example\.test$/.test(recipient))).toEqual([])
  expect(server.recipients.every(recipients => recipients.length === 1)).toBe(true)
})

function letterTo(to: string): Mail {
  return {
    id: '7d0c7f6e-8c53-4f0c-9d65-5f0b2f3f0a11',
    messageId: '<7d0c7f6e-8c53-4f0c-9d65-5f0b2f3f0a11@yoyaku.mihon.example>',
    date: new Date(0),
    fromName: '見本区役所',
    to,
    subject: '見本',
    text: '見本',
    html: '<p>見本</p>',
    calendar: { filename: 'yoyaku.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' },
  }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-mail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
