import type { Language } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { NeededDocument, Service } from '#src/offices/office.ts'
import type { ResidentTexts } from '../text/index.ts'

/** The documents of several services, each once; unconditional beats conditional. */
export function mergedDocuments(services: readonly Service[]): NeededDocument[] {
  const merged = new Map<string, NeededDocument>()
  for (const document of services.flatMap(service => service.documents))
    if (!merged.get(document.slug) || !document.condition) merged.set(document.slug, document)
  return [...merged.values()]
}

type Props = {
  t: ResidentTexts
  language: Language
  documents: readonly NeededDocument[]
  ready?: readonly string[]
  level?: 'h3' | 'h5'
}

type ToBringProps = Omit<Props, 'documents' | 'level'> & { title: string; services: readonly Service[] }

/** What to bring to a visit, under its heading; nothing where nothing is needed. */
export function ToBring({ title, services, ...props }: ToBringProps) {
  const documents = mergedDocuments(services)
  if (documents.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <DocumentLists {...props} documents={documents} />
    </>
  )
}

/** What to bring: for everybody first, then what only some need. */
export function DocumentLists({ t, language, documents, ready = [], level: Level = 'h3' }: Props) {
  const groups = [
    { title: t.service.bringAll, some: documents.filter(document => !document.condition) },
    { title: t.service.bringSome, some: documents.filter(document => document.condition) },
  ]
  return (
    <>
      {groups
        .filter(({ some }) => some.length > 0)
        .map(({ title, some }) => (
          <>
            <Level class="heading-small">{title}</Level>
            <ul class="documents">
              {some.map(({ slug, name, note, condition }) => (
                <li>
                  {condition && <span class="condition">{textOf(condition, language)}</span>}
                  <span class="document-name">{textOf(name, language)}</span>
                  {ready.includes(slug) && <span class="chip chip-ready">{t.appointment.ready}</span>}
                  {note && <span class="hint">{textOf(note, language)}</span>}
                </li>
              ))}
            </ul>
          </>
        ))}
    </>
  )
}
