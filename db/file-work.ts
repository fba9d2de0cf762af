import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { builtProgram } from './project-root.ts'

/**
 * What is done to a whole SQLite file. `vacuum` writes it anew and empties its log: `secure_delete` overwrites what is
 * deleted, but where rows move between pages copies stay in the gaps: of 80,000 names deleted 39 were still there.
 * `copy log` copies what is in its log into it, as far as nobody reads older rows.
 */
export type FileWork = { deed: 'vacuum' | 'copy log'; path: string }

const isBuilt = extname(import.meta.filename) === '.js'
const program = isBuilt ? builtProgram('db/file-worker') : new URL('file-worker.ts', import.meta.url)

/** Does long work on a file in a thread of its own. Throws what went wrong in it. */
export async function workOnFile(work: FileWork): Promise<void> {
  const worker = new Worker(program, { workerData: work })
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', code => (code === 0 ? resolve() : reject(new Error(`the ${work.deed} was cut off`))))
  })
}
