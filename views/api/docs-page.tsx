import { raw } from 'hono/html'
import type { ApiTexts } from '#views/text/api-ja.ts'

type Props = {
  language: string
  t: ApiTexts
  /** The status that each reason is answered with. */
  statusOf: Record<keyof ApiTexts['problems'], number>
}

/** The API for people: every call to try out, and every reason for a refusal. */
export function ApiDocsPage({ language, t, statusOf }: Props) {
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{t.docs.title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
          <link rel="stylesheet" href="/api/docs/api-docs.css" />
          <script src="/api/docs/swagger-ui-bundle.js" defer></script>
          <script src="/api/docs/api-docs.js" defer></script>
        </head>
        <body>
          <main>
            <h1>{t.docs.title}</h1>
            <p>{t.docs.lead}</p>
            <p>
              <a href="/api/openapi.json">{t.docs.document}</a>
            </p>
            <div id="calls"></div>
            <h2>{t.docs.refusals}</h2>
            <Refusals t={t} statusOf={statusOf} />
          </main>
        </body>
      </html>
    </>
  )
}

function Refusals({ t, statusOf }: Pick<Props, 't' | 'statusOf'>) {
  const reasons = Object.keys(t.problems) as Array<keyof ApiTexts['problems']>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t.docs.reason}</th>
          <th scope="col">{t.docs.status}</th>
          <th scope="col">{t.docs.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {reasons
          .toSorted((a, b) => statusOf[a] - statusOf[b])
          .map(reason => (
            <tr id={reason}>
              <th scope="row">
                <code>{reason}</code>
              </th>
              <td>{statusOf[reason]}</td>
              <td>{t.problems[reason].detail}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
