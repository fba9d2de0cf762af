import type { SubjectKind, TextLanguage } from './catalogue/texts.ts'
import type { PersonDeed } from './people/person.ts'
import type { MeasureId } from './statistics/measures.ts'

/** Every URL of the product as a function. */
export const paths = {
  home: (office: string) => `/${office}`,
  services: (office: string, query = '') =>
    `/${office}/services${query ? `?q=${encodeURIComponent(query)}` : ''}`,
  lifeEvent: (office: string, event: string) => `/${office}/life-events/${event}`,
  counter: (office: string, counter: string) => `/${office}/counters/${counter}`,
  service: (office: string, service: string) => `/${office}/services/${service}`,
  checklist: (office: string, services: readonly string[], event?: string) =>
    `/${office}/checklist?services=${services.join(',')}${event ? `&event=${event}` : ''}`,
  plans: (office: string, query?: PlansQuery) => `/${office}/plans${query ? `?${plansQuery(query)}` : ''}`,
  slots: (office: string, query: SlotsQuery) => `/${office}/slots?${slotsQuery(query)}`,
  line: (office: string) => `/${office}/line`,
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
  rescheduleLeg: (office: string, leg: number) => `/${office}/appointment/legs/${leg}/reschedule`,
  cancelLeg: (office: string, leg: number) => `/${office}/appointment/legs/${leg}/cancellation`,
  endSession: (office: string) => `/${office}/appointment/end`,
  lineCode: (office: string) => `/${office}/appointment/line`,
  lineUnlink: (office: string) => `/${office}/appointment/line/unlink`,
  lineWebhook: (office: string) => `/line/${office}`,
  find: (office: string) => `/${office}/find`,
  manage: (office: string, token: string) => `/${office}/a/${token}`,
  cancelByLink: (office: string, token: string) => `/${office}/a/${token}/cancellation`,
  waitlist: (office: string, query: SlotsQuery) => `/${office}/waitlist?${slotsQuery(query)}`,
  joinWaitlist: (office: string) => `/${office}/waitlist`,
  wait: (office: string, token: string) => `/${office}/w/${token}`,
  takeOffer: (office: string, token: string) => `/${office}/w/${token}/take`,
  declineOffer: (office: string, token: string) => `/${office}/w/${token}/decline`,
  leaveWaitlist: (office: string, token: string) => `/${office}/w/${token}/leave`,
  privacy: (office: string) => `/${office}/privacy`,
  accessibility: (office: string) => `/${office}/accessibility`,
  accessibilityResults: (office: string) => `/${office}/accessibility/results`,
  colours: (office: string, colour: string) => `/${office}/colours/${colour.replace('#', '')}`,
  logo: (office: string, hash: string) => `/${office}/logos/${hash}`,
  opinions: (office: string, counter?: string) =>
    `/${office}/opinions${counter ? `?counter=${counter}` : ''}`,
  opinionThanks: (office: string, receipt: string) => `/${office}/opinions/thanks?receipt=${receipt}`,
  publishedOpinions: (office: string, until?: string) =>
    `/${office}/opinions/answers${until ? `?until=${until}` : ''}`,
  checkIn: (office: string) => `/${office}/appointment/check-in`,
  ticket: (office: string, token: string) => `/${office}/t/${token}`,
  /** From a kiosk or a slip to a phone, which does not know yet what has been chosen there. */
  ticketIn: (language: string, office: string, token: string) =>
    paths.inLanguage(`/${office}/t/${token}`, language),
  /** Japanese is what a phone shows that asks for none of our languages: it needs no word. */
  inLanguage: (path: string, language: string): string =>
    language === 'ja' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${language}`,
  nearTurn: (office: string, token: string) => `/${office}/t/${token}/notice`,
  leave: (office: string, token: string) => `/${office}/t/${token}/leave`,
  ticketSurvey: (office: string, token: string) => `/${office}/t/${token}/survey`,
  ticketSurveyMore: (office: string, token: string) => `/${office}/t/${token}/survey/more`,
  survey: (office: string) => `/${office}/survey`,
  surveyThanks: (office: string) => `/${office}/survey/thanks`,
  display: (office: string, query: DisplayQuery = {}) => {
    const search = displayQuery(query)
    return `/display/${office}${search && `?${search}`}`
  },
  displaySetup: (office: string) => `/display/${office}/setup`,
  liveStream: (office: string, counters: readonly string[]) =>
    `/${office}/live?counters=${counters.join(',')}`,
  liveState: (office: string, counters: readonly string[]) =>
    `/${office}/live.json?counters=${counters.join(',')}`,
  kiosk: (office: string) => `/kiosk/${office}`,
  kioskBooked: (office: string) => `/kiosk/${office}/booked`,
  kioskCounters: (office: string) => `/kiosk/${office}/counters`,
  kioskCounter: (office: string, counter: string) => `/kiosk/${office}/counters/${counter}`,
  kioskTicket: (office: string, token: string) => `/kiosk/${office}/t/${token}`,
  kioskSurvey: (office: string) => `/kiosk/${office}/survey`,
  kioskSurveyMore: (office: string, token: string) => `/kiosk/${office}/survey/${token}`,
  kioskSurveyThanks: (office: string) => `/kiosk/${office}/survey/thanks`,
  staffSurvey: () => '/staff/survey',
  surveyMonths: (year?: number) => `/staff/survey/months${year === undefined ? '' : `?year=${year}`}`,
  surveyMonth: (month: string) => `/staff/survey/months/${month}`,
  surveyMonthPreview: (month: string) => `/staff/survey/months/${month}/preview`,
  surveyResults: (period: { month?: string; year?: number } = {}) => {
    const [[name, value] = []] = Object.entries(period)
    return `/staff/survey/results${name === undefined ? '' : `?${name}=${value}`}`
  },
  surveyComments: (month: string, query: { isHidden?: boolean; after?: string } = {}) =>
    `/staff/survey/comments?month=${month}${query.isHidden ? '&hidden=1' : ''}${query.after ? `&after=${query.after}` : ''}`,
  surveyComment: (comment: string) => `/staff/survey/comments/${comment}`,
  surveyPaper: (query: { month?: string; counter?: string; done?: number; last?: string } = {}) => {
    const { month, counter = '', done, last } = query
    const parts = [
      month && `month=${month}&counter=${counter}`,
      done && `done=${done}`,
      last && `last=${last}`,
    ]
    const search = parts.filter(Boolean).join('&')
    return `/staff/survey/paper${search && `?${search}`}`
  },
  surveyTakeBack: () => '/staff/survey/paper/take-back',
  surveySheet: (month: string) => `/staff/survey/sheet?month=${month}`,
  surveyPoster: () => '/staff/survey/poster',
  posters: (chosen: PosterQuery = {}) => withQuery('/staff/posters', chosen),
  posterQr: (chosen: PosterQuery) => withQuery('/staff/posters/qr.svg', chosen),
  posterColour: () => '/staff/posters/colour.css',
  staffKiosks: () => '/staff/kiosks',
  staffKioskRevocation: (kiosk: number) => `/staff/kiosks/${kiosk}/revocation`,
  staffSlip: (ticket: number) => `/staff/tickets/${ticket}/slip`,
  texts: () => '/staff/texts',
  textsFile: (query: { area: string; words: string; format: string }) =>
    `/staff/texts/file?${new URLSearchParams(query).toString()}`,
  staffHome: () => '/staff',
  staffSignIn: (next?: string) => withNext('/staff/sign-in', next),
  staffSignOut: () => '/staff/sign-out',
  staffOneTimePassword: (next?: string) => withNext('/staff/one-time-password', next),
  staffTotp: (next?: string) => withNext('/staff/totp', next),
  staffLock: (next?: string) => withNext('/staff/lock', next),
  staffLockNow: () => '/staff/lock/now',
  staffActivity: () => '/staff/activity',
  staffFirst: () => '/staff/first',
  welcome: () => '/staff/welcome',
  directory: (next?: string) => withNext('/staff/directory', next),
  directoryAnswer: () => '/staff/directory/answer',
  account: () => '/staff/account',
  accountPassword: () => '/staff/account/password',
  accountSessions: () => '/staff/account/sessions/end',
  people: (office?: string) => ofOffice('/staff/people', office),
  peopleSearch: () => '/staff/people/search',
  invitation: (office?: string) => ofOffice('/staff/people/invitation', office),
  totpRoles: (office?: string) => ofOffice('/staff/people/one-time-passwords', office),
  person: (person: number) => `/staff/people/${person}`,
  personDeed: (person: number, deed: PersonDeed) => `/staff/people/${person}/${deed}`,
  audit: (query: AuditQuery = {}) => withQuery('/staff/audit', query),
  auditSearch: () => '/staff/audit/search',
  auditFile: (query: AuditQuery) => withQuery('/staff/audit/file', query),
  auditVerification: () => '/staff/audit/verification',
  disclosure: (kind: string) => `/staff/disclosures/${kind}`,
  disclosureWording: (kind: string) => `/staff/disclosures/${kind}/wording`,
  disclosureFile: (kind: string, encoding: string) => `/staff/disclosures/${kind}/file?encoding=${encoding}`,
  exposure: () => '/staff/audit/exposure',
  exposureFile: () => '/staff/audit/exposure/file',
  personalData: (office?: string) => ofOffice('/staff/personal-data', office),
  personalDataSearch: () => '/staff/personal-data/search',
  personalDataHeld: () => '/staff/personal-data/held',
  personalDataFile: () => '/staff/personal-data/file',
  erasureCheck: () => '/staff/personal-data/erasure/check',
  erasure: () => '/staff/personal-data/erasure',
  retention: (office?: string) => ofOffice('/staff/personal-data/retention', office),
  retentionAudit: () => '/staff/personal-data/retention/audit',
  retentionStart: () => '/staff/personal-data/retention/start',
  personDirectory: (person: number, deed?: 'unlink' | 'password-off') =>
    `/staff/people/${person}/directory${deed === undefined ? '' : `/${deed}`}`,
  staffCounter: (counter: string) => `/staff/counters/${counter}`,
  staffWindow: (window: number) => `/staff/windows/${window}`,
  windowDeed: (window: number, deed: string) => `/staff/windows/${window}/${deed}`,
  ticketDeed: (window: number, ticket: number, deed: string) =>
    `/staff/windows/${window}/tickets/${ticket}/${deed}`,
  staffReception: (counter?: string, awaited = false) => {
    const query = [counter && `counter=${counter}`, awaited && 'show=awaited'].filter(Boolean).join('&')
    return query ? `/staff/reception?${query}` : '/staff/reception'
  },
  receptionSearch: () => '/staff/reception/search',
  walkIn: (counter?: string) => `/staff/reception/walk-in${counter ? `?counter=${counter}` : ''}`,
  receptionTickets: () => '/staff/reception/tickets',
  receptionTicket: (ticket: number) => `/staff/reception/tickets/${ticket}`,
  receptionVoid: (ticket: number) => `/staff/reception/tickets/${ticket}/void`,
  paperSheet: (counter?: string) => `/staff/reception/paper${counter ? `?counter=${counter}` : ''}`,
  staffAppointment: (appointment: number) => `/staff/appointments/${appointment}`,
  staffCheckIn: (appointment: number) => `/staff/appointments/${appointment}/check-in`,
  staffDone: (appointment: number) => `/staff/appointments/${appointment}/done`,
  staffReschedule: (appointment: number, query: Partial<SlotsQuery> = {}) => {
    const search = slotsQuery(query)
    return `/staff/appointments/${appointment}/reschedule${search ? `?${search}` : ''}`
  },
  staffCancellation: (appointment: number) => `/staff/appointments/${appointment}/cancellation`,
  staffLeg: (appointment: number, leg: number) => `/staff/appointments/${appointment}/legs/${leg}`,
  staffRescheduleLeg: (appointment: number, leg: number) =>
    `/staff/appointments/${appointment}/legs/${leg}/reschedule`,
  staffCancelLeg: (appointment: number, leg: number) =>
    `/staff/appointments/${appointment}/legs/${leg}/cancellation`,
  staffBooking: (query = '') => `/staff/booking${query ? `?q=${encodeURIComponent(query)}` : ''}`,
  staffWaitlist: (counter?: string) => `/staff/waitlist${counter ? `?counter=${counter}` : ''}`,
  enterWait: (query: Partial<SlotsQuery> = {}) => {
    const search = slotsQuery(query)
    return `/staff/waitlist/new${search ? `?${search}` : ''}`
  },
  waitlistRules: () => '/staff/waitlist/rules',
  waitlistDeed: (entry: number, deed: 'take' | 'decline' | 'removal') => `/staff/waitlist/${entry}/${deed}`,
  staffSlots: (query: SlotsQuery) => `/staff/booking/slots?${slotsQuery(query)}`,
  staffOverbook: (query: SlotsQuery, startsAt: string) =>
    `/staff/booking/overbook?${slotsQuery(query)}&startsAt=${encodeURIComponent(startsAt)}`,
  staffHolds: () => '/staff/booking/holds',
  staffHold: (appointment: number) => `/staff/booking/holds/${appointment}`,
  staffCheckHold: (appointment: number) => `/staff/booking/holds/${appointment}/check`,
  staffReleaseHold: (appointment: number) => `/staff/booking/holds/${appointment}/release`,
  staffBookHold: (appointment: number) => `/staff/booking/holds/${appointment}/book`,
  staffOffice: (office?: string) => ofOffice('/staff/office', office),
  operation: () => '/staff/operation',
  setup: () => '/staff/setup',
  setupFile: () => '/staff/setup/file',
  setupDone: (office: string) => `/staff/setup/offices/${office}`,
  openings: (office: string) => `/staff/setup/offices/${office}/openings`,
  openingRule: (office: string, kind: string, id?: number) =>
    `/staff/setup/offices/${office}/openings/rule?kind=${kind}${id === undefined ? '' : `&id=${id}`}`,
  holidays: (office: string) => `/staff/setup/offices/${office}/openings/holidays`,
  grid: (office: string) => `/staff/setup/offices/${office}/openings/grid`,
  gridChange: (office: string) => `/staff/setup/offices/${office}/openings/grid/change`,
  openingHistory: (office: string, before?: number) =>
    `/staff/setup/offices/${office}/openings/history${before === undefined ? '' : `?before=${before}`}`,
  catalogue: (office: string, language?: TextLanguage) =>
    `/staff/setup/offices/${office}/catalogue${language ? `?missing=${language}` : ''}`,
  catalogueTexts: (office: string, kind: SubjectKind, slug: string) =>
    `/staff/setup/offices/${office}/catalogue/${kind}/${slug}`,
  catalogueTextsPreview: (office: string, kind: SubjectKind, slug: string) =>
    `/staff/setup/offices/${office}/catalogue/${kind}/${slug}/preview`,
  catalogueNew: (office: string, kind: SubjectKind) => `/staff/setup/offices/${office}/catalogue/new/${kind}`,
  cataloguePart: (office: string, kind: SubjectKind, slug: string, part: CataloguePart) =>
    `/staff/setup/offices/${office}/catalogue/${kind}/${slug}/${part}`,
  questions: (office: string, event: string) =>
    `/staff/setup/offices/${office}/catalogue/life-events/${event}/questions`,
  question: (office: string, event: string, question: string) =>
    `/staff/setup/offices/${office}/catalogue/life-events/${event}/questions/${question}`,
  walking: (office: string) => `/staff/setup/offices/${office}/catalogue/walking`,
  keyColour: (office: string, part?: 'sheet') =>
    `/staff/setup/offices/${office}/catalogue/colour${part ? `/${part}` : ''}`,
  officeLogo: (office: string, part?: 'file' | 'removal' | 'draft') =>
    `/staff/setup/offices/${office}/catalogue/logo${part ? `/${part}` : ''}`,
  officeRules: (office: string) => `/staff/setup/offices/${office}/catalogue/rules`,
  notices: (office: string) => `/staff/setup/offices/${office}/catalogue/notices`,
  messageTemplates: (office: string) => `/staff/setup/offices/${office}/catalogue/messages`,
  messageTemplate: (office: string, message: string, language: string, part?: 'preview' | 'standard') =>
    `/staff/setup/offices/${office}/catalogue/messages/${message}/${language}${part ? `/${part}` : ''}`,
  lineChannel: (office: string) => `/staff/setup/offices/${office}/line`,
  lineChannelTest: (office: string) => `/staff/setup/offices/${office}/line/test`,
  configurationFile: (office: string) => `/staff/setup/offices/${office}/configuration.json`,
  banners: (done?: 'shown' | 'ended') => `/staff/banners${done ? `?done=${done}` : ''}`,
  bannerPreview: () => '/staff/banners/preview',
  closings: (done?: 'discarded') => `/staff/closings${done ? `?done=${done}` : ''}`,
  newClosing: () => '/staff/closings/new',
  closing: (closing: number, step?: ClosingStep) => `/staff/closings/${closing}${step ? `/${step}` : ''}`,
  closingChoices: (closing: number, page?: number) =>
    `/staff/closings/${closing}/choices${page && page > 1 ? `?page=${page}` : ''}`,
  closingChoicesForAll: (closing: number) => `/staff/closings/${closing}/choices/all`,
  closingChoice: (closing: number, appointment: number) =>
    `/staff/closings/${closing}/appointments/${appointment}`,
  endBanner: (banner: number) => `/staff/banners/${banner}/ending`,
  staffLive: () => '/staff/live',
  staffLiveStream: (counters: readonly string[]) => `/staff/live/stream?counters=${counters.join(',')}`,
  staffLiveState: (counters: readonly string[]) => `/staff/live/state.json?counters=${counters.join(',')}`,
  figures: () => '/staff/figures',
  /** Leads to the day, month or fiscal year in which today lies. */
  figuresToday: (of: 'days' | 'months' | 'years') => `/staff/figures/${of}`,
  figuresDay: (date: string, counter?: string) => ofCounter(`/staff/figures/days/${date}`, counter),
  figuresMonth: (month: string, counter?: string) => ofCounter(`/staff/figures/months/${month}`, counter),
  figuresYear: (year: string, counter?: string) => ofCounter(`/staff/figures/years/${year}`, counter),
  figuresDefinitions: (measure?: MeasureId) => `/staff/figures/definitions${measure ? `#${measure}` : ''}`,
  figuresTickets: (date?: string, number?: string) =>
    `/staff/figures/tickets${date && number ? `?date=${date}&number=${encodeURIComponent(number)}` : ''}`,
  figuresCorrection: (ticket: number, what?: 'time' | 'outcome' | 'trial', event?: number) =>
    `/staff/figures/tickets/${ticket}/correction${what ? `?what=${what}` : ''}${event ? `&event=${event}` : ''}`,
  figuresClosing: () => '/staff/figures/closing',
  exports: (query?: ExportQuery) => `/staff/exports${query ? `?${exportQuery(query)}` : ''}`,
  exportFile: (query: ExportQuery) => `/staff/exports/file?${exportQuery(query)}`,
  exportsRunning: () => '/staff/exports/running',
  exportDictionary: (table?: string) => `/staff/exports/dictionary${table ? `#${table}` : ''}`,
  staffOpinions: (query: OpinionsQuery = {}) => {
    const search = opinionsQuery(query)
    return `/staff/opinions${search && `?${search}`}`
  },
  enterOpinion: () => '/staff/opinions/new',
  opinionMonths: (month?: string) => `/staff/opinions/months${month ? `?month=${month}` : ''}`,
  staffOpinion: (opinion: number, done?: string) =>
    `/staff/opinions/${opinion}${done ? `?done=${done}` : ''}`,
  opinionContact: (opinion: number) => `/staff/opinions/${opinion}/contact`,
  opinionDeed: (opinion: number, deed: string) => `/staff/opinions/${opinion}/${deed}`,
  indicators: (year?: number) => `/staff/indicators${year === undefined ? '' : `?year=${year}`}`,
  indicatorDefinitions: () => '/staff/indicators/definitions',
  indicatorDefinition: (indicator: string) => `/staff/indicators/definitions/${indicator}`,
  yearPart: (year: number, part: string) => `/staff/indicators/years/${year}/${part}`,
  evaluation: (year: number, version?: number | 'draft') =>
    `/staff/evaluation/${year}${version === undefined ? '' : `?version=${version}`}`,
  selfChecks: (month?: string) => `/staff/indicators/self-checks${month ? `?month=${month}` : ''}`,
  selfCheckRules: () => '/staff/indicators/self-checks/rules',
  selfCheck: (month: string, division: string) => `/staff/indicators/self-checks/${month}/${division}`,
  asset: (name: string, hash: string) => `/assets/${hash}/${name}`,
}

type PosterQuery = Partial<Record<'of' | 'form' | 'language' | 'ink', string>>
type ClosingStep = 'plan' | 'people' | 'messages' | 'result' | 'calls' | 'discard'
type AuditQuery = Partial<
  Record<'from' | 'to' | 'who' | 'deed' | 'appointment' | 'below' | 'encoding' | 'done', string>
>

/** What is empty is left out. */
function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
/** What of a service, a counter or a life event has a page besides that of its texts. */
type CataloguePart =
  'rules' | 'documents' | 'retirement' | 'return' | 'order' | 'services' | 'questions' | 'relations'

function ofCounter(path: string, counter?: string): string {
  return counter === undefined ? path : `${path}?counter=${counter}`
}

function ofOffice(path: string, office?: string): string {
  return office === undefined ? path : `${path}?office=${office}`
}

function withNext(path: string, next?: string): string {
  return next === undefined || next === '/staff' ? path : `${path}?next=${encodeURIComponent(next)}`
}

type DisplayQuery = { counters?: readonly string[]; sound?: string; theme?: string }

function displayQuery({ counters = [], sound, theme }: DisplayQuery): string {
  const query: string[] = []
  if (counters.length > 0) query.push(`counters=${counters.join(',')}`)
  if (sound) query.push(`sound=${sound}`)
  if (theme) query.push(`theme=${theme}`)
  return query.join('&')
}

type OpinionsQuery = Partial<Record<'state' | 'category' | 'counter' | 'month' | 'before' | 'done', string>>

function opinionsQuery(query: OpinionsQuery): string {
  const { state, category, counter, month, before, done } = query
  return new URLSearchParams(
    Object.entries({ state, category, counter, month, before, done }).filter(
      (pair): pair is [string, string] => Boolean(pair[1]),
    ),
  ).toString()
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

type PlansQuery = { services: readonly string[]; people: number; from?: string; date?: string }

function plansQuery({ services, people, from, date }: PlansQuery): string {
  const query = [`services=${services.join(',')}`]
  if (people > 1) query.push(`people=${people}`)
  if (from) query.push(`from=${from}`)
  if (date) query.push(`date=${date}`)
  return query.join('&')
}

type ExportQuery = { tables: readonly string[]; from: string; to: string; format: string; encoding: string }

function exportQuery({ tables, from, to, format, encoding }: ExportQuery): string {
  const days = `span=custom&from=${from}&to=${to}`
  return `tables=${tables.join(',')}&${days}&format=${format}&encoding=${encoding}`
}
