import type { ReviewedText } from '#views/text/review.ts'
import { searchKey } from '../offices/search.ts'

/** What of the texts is asked for: those of an area, those with some words in any language, or all. */
export type Wanted = { area: string; words: string }

/** The texts that are wanted. Width, case and the two kana do not matter, nor does the notation of readings. */
export function wantedTexts(texts: readonly ReviewedText[], { area, words }: Wanted): ReviewedText[] {
  const key = searchKey(words)
  return texts.filter(
    text =>
      (area === '' || text.area === area) &&
      [text.key, ...Object.values(text.words)].some(one =>
        searchKey(one.replaceAll(/\{([^|{}]+)\|[^{}]+\}/g, '$1')).includes(key),
      ),
  )
}
