import type { RecordLine } from '@/server/order/queries/record'
import { plainDecimal } from '@/server/platform/money/decimal'
import type { Discount } from '@/server/pricing/rules/discounts'
import { discountOf, isPrice, type LineProblems } from './line-draft'

/** The quantity of a line that is not cancelled. The server checks again what can be changed. */
export const standing = (line: RecordLine) => line.ordered - line.cancelled
/** The discount of a line as a person would type it. */
export const typedDiscount = (line: RecordLine) =>
  line.discountReasonId === null
    ? ''
    : line.discountPercent === null
      ? plainDecimal(line.discountAmount ?? '0')
      : `${plainDecimal(line.discountPercent)} %`

/** What is wished of a line's discount: another one, none, or nothing where it stays; undefined also for what cannot be read. */
function discountWish(line: RecordLine, { discount, reasonId }: Wish): Discount | null | undefined {
  if (discount === undefined || (discount === typedDiscount(line) && reasonId === line.discountReasonId))
    return undefined
  if (discount === '') return line.discountReasonId === null ? undefined : null
  const off = discountOf(discount)
  return off && reasonId ? { ...off, reasonId } : undefined
}

/** What keeps the wish of a line from being sent, at its field. */
export function problemsIn({ quantity, unitPrice, discount, reasonId }: Wish): LineProblems {
  return {
    ...(quantity === null && { quantity: 'Say how many.' }),
    ...(unitPrice !== undefined && !isPrice(unitPrice) && { unitPrice: 'This is no price.' }),
    ...(discount && !discountOf(discount) && { discount: 'Write 10 %, an amount, or free.' }),
    ...(discount && discountOf(discount) && !reasonId && { discount: 'Say why.' }),
  }
}

export const untouched = (line: RecordLine) => line.shipped + line.performed + line.invoiced === 0

/** What a person wishes of a line; what was not touched is left out. */
export interface Wish {
  quantity?: number | null
  unitPrice?: string
  discount?: string
  reasonId?: string
}

export const isRight = (wish: Wish) => Object.keys(problemsIn(wish)).length === 0

/** What is sent of the wish of a line: nothing where nothing would change. */
export function wishedOf(line: RecordLine, wish: Wish) {
  const { quantity, unitPrice } = wish
  const discount = discountWish(line, wish)
  const more = typeof quantity === 'number' && quantity !== standing(line) ? { quantity } : {}
  const price = unitPrice && Number(unitPrice) !== Number(line.grossPrice ?? line.unitPrice) ? { unitPrice } : {}
  const off = discount === undefined ? {} : { discount }
  const changed = { ...more, ...price, ...off }
  return Object.keys(changed).length > 0 ? [{ lineId: line.id, standing: standing(line), ...changed }] : []
}
