import type { ServiceRow } from '#src/catalogue/service-queries.ts'
import { textOf } from '#src/offices/localized.ts'
import { everyService } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Relations, RelationsRefusal } from '#src/planner/change-relations.ts'
import { type CatalogueProps, CatalogueShell } from '../catalogue/catalogue-shell.tsx'
import { ErrorSummary } from '../components/parts.tsx'

type Props = CatalogueProps & {
  service: ServiceRow
  relations: Relations
  /** What was to be added when it was refused. */
  added: { after: string; neverWith: string }
  reason: RelationsRefusal | null
  isDone: boolean
}

/** What comes before a service in one visit for both, and what no visit can be for at the same time. */
export function RelationsPage(props: Props) {
  const { page, staff, office, service, relations, reason, isDone } = props
  const { t, language } = page
  const { catalogue, planning: text } = t
  const name = textOf(service.name, language)
  const isStale = reason === 'stale' || reason === 'not_found'
  const isAlone =
    office.services.every(({ id }) => id === service.id) &&
    relations.after.length + relations.neverWith.length === 0
  const fault = reason === 'in_a_circle' || reason === 'both' ? text.relations.fault[reason] : null
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.relations.title(name) }}
      done={isDone ? catalogue.saved : null}
      hasError={fault !== null}
      back={{ href: paths.catalogueTexts(office.slug, 'services', service.slug), text: name }}
      summary={<ErrorSummary t={t} errors={fault ? [{ href: '#add-after', text: fault }] : []} />}
    >
      <p>{text.relations.lead}</p>
      {isAlone ? <NoOthers {...props} /> : <Form {...props} />}
    </CatalogueShell>
  )
}

/** What has to be there first, and the way to it. */
function NoOthers({ page: { t }, office }: Props) {
  return (
    <>
      <p>{t.planning.relations.noOthers}</p>
      <p>
        <a href={paths.catalogueNew(office.slug, 'services')}>{t.catalogue.add.services}</a>
      </p>
    </>
  )
}

function Form(props: Props) {
  const { page, office, service, relations, added } = props
  const { catalogue, planning: text } = page.t
  return (
    <form
      method="post"
      action={paths.cataloguePart(office.slug, 'services', service.slug, 'relations')}
      novalidate
    >
      <input type="hidden" name="version" value={service.version} />
      <RelationList
        {...{ ...props, list: 'after', slugs: relations.after, added: added.after }}
        {...text.relations.after}
      />
      <RelationList
        {...{ ...props, list: 'never', slugs: relations.neverWith, added: added.neverWith }}
        {...text.relations.never}
      />
      <p class="actions">
        <button class="button">{catalogue.save}</button>
      </p>
    </form>
  )
}

type ListProps = Pick<Props, 'page' | 'office' | 'service'> & {
  list: 'after' | 'never'
  slugs: readonly string[]
  added: string
  heading: string
  none: string
  add: string
}

function RelationList({ page, office, service, list, slugs, added, heading, none, add }: ListProps) {
  const { t, language } = page
  const related = everyService(office).filter(({ slug }) => slugs.includes(slug))
  const others = office.services.filter(one => one.id !== service.id && !related.includes(one))
  return (
    <section>
      <h2>{heading}</h2>
      {related.length === 0 && <p>{none}</p>}
      <ul class="plain">
        {related.map(({ slug, name }) => (
          <li>
            <input type="hidden" name={list} value={slug} />
            <label class="choice" for={`remove-${slug}`}>
              <input id={`remove-${slug}`} type="checkbox" name="remove" value={slug} />
              {t.catalogue.order.remove(textOf(name, language))}
            </label>
          </li>
        ))}
      </ul>
      <div class="field">
        <label for={`add-${list}`} class="label">
          {add}
        </label>
        <select id={`add-${list}`} name={`add-${list}`} class="input">
          <option value="">{t.catalogue.documents.addNone}</option>
          {others.map(({ slug, name }) => (
            <option value={slug} selected={slug === added}>
              {textOf(name, language)}
            </option>
          ))}
        </select>
      </div>
    </section>
  )
}
