import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'

/** What a link in a message opens: nothing about the visit, and nothing happens until the button. */
export function LandingPage({ page, office, token }: { page: Page; office: Office; token: string }) {
  const { t } = page
  return (
    <Shell page={page} title={t.landing.title}>
      <h1>{t.landing.title}</h1>
      <p>{t.landing.text}</p>
      <form method="post" action={paths.manage(office.slug, token)} class="actions">
        <button class="button">{t.landing.open}</button>
      </form>
    </Shell>
  )
}
