import { paths } from '#src/paths.ts'
import type { TypedWalking } from '#src/planner/walking-routes.tsx'
import { type CatalogueProps, CatalogueShell } from '../catalogue/catalogue-shell.tsx'
import { ErrorSummary, TextField } from '../components/parts.tsx'

type Props = CatalogueProps & {
  typed: TypedWalking
  wrong: ReadonlyArray<keyof TypedWalking>
  version: number
  isStale: boolean
  isDone: boolean
}

/** How long people are on their way between counters. */
export function WalkingPage({ page, staff, office, typed, wrong, version, isStale, isDone }: Props) {
  const { t } = page
  const { catalogue, planning } = t
  const text = planning.walking
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.title, done: isDone ? catalogue.saved : null }}
      hasError={wrong.length > 0}
      summary={
        <ErrorSummary
          t={t}
          errors={wrong.map(field => ({ href: `#${field}`, text: `${text[field]}：${text.notMinutes}` }))}
        />
      }
    >
      <p>{text.lead}</p>
      <form method="post" action={paths.walking(office.slug)} novalidate>
        <input type="hidden" name="version" value={version} />
        {(['sameFloor', 'perFloor'] as const).map(field => (
          <TextField
            {...{ t, name: field, label: text[field], value: typed[field] }}
            error={wrong.includes(field) ? text.notMinutes : undefined}
            inputmode="numeric"
            isRequired
            isShort
          />
        ))}
        <p class="actions">
          <button class="button">{catalogue.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}
