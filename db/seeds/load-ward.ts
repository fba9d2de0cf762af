import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OfficeConfiguration } from '#src/setup/configuration.ts'
import { insertOffice } from '#src/setup/queries.ts'
import { wardConfiguration, type WardAdditions, type WardFile } from '#src/setup/ward-file.ts'
import { projectRoot } from '../project-root.ts'
import type { Db } from '../store.ts'
import { loadIndicators, type WardIndicators } from './load-indicators.ts'
import { loadSurvey, type WardSurvey } from './load-survey.ts'

type StaffRole = 'reception' | 'clerk' | 'contractor' | 'supervisor' | 'administrator'

/** What the sample ward's file leaves open, and its accounts. */
export type SampleAdditions = WardAdditions & {
  staff: Array<{ login: string; name: string; role: StaffRole; counters?: string[] }>
}

export type SampleWard = WardFile &
  WardIndicators &
  WardSurvey & {
    congestion: {
      /** How full it is by `mon` … `sun` and by `01` … `12`, against an ordinary weekday. */
      simulation: { weekdayFactor: Record<string, number>; monthFactor: Record<string, number> }
    }
  }

/** Reads the sample ward that comes with the product. */
export function readSampleWard(): { ward: SampleWard; additions: SampleAdditions } {
  const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, 'db/seeds', name), 'utf8'))
  const words: Languages = read('ward-languages.json')
  return {
    ward: inMoreLanguages(read('ward.json'), words),
    additions: inMoreLanguages(read('ward-additions.json'), words),
  }
}

/** Texts by their Japanese, in the languages that the ward's own file leaves out. */
type Languages = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Adds to every text of a file what is known of it in other languages. */
function inMoreLanguages<T>(part: T, words: Languages): T {
  if (Array.isArray(part)) return part.map((one: unknown) => inMoreLanguages(one, words)) as T
  if (typeof part !== 'object' || part === null) return part
  const members = Object.entries(part).map(([key, one]) => [key, inMoreLanguages<unknown>(one, words)])
  const { ja } = part as { ja?: unknown }
  return { ...Object.fromEntries(members), ...(typeof ja === 'string' && words[ja]) } as T
}

/** Writes a ward file as one office with what it measures itself by and asks its visitors; throws when a slug refers to nothing. */
export async function loadWard(db: Db, ward: SampleWard, additions: WardAdditions): Promise<void> {
  const officeId = await insertOffice(db, wardConfiguration(ward, additions))
  await loadIndicators(db, officeId, ward)
  await loadSurvey(db, officeId, ward)
}

/** The national holidays that the product knows, with their names in both languages. */
export function japaneseHolidays(): OfficeConfiguration['holidays'] {
  const { ward, additions } = readSampleWard()
  return wardConfiguration(ward, additions).holidays
}
