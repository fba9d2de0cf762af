import type { StaffPage } from '../layout/staff-shell.tsx'

/** Says how new the page is, and loudly when it is not. */
export function LiveStatus({ page, time }: { page: StaffPage; time: string }) {
  const t = page.t.queue
  return (
    <>
      <p class="hint live-time" data-live-part="time">
        {t.updated(time)}
      </p>
      <p class="notice notice-warning live-stale" role="alert" data-live-stale hidden>
        {t.stale} <span data-live-since />
      </p>
    </>
  )
}
