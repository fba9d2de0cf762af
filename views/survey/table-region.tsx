import type { Child } from 'hono/jsx'

/** A table that scrolls by itself where it is wider than the page. */
export function TableRegion({ label, children }: { label: string; children?: Child }) {
  return (
    <div class="survey-scroll" role="region" aria-label={label} tabindex={0}>
      {children}
    </div>
  )
}
