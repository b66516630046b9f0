import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { inUnits } from '@/server/platform/money/quantity'
import { entriesOf, priceListsOf } from '../schema'
import { type ChargePolicy, chargePolicy } from './charges'
import { discountReasons, type EntryRow, priceEntries, type ReasonRow } from './entries'
import { type PriceListRow, priceLists } from './lists'

/** Rows read at once. */
const limit = 100

const lists: Export<PriceListRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Price list', value: (row) => row.name },
    { label: 'Customer', value: (row) => row.customerName },
    { label: 'Group', value: (row) => row.groupName },
    { label: 'Currency', value: (row) => row.currency },
    { label: 'With tax', value: (row) => (row.withTax ? 'yes' : 'no') },
    { label: 'From', value: (row) => row.validFrom },
    { label: 'To', value: (row) => row.validTo },
    { label: 'Prices', value: (row) => row.entries },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: (ctx, search, after) => priceLists(ctx, { ...priceListsOf(search), after, limit }),
}

const entries: Export<EntryRow> = {
  permission: 'product.read',
  columns: ({ organisation: { currency } }) => [
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Name', value: (row) => row.name },
    { label: 'From', value: (row) => inUnits(row.fromQuantity, row) },
    { label: 'Unit', value: (row) => row.unit },
    { label: `Price ${currency}`, value: (row) => row.unitPrice },
    { label: 'Per', value: (row) => (row.priceQuantity === null ? null : inUnits(row.priceQuantity, row)) },
    { label: 'Percent off', value: (row) => row.percentOff },
    { label: `Own price ${currency}`, value: (row) => row.ownPrice },
    { label: 'Own price per', value: (row) => inUnits(row.ownPriceQuantity, row) },
  ],
  page: (ctx, search, after) => priceEntries(ctx, { ...entriesOf(search), after, limit }),
}

const reasons: Export<ReasonRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Reason', value: (row) => row.name },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: async (ctx) => ({ rows: await discountReasons(ctx), previous: null, next: null }),
}

interface ChargeRow {
  charge: string
  minor: bigint | null
  /** Of freight: where it goes, from which value of the goods on, or above which weight. */
  country?: string | null
  fromMinor?: bigint
  aboveGrams?: string
  /** Charged on orders below it. */
  belowMinor?: bigint | null
  charged?: string
}

const freightRows = ({ freight }: ChargePolicy): Omit<ChargeRow, 'charged'>[] =>
  freight?.steps.map(({ country, from, amountMinor }) => ({
    charge: 'Freight',
    minor: BigInt(amountMinor),
    country,
    ...(freight.by === 'VALUE' ? { fromMinor: BigInt(from) } : { aboveGrams: from }),
  })) ?? [{ charge: 'Freight', minor: null }]

const charges: Export<ChargeRow> = {
  permission: 'product.read',
  columns: ({ organisation: { currency } }) => {
    const amount = (minor: bigint | null = null) => (minor === null ? null : minorToDecimal(minor, currency))
    return [
      { label: 'Charge', value: (row) => row.charge },
      { label: 'Country', value: (row) => row.country },
      { label: `From value ${currency}`, value: (row) => amount(row.fromMinor) },
      { label: 'Above weight g', value: (row) => row.aboveGrams },
      { label: `Amount ${currency}`, value: (row) => amount(row.minor) },
      { label: `Below ${currency}`, value: (row) => amount(row.belowMinor) },
      { label: 'Charged', value: (row) => row.charged },
    ]
  },
  page: async (ctx) => {
    const policy = await chargePolicy(ctx)
    const charged = policy.withLast ? 'with the last invoice' : 'with the first invoice'
    const rows: ChargeRow[] = [
      ...freightRows(policy).map((row) => ({ ...row, charged })),
      { charge: 'Small order', minor: policy.smallMinor, belowMinor: policy.smallBelowMinor, charged },
      { charge: 'Least that is taken', minor: policy.minimumMinor },
    ]
    return { rows, previous: null, next: null }
  },
}

/** Price lists, reasons for discounts and charges as files, by the name in their URL. */
// biome-ignore lint/suspicious/noExplicitAny: each entry reads and writes rows of its own shape
export const priceFiles: Readonly<Record<string, Export<any>>> = {
  'price-lists': lists,
  'price-list': entries,
  'discount-reasons': reasons,
  charges,
}
