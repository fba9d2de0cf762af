import { asLanguage, type Language, languages } from '../languages.ts'
import { openLifeEvents } from '../offices/life-event.ts'
import { type Localized, type Office, takesBookings } from '../offices/office.ts'
import { paths } from '../paths.ts'

/** Two sheets for a wall, and a box for the ward's own paper (広報紙). */
export const posterForms = ['a4', 'a3', 'box'] as const
export type PosterForm = (typeof posterForms)[number]

/** The office's colour, or black alone for a printer that has no other. */
export const posterInks = ['colour', 'black'] as const
export type PosterInk = (typeof posterInks)[number]

/** What a poster leads to: the office's first page, or that of a service or a life event. */
export type PosterSubject = {
  /** `services/tennyu`: how the choice is written in an address. */
  key: string
  kind: 'office' | 'services' | 'life-events'
  name: Localized
  /** Whether something can be booked there. */
  isBookable: boolean
  path: string
}

export type PosterWish = {
  subject: PosterSubject
  form: PosterForm
  /** Null: all of them on one poster. */
  language: Language | null
  ink: PosterInk
}

/** The office first, then its life events and the services that it offers. */
export function posterSubjects(office: Office): PosterSubject[] {
  const { slug, name, services } = office
  return [
    { key: 'office', kind: 'office', name, isBookable: true, path: paths.home(slug) },
    ...openLifeEvents(office).map(event => ({
      ...{ key: `life-events/${event.slug}`, kind: 'life-events' as const, name: event.name },
      isBookable: services.some(one => event.serviceIds.includes(one.id) && takesBookings(office, one)),
      path: paths.lifeEvent(slug, event.slug),
    })),
    ...services.map(service => ({
      ...{ key: `services/${service.slug}`, kind: 'services' as const, name: service.name },
      isBookable: takesBookings(office, service),
      path: paths.service(slug, service.slug),
    })),
  ]
}

/** A choice as it stands in an address, where nothing means the usual one; null when there is no such thing. */
export function posterWish(
  office: Office,
  chosen: Record<'of' | 'form' | 'language' | 'ink', string>,
): PosterWish | null {
  const subject = posterSubjects(office).find(({ key }) => key === (chosen.of || 'office'))
  const form = posterForms.find(known => known === (chosen.form || 'a4'))
  const ink = posterInks.find(known => known === (chosen.ink || 'colour'))
  const isInAll = chosen.language === '' || chosen.language === 'all'
  const language = isInAll ? null : asLanguage(chosen.language)
  if (!subject || !form || !ink || (language === null && !isInAll)) return null
  return { subject, form, language, ink: form === 'box' ? 'black' : ink }
}

/**
 * Where the code leads, below the public address. A poster in Japanese or in all languages leaves the choice to
 * the phone that scans it.
 */
export function posterPath({ subject, language }: Pick<PosterWish, 'subject' | 'language'>): string {
  return paths.inLanguage(subject.path, language ?? 'ja')
}

/** An address as people type it; that of an unsafe page keeps its beginning, without which it leads elsewhere. */
export function typedAddress(link: string): string {
  return link.replace(/^https:\/\//, '')
}

/** The languages of a poster in which its subject has no name yet. */
export function namelessIn({ subject, language }: Pick<PosterWish, 'subject' | 'language'>): Language[] {
  return (language === null ? languages : [language]).filter(one => subject.name[one] === undefined)
}

export type NameLength = 'short' | 'long' | 'longest'

const wide = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/g

/** How much room names need, the longest of them deciding; two letters of an alphabet are as wide as one kanji. */
export function nameLength(names: readonly string[]): NameLength {
  const width = Math.max(
    0,
    ...names.map(name => {
      const letters = name.replaceAll(/\{([^|{}]+)\|[^{}]+\}/g, '$1')
      return (letters.length + (letters.match(wide)?.length ?? 0)) / 2
    }),
  )
  return width <= 26 ? 'short' : width <= 52 ? 'long' : 'longest'
}

/** The names of its subject that stand on a poster. */
export function namesOn({ subject, language }: Pick<PosterWish, 'subject' | 'language'>): string[] {
  const { name } = subject
  return language === null ? languages.flatMap(one => name[one] ?? []) : [name[language] ?? name.ja]
}
