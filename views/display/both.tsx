import { type Texts, textsIn } from '../text/index.ts'

export type DisplayText = Texts['display']

/** A text of the display in Japanese and, smaller, in English: nobody in a lobby chooses a language. */
export function Both({ of }: { of: (t: DisplayText) => string }) {
  return (
    <>
      <span>{of(textsIn.ja.display)}</span> <small lang="en">{of(textsIn.en.display)}</small>
    </>
  )
}
