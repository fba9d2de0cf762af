import { renderToString } from 'hono/jsx/dom/server'

/** What a message about a visit says, the same as plain text and as HTML. */
export type VisitMail = {
  language: string
  subject: string
  intro: string
  facts: Array<{ label: string; value: string }>
  lists: Array<{ title: string; lines: string[] }>
  notes: string[]
  links: Array<{ label: string; url: string }>
  closing: string[]
  signature: string[]
}

/** The HTML part: no style, no picture, nothing fetched. */
export function visitMailHtml(mail: VisitMail): string {
  return `<!doctype html>${renderToString(<VisitMailPage {...mail} />)}`
}

function VisitMailPage({
  language,
  subject,
  intro,
  facts,
  lists,
  notes,
  links,
  closing,
  signature,
}: VisitMail) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body>
        <h1>{subject}</h1>
        <p>{intro}</p>
        <table>
          <tbody>
            {facts.map(({ label, value }) => (
              <tr>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {lists.map(({ title, lines }) => (
          <>
            <h2>{title}</h2>
            <ul>
              {lines.map(line => (
                <li>{line}</li>
              ))}
            </ul>
          </>
        ))}
        {notes.map(note => (
          <p>{note}</p>
        ))}
        {links.map(({ label, url }) => (
          <p>
            {label}
            <br />
            <a href={url}>{url}</a>
          </p>
        ))}
        {closing.map(line => (
          <p>{line}</p>
        ))}
        <hr />
        {signature.map(line => (
          <p>{line}</p>
        ))}
      </body>
    </html>
  )
}
