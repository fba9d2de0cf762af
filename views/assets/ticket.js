import './live-page.js'

// Tells of a call, and once that it is near, where script can: in the tab's title, by a buzz, and by a sound for whoever has asked for it.
// Every word comes from the page.
/** Rising, and shorter than a call. */
const ofNearTurn = [
  [0, 784],
  [0.35, 988],
]
const ofCall = [
  [0, 988],
  [0.35, 784],
  [0.7, 988],
  [1.05, 784],
]

const stateOf = () => document.querySelector('[data-live-part=state]')
const first = stateOf()
let audio = null

if (first) {
  let told = callOf(first)
  let isNearTold = isNear(first)
  // Not only this part: the live page puts a new one in its place.
  new MutationObserver(() => {
    const now = stateOf()
    if (!now) return
    // The number has gone on to another counter, which this page does not listen to yet.
    if (now.dataset.counter !== first.dataset.counter) return location.reload()
    showSound()
    const name = document.title.split(' | ').at(-1)
    const title = `${now.dataset.title} | ${name}`
    if (document.title !== title) document.title = title
    if (isNear(now) && !isNearTold) {
      isNearTold = true
      navigator.vibrate?.([200, 100, 200])
      chime(ofNearTurn)
    }
    const call = callOf(now)
    if (call === told) return
    told = call
    if (call === null) return
    navigator.vibrate?.([300, 150, 300, 150, 300])
    chime()
  }).observe(document.querySelector('main'), { childList: true, subtree: true })
  showSound()
}

/** Which call it is: each one is told anew. Null while nobody is called. */
function callOf(part) {
  return part.dataset.state === 'called' ? part.dataset.call : null
}

/** The server says so once, and stays with it however the line moves. */
function isNear(part) {
  return part.dataset.near !== undefined
}

function showSound() {
  const place = document.querySelector('[data-sound-place]')
  if (!place || !window.AudioContext) return
  if (place.hidden) place.hidden = false
  const button = place.querySelector('[data-sound]')
  const pressed = String(audio !== null)
  if (button.getAttribute('aria-pressed') !== pressed) button.setAttribute('aria-pressed', pressed)
}

document.addEventListener('click', event => {
  if (!event.target.closest?.('[data-sound]')) return
  // A browser lets a page sound only after a press: this one, which is answered by the sound itself.
  if (audio) {
    audio.close()
    audio = null
  } else {
    audio = new AudioContext()
    chime()
  }
  showSound()
})

/** Tones by their seconds and hertz. */
function chime(tones = ofCall) {
  if (!audio) return
  audio.resume()
  for (const [after, frequency] of tones) {
    const at = audio.currentTime + after
    const tone = new OscillatorNode(audio, { frequency })
    const loudness = new GainNode(audio, { gain: 0 })
    loudness.gain.setValueAtTime(0, at)
    loudness.gain.linearRampToValueAtTime(0.4, at + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.6)
    tone.connect(loudness).connect(audio.destination)
    tone.start(at)
    tone.stop(at + 0.65)
  }
}
