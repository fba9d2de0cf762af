import './page.js'

// Counts down the time for which a place is held. The words stand in the page; only numbers come from here.
const hold = document.querySelector('[data-hold-seconds]')
const left = hold?.querySelector('[data-hold-left]')

if (hold && left) {
  const endsAt = performance.now() + Number(hold.dataset.holdSeconds) * 1000
  const words = left.textContent.trim()

  const show = () => {
    const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
    const minutes = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    left.textContent = words.replace('%', minutes)
    left.hidden = seconds === 0
    hold.querySelector('[data-hold-soon]').hidden = seconds === 0 || seconds > 120
    hold.querySelector('[data-hold-over]').hidden = seconds > 0
    if (seconds > 0) setTimeout(show, 1000)
  }
  show()
}
