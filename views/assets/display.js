import { openAnnouncer } from './announcer.js'
import { openBoard } from './display-board.js'
import { followEdition, keepAwake } from './display-upkeep.js'
import { openLive } from './live.js'

const announcedMilliseconds = 20_000
const seenMax = 1000
const sleepMilliseconds = 20_000

const root = document.querySelector('[data-display]')
if (root) openDisplay(root, root.dataset)

function openDisplay(
  root,
  { stream, poll, states, now, speed, zone, edition, banners, sound, say, tellText },
) {
  const time = openServerTime(Number(now), Number(speed))
  const board = openBoard(root, { time, zone })
  const seen = new Set()
  const tell = root.querySelector('[data-tell]')
  const button = root.querySelector('[data-sound-button]')
  const announcer = openAnnouncer({
    sound,
    say: JSON.parse(say),
    callNow: board.callNow,
    onLocked: isLocked => (button.hidden = !isLocked),
  })

  const upkeep = followEdition({ edition, time, zone, isIdle: announcer.isIdle })

  /** What is not new or not fresh is shown, but never said: nobody comes to a call of ten minutes ago. */
  function take(state) {
    time.follow(state.at)
    board.show(state)
    if (state.banners !== banners) void upkeep.look()
    const mayBeOld = time.hasSlept()
    const fresh = state.calling
      .filter(({ call }) => !seen.has(call))
      .filter(({ calledAt }) => !mayBeOld && state.at - calledAt < announcedMilliseconds * time.speed)
      .toSorted((a, b) => a.call - b.call)
    for (const { call } of state.calling) see(call)
    if (fresh.length === 0) return
    tell.textContent = fresh.map(({ number, window }) => fill(tellText, { number, window })).join(' ')
    for (const call of fresh) announcer.announce(call)
  }

  function see(call) {
    seen.add(call)
    if (seen.size <= seenMax) return
    const [oldest] = seen
    seen.delete(oldest)
  }

  for (const state of JSON.parse(states)) take(state)
  openLive({
    stream,
    poll,
    listensHidden: true,
    onState: take,
    onFresh({ isStale, since }) {
      if (!isStale && since !== null) time.follow(since)
      board.showStale(isStale, since ?? Number(now))
    },
    onEnded: () => upkeep.loadAgainWhenThere(),
  })
  setInterval(() => board.tick(), 1000)
  board.tick()
  for (const type of ['pointerdown', 'keydown']) document.addEventListener(type, announcer.unlock)
  keepAwake()
}

/** The server's time, as far as what it has said tells. On a sample day it runs faster than the real one. */
function openServerTime(start, speed) {
  const passed = () => performance.now() * speed
  let ahead = start - passed()
  let awake = Date.now() - performance.now()
  let sleptAt = -Infinity
  return {
    speed,
    now: () => passed() + ahead,
    follow(at) {
      const said = at - passed()
      // Words come late, never early; far behind means that the server's clock was set back.
      if (said > ahead || said < ahead - 60_000 * speed) ahead = said
    },
    /** Whether the device slept just now, so that what it hears may have waited in its own buffers. */
    hasSlept() {
      const difference = Date.now() - performance.now()
      if (Math.abs(difference - awake) > sleepMilliseconds) sleptAt = performance.now()
      awake = difference
      return performance.now() - sleptAt < sleepMilliseconds
    },
  }
}

function fill(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}
