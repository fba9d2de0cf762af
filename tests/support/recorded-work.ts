import type { Db } from '#db/store.ts'
import type { Ward } from './ward.ts'

/** What was done to answer: every query, and how often a password was hashed. */
export type Work = { queries: string[]; hashings: number }

/** Runs it and answers what work it was, without the values: what differs shows in the time that it takes. */
export async function workOf({ deps }: Ward, run: () => Promise<unknown>): Promise<Work> {
  const work: Work = { queries: [], hashings: 0 }
  const { read, write } = deps.store
  const { isRight, hash } = deps.passwords
  deps.store.read = fn => read(db => fn(recorded(db, work)))
  deps.store.write = (fn, options) => write(db => fn(recorded(db, work)), options)
  deps.passwords.isRight = (...of) => {
    work.hashings += 1
    return isRight(...of)
  }
  deps.passwords.hash = (...of) => {
    work.hashings += 1
    return hash(...of)
  }
  try {
    await run()
  } finally {
    Object.assign(deps.store, { read, write })
    Object.assign(deps.passwords, { isRight, hash })
  }
  return work
}

function recorded(db: Db, work: Work): Db {
  return db.withPlugin({
    transformQuery({ node, queryId }) {
      work.queries.push(db.getExecutor().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
}
