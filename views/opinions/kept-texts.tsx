import type { TypedDeed } from '#src/opinions/details.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'

/** What somebody typed into a form that is no longer there, to be copied from. */
export function KeptTexts({ page, typed }: { page: StaffPage; typed: TypedDeed }) {
  const { one } = page.t.opinions
  const texts = [typed.answer, typed.publishedText, typed.publishedAnswer].filter(text => text.trim() !== '')
  if (texts.length === 0) return null
  return (
    <section class="opinion-kept">
      <h2>{one.yourText}</h2>
      <p class="hint">{one.notTypedKept}</p>
      {texts.map(text => (
        <p class="opinion-text">{text}</p>
      ))}
    </section>
  )
}
