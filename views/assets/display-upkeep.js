const hour = 3_600_000
const minute = 60_000
const nightly = '4:00'

/** Loads the page again at 4:00 and when the server has another edition of it: never while it does not answer. */
export function followEdition({ edition, time, zone, isIdle }) {
  const clock = new Intl.DateTimeFormat('ja', {
    ...{ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
  })
  let isDue = false
  let isLooking = false

  async function look() {
    if (isLooking) return
    isLooking = true
    const there = await editionThere()
    isLooking = false
    if (there === null || (there === edition && !isDue)) return
    if (isIdle()) location.reload()
    else setTimeout(look, minute / 12)
  }

  async function editionThere() {
    try {
      const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
      if (!answer.ok || answer.redirected) return null
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      return page.querySelector('[data-edition]')?.dataset.edition ?? null
    } catch {
      return null
    }
  }

  // Not all displays of a building in the same minute.
  setInterval(look, hour + (Math.random() - 0.5) * 10 * minute)
  setInterval(
    () => {
      if (performance.now() > hour && clock.format(time.now()) === nightly) isDue = true
      if (isDue) void look()
    },
    minute - Math.random() * 10_000,
  )
  return {
    look,
    loadAgainWhenThere() {
      isDue = true
    },
  }
}

/** Asks the browser not to darken the screen; it forgets that when the page was hidden. */
export function keepAwake() {
  async function ask() {
    try {
      if (!document.hidden) await navigator.wakeLock?.request('screen')
    } catch {
      // Refused to save power: the computer's own setting decides.
    }
  }
  document.addEventListener('visibilitychange', ask)
  void ask()
}
