import { available, type StockLevel, split } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { extendedMinor } from '@/server/platform/money/money'
import type { BuyerFacts, ProductFacts } from '../queries/facts'
import { taxFor } from '../rules/amounts'
import { packOfLine, packOfPart } from '../rules/packs'
import type { OrderLine } from '../rules/position'
import { keepFloor, keepSold, keptPrice, type Pricer, saysAll } from '../rules/pricing'
import { newQuantities } from '../rules/quantities'
import { inReturnables } from '../rules/returnables'
import { keptWords } from '../rules/sections'
import type { Served } from '../rules/serving'
import type { ConfirmInput } from '../schema'
import { type Offer, offeredPrice } from './offered'

interface Wanted {
  orderId: string
  offer?: Offer
  agreed?: boolean
}

interface Around {
  buyer: BuyerFacts
  served: Pick<Served, 'place' | 'of'>
  products: ReadonlyMap<string, ProductFacts>
  levels: ReadonlyMap<string, StockLevel>
  price: Pricer
}

/** Lines with prices, tax and the units that can be reserved now. Two lines of one product share its stock. */
export function makeLines(
  ctx: Ctx,
  { orderId, offer, agreed }: Wanted,
  input: ConfirmInput,
  { buyer, served, products, levels, price }: Around,
): OrderLine[] {
  const free = new Map([...levels.values()].map((level) => [level.productId, available(level)]))
  return input.lines.map((wish, index) => {
    const product = products.get(wish.productId) as ProductFacts
    const goods = product.kind === 'GOODS'
    const left = free.get(product.id) ?? 0
    const { reserved, backordered } = goods ? split(wish.quantity, left) : { reserved: 0, backordered: 0 }
    free.set(product.id, left - reserved)
    const offered = offer?.lines[index]
    const priced = offered ? offeredPrice(offered) : keptPrice(price(product, wish))
    if (!offered) {
      saysAll(product, wish)
    }
    if (!offered && !agreed) {
      keepSold(product, wish.quantity)
      keepFloor(ctx, product, priced)
    }
    const { taxCode, taxRate } = offered ?? taxFor(buyer.taxTreatment, { code: product.taxCode, rate: product.taxRate })
    return {
      ...newQuantities,
      id: newId(ctx.now),
      orderId,
      position: index + 1,
      productId: product.id,
      warehouseId: (goods ? served.of(product.id) : served.place).id,
      kind: product.kind,
      description: wish.description ?? product.name,
      ...keptWords(wish),
      ordered: wish.quantity,
      reserved,
      backordered,
      open: goods ? 0 : wish.quantity,
      unit: product.unit,
      places: product.places,
      ...(offered ? packOfPart(offered, wish.quantity) : packOfLine(product, wish)),
      ...priced,
      taxCode,
      taxRate,
      netMinor: extendedMinor(priced.unitPrice, wish.quantity, priced.priceQuantity, buyer.currency),
    }
  })
}

/** Lines of a new order with the deposits for their packaging, at those of today. */
export const withDeposits = (ctx: Ctx, lines: readonly OrderLine[], { buyer, products }: Around): OrderLine[] =>
  inReturnables(lines, (line) => products.get(line.productId)?.returnables ?? [], {
    standing: [],
    newId: () => newId(ctx.now),
    currency: buyer.currency,
  })
