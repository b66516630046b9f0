import { freeText } from '@/server/catalog/mutations/free-text'
import type { Ctx } from '@/server/platform/context/ctx'
import { currencyExponent } from '@/server/platform/money/money'
import { type Day, weekday } from '@/server/platform/time/calendar'
import { discountReasons } from '@/server/pricing/queries/entries'
import type { Discount } from '@/server/pricing/rules/discounts'
import { chance } from '../chance'

// What is agreed with a customer on the telephone. It is tied to the first order of a weekday, so that some of it is in every quarter.

const called = (seed: string, day: Day, index: number, on: number, what: string) =>
  index === 0 && weekday(day) === on && chance(seed, day, what) < 0.6

const amountOff = (ctx: Ctx) => (currencyExponent(ctx.organisation.currency) === 0 ? '25' : '0.25')

/** Many a Tuesday begins with somebody who wants the goods wrapped: a line of words that names no product. */
export async function wrapped(ctx: Ctx, seed: string, day: Day, index: number) {
  if (!called(seed, day, index, 2, 'wrapping')) return []
  const { productId } = await freeText(ctx, {})
  return [{ productId, description: 'Gift wrapping by hand', quantity: 1, unitPrice: '18' }]
}

/** Many a Wednesday begins with somebody who gets some pence off each piece of the first line. */
export async function penceOff<Line extends { discount?: Discount }>(
  ctx: Ctx,
  seed: string,
  day: Day,
  index: number,
  lines: readonly Line[],
): Promise<Line[]> {
  const [first, ...rest] = lines
  if (!first || first.discount || !called(seed, day, index, 3, 'pence off')) return [...lines]
  const reasonId = (await discountReasons(ctx)).find(({ name }) => name === 'Goodwill')?.id
  return reasonId ? [{ ...first, discount: { amount: amountOff(ctx), reasonId } }, ...rest] : [...lines]
}
