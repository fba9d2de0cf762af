import { existsSync } from 'node:fs'
import { join } from 'node:path'

const here = join(import.meta.dirname, '..')

/** The project's folder, whether this runs from the sources or from `dist/`. */
export const projectRoot = existsSync(join(here, 'package.json')) ? here : join(here, '..')
