import type { FiguresTexts } from './figures-ja.ts'

export const figuresEn: FiguresTexts = {
  navigation: 'Figures menu',
  nav: {
    day: 'Day',
    month: 'Month',
    year: 'Fiscal year',
    questionnaire: 'Questionnaire',
    indicators: 'Indicators',
    opinions: 'Opinions',
    exports: 'Files',
    tickets: 'Corrections',
    closing: 'Closing months',
    definitions: 'Definitions',
  },
  definitions: {
    title: 'Definitions',
    lead: 'Pages, files and the API all come from one log, worked out as it is written here.',
    measure: 'Measure',
    formula: 'How it is worked out',
    unit: 'Unit',
    target: 'Target',
    generalTitle: 'Rules for all figures',
    general: [
      'The day is that of check-in. A month is a calendar month, a fiscal year runs from April to March.',
      'Medians are shown from 10 tickets, the 90 % value (nine in ten took no longer) from 20. Below that it says “few”.',
      'Medians and 90 % values lie between sorted values in proportion (as PERCENTILE.INC in Excel).',
      'Parts of fewer than 10 people are shown as “under 10”, without a number, so that nobody can be recognised.',
      '“–” means that there was nothing of the kind. It is not a 0.',
      'Corrections count while the first record stays. A month corrected after it was closed is issued again with a higher version.',
    ],
    atLeast: (value, unit) => `at least ${value} ${unit}`,
    atMost: (value, unit) => `at most ${value} ${unit}`,
    p90: target => `90 % value ${target}`,
  },
}
