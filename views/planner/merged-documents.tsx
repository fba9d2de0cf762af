import { textOf } from '#src/offices/localized.ts'
import type { Service } from '#src/offices/office.ts'
import { isForSome, type MergedDocument, mergedDocuments } from '#src/planner/merged-documents.ts'
import type { Page } from '../layout/shell.tsx'

/** What to bring to several services: each document once, for which of them and under which condition. */
export function MergedDocuments({ page, services }: { page: Page; services: readonly Service[] }) {
  const { t } = page
  const documents = mergedDocuments(services)
  const groups = [
    { title: t.service.bringAll, some: documents.filter(document => !isForSome(document)) },
    { title: t.service.bringSome, some: documents.filter(isForSome) },
  ]
  return (
    <>
      {groups
        .filter(({ some }) => some.length > 0)
        .map(({ title, some }) => (
          <>
            <h3 class="heading-small">{title}</h3>
            <ul class="documents">
              {some.map(document => (
                <li>
                  <DocumentItem {...{ page, document }} />
                </li>
              ))}
            </ul>
          </>
        ))}
    </>
  )
}

function DocumentItem({ page: { t, language }, document }: { page: Page; document: MergedDocument }) {
  const { name, note, needs } = document
  const nameOf = (service: Service) => textOf(service.name, language)
  const everybody = needs.filter(({ condition }) => condition === null)
  return (
    <>
      <span class="document-name">{textOf(name, language)}</span>
      {note && <span class="hint">{textOf(note, language)}</span>}
      {everybody.length > 0 && (
        <span class="document-use">
          {t.planner.documentsFor(everybody.map(({ service }) => nameOf(service)).join(t.listComma))}
        </span>
      )}
      {byCondition(needs).map(({ condition, services }) => (
        <span class="document-use">
          <span class="condition">{textOf(condition, language)}</span>{' '}
          {t.planner.documentsFor(services.map(nameOf).join(t.listComma))}
        </span>
      ))}
    </>
  )
}

/** Services that need a document of the same people stand together. */
function byCondition(needs: MergedDocument['needs']) {
  const conditional = needs.flatMap(({ service, condition }) => (condition ? [{ service, condition }] : []))
  return [...Map.groupBy(conditional, ({ condition }) => condition.ja).values()].flatMap(same => {
    const [first] = same
    return first ? [{ condition: first.condition, services: same.map(({ service }) => service) }] : []
  })
}
