import { raw } from 'hono/html'
import { withElements } from '#src/marks.ts'

/** One of our own texts with its readings, whatever the reader has chosen: they are part of what is shown. */
export function WithReadings({ text }: { text: string }) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return <>{raw(withElements(escaped, { hasReadings: true }))}</>
}
