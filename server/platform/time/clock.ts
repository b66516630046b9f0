/** The source of the time: the real clock, or one that a simulation moves. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is set; it never runs backwards. */
export function virtualClock(start: Date): Clock & { set(instant: Date): void } {
  let current = start
  return {
    now: () => current,
    set(instant) {
      if (instant > current) current = instant
    },
  }
}
