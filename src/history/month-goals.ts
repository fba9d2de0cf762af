import type { Localized } from '../offices/office.ts'

/** The goal of each month of those years, January first. */
const goals: ReadonlyArray<Localized> = [
  { ja: 'こちらから先にあいさつします', en: 'We greet you first' },
  { ja: '聞き取りやすい声で、ゆっくり話します', en: 'We speak clearly and slowly' },
  { ja: 'お待ちの方に、おおよその待ち時間をお伝えします', en: 'We tell you about how long you will wait' },
  { ja: '初めての方に、手続きの流れを最初に説明します', en: 'We explain the steps before we begin' },
  { ja: 'むずかしい言葉を言いかえます', en: 'We use plain words' },
  { ja: '書類の書き方を、見本で示します', en: 'We show you examples of how to fill in forms' },
  { ja: 'お困りの方に、こちらから声をかけます', en: 'We come to you when you need help' },
  { ja: '次に行く窓口を、地図で案内します', en: 'We show you the way to the next counter' },
  { ja: '最後に、ほかにご用件がないか確かめます', en: 'We ask whether there is anything else' },
  { ja: '個人情報が周りに聞こえないようにします', en: 'We keep what you tell us from others’ ears' },
  { ja: '電話は名乗ってから用件をうかがいます', en: 'We give our names on the telephone' },
  { ja: '窓口を整えて、気持ちよくお迎えします', en: 'We keep our counters tidy for you' },
]

/** What the office had set itself for a month, `YYYY-MM`. */
export function goalOf(month: string): Localized | null {
  return goals[Number(month.slice(5)) - 1] ?? null
}
