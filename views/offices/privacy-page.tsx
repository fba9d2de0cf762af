import { type Page, Shell } from '../layout/shell.tsx'

/** What the office does with what people enter. */
export function PrivacyPage({ page }: { page: Page }) {
  const { t, office } = page
  const text = t.privacy
  const { isErasing = false, days = null } = office?.retention ?? {}
  return (
    <Shell page={page} title={t.privacy.title}>
      <h1>{t.privacy.title}</h1>
      {t.privacy.paragraphs.map(paragraph => (
        <p>{paragraph}</p>
      ))}
      {isErasing && days && <p>{text.erased(days)}</p>}
      <p>{text.request}</p>
    </Shell>
  )
}
