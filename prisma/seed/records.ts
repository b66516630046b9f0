import { randomInt } from 'node:crypto'
import { createProduct } from '@/server/catalog/mutations/product'
import type { ProductInput } from '@/server/catalog/schema'
import { createCustomer } from '@/server/customer/mutations/create'
import { listPaymentTerms } from '@/server/customer/queries'
import type { CustomerInput } from '@/server/customer/schema'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'

const mark = () => randomInt(1_000_000_000).toString(36)

/** A customer with address and e-mail address, on the default terms unless others are given. */
export function makeCustomer(
  ctx: Ctx,
  overrides: Partial<CustomerInput> = {},
): Promise<{ customerId: string; number: string }> {
  const name = `Customer ${mark()}`
  return createCustomer(ctx, {
    name,
    email: `${name.replace(' ', '-').toLowerCase()}@example.test`,
    billLine: '1 Main Street',
    billPostcode: 'A1',
    billCity: 'Dublin',
    ...overrides,
  })
}

export interface ProductOverrides extends Partial<ProductInput> {
  /** Units that are received into the default warehouse at once. */
  stock?: number
}

/** A product at 10.00, without stock unless some is given. */
export async function makeProduct(
  ctx: Ctx,
  { stock = 0, ...overrides }: ProductOverrides = {},
): Promise<{ productId: string; sku: string }> {
  const sku = overrides.sku ?? `SKU-${mark()}`
  const { productId } = await createProduct(ctx, { name: `Product ${sku}`, unitPrice: '10', ...overrides, sku })
  if (stock > 0) await receive(ctx, { lines: [{ productId, quantity: stock }] })
  return { productId, sku }
}

/** The id of the organisation's payment terms with this code: 'PREPAID', 'CASH', 'NET14', 'NET30'. */
export async function termsOf(ctx: Ctx, code: string): Promise<string> {
  const terms = await listPaymentTerms(ctx)
  const found = terms.find((one) => one.code === code)
  if (!found) throw new Error(`no payment terms ${code}`)
  return found.id
}
