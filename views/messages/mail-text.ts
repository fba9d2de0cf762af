import type { MessageTexts } from '../text/messages.ts'
import type { MailContent } from './mail-page.tsx'

/** The plain text part. */
export function mailText(mail: MailContent, { fact, bullet }: MessageTexts): string {
  const paragraphs = [
    ...mail.intro.map(line => [line]),
    mail.facts.map(({ label, value }) => fact(label, value)),
    ...mail.lists.map(({ title, lines }) => [title, ...lines.map(line => `${bullet}${line}`)]),
    ...mail.notes.map(note => [note]),
    ...mail.links.map(({ label, url }) => [label, url]),
    ...mail.closing.map(line => [line]),
    ['--', ...mail.signature],
  ]
  return `${paragraphs.map(lines => lines.join('\n')).join('\n\n')}\n`
}
