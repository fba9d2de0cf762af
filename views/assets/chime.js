// ピンポン: E and the C below, each fading like a bell.
const tones = [
  { hertz: 659.26, after: 0 },
  { hertz: 523.25, after: 0.55 },
]
const fadeSeconds = 0.9
const lengthMilliseconds = 1500

/** Two tones. Browsers keep them locked until a person presses something; `onLocked` is told which it is. */
export function openChime(onLocked) {
  if (!globalThis.AudioContext) return { isUnlocked: () => true, async unlock() {}, async play() {} }
  const context = new AudioContext()
  const isUnlocked = () => context.state === 'running'
  const tellState = () => onLocked(!isUnlocked())
  context.addEventListener('statechange', tellState)
  tellState()

  function sound({ hertz, after }) {
    const at = context.currentTime + after
    const tone = new OscillatorNode(context, { frequency: hertz })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(0.6, at + 0.01)
    volume.gain.exponentialRampToValueAtTime(0.001, at + fadeSeconds)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + fadeSeconds)
  }

  return {
    isUnlocked,
    unlock: () => context.resume(),
    async play() {
      for (const tone of tones) sound(tone)
      await new Promise(resolve => setTimeout(resolve, lengthMilliseconds))
    },
  }
}
