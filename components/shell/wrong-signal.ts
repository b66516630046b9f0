const switchName = 'octet-wrong-scan'

/** Whether this device signals a wrong scan by sound and vibration; it does unless somebody has switched that off. */
export function isSignalOn(): boolean {
  try {
    return localStorage.getItem(switchName) !== 'off'
  } catch {
    return true
  }
}

export function switchSignal(on: boolean): void {
  try {
    localStorage.setItem(switchName, on ? 'on' : 'off')
  } catch {
    // In a browser without storage the signal is on.
  }
}

let sound: AudioContext | undefined

/** Two low tones: they are audible in a noisy hall and differ from a scanner's own sound. */
function playTones(): void {
  sound ??= new AudioContext()
  // The sound stops while a tablet sleeps; without this, all missed tones would play at once.
  if (sound.state !== 'running') void sound.resume().catch(() => {})
  for (const begin of [0, 0.22]) {
    const tone = sound.createOscillator()
    const volume = sound.createGain()
    tone.type = 'square'
    tone.frequency.value = 220
    volume.gain.value = 0.2
    tone.connect(volume).connect(sound.destination)
    tone.start(sound.currentTime + begin)
    tone.stop(sound.currentTime + begin + 0.15)
  }
}

/** Signals a wrong scan by sound and vibration, because a person who scans does not look at the screen. */
export function signalWrong(): void {
  if (!isSignalOn()) return
  navigator.vibrate?.([120, 80, 120])
  try {
    playTones()
  } catch {
    // A device without sound still vibrates and shows the message.
  }
}
