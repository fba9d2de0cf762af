import { paths } from '#src/paths.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'

/** The search of reception. It posts, so that no name gets into an address. */
export function SearchBox({ page, typed }: { page: StaffPage; typed: string }) {
  const t = page.t.reception.search
  return (
    <form method="post" action={paths.receptionSearch()} role="search" class="reception-search">
      <label for="typed" class="label">
        {t.label}
      </label>
      <p id="typed-hint" class="hint">
        {t.hint}
      </p>
      <div class="search-row">
        <input
          id="typed"
          name="typed"
          type="search"
          class="input"
          value={typed}
          maxlength={100}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="typed-hint"
        />
        <button class="button button-outline">{t.submit}</button>
      </div>
    </form>
  )
}
