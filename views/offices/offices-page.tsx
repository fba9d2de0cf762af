import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'

/** All offices of the city, when there are several; or that there is none yet. */
export function OfficesPage({ page, offices }: { page: Page; offices: readonly Office[] }) {
  return (
    <Shell page={page} title={page.t.shell.siteName}>
      <h1>{page.t.shell.siteName}</h1>
      {offices.length === 0 ? (
        <p>{page.t.shell.noOffice}</p>
      ) : (
        <ul class="rows">
          {offices.map(office => (
            <li>
              <a class="row" href={paths.home(office.slug)}>
                <span class="row-title">{textOf(office.name, page.language)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Shell>
  )
}
