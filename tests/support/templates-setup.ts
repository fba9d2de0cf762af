import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    templateFolder: string
  }
}

/** A folder for the sample ward's template, written by the first test that needs it and gone after the run. */
export default function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-templates-'))
  project.provide('templateFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
