import type { RunningExport } from '#src/exports/running.ts'
import { paths } from '#src/paths.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'

type Props = { page: StaffPage; running: readonly RunningExport[] }

/** The files that are being written for somebody; script keeps it as it is now. */
export function Running({ page, running }: Props) {
  const text = page.t.exports.running
  return (
    <div data-running={paths.exportsRunning()} data-running-count={String(running.length)}>
      {running.length > 0 && (
        <section class="notice export-running" aria-labelledby="running">
          <h2 id="running" class="notice-title">
            {text.title}
          </h2>
          <ul>
            {running.map(({ tables, done, rows }) => (
              <li>
                <label>
                  {tables.join(page.t.listComma)} <span>{text.done(done, rows)}</span>
                  <progress max={String(Math.max(rows, 1))} value={String(done)} />
                </label>
              </li>
            ))}
          </ul>
          <p class="hint">{text.hint}</p>
        </section>
      )}
    </div>
  )
}
