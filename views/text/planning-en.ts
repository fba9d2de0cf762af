import type { Texts } from './ja.ts'

export const planningEn: Texts['planning'] = {
  questions: {
    link: 'Questions',
    title: event => `${event}: questions`,
    lead: 'Residents answer yes or no and see only what they need. A service that no question is about is shown to everybody.',
    hint: 'Change the number of a question to the place where it should stand, and save.',
    none: 'There are no questions. Residents see the list of services.',
    add: 'Add a question',
    question: 'Question',
    whenYes: 'Needed for yes',
    whenNo: 'Needed for no',
    nothing: '–',
    remove: 'Delete',
    removeOne: question => `Delete “${question}”`,
    see: 'See the page for residents',
  },
  question: {
    title: event => `${event}: change a question`,
    newTitle: event => `${event}: add a question`,
    text: 'Wording',
    textHint: 'It can be answered by yes or no: “Do you have children up to 18?”',
    services: 'Answers and services',
    servicesLead: 'Say whom each service is for.',
    needs: {
      either: 'Has nothing to do with this question',
      yes: 'Needed by those who say yes',
      no: 'Needed by those who say no',
    },
    otherServices: 'Change the services of this life event',
    tooMany: 'There are too many questions. Delete one before you add another.',
  },
  relations: {
    link: 'Order among services',
    title: service => `${service}: order among services`,
    lead: 'What comes first, and what cannot be combined, in one visit to several counters. What is booked stays as it is.',
    after: {
      heading: 'Comes after',
      none: 'Nothing: it can be done at any time.',
      add: 'Add a service that comes before it',
    },
    never: {
      heading: 'Cannot be combined with',
      none: 'Nothing.',
      add: 'Add a service that it cannot be combined with',
    },
    noOthers: 'The office offers no other service yet. Enter it first, and offer it.',
    fault: {
      in_a_circle: 'The services would come before each other in a circle. Look at what comes before it.',
      both: 'Of two services, one cannot come first and exclude the other as well.',
    },
  },
  walking: {
    title: 'Ways between counters',
    lead: 'The time kept free before the next counter in one visit to several. Think of people who walk slowly and of waiting for the lift.',
    sameFloor: 'To another counter of the same floor (minutes)',
    perFloor: 'More for each floor up or down (minutes)',
    notMinutes: 'Enter a whole number from 0 to 60.',
  },
}
