import { listProducts, type ProductRow } from '@/server/catalog/queries'
import { productListOf } from '@/server/catalog/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import type { Cell, Export } from '@/server/platform/files/csv'
import { inUnits, quantityToDecimal } from '@/server/platform/money/quantity'
import { seesMargin } from '@/server/reporting/queries/margin'
import { labelOf } from '../rules/fields'
import type { KnownProduct } from '../rules/product-known'
import { packColumns, packsSaid } from '../rules/product-packs'
import { returnablesSaid } from '../rules/product-returnables'
import { productsById } from './products'

interface FileRow {
  listed: ProductRow
  product: KnownProduct
}

type Says = (product: KnownProduct, listed: ProductRow) => Cell

/** What stands in the column of each field, so that the file that goes out comes in again unchanged. */
const says: readonly (readonly [field: string, says: Says])[] = [
  ['sku', ({ sku }) => sku],
  ['gtin', ({ gtin }) => gtin],
  ['name', ({ name }) => name],
  ['description', ({ description }) => description],
  ['kind', ({ kind }) => kind],
  ['category', ({ categoryName }) => categoryName],
  ['unitPrice', ({ unitPrice }) => unitPrice],
  ['priceQuantity', ({ priceQuantity }) => priceQuantity],
  ['cost', ({ unitCost }) => unitCost],
  ['state', ({ archived }) => (archived ? 'archived' : 'active')],
  ['floorPrice', ({ floorPrice }) => floorPrice],
  ['unit', ({ unit }) => unit],
  ['places', ({ places }) => places],
  ['tax', (_product, { taxName }) => taxName],
  ['minQuantity', ({ minQuantity, places }) => quantityToDecimal(minQuantity, places)],
  ['multiple', ({ multiple, places }) => quantityToDecimal(multiple, places)],
  ['refusesShort', ({ refusesShort }) => (refusesShort ? 'yes' : 'no')],
  ['tracking', ({ tracking }) => tracking.toLowerCase()],
  ['weightGrams', ({ weightGrams }) => weightGrams],
  ['lengthMm', ({ lengthMm }) => lengthMm],
  ['widthMm', ({ widthMm }) => widthMm],
  ['heightMm', ({ heightMm }) => heightMm],
  ['originCountry', ({ originCountry }) => originCountry],
  ['tariffCode', ({ tariffCode }) => tariffCode],
  ['successor', ({ successorSku }) => successorSku],
  [
    'returnables',
    ({ returnables, places }) =>
      returnablesSaid(
        returnables.map(({ productId, per }) => ({ returnableId: productId, per })),
        (id) => returnables.find((one) => one.productId === id)?.sku,
        places,
      ),
  ],
  ...packColumns.flatMap(({ unit, quantity, gtin }) => {
    const pack = ({ packs }: KnownProduct) => packs.find((one) => one.unit === unit)
    return [
      [quantity, (product) => quantityOf(pack(product), product)],
      [gtin, (product) => pack(product)?.gtin],
    ] as const satisfies readonly [string, Says][]
  }),
  [
    'otherPacks',
    ({ packs, places }) =>
      packsSaid(
        packs.filter(({ unit }) => !packColumns.some((column) => column.unit === unit)),
        places,
      ),
  ],
]

const quantityOf = (pack: { quantity: number } | undefined, { places }: KnownProduct): Cell =>
  pack && quantityToDecimal(pack.quantity, places)

const units = (quantity: number | null, row: ProductRow): Cell => (quantity === null ? null : inUnits(quantity, row))

async function page(ctx: Ctx, search: Parameters<typeof productListOf>[0], after: string | undefined) {
  const { rows, ...around } = await listProducts(ctx, { ...productListOf(search), after, limit: 100 })
  const [known] = await read(
    ctx,
    productsById(
      ctx,
      rows.map(({ id }) => id),
    ),
  )
  const byId = new Map(known.map((one) => [one.id, one]))
  const both = rows.flatMap((listed) => {
    const product = byId.get(listed.id)
    return product ? [{ listed, product }] : []
  })
  return { ...around, rows: both }
}

/** The list of products with all that a file may say of them, and their stock; what they cost for who may see it. */
export const productFile: Export<FileRow> = {
  permission: 'product.read',
  columns: (ctx) => [
    ...says
      .filter(([field]) => field !== 'cost' || seesMargin(ctx))
      .map(([field, value]) => ({
        label: labelOf('PRODUCTS', field),
        value: ({ product, listed }: FileRow) => value(product, listed),
      })),
    { label: 'On hand', value: ({ listed }) => units(listed.onHand, listed) },
    { label: 'Available', value: ({ listed }) => units(listed.available, listed) },
    { label: 'Backordered', value: ({ listed }) => units(listed.backordered, listed) },
  ],
  page,
}
