import './live-page.js'

// The window page from the keyboard: every deed has a digit, and the largest button has the focus.
const root = document.querySelector('[data-live-page]')
// A refused deed answers on the address it was sent to: what is reloaded is the page itself.
if (root && location.pathname !== root.dataset.livePage) history.replaceState(null, '', root.dataset.livePage)

const keysSwitch = document.querySelector('[data-keys-switch]')
if (keysSwitch) {
  keysSwitch.checked = localStorage.getItem('keys') !== 'off'
  keysSwitch.addEventListener('change', () => {
    localStorage.setItem('keys', keysSwitch.checked ? 'on' : 'off')
    document.body.classList.toggle('keys-off', !keysSwitch.checked)
  })
  document.body.classList.toggle('keys-off', !keysSwitch.checked)
}

document.addEventListener('keydown', event => {
  if (!keysSwitch?.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  if (event.repeat || event.target.matches('select, textarea, input:not([type=checkbox], [type=radio])'))
    return
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  const button = digit && document.querySelector(`[data-digit="${digit}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
})

// A press that is under way is not pressed again.
document.addEventListener('submit', event => {
  if (event.target.dataset.sent) return event.preventDefault()
  event.target.dataset.sent = 'yes'
  setTimeout(() => delete event.target.dataset.sent, 3000)
})

// After a deed the page comes back with another main button: it gets the focus, so that Enter goes on.
if (!document.querySelector('[autofocus]')?.matches(':focus')) document.querySelector('#main-deed')?.focus()

let serverAhead = 0
const answered = Number(root?.dataset.now ?? document.querySelector('[data-now]')?.dataset.now)
if (answered) serverAhead = answered - Date.now()
setInterval(() => {
  for (const place of document.querySelectorAll('[data-since]'))
    place.textContent = String(
      Math.max(0, Math.floor((Date.now() + serverAhead - Number(place.dataset.since)) / 60_000)),
    )
}, 10_000)

// An alarm that was not there before sounds once.
let hadAlarm = document.querySelector('[data-alarm]') !== null
new MutationObserver(() => {
  const hasAlarm = document.querySelector('[data-alarm]') !== null
  if (hasAlarm && !hadAlarm) beep()
  hadAlarm = hasAlarm
}).observe(document.body, { childList: true, subtree: true })

function beep() {
  const sound = new AudioContext()
  for (const start of [0, 0.35, 0.7]) {
    const tone = sound.createOscillator()
    const volume = sound.createGain()
    tone.frequency.value = 880
    volume.gain.setValueAtTime(0.2, sound.currentTime + start)
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + start + 0.25)
    tone.connect(volume).connect(sound.destination)
    tone.start(sound.currentTime + start)
    tone.stop(sound.currentTime + start + 0.25)
  }
}
