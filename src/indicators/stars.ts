/** What the city's rating of counter service comes to: none to three stars. */
export const starCounts = [0, 1, 2, 3] as const
export type Stars = (typeof starCounts)[number]
