const switchName = 'octet-wrong-scan'

/** Whether this device makes itself heard and felt at a wrong scan; it does unless somebody has switched it off. */
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
    // A browser that keeps nothing has it on.
  }
}

let sound: AudioContext | undefined

/** Two low tones, which a hall does not drown and nobody takes for a scanner's own. */
function playTones(): void {
  sound ??= new AudioContext()
  // A tablet that slept has stopped it; what was to sound then would sound all at once.
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

/** Whoever scans does not look at the screen: a wrong scan is heard and felt. */
export function signalWrong(): void {
  if (!isSignalOn()) return
  navigator.vibrate?.([120, 80, 120])
  try {
    playTones()
  } catch {
    // A device without sound still shows and shakes.
  }
}
