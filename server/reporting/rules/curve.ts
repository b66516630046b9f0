/**
 * The share paid by each number of days after the due date. A share that was never paid stays open beyond the last
 * number.
 */
export interface Curve {
  days: number[]
  paid: number[]
}

/** Days after the due day at which invoices of a payer were paid off, and those at which what is open still waits. */
export interface Delays {
  paid: number[]
  waiting: number[]
}

/**
 * Counts paid and open invoices (Kaplan–Meier). Open invoices say as much about a payer as paid ones; without them
 * late payers would be missed.
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

/** The share paid off in fewer than so many days. */
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
