/**
 * A visit over several counters keeps its number from one to the next: a number is given once a day to one visit, whose
 * tickets are numbered on from it, and a visit stands in one line at a time.
 */
export const createLegs: string[] = [
  'drop index tickets_by_number',
  'create unique index tickets_by_number on tickets (office_id, business_date, number, position)',
  "create unique index tickets_of_visit on tickets (visit_id) where state in ('waiting', 'called', 'serving', 'parked', 'handed_in')",
]
