import type { ReturnableArticle } from '@/server/catalog/rules'
import { compareDecimals } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { type OrderLine, remaining } from './position'
import { newQuantities } from './quantities'

/** The line of an order that has the deposits for a line of goods: one for each `per` of their smallest units. */
export interface Returnable {
  lineId: string
  per: number
}

type Kind = { kind?: string | undefined }
/** Whether a line is a deposit for packaging. It follows its goods: it is neither discounted nor sales, and nobody changes it. */
export const isReturnable = ({ kind }: Kind): boolean => kind === 'RETURNABLE'

/** The lines that were ordered, without the deposits that go with them. */
export const ownLines = <Line extends Kind>(lines: readonly Line[]): Line[] =>
  lines.filter((line) => !isReturnable(line))

type Packed = Pick<OrderLine, 'id' | 'returnables'>

/** How many of the packaging of a line go with a quantity of each line of goods: only whole ones count, line by line. */
export const returnablesFor = <Line extends Packed>(
  lineId: string,
  lines: readonly Line[],
  quantity: (line: Line) => number,
): number =>
  lines.reduce((sum, line) => {
    const packed = line.returnables?.find((one) => one.lineId === lineId)
    return packed ? sum + Math.floor(quantity(line) / packed.per) : sum
  }, 0)

/** The lines of an order with those for packaging brought in line with the goods: ordered, cancelled, and left as they are. */
export function followGoods<Line extends OrderLine>(lines: readonly Line[], currency: string): Line[] {
  return lines.map((line) => {
    if (!isReturnable(line)) return line
    const ordered = returnablesFor(line.id, lines, (goods) => goods.ordered)
    const wanted = returnablesFor(line.id, lines, remaining)
    const performed = returnablesFor(line.id, lines, (goods) => goods.shipped)
    const [cancelled, open] = [ordered - wanted, wanted - performed]
    const netMinor = extendedMinor(line.unitPrice, ordered, line.priceQuantity, currency)
    return { ...line, ordered, cancelled, performed, open, netMinor }
  })
}

const sameRate = (a: OrderLine, b: OrderLine) =>
  a.productId === b.productId &&
  a.priceQuantity === b.priceQuantity &&
  a.taxCode === b.taxCode &&
  compareDecimals(a.unitPrice, b.unitPrice) === 0 &&
  compareDecimals(a.taxRate, b.taxRate) === 0

/** A new line for packaging, taxed as the goods that it goes with; how much of it follows from them. */
const lineOf = (goods: OrderLine, article: ReturnableArticle, id: string): OrderLine => ({
  ...goods,
  ...newQuantities,
  id,
  productId: article.productId,
  kind: 'RETURNABLE',
  description: `Deposit: ${article.name}`,
  section: null,
  note: null,
  ordered: 0,
  backordered: 0,
  reserved: 0,
  open: 0,
  plannedOn: null,
  unit: article.unit,
  places: article.places,
  pack: null,
  packSize: null,
  unitPrice: article.unitPrice,
  priceQuantity: article.priceQuantity,
  priceSource: 'PRODUCT',
  priceListId: null,
  breakFrom: null,
  listPrice: article.unitPrice,
  grossPrice: null,
  discountPercent: null,
  discountAmount: null,
  discountReasonId: null,
  returnables: [],
})

/**
 * New lines of an order with their packaging: each line of goods names the lines that have its deposits, which stand after them or are those
 * `standing` in the order already, where article, deposit and tax are the same.
 */
export function inReturnables(
  goods: readonly OrderLine[],
  articles: (line: OrderLine) => readonly ReturnableArticle[],
  { standing, newId, currency }: { standing: readonly OrderLine[]; newId: () => string; currency: string },
): OrderLine[] {
  const made: OrderLine[] = []
  const last = Math.max(0, ...[...standing, ...goods].map((line) => line.position))
  const packed = goods.map((line) => {
    if (line.kind !== 'GOODS') return { ...line, returnables: [] }
    const returnables = articles(line).map((article) => {
      const wanted = lineOf(line, article, newId())
      const same = [...standing, ...made].find((one) => isReturnable(one) && sameRate(one, wanted))
      if (!same) made.push({ ...wanted, position: last + made.length + 1 })
      return { lineId: (same ?? wanted).id, per: article.per }
    })
    return { ...line, returnables }
  })
  return followGoods([...packed, ...made], currency)
}

/** Parts of lines in which the packaging has the quantity that goes with the goods. */
export const packedParts = <Part extends { line: OrderLine; quantity: number }>(parts: readonly Part[]): Part[] => {
  const wished = new Map(parts.map(({ line, quantity }) => [line.id, quantity]))
  const lines = parts.map(({ line }) => line)
  return parts.map((part) =>
    isReturnable(part.line)
      ? { ...part, quantity: returnablesFor(part.line.id, lines, (line) => wished.get(line.id) ?? 0) }
      : part,
  )
}

/** How lines would be taxed: packaging as the goods that it goes with. */
export const taxedAsGoods = <Tax>(lines: readonly OrderLine[], taxes: readonly Tax[]): Tax[] =>
  taxes.map((tax, index) => {
    const line = lines[index] as OrderLine
    if (!isReturnable(line)) return tax
    return taxes[lines.findIndex((goods) => goods.returnables?.some(({ lineId }) => lineId === line.id))] ?? tax
  })

/** The deposits of an order without what is cancelled, each with its net amount. */
export const standingDeposits = (lines: readonly OrderLine[], currency: string) =>
  lines.filter(isReturnable).map((line) => ({
    line,
    quantity: remaining(line),
    netMinor: extendedMinor(line.unitPrice, remaining(line), line.priceQuantity, currency),
  }))

/** A deposit that goes with quantities of products, before they are ordered. */
export interface ForeseenDeposit extends Omit<ReturnableArticle, 'per'> {
  quantity: number
  taxCode: string
  taxRate: string
  netMinor: bigint
}

interface Wished {
  returnables: readonly ReturnableArticle[]
  quantity: number
  taxCode: string
  taxRate: string
}

/** The deposits for the packaging of products that would be ordered: by article and tax, in the order in which they come up. */
export function foreseenDeposits(wished: readonly Wished[], currency: string): ForeseenDeposit[] {
  const sums = new Map<string, ForeseenDeposit>()
  for (const { returnables, quantity, taxCode, taxRate } of wished)
    for (const { per, ...article } of returnables) {
      const key = `${article.productId} ${taxCode} ${taxRate}`
      const count = (sums.get(key)?.quantity ?? 0) + Math.floor(quantity / per)
      const netMinor = extendedMinor(article.unitPrice, count, article.priceQuantity, currency)
      sums.set(key, { ...article, taxCode, taxRate, quantity: count, netMinor })
    }
  return [...sums.values()].filter((deposit) => deposit.quantity > 0)
}
