import type { FreightTable } from '@/server/carrier/rules'

type Row = [from: number | bigint, amount: number | bigint, country?: string]

const table = (by: FreightTable['by'], rows: readonly Row[]): FreightTable => ({
  by,
  steps: rows.map(([from, amount, country = null]) => ({ country, from: String(from), amountMinor: String(amount) })),
})

/** A freight table by the value of the goods: from so many minor units on, so many of freight. */
export const byValue = (...rows: Row[]): FreightTable => table('VALUE', rows)

/** A freight table by weight: above so many grams, so many minor units of freight. */
export const byWeight = (...rows: Row[]): FreightTable => table('WEIGHT', rows)
