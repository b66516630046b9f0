import { Refusal } from '../context/errors'
import { systemClock } from '../time/clock'

interface Window {
  endsAt: number
  used: number
}

const windows = new Map<string, Window>()
const mostWindows = 50_000

/**
 * Counts a request against a limit per window and key. The counts are kept in this process: with several processes the
 * limit is that many times as high. Refuses with TOO_MANY_REQUESTS, which says how many seconds to wait.
 */
export function limitRate(key: string, limit: number, windowMs = 60_000): void {
  const now = systemClock.now().getTime()
  let window = windows.get(key)
  if (!window || window.endsAt <= now) {
    if (windows.size >= mostWindows) for (const [old, { endsAt }] of windows) if (endsAt <= now) windows.delete(old)
    window = { endsAt: now + windowMs, used: 0 }
    windows.set(key, window)
  }
  window.used++
  if (window.used > limit)
    throw new Refusal('TOO_MANY', 'TOO_MANY_REQUESTS', { seconds: Math.ceil((window.endsAt - now) / 1000) })
}
