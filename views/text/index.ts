import type { Language } from '#src/booking/appointment.ts'
import { en } from './en.ts'
import { ja, type Texts } from './ja.ts'

export type { Texts } from './ja.ts'

/** The pages' texts by language; a language without one of them does not compile. */
export const textsIn: Record<Language, Texts> = { ja, en }
