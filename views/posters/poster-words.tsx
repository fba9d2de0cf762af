import type { Language } from '#src/languages.ts'
import type { PosterSubject } from '#src/posters/poster.ts'
import { typedAddress } from '#src/posters/poster.ts'
import { WithReadings } from '../components/with-readings.tsx'
import type { ResidentTexts } from '../text/index.ts'

/** Plain words stand on paper with their readings, whatever the reader of the page has chosen. */
export function Words({ text, language }: { text: string; language: Language }) {
  return language === 'easy' ? <WithReadings text={text} /> : <>{text}</>
}

/** What a poster speaks of: booking, or coming without. */
export function toneOf({ isBookable }: PosterSubject): 'book' | 'guide' {
  return isBookable ? 'book' : 'guide'
}

/** What opens when the code is read. */
export function leadOf({ kind, isBookable }: PosterSubject, words: ResidentTexts['posters']): string {
  return isBookable ? words.lead[kind] : words.walkIn
}

/** An address to be typed from paper, which breaks only between its parts. */
export function TypedAddress({ link }: { link: string }) {
  const parts = typedAddress(link).split(/(?<=[^/:]\/)|(?=\?)/)
  return (
    <>
      {parts.map(part => (
        <>
          <wbr />
          {part}
        </>
      ))}
    </>
  )
}
