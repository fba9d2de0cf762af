import { langOf } from '#src/languages.ts'
import type { MessageKind } from '#src/notifications/template.ts'
import { paths } from '#src/paths.ts'
import { residentTextsIn } from '../text/index.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Template = { kind: MessageKind; language: string; hasOwn: boolean; isSent: boolean }
type Props = CatalogueProps & { templates: readonly Template[] }

/** Which messages the office words itself. */
export function TemplatesPage({ page, staff, office, templates }: Props) {
  const text = page.t.catalogue.templates
  return (
    <CatalogueShell {...{ page, staff, office }} title={text.title}>
      <p>{text.lead}</p>
      <div class="table-frame" tabindex={0} role="region" aria-label={text.title}>
        <table class="table catalogue-templates">
          <thead>
            <tr>
              <th scope="col">{text.column.kind}</th>
              <th scope="col">{text.column.language}</th>
              <th scope="col">{text.column.state}</th>
            </tr>
          </thead>
          <tbody>
            {templates.map(({ kind, language, hasOwn, isSent }) => (
              <tr>
                <th scope="row">
                  <a
                    href={paths.messageTemplate(office.slug, kind, language)}
                    aria-label={text.edit(text.kind[kind], languageName(language))}
                  >
                    {text.kind[kind]}
                  </a>
                </th>
                <td lang={langOf(language)}>{languageName(language)}</td>
                <td>
                  {hasOwn ? <b>{text.own}</b> : text.standard}
                  {hasOwn && !isSent && <span class="chip chip-missing">{text.broken}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </CatalogueShell>
  )
}

export function languageName(language: string): string {
  return Object.entries(residentTextsIn).find(([code]) => code === language)?.[1].languageName ?? language
}
