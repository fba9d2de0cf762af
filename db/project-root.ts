import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** The project's folder, whether this runs from the sources or from `dist/`. */
export const projectRoot = dirname(findPackageJSON('.', import.meta.url) ?? '.')

/** The file of a program as it is built, such as `src/server`. */
export function builtProgram(name: string): string {
  return join(projectRoot, `dist/${name}.js`)
}
