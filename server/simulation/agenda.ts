/** An act that is due at a time of the virtual clock. */
interface Act {
  at: Date
  /** Acts with the same lane happen one after the other; others may overlap. */
  lane: string
  run(at: Date): Promise<void>
}

const hourMs = 3_600_000

/** The acts still to come, grouped by the hour. */
export class Agenda {
  private readonly hours = new Map<number, Act[]>()
  private count = 0

  get size(): number {
    return this.count
  }

  add(act: Act): void {
    const hour = Math.floor(act.at.getTime() / hourMs)
    const acts = this.hours.get(hour)
    if (acts) acts.push(act)
    else this.hours.set(hour, [act])
    this.count++
  }

  /** The next hour with an act in it, or null. */
  nextHour(): Date | null {
    let next = Number.POSITIVE_INFINITY
    for (const hour of this.hours.keys()) if (hour < next) next = hour
    return next === Number.POSITIVE_INFINITY ? null : new Date(next * hourMs)
  }

  /** Takes out the acts up to and including this hour, in the order of time. */
  takeUntil(instant: Date): Act[] {
    const last = Math.floor(instant.getTime() / hourMs)
    const due = [...this.hours.keys()].filter((hour) => hour <= last).sort((a, b) => a - b)
    const acts = due.flatMap((hour) => (this.hours.get(hour) ?? []).sort((a, b) => a.at.getTime() - b.at.getTime()))
    for (const hour of due) this.hours.delete(hour)
    this.count -= acts.length
    return acts
  }
}

/** Runs work in parallel with at most this many workers; acts of one lane run in order. The first failure stops everything. */
export async function inLanes<T>(
  items: readonly T[],
  hands: number,
  laneOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const lanes = new Map<string, T[]>()
  for (const item of items) {
    const lane = lanes.get(laneOf(item))
    if (lane) lane.push(item)
    else lanes.set(laneOf(item), [item])
  }
  const queue = [...lanes.values()]
  let failure: unknown
  const hand = async () => {
    for (let lane = queue.shift(); lane && failure === undefined; lane = queue.shift())
      for (const item of lane) await work(item)
  }
  await Promise.all(
    Array.from({ length: Math.min(hands, queue.length) }, () =>
      hand().catch((error) => {
        failure ??= error
      }),
    ),
  )
  if (failure !== undefined) throw failure
}
