import { renderToString } from 'hono/jsx/dom/server'
import type { Piece } from '#src/notifications/template.ts'
import { MailFrame, mailStyles } from './mail-page.tsx'

/** A message in an office's own words. */
export type WrittenMail = {
  language: string
  subject: string
  pieces: readonly Piece[]
  signature: readonly string[]
}

/** The plain text part. */
export function writtenText({ pieces, signature }: WrittenMail): string {
  const body = pieces.map(piece => ('url' in piece ? piece.url : piece.text)).join('')
  return `${[body, ['--', ...signature].join('\n')].join('\n\n')}\n`
}

/** The HTML part: the same words, with the addresses as links. */
export function writtenHtml(mail: WrittenMail): string {
  return `<!doctype html>${renderToString(<WrittenPage {...mail} />)}`
}

function WrittenPage({ language, subject, pieces, signature }: WrittenMail) {
  return (
    <MailFrame {...{ language, subject, signature }}>
      <div style={mailStyles.note}>
        {pieces.map(piece => ('url' in piece ? <a href={piece.url}>{piece.url}</a> : piece.text))}
      </div>
    </MailFrame>
  )
}
