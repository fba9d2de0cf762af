import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const pathsMax = 2000

/**
 * Finds the handlers of a path, and remembers what it has found for as many paths as a rush asks for at once: walking
 * through all routes takes as long as answering with a page that is kept.
 */
export function createRememberingRouter<T>(): Router<T> {
  const router = new TrieRouter<T>()
  const found = new Map<string, Result<T>>()

  return {
    name: 'RememberingRouter',
    add(method, path, handler) {
      found.clear()
      router.add(method, path, handler)
    },
    match(method, path) {
      const key = `${method} ${path}`
      const known = found.get(key)
      if (known) return known

      if (found.size >= pathsMax) found.clear()
      const result = router.match(method, path)
      found.set(key, result)
      return result
    },
  }
}
