import type { Cell, Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { type ColumnKind, columnsOf } from '../rules/columns'
import { type Population, periodSearch, populations, rowsOf } from '../schema'
import { outcomeWords } from '../words/en'
import { discountsGiven, type GivenRow } from './discounts'
import { figureRows, type PopulationRow } from './rows'
import { type CategoryRow, soldByCategory } from './sold'

const limit = 100

const written: Record<ColumnKind, (value: unknown, currency: string) => Cell> = {
  text: (value) => value as string,
  day: (value) => value as string,
  instant: (value) => value as Date,
  days: (value) => value as number,
  quantity: (value) => rounded(value),
  hours: (value) => rounded(value),
  flag: (value) => value as boolean,
  outcome: (value) => outcomeWords(value),
  money: (value, currency) => (value === null ? null : minorToDecimal(value as bigint, currency)),
}

const rounded = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : null)

/** The rows behind a figure, as its page reads them. */
const figureRowsOf = (population: Population): Export<PopulationRow> => ({
  permission: 'report.read',
  columns: ({ organisation: { currency } }) =>
    columnsOf[population].map(({ key, label, kind }) => ({
      label: kind === 'money' ? `${label} ${currency}` : kind === 'hours' ? `${label} h` : label,
      value: (row) => written[kind](row[key], currency),
    })),
  page: (ctx, search, after) => figureRows(ctx, { ...rowsOf(population, search), after, before: undefined, limit }),
})

/** The rows behind every figure as files, one for each population: `figure-due`. */
export const figureFiles = Object.fromEntries(
  populations.map((population) => [`figure-${population}`, figureRowsOf(population)]),
)

/** Discount given by reason, customer and seller as one file. */
export const discountFiles: Readonly<Record<string, Export<GivenRow>>> = {
  'discounts-given': {
    permission: 'report.read',
    columns: ({ organisation: { currency } }) => [
      { label: 'By', value: (row) => row.by.toLowerCase() },
      { label: 'Name', value: (row) => row.name },
      { label: 'Lines', value: (row) => row.lines },
      { label: `List value ${currency}`, value: (row) => minorToDecimal(row.listMinor, currency) },
      { label: `Given ${currency}`, value: (row) => minorToDecimal(row.givenMinor, currency) },
    ],
    page: async (ctx, search) => {
      const { reasons, customers, sellers, total } = await discountsGiven(ctx, periodSearch(search))
      return { rows: [total, ...reasons, ...customers, ...sellers], previous: null, next: null }
    },
  },
}

const costed = ({ percent }: CategoryRow, minor: bigint, currency: string) =>
  percent === null ? null : minorToDecimal(minor, currency)

/** Sales and margin by category as a file. */
export const soldFiles: Readonly<Record<string, Export<CategoryRow>>> = {
  'sales-by-category': {
    permission: 'report.read',
    columns: ({ organisation: { currency } }) => [
      { label: 'Category', value: (row) => row.name },
      { label: 'Lines', value: (row) => row.lines },
      { label: `Net ${currency}`, value: (row) => minorToDecimal(row.netMinor, currency) },
      { label: `Net with a cost ${currency}`, value: (row) => costed(row, row.costedNetMinor, currency) },
      { label: `Cost ${currency}`, value: (row) => costed(row, row.costMinor, currency) },
      { label: 'Margin %', value: (row) => row.percent },
    ],
    page: async (ctx, search) => ({
      rows: await soldByCategory(ctx, periodSearch(search)),
      previous: null,
      next: null,
    }),
  },
}
