import { z } from 'zod'
import { type ListSearch, pageInput, readable } from '@/server/platform/lists/pages'
import { isDay } from '@/server/platform/time/calendar'

const day = z.string().refine(isDay)

/** The last days up to today, or from one day to another, both included. */
export const periodInput = z.union([
  z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to),
  z.strictObject({ days: z.union([z.literal(30), z.literal(90), z.literal(365)]).default(90) }),
])
export type PeriodInput = z.input<typeof periodInput>

/** The period in a URL: `from` and `to`, or `days`; the last 90 days when it names none that can be read. */
export function periodSearch({ days, from, to }: ListSearch): PeriodInput {
  const read = periodInput.safeParse(from && to ? { from, to } : { days: Number(days ?? 90) })
  return read.success ? read.data : { days: 90 }
}

/** An order or a quote, or a product. */
export const marginInput = z.strictObject({ id: z.uuid() })
export const customerFiguresInput = z.strictObject({ customerId: z.uuid() })

/** The sets of rows from which figures are computed. */
export const populations = [
  'delivered',
  'settled',
  'unsettled',
  'due',
  'unpromised',
  'arrived',
  'lines',
  'picked',
  'receivables',
  'opening',
  'sales',
  'months',
  'open',
  'unapplied',
  'accounts',
  'sold',
] as const
export type Population = (typeof populations)[number]

export const rowsInput = z.strictObject({
  population: z.enum(populations),
  period: periodInput.default({ days: 90 }),
  /** A column, with `-` in front when descending. */
  sort: z.string().max(40).optional(),
  ...pageInput,
})
export type RowsInput = z.input<typeof rowsInput>

/** The rows of a population by the URL; the page of a figure, its server and its file read the URL with this function. */
export const rowsOf = (population: Population, { sort, after, before, ...said }: ListSearch): RowsInput => ({
  ...readable(rowsInput.omit({ period: true, population: true }), { sort, after, before }),
  population,
  period: periodSearch(said),
})

/** The figures of the trade, by the names in their URLs. */
export const figureKeys = [
  'cycle',
  'cash',
  'otif',
  'perfect',
  'fill',
  'errors',
  'dso',
  'countBack',
  'bestDso',
  'add',
  'cei',
  'aging',
  'utilisation',
  'margin',
] as const
export type FigureKey = (typeof figureKeys)[number]

export const figuresInput = z.strictObject({ period: periodInput, keys: z.array(z.enum(figureKeys)).min(1) })
