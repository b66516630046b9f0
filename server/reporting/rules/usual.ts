/** The least number of paid invoices from which an organisation's own payment habits are known. */
export const leastHistory = 20

/**
 * Payment delays in banking days that stand in for habits until they are known. Half of the payments come by the due
 * day, most within three weeks of it, and one in twenty after about three months.
 */
const usual = [-10, -6, -4, -3, -2, -1, -1, 0, 0, 0, 1, 1, 2, 3, 4, 6, 9, 15, 30, 60]

/** The usual delays that fill up this many known ones, taken evenly from early to late; none when enough are known. */
export function usualDelays(known: number): number[] {
  const missing = Math.max(0, leastHistory - known)
  return Array.from({ length: missing }, (_, nth) => usual[Math.floor(((nth + 0.5) * usual.length) / missing)] ?? 0)
}
