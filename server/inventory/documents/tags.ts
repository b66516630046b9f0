import type { Organisation } from '@/server/platform/context/ctx'
import { isBarcode } from '@/server/platform/documents/barcode'
import type { TagDefinition } from '@/server/platform/documents/definition'
import { labelSizeOf } from '@/server/platform/place/paper-sizes'
import type { Day } from '@/server/platform/time/calendar'

export interface TaggedBin {
  code: string
  warehouseName: string
}

export interface TaggedProduct {
  sku: string
  gtin: string | null
  name: string
}

const paper = (organisation: Organisation, today: Day) => ({
  issuedOn: today,
  size: labelSizeOf(organisation),
  country: organisation.country,
  owner: organisation.name,
})

/** The label of a bin: its code to read from the aisle, and to scan. */
export const binTag = ({ code, warehouseName }: TaggedBin, organisation: Organisation, today: Day): TagDefinition => ({
  ...paper(organisation, today),
  title: code,
  lines: [warehouseName],
  code,
})

/**
 * The label of a product: its GTIN to scan, otherwise its SKU. Null for a product that has no GTIN, and a SKU that no
 * barcode can say.
 */
export function productTag({ sku, gtin, name }: TaggedProduct, organisation: Organisation, today: Day) {
  const code = gtin ?? sku
  return isBarcode(code) ? { ...paper(organisation, today), title: sku, lines: [name], code } : null
}
