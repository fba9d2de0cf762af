import { type Page, Shell } from '../layout/shell.tsx'

/** What the office does with what people enter. */
export function PrivacyPage({ page }: { page: Page }) {
  const { t } = page
  return (
    <Shell page={page} title={t.privacy.title}>
      <h1>{t.privacy.title}</h1>
      {t.privacy.paragraphs.map(paragraph => (
        <p>{paragraph}</p>
      ))}
    </Shell>
  )
}
