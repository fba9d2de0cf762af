import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const pathsMax = 2000

/**
 * Finds the handlers of a path, and remembers what it has found for as many paths as a rush asks for at once: walking
 * through all routes takes as long as answering with a page that is kept. The routes are put in order when the first path
 * is looked for: a server is ready sooner.
 */
export function createRememberingRouter<T>(): Router<T> {
  const router = new TrieRouter<T>()
  const found = new Map<string, Result<T>>()
  let added: Array<[method: string, path: string, handler: T]> = []

  function putInOrder() {
    for (const route of added) router.add(...route)
    added = []
    found.clear()
  }

  return {
    name: 'RememberingRouter',
    add(method, path, handler) {
      added.push([method, path, handler])
    },
    match(method, path) {
      if (added.length > 0 || found.size >= pathsMax) putInOrder()
      const key = `${method} ${path}`
      const known = found.get(key)
      if (known) return known
      const result = router.match(method, path)
      found.set(key, result)
      return result
    },
  }
}
