import type { Child } from 'hono/jsx'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from './shell.tsx'

type Props = { page: Page; title: string; text?: string; children?: Child }

/** A page that tells one thing and leads on: errors, ends, dead links. */
export function MessagePage({ page, title, text, children }: Props) {
  return (
    <Shell page={page} title={title}>
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {children}
      {page.office && (
        <p class="actions">
          <a class="button button-outline" href={paths.home(page.office.slug)}>
            {page.t.shell.toHome}
          </a>
        </p>
      )}
    </Shell>
  )
}
