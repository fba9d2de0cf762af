/** Every URL of the product as a function. */
export const paths = {
  home: (office: string) => `/${office}`,
  services: (office: string, query = '') =>
    `/${office}/services${query ? `?q=${encodeURIComponent(query)}` : ''}`,
  lifeEvent: (office: string, event: string) => `/${office}/life-events/${event}`,
  counter: (office: string, counter: string) => `/${office}/counters/${counter}`,
  service: (office: string, service: string) => `/${office}/services/${service}`,
  slots: (office: string, query: SlotsQuery) => `/${office}/slots?${slotsQuery(query)}`,
  holds: (office: string) => `/${office}/holds`,
  hold: (office: string) => `/${office}/hold`,
  checkHold: (office: string) => `/${office}/hold/check`,
  extendHold: (office: string) => `/${office}/hold/extension`,
  releaseHold: (office: string) => `/${office}/hold/release`,
  appointments: (office: string) => `/${office}/appointments`,
  appointment: (office: string) => `/${office}/appointment`,
  done: (office: string) => `/${office}/appointment/done`,
  calendar: (office: string) => `/${office}/appointment/calendar.ics`,
  reschedule: (office: string, query: Partial<SlotsQuery> = {}) => {
    const search = slotsQuery(query)
    return `/${office}/appointment/reschedule${search ? `?${search}` : ''}`
  },
  cancellation: (office: string) => `/${office}/appointment/cancellation`,
  endSession: (office: string) => `/${office}/appointment/end`,
  find: (office: string) => `/${office}/find`,
  manage: (office: string, token: string) => `/${office}/a/${token}`,
  privacy: (office: string) => `/${office}/privacy`,
  asset: (name: string, hash: string) => `/assets/${hash}/${name}`,
}

export type SlotsQuery = {
  services: readonly string[]
  people: number
  date?: string | undefined
  month?: string | undefined
  view?: 'month' | 'list' | undefined
}

function slotsQuery({ services, people, date, month, view }: Partial<SlotsQuery>): string {
  const query: string[] = []
  if (services) query.push(`services=${services.join(',')}`)
  if (people !== undefined && people > 1) query.push(`people=${people}`)
  if (view === 'list') query.push('view=list')
  if (month) query.push(`month=${month}`)
  if (date) query.push(`date=${date}`)
  return query.join('&')
}
