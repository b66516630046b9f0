/** What is compared before this program takes over, and whether it is a count or an amount. */
export const cutOverFigures = [
  { key: 'customers', label: 'Customers', kind: 'count' },
  { key: 'products', label: 'Products', kind: 'count' },
  { key: 'stockMinor', label: 'Value of the stock, at cost', kind: 'amount' },
  { key: 'openOrders', label: 'Open orders', kind: 'count' },
  { key: 'openOrdersMinor', label: 'Not delivered of them, without tax', kind: 'amount' },
  { key: 'planned', label: 'Planned receipts', kind: 'count' },
  { key: 'plannedMinor', label: 'Still expected of them, at cost', kind: 'amount' },
  { key: 'notDueMinor', label: 'Owed, not due yet', kind: 'amount' },
  { key: 'to30Minor', label: 'Owed, 1–30 days late', kind: 'amount' },
  { key: 'to60Minor', label: 'Owed, 31–60 days late', kind: 'amount' },
  { key: 'to90Minor', label: 'Owed, 61–90 days late', kind: 'amount' },
  { key: 'over90Minor', label: 'Owed, more than 90 days late', kind: 'amount' },
  { key: 'totalMinor', label: 'Owed in all', kind: 'amount' },
] as const

export type CutOverKey = (typeof cutOverFigures)[number]['key']

/** A figure here and in the program before; nothing where nobody has said what it is there. */
export interface Compared {
  key: CutOverKey
  here: bigint
  there: bigint | null
}

/** Whether every figure is the same on both sides; one of which there is nothing here need not be said. */
export const agrees = (figures: readonly Compared[]): boolean =>
  figures.every(({ here, there }) => (there ?? 0n) === here)
