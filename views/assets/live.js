const silenceMax = 20_000 // a beat comes every 15 s
const staleAfter = 30_000
const streamAgainAfter = 120_000
const triesMax = 3
const restoredAfter = 60_000
const restAfter = 10_000
const restingPoll = 25_000

const between = (from, to) => from + Math.random() * (to - from)

/**
 * Keeps a page up to date: by events while they get through, by polling while they do not.
 *
 * `stream` and `poll` are the addresses of both. `onState` is given each state of a counter that is newer than
 * the last; `onFresh` is told when nothing has been heard for 30 seconds, with the server's time of the last
 * word (null before the first), and when there is news again; `onEnded` when whoever was signed in no longer is.
 *
 * A tab in the background polls instead, because browsers open six connections to a server over HTTP/1.1, and
 * seven listening tabs would be one that never loads. With `listensHidden` it goes on listening.
 */
export function openLive(options) {
  const { stream, poll, onState, onFresh = () => {}, onEnded = () => {}, listensHidden = false } = options
  const seen = new Map()
  let source = null
  let lastId = ''
  let tries = 0
  let isPolling = false
  let isEnded = false
  let isStale = false
  let isResting = false
  let isAway = false
  let heardAt = performance.now()
  let serverAhead = -Infinity
  let silence, again, staleness, nextPoll, rest

  function heard(at) {
    heardAt = performance.now()
    serverAhead = Math.max(serverAhead, at - heardAt)
    if (isStale) tellFresh(false)
    watch()
  }

  function tellFresh(stale) {
    isStale = stale
    onFresh({ isStale, since: serverAhead === -Infinity ? null : Math.round(heardAt + serverAhead) })
  }

  function watch() {
    clearTimeout(staleness)
    staleness = setTimeout(() => tellFresh(true), staleAfter)
  }

  function take(state) {
    const content = JSON.stringify({ ...state, at: 0 })
    const known = seen.get(state.counter)
    if (known && isOlder(state, known)) return
    seen.set(state.counter, { version: state.version, at: state.at, content })
    if (known?.content !== content) onState(state)
  }

  function open() {
    if (isEnded) return
    stop()
    let hasSpoken = false
    const own = new EventSource(address())
    source = own
    const spoke = at => {
      hasSpoken = true
      tries = 0
      stopPolling()
      heard(at)
      listenFor(lost)
    }
    const lost = () => {
      // Events that never came are held back on the way: ask for the state until they do.
      if (!hasSpoken) tries = triesMax
      retry()
    }
    own.addEventListener('counter', event => {
      lastId = event.lastEventId
      const state = JSON.parse(event.data)
      spoke(state.at)
      take(state)
    })
    own.addEventListener('beat', event => spoke(JSON.parse(event.data).at))
    own.addEventListener('ended', end)
    own.addEventListener('error', () => {
      // Closed means refused by an answer: the server can be asked, perhaps it also says why.
      if (own.readyState === EventSource.CLOSED) pollIn(between(0, 2000))
      retry()
    })
    listenFor(lost)
  }

  function listenFor(lost) {
    clearTimeout(silence)
    silence = setTimeout(() => lost(), silenceMax)
  }

  /** An EventSource opened anew cannot send Last-Event-ID. */
  function address() {
    return lastId ? `${stream}${stream.includes('?') ? '&' : '?'}last=${encodeURIComponent(lastId)}` : stream
  }

  function retry() {
    stop()
    tries += 1
    if (tries >= triesMax && !isPolling) {
      isPolling = true
      pollIn(between(0, 2000))
    }
    openIn(isPolling ? streamAgainAfter : between(1000, 15_000))
  }

  function openIn(milliseconds) {
    clearTimeout(again)
    again = setTimeout(open, milliseconds)
  }

  function stop() {
    source?.close()
    source = null
    clearTimeout(silence)
    clearTimeout(again)
  }

  function pollIn(milliseconds) {
    clearTimeout(nextPoll)
    nextPoll = setTimeout(async () => {
      await ask()
      if (isEnded) return
      if (isResting) pollIn(restingPoll)
      else if (isPolling) pollIn(between(5000, 8000))
    }, milliseconds)
  }

  function stopPolling() {
    isPolling = false
    clearTimeout(nextPoll)
  }

  async function ask() {
    try {
      const signal = AbortSignal.timeout(10_000)
      const answer = await fetch(poll, { headers: { 'X-Live': '1' }, cache: 'no-cache', signal })
      if (answer.status === 401 || answer.status === 403 || answer.redirected) return end()
      if (!answer.ok) throw new Error(`answered with ${answer.status}`)
      const { at, counters } = await answer.json()
      heard(at)
      for (const state of counters) take(state)
      if (isAway && !source && !isResting) openIn(between(1000, 15_000))
      isAway = false
    } catch {
      // That nothing is heard is what the page shows; when the server is back, so will be its events.
      isAway = true
    }
  }

  function end() {
    close()
    onEnded()
  }

  function close() {
    isEnded = true
    stop()
    stopPolling()
    clearTimeout(staleness)
    clearTimeout(rest)
    for (const [target, type, listener] of listeners) target.removeEventListener(type, listener)
  }

  function openNow() {
    if (isResting) return pollIn(0)
    tries = 0
    open()
  }

  function followVisibility() {
    clearTimeout(rest)
    if (!document.hidden) return wake()
    if (listensHidden) return
    rest = setTimeout(() => {
      isResting = true
      stop()
      pollIn(restingPoll)
    }, restAfter)
  }

  function wake() {
    isResting = false
    // A device that slept may not know yet that its line is broken.
    pollIn(0)
    if (!source) openNow()
  }

  const listeners = [
    [window, 'online', openNow],
    [window, 'pagehide', stop],
    [window, 'pageshow', event => event.persisted && openNow()],
    [document, 'visibilitychange', followVisibility],
  ]
  for (const [target, type, listener] of listeners) target.addEventListener(type, listener)
  watch()
  open()
  if (document.hidden) followVisibility()
  return { close }
}

/** A version far older than what was seen is a restored backup, not a late message. */
function isOlder(state, known) {
  if (state.version === known.version) return state.at < known.at
  return state.version < known.version && state.at < known.at + restoredAfter
}
