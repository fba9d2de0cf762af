import type { PolicyOffice, PolicyWords } from './accessibility.ts'

export function wordsEn({ name, desks }: PolicyOffice): PolicyWords {
  return {
    scope: [
      'What this covers',
      `All pages of the booking site of ${name}, with the pages of ticket numbers, the screens of kiosk and lobby display, and the pages for staff.`,
    ],
    target: [
      'Target',
      'The goal is conformance with level AA of the Japanese standard JIS X 8341-3:2016. The pages are also made to meet level AA of WCAG 2.2.',
    ],
    date: ['By when', 'Within one year after this site is opened.'],
    state: [
      'How it is now',
      'Every page works with the keyboard alone, and booking works without scripts. With letters at 200 % and on a screen of 320 pixels nothing scrolls sideways. Nothing is told by colour alone.\nThe pages are checked by an automatic test (levels A and AA of WCAG 2.2) with every change, and the result is published on the page “Accessibility test results”. The test by Annex JB of JIS X 8341-3:2016 has not been done yet.',
    ],
    exceptions: [
      'Exceptions',
      'The lobby display and the kiosk depend on what their devices can do to enlarge or read aloud. Calls are shown and spoken, and can be followed on your own phone.\nSome names of services and papers are in Japanese only.\nOther sites that links lead to are not covered.',
    ],
    help: [
      'If something is hard to use',
      `Please tell us. You can also book by phone or at the counter.\n${desks.map(({ name, phone }) => `${name}, phone ${phone}`).join('\n')}\nThe opinions box is open as well.`,
    ],
  }
}
