import type { DocumentRow, NeededRow } from '#src/catalogue/document-queries.ts'
import type { ServiceRow } from '#src/catalogue/service-queries.ts'
import type { TypedPlaces } from '#src/catalogue/order.ts'
import type { TextError, TypedTexts } from '#src/catalogue/typed-texts.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { DocumentLists } from '../components/documents.tsx'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'
import { Previews } from './subject-preview.tsx'
import { TextFields } from './text-fields.tsx'
import { faultAt } from './text-page.tsx'

type Props = CatalogueProps & {
  service: ServiceRow
  /** What the service needs, in its order. */
  needed: readonly NeededRow[]
  others: readonly DocumentRow[]
  typed: TypedTexts
  places: TypedPlaces
  errors: readonly TextError[]
  wrongPlaces: readonly string[]
  version: number
  isStale: boolean
  isDone: boolean
}

/** What to bring to a service, in which order, and who must. */
export function DocumentsPage(props: Props) {
  const { page, staff, office, service, needed, others, version, isStale, isDone } = props
  const { t, language } = page
  const text = t.catalogue
  const name = textOf(service.name, language)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.documents.title(name) }}
      done={isDone ? text.saved : null}
      hasError={props.errors.length + props.wrongPlaces.length > 0}
      summary={<Summary {...props} />}
      back={{ href: paths.catalogueTexts(office.slug, 'services', service.slug), text: name }}
    >
      <p>{text.documents.lead}</p>
      <form
        method="post"
        action={paths.cataloguePart(office.slug, 'services', service.slug, 'documents')}
        novalidate
      >
        <input type="hidden" name="version" value={version} />
        {needed.length === 0 && <p>{text.documents.none}</p>}
        <ol class="plain">
          {needed.map(document => (
            <li class="catalogue-needed">
              <NeededDocument {...props} document={document} />
            </li>
          ))}
        </ol>
        <div class="field">
          <label for="add" class="label">
            {text.documents.add}
          </label>
          <p id="add-hint" class="hint">
            {text.documents.addHint}
          </p>
          <select id="add" name="add" class="input" aria-describedby="add-hint">
            <option value="">{text.documents.addNone}</option>
            {others.map(other => (
              <option value={other.slug}>{textOf(other.name, language)}</option>
            ))}
          </select>
        </div>
        <p>
          <a href={paths.catalogueNew(office.slug, 'documents')}>{text.documents.makeNew}</a>
        </p>
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
      <section class="catalogue-seen">
        <h2>{text.previewTitle}</h2>
        <Previews page={page}>
          {shown => <DocumentLists {...{ t: shown.t, language: shown.language }} documents={needed} />}
        </Previews>
      </section>
    </CatalogueShell>
  )
}

function NeededDocument(props: Props & { document: NeededRow }) {
  const { page, office, typed, places, errors, wrongPlaces, document } = props
  const { t, language } = page
  const text = t.catalogue.documents
  const { slug } = document
  return (
    <>
      <h2 class="heading-small">
        <a href={paths.catalogueTexts(office.slug, 'documents', slug)}>{textOf(document.name, language)}</a>
      </h2>
      <input type="hidden" name="row" value={slug} />
      <div class="catalogue-needed-place">
        <TextField
          {...{ t, name: `place-${slug}`, label: text.place, value: places[slug] ?? '' }}
          error={wrongPlaces.includes(slug) ? text.not_a_number : undefined}
          inputmode="numeric"
          isShort
        />
        <label class="choice" for={`remove-${slug}`}>
          <input id={`remove-${slug}`} type="checkbox" name="remove" value={slug} />
          {text.remove}
        </label>
      </div>
      <TextFields {...{ t, typed, errors, field: `condition-${slug}`, label: text.condition }} />
    </>
  )
}

function Summary({ page: { t, language }, needed, errors, wrongPlaces }: Props) {
  const text = t.catalogue
  const nameOf = (slug: string) => {
    const document = needed.find(candidate => candidate.slug === slug)
    return document ? textOf(document.name, language) : slug
  }
  return (
    <ErrorSummary
      t={t}
      errors={[
        ...wrongPlaces.map(slug => ({
          href: `#place-${slug}`,
          text: `${nameOf(slug)}・${text.documents.place}：${text.documents.not_a_number}`,
        })),
        ...errors.map(({ at }) => ({
          href: `#${at}`,
          text: `${text.documents.condition}：${faultAt(t, errors, at)}`,
        })),
      ]}
    />
  )
}
