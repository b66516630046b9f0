const minuteMs = 60_000

/** After so many attempts a mail is given up and shown as failed. */
export const mostAttempts = 8

/** A mail being sent for longer than this was cut off: nobody can say whether it arrived. */
export const cutOffAfterMs = 10 * minuteMs

/** How long after an attempt the next one is made: 2, 4, 8 … minutes, at most six hours. */
export function retryAfterMs(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(2 ** attempts * minuteMs, 360 * minuteMs)
}
