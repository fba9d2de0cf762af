import type { ServiceRow } from '#src/catalogue/service-queries.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & { service: ServiceRow; ahead: number; waiting: number; isStale: boolean }

/** Says what it means to offer a service no longer, or again, before the button. */
export function RetirePage({ page, staff, office, service, ahead, waiting, isStale }: Props) {
  const text = page.t.catalogue.retire
  const name = textOf(service.name, page.language)
  const counter = counterById(office, service.rules.counterId)
  const isRetired = service.retiredAt !== null
  const back = paths.catalogueTexts(office.slug, 'services', service.slug)
  const part = isRetired ? 'return' : 'retirement'
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: isRetired ? text.backTitle(name) : text.title(name) }}
      back={{ href: back, text: name }}
    >
      <p>{isRetired ? text.backText : text.text}</p>
      {!isRetired && <p>{ahead > 0 ? text.ahead(ahead) : text.noneAhead}</p>}
      {!isRetired && waiting > 0 && (
        <p>
          {text.waiting(waiting)} <a href={paths.staffWaitlist(counter.slug)}>{text.toLine}</a>
        </p>
      )}
      <form method="post" action={paths.cataloguePart(office.slug, 'services', service.slug, part)}>
        <input type="hidden" name="version" value={service.version} />
        <p class="actions">
          <button class={isRetired ? 'button' : 'button button-danger'}>
            {isRetired ? text.backSubmit : text.submit}
          </button>
          <a class="button button-outline" href={back}>
            {text.cancel}
          </a>
        </p>
      </form>
    </CatalogueShell>
  )
}
