import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Refused } from '#src/planner/errand.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'

/** Why services cannot be one visit, and the way to each that is to blame. */
export function PlanRefusedPage({ page, office, refused }: { page: Page; office: Office; refused: Refused }) {
  const { t, language } = page
  const { reason, services } = refused
  const names = services.map(({ name }) => textOf(name, language)).join(t.listComma)
  return (
    <Shell page={page} title={t.planner.refusedTitle} hasError>
      <BackLink href={paths.home(office.slug)}>{t.shell.toHome}</BackLink>
      <h1>{t.planner.refusedTitle}</h1>
      <Notice kind="error">
        <p>{t.planner.refusal[reason](names)}</p>
      </Notice>
      <ul class="rows">
        {services
          .filter(one => office.services.includes(one))
          .map(({ slug, name }) => (
            <li>
              <a class="row" href={paths.service(office.slug, slug)}>
                <span class="row-title">{textOf(name, language)}</span>
              </a>
            </li>
          ))}
      </ul>
    </Shell>
  )
}
