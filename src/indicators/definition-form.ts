import { type FieldError, type Fields, readFields } from './fields.ts'
import { type Definition, directions, kinds, measures, sources } from './indicator.ts'
import { nameLettersMax } from './activities-form.ts'

const unitLettersMax = 10

/** An indicator as a form shows it; of a new one all is open. */
export function definitionFields(indicator: Definition | null): Fields {
  const { slug = '', name = '', kind = 'process', unit = '%', direction = 'at_least' } = indicator ?? {}
  const { source = 'panel', measure = null } = indicator ?? {}
  return { slug, name, kind, unit, direction, source, measure: measure ?? '' }
}

export type ParsedDefinition = { ok: true; definition: Definition } | { ok: false; errors: FieldError[] }

/**
 * Reads an indicator. What the product measures has a source, unit and direction of its own, so that answers of
 * the city's panel and of people on site never meet in one indicator.
 */
export function parseDefinition(typed: Fields): ParsedDefinition {
  const reading = readFields(typed)
  const slug = reading.text('slug', 40) ?? reading.refuse('slug', 'required')
  if (slug !== null && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) reading.refuse('slug', 'unknown')
  const name = reading.text('name', nameLettersMax) ?? reading.refuse('name', 'required')
  const kind = reading.choice('kind', kinds)
  const measure = reading.choice('measure', measures)
  const chosen = {
    unit: reading.text('unit', unitLettersMax) ?? '',
    direction: reading.choice('direction', directions) ?? directions[0],
    source: reading.choice('source', sources) ?? sources[0],
  }
  if (slug === null || name === null || reading.errors.length > 0)
    return { ok: false, errors: reading.errors }
  return {
    ok: true,
    definition: {
      ...{ slug, name, kind: kind ?? kinds[0], measure },
      ...(measure === null ? chosen : ofMeasure[measure]),
    },
  }
}

const ofMeasure = {
  satisfaction: { unit: '%', direction: 'at_least', source: 'on_site' },
  within_target: { unit: '%', direction: 'at_least', source: 'operation' },
  wait_p90: { unit: '分', direction: 'at_most', source: 'operation' },
  no_show: { unit: '%', direction: 'at_most', source: 'operation' },
} as const
