/** What the product can show of an activity by itself. */
export const proofs = ['questionnaire', 'online_booking', 'opinions'] as const
export type Proof = (typeof proofs)[number]

/** Something the office does every year, with a plan and a result for each. */
export type Activity = { id: number; name: string; proof: Proof | null }

/** A part of the ward's plan that has a budget and is evaluated (具体的取組). */
export type Initiative = { id: number; number: string; name: string }

/** The parts of a year that are written down, each on a form of its own. */
const parts = ['values', 'rating', 'activities', 'budget', 'review'] as const
export type Part = (typeof parts)[number]

/** How often a part has been saved; 0 before the first time. */
export type PartState = { version: number; changedAt: number | null; changedBy: string | null }

/** Where things change each year. */
export type ActivityYear = { fiscalYear: number; plan: string | null; result: string | null }

export type InitiativeYear = {
  fiscalYear: number
  budgetYen: number | null
  settlementYen: number | null
  evaluation: string | null
  improvement: string | null
}

export function parsePart(text: string): Part | null {
  return parts.find(part => part === text) ?? null
}

/** A fiscal year as it stands in addresses: four digits, not before 1989 (平成元年度). */
export function parseFiscalYear(text: string): number | null {
  return /^(19(89|9\d)|2\d{3})$/.test(text) ? Number(text) : null
}

/** Letters of an evaluation or an improvement. */
export const reviewLettersMax = 1000
