/**
 * The share paid by each number of days after the due date. A share that was never paid stays open beyond the last
 * number.
 */
export interface Curve {
  days: number[]
  paid: number[]
}

/** Delays in days after the due day: of paid invoices, and the present delays of open ones. */
export interface Delays {
  paid: number[]
  waiting: number[]
}

/**
 * Estimates the curve from paid and open invoices (Kaplan–Meier). Open invoices count too; without them the curve would
 * miss late payers.
 */
export function curveOf({ paid, waiting }: Delays): Curve {
  const rising = Int32Array.from(paid).sort()
  const open = Int32Array.from(waiting).sort()
  const curve: Curve = { days: [], paid: [] }
  let left = 1
  let gone = 0
  for (let index = 0; index < rising.length; ) {
    const day = rising[index] as number
    let end = index
    while (rising[end] === day) end++
    while (gone < open.length && (open[gone] as number) < day) gone++
    left *= 1 - (end - index) / (rising.length - index + open.length - gone)
    curve.days.push(day)
    curve.paid.push(1 - left)
    index = end
  }
  return curve
}

/** The share that is paid within fewer than this many days. */
export function paidBefore({ days, paid }: Curve, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : (paid[low - 1] ?? 0)
}
