const newMilliseconds = 10_000

/** What the display shows: the newest calls over all counters, each counter's calls, and how many wait. */
export function openBoard(root, { time, zone }) {
  const clock = new Intl.DateTimeFormat('ja', {
    ...{ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
  })
  const cards = new Map(
    [...root.querySelectorAll('[data-counter]')].map(card => [card.dataset.counter, card]),
  )
  const states = new Map()
  const newest = part('[data-newest]')
  const newestMax = cards.size === 1 ? 5 : 6

  function part(selector, within = root) {
    return within.querySelector(selector)
  }

  function show(state) {
    const card = cards.get(state.counter)
    if (!card) return
    states.set(state.counter, state)
    const { waiting, calling } = state
    part('[data-waiting]', card).textContent = String(waiting.length)
    const list = part('[data-calls]', card)
    if (list) fillCalls(list, calling.toSorted(newestFirst).slice(0, Number(list.dataset.max)), 'call')
    const closed = part('[data-closed]', card)
    if (closed) closed.hidden = !isClosed(card)
    showNewest()
  }

  function showNewest() {
    const calls = [...states.values()]
      .flatMap(({ counter, calling }) => calling.map(call => ({ ...call, counter })))
      .toSorted(newestFirst)
    fillCalls(newest, calls.slice(0, newestMax), 'newest')
    const isAllClosed = [...cards.values()].every(isClosed)
    part('[data-nobody]').hidden = calls.length > 0 || isAllClosed
    part('[data-all-closed]').hidden = calls.length > 0 || !isAllClosed
  }

  function isClosed(card) {
    const state = states.get(card.dataset.counter)
    if (!state || 'openToday' in card.dataset) return false
    return state.waiting.length === 0 && state.calling.length === 0 && state.windowsOpen === 0
  }

  function fillCalls(list, calls, template) {
    const shown = calls.map(({ call, window }) => `${call} ${window}`).join()
    if (list.dataset.shown === shown) return
    list.dataset.shown = shown
    list.dataset.count = String(calls.length)
    list.replaceChildren(...calls.map(call => callNode(call, template)))
  }

  function callNode({ call, number, window, calledAt, counter }, template) {
    const node = part(`[data-template=${template}]`).content.firstElementChild.cloneNode(true)
    node.dataset.call = call
    node.dataset.calledAt = calledAt
    markNew(node)
    part('[data-number]', node).textContent = number
    part('[data-window]', node).textContent = window
    for (const name of ['[data-name]', '[data-name-en]'])
      if (part(name, node)) part(name, node).textContent = part(name, cards.get(counter)).textContent
    return node
  }

  function markNew(node) {
    node.toggleAttribute(
      'data-new',
      time.now() - Number(node.dataset.calledAt) < newMilliseconds * time.speed,
    )
  }

  return {
    show,
    /** A call as it is now; nothing when it was taken back or is over. */
    callNow: id => [...states.values()].flatMap(({ calling }) => calling).find(({ call }) => call === id),
    /** Since when nothing is heard, over the last calls, which stay. */
    showStale(isStale, since) {
      root.toggleAttribute('data-dimmed', isStale)
      part('[data-stale]').hidden = !isStale
      part('[data-since]').textContent = clock.format(since)
    },
    tick() {
      part('[data-clock]').textContent = clock.format(time.now())
      for (const node of root.querySelectorAll('[data-new]')) markNew(node)
    },
  }
}

function newestFirst(a, b) {
  return b.calledAt - a.calledAt || b.call - a.call
}
