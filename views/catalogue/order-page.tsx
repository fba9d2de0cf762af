import type { TypedPlaces } from '#src/catalogue/order.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Service } from '#src/offices/office.ts'
import { ErrorSummary } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  title: string
  lead: string
  action: string
  back: { href: string; text: string }
  /** In the order they have now. */
  services: readonly Service[]
  typed: TypedPlaces
  wrong: readonly string[]
  /** Services that could be added; null: none can be added or taken away here. */
  others: readonly Service[] | null
  retired: ReadonlySet<number>
  version: number
  isStale: boolean
  isDone: boolean
}

/** Services in an order, which numbers change. */
export function OrderPage(props: Props) {
  const { page, staff, office, title, back, services, typed, wrong, others, isStale, isDone } = props
  const { t, language } = page
  const text = t.catalogue
  return (
    <CatalogueShell
      {...{ page, staff, office, title, back, isStale, done: isDone ? text.saved : null }}
      hasError={wrong.length > 0}
      summary={
        <ErrorSummary
          t={t}
          errors={services
            .filter(({ slug }) => wrong.includes(slug))
            .map(({ slug, name }) => ({
              href: `#place-${slug}`,
              text: `${text.order.place(textOf(name, language))}：${text.documents.not_a_number}`,
            }))}
        />
      }
    >
      <p>{props.lead}</p>
      <form method="post" action={props.action} novalidate>
        <input type="hidden" name="version" value={props.version} />
        {services.length === 0 ? (
          <p>{text.order.empty}</p>
        ) : (
          <>
            <p class="hint">{text.order.hint}</p>
            <div class="table-frame" tabindex={0} role="region" aria-label={title}>
              <table class="table catalogue-order">
                <thead>
                  <tr>
                    <th scope="col">{text.order.column.place}</th>
                    <th scope="col">{text.order.column.service}</th>
                    {others && <th scope="col">{text.order.column.remove}</th>}
                  </tr>
                </thead>
                <tbody>
                  {services.map(service => (
                    <OrderRow
                      {...{ page, service }}
                      place={typed[service.slug] ?? ''}
                      isWrong={wrong.includes(service.slug)}
                      isRemovable={others !== null}
                      isRetired={props.retired.has(service.id)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {others && (
          <p class="field">
            <label for="add" class="label">
              {text.order.add}
            </label>
            <select id="add" name="add" class="input">
              <option value="">{text.documents.addNone}</option>
              {others.map(({ slug, name }) => (
                <option value={slug}>{textOf(name, language)}</option>
              ))}
            </select>
          </p>
        )}
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}

type RowProps = {
  page: Props['page']
  service: Service
  place: string
  isWrong: boolean
  isRemovable: boolean
  isRetired: boolean
}

function OrderRow({ page: { t, language }, service, place, isWrong, isRemovable, isRetired }: RowProps) {
  const text = t.catalogue
  const { slug } = service
  const name = textOf(service.name, language)
  return (
    <tr>
      <td>
        <input type="hidden" name="row" value={slug} />
        <input
          id={`place-${slug}`}
          name={`place-${slug}`}
          type="text"
          inputmode="numeric"
          class="input catalogue-place"
          value={place}
          aria-label={text.order.place(name)}
          aria-invalid={isWrong ? 'true' : undefined}
        />
      </td>
      <th scope="row">
        {name} {isRetired && <span class="chip">{text.retired}</span>}
      </th>
      {isRemovable && (
        <td>
          <label class="choice" for={`remove-${slug}`}>
            <input
              id={`remove-${slug}`}
              type="checkbox"
              name="remove"
              value={slug}
              aria-label={text.order.remove(name)}
            />
            {text.order.removeShort}
          </label>
        </td>
      )}
    </tr>
  )
}
