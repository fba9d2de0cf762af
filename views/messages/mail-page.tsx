import type { Child } from 'hono/jsx'
import { renderToString } from 'hono/jsx/dom/server'

/** What a message says, the same as plain text and as HTML. */
export type MailContent = {
  language: string
  subject: string
  intro: string[]
  facts: Array<{ label: string; value: string }>
  lists: Array<{ title: string; lines: string[] }>
  notes: string[]
  links: Array<{ label: string; url: string }>
  closing: string[]
  signature: string[]
}

// Mail programs read styles only where they stand on the element itself.
export const mailStyles = {
  body: 'margin:0;padding:16px;background:#ffffff;color:#333333;font-family:sans-serif;font-size:16px;line-height:1.7',
  frame: 'max-width:36em;margin:0 auto;word-break:break-word',
  h1: 'margin:0 0 16px;font-size:20px;line-height:1.5;color:#1a1a1a',
  h2: 'margin:24px 0 8px;font-size:17px;color:#1a1a1a',
  table: 'width:100%;border-collapse:collapse;border-top:1px solid #cccccc',
  th: 'padding:8px 12px 8px 0;text-align:left;vertical-align:top;white-space:nowrap;border-bottom:1px solid #cccccc',
  td: 'padding:8px 0;vertical-align:top;border-bottom:1px solid #cccccc',
  list: 'margin:0;padding-left:20px',
  note: 'white-space:pre-line',
  button:
    'display:inline-block;padding:14px 20px;border-radius:8px;background:#0017c1;color:#ffffff;font-weight:bold',
  small: 'font-size:14px;color:#666666',
}

/** The HTML part: no picture, nothing fetched, and readable where styles are left out. */
export function mailHtml(mail: MailContent): string {
  return `<!doctype html>${renderToString(<MailPage {...mail} />)}`
}

function MailPage(mail: MailContent) {
  return (
    <MailFrame {...mail}>
      {mail.intro.map(line => (
        <p>{line}</p>
      ))}
      <table style={mailStyles.table}>
        <tbody>
          {mail.facts.map(({ label, value }) => (
            <tr>
              <th scope="row" style={mailStyles.th}>
                {label}
              </th>
              <td style={mailStyles.td}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mail.links.map(({ label, url }) => (
        <p style="margin:24px 0">
          <a href={url} style={mailStyles.button}>
            {label}
          </a>
          <br />
          <span style={mailStyles.small}>{url}</span>
        </p>
      ))}
      {mail.lists.map(({ title, lines }) => (
        <>
          <h2 style={mailStyles.h2}>{title}</h2>
          <ul style={mailStyles.list}>
            {lines.map(line => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      ))}
      {mail.notes.map(note => (
        <p style={mailStyles.note}>{note}</p>
      ))}
      {mail.closing.map(line => (
        <p>{line}</p>
      ))}
    </MailFrame>
  )
}

type FrameProps = Pick<MailContent, 'language' | 'subject'> & {
  signature: readonly string[]
  children?: Child
}

/** What stands around every message. */
export function MailFrame({ language, subject, signature, children }: FrameProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={mailStyles.body}>
        <div style={mailStyles.frame}>
          <h1 style={mailStyles.h1}>{subject}</h1>
          {children}
          <hr style="border:0;border-top:1px solid #cccccc;margin:24px 0" />
          {signature.map(line => (
            <p style={`margin:0;${mailStyles.small}`}>{line}</p>
          ))}
        </div>
      </body>
    </html>
  )
}
