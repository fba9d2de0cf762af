import { referenceLetters } from '#src/access/token.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { IntentKey } from '../components/parts.tsx'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'

type Props = { page: Page; office: Office; typed: string; error: string | null; intentKey: string }

/** The reference of a booking: by keys on the screen, by a keyboard, or by a scanner that types. */
export function KioskBookedPage({ page, office, typed, error, intentKey }: Props) {
  const t = page.t.arrival.kiosk
  return (
    <KioskShell
      page={page}
      office={office}
      title={t.booked}
      hasError={error !== null}
      back={paths.kiosk(office.slug)}
    >
      <h1>{t.booked}</h1>
      <form method="post" action={paths.kioskBooked(office.slug)} class="kiosk-form">
        <IntentKey value={intentKey} />
        {error && (
          <p id="reference-error" class="notice notice-error kiosk-error" role="alert">
            {error}
          </p>
        )}
        <label for="reference" class="label">
          {t.reference}
        </label>
        <p id="reference-hint" class="hint">
          {t.referenceHint}
        </p>
        <input
          id="reference"
          type="text"
          name="reference"
          class="input kiosk-reference"
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'reference-error reference-hint' : 'reference-hint'}
          data-typed
        />
        <div class="kiosk-keys" role="group" aria-label={t.keys} data-keys hidden>
          {Array.from(referenceLetters, letter => (
            <button type="button" class="kiosk-key" data-letter={letter}>
              {letter}
            </button>
          ))}
          <button type="button" class="kiosk-key kiosk-erase" data-erase>
            {t.erase}
          </button>
        </div>
        <button class="button kiosk-submit">{t.submitReference}</button>
        <p class="hint">{t.scanHint}</p>
      </form>
    </KioskShell>
  )
}
