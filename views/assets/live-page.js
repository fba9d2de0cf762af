import './page.js'
import { openLive } from './live.js'

// Keeps the parts of a page that change by themselves as the server would render them now. Every word of it
// comes from the server; script only exchanges what differs.
const root = document.querySelector('[data-live]')
if (root) keepFresh(root)

function keepFresh(root) {
  const { liveStream: stream, livePoll: poll, liveVersions = '', liveSpread = '0', liveZone } = root.dataset
  const listensHidden = 'liveHidden' in root.dataset
  const rendered = new Map(
    liveVersions
      .split(',')
      .filter(Boolean)
      .map(known => known.split(':')),
  )
  const shown = new Map(partsOf(document).map(([name, part]) => [name, part.outerHTML]))
  let isFetching = false
  let isOwed = false
  let isLeft = false

  function isRendered({ counter, version, banners }) {
    const known = rendered.get(counter)
    rendered.delete(counter)
    return known !== undefined && version <= Number(known) && !tellsOther(banners)
  }

  /** Pages for staff show no banners. */
  function tellsOther(banners) {
    const shown = document.querySelector('[data-banners]')
    return shown !== null && shown.dataset.banners !== banners
  }

  async function refresh() {
    isOwed = true
    if (isFetching) return
    isFetching = true
    try {
      while (isOwed) {
        isOwed = false
        // A page open on thousands of phones is not asked for by all of them in the same moment.
        await wait(Math.random() * Number(liveSpread))
        isOwed = false
        await fetchOnce()
      }
    } catch {
      // No network or no server now.
      setTimeout(refresh, 5000 + Math.random() * 3000)
    } finally {
      isFetching = false
    }
  }

  async function fetchOnce() {
    const signal = AbortSignal.timeout(10_000)
    const answer = await fetch(location.href, { headers: { 'X-Live': '1' }, cache: 'no-store', signal })
    const isElsewhere = answer.redirected && new URL(answer.url).pathname !== location.pathname
    if (isElsewhere || [401, 403, 404, 410].includes(answer.status)) return location.reload()
    if (!answer.ok) throw new Error(`answered with ${answer.status}`)
    exchange(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  }

  function exchange(fresh) {
    const [left, top] = [scrollX, scrollY]
    const parts = new Map(partsOf(fresh))
    for (const [name, part] of partsOf(document)) {
      const next = parts.get(name)
      if (!next || next.outerHTML === shown.get(name)) continue
      if (isInUse(part)) {
        isLeft = true
        continue
      }
      shown.set(name, next.outerHTML)
      // One inside another has gone with it.
      if (!part.isConnected) continue
      const focused = part.contains(document.activeElement) ? document.activeElement.id : ''
      part.replaceWith(document.adoptNode(next))
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
    }
    scrollTo({ left, top, behavior: 'instant' })
  }

  // A part that somebody is using waits until they are done.
  for (const type of ['focusout', 'pointerup', 'toggle', 'close'])
    document.addEventListener(
      type,
      () => {
        if (!isLeft) return
        isLeft = false
        setTimeout(refresh, 100)
      },
      true,
    )

  openLive({
    stream,
    poll,
    listensHidden,
    onState: state => isRendered(state) || refresh(),
    onFresh: showAge,
    onEnded: () => location.reload(),
  })

  function showAge({ isStale, since }) {
    const clock = new Intl.DateTimeFormat('ja', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(liveZone && { timeZone: liveZone }),
    })
    for (const notice of document.querySelectorAll('[data-live-stale]')) {
      const place = notice.querySelector('[data-live-since]')
      if (place && since !== null) place.textContent = clock.format(since)
      notice.hidden = !isStale
    }
    if (!isStale) void refresh()
  }
}

function partsOf(page) {
  return [...page.querySelectorAll('[data-live-part]')].map(part => [part.dataset.livePart, part])
}

/** Whether somebody is typing, has typed, has opened or is just pressing something in it. */
function isInUse(part) {
  return (
    part.matches(':is(dialog, details)[open]') ||
    part.querySelector(':is(input, textarea, select):focus, :is(dialog, details)[open], :active') !== null ||
    [...part.querySelectorAll('input, textarea, select')].some(isChanged)
  )
}

function isChanged(field) {
  if (!(field instanceof HTMLSelectElement))
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked
  const usual = [...field.options].findIndex(option => option.defaultSelected)
  return field.selectedIndex !== Math.max(0, usual)
}

function wait(milliseconds) {
  return milliseconds > 0 ? new Promise(resolve => setTimeout(resolve, milliseconds)) : undefined
}
