import { paths } from '#src/paths.ts'
import type { Texts } from '../text/index.ts'

/** Chooses the file that an office is set up from. */
export function FileForm({ t, error }: { t: Texts; error?: string }) {
  return (
    <form method="post" action={paths.setupFile()} enctype="multipart/form-data" novalidate>
      <div class={error ? 'field field-error' : 'field'}>
        <label for="file" class="label">
          {t.setup.file}
        </label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".json,application/json"
          class="input input-file"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'file-error' : undefined}
        />
        {error && (
          <p id="file-error" class="error">
            {t.errors.mark}
            {error}
          </p>
        )}
      </div>
      <p class="actions">
        <button class="button button-outline">{t.setup.fileSubmit}</button>
      </p>
    </form>
  )
}
