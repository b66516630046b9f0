import { randomUUID } from 'node:crypto'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { createProduct } from '@/server/catalog/mutations/product'
import { giveLimit } from '@/server/credit/mutations/account'
import { createCustomer } from '@/server/customer/mutations/create'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'

export interface BenchWorld {
  ctx: Ctx
  customers: string[]
  products: string[]
}

const plenty = 900_000_000n

/** An organisation with 50 customers with high limits and 200 products with plenty of stock. */
export async function benchWorld(): Promise<BenchWorld> {
  const { ctx: owner } = await makeOrganisation({ sample: true, gateways: { mail: 'RECORD' } })
  const ctx: Ctx = { ...owner, gateways: { mail: 'RECORD' } }
  await changeOrganisation(ctx, {
    legalName: 'Bench Ltd',
    addressLine: '1 Dock Road',
    postcode: 'D01 F5P2',
    city: 'Dublin',
    taxRegistered: true,
    taxNumber: 'IE1234567T',
  })
  const customers: string[] = []
  for (let index = 0; index < 50; index++) {
    const { customerId } = await createCustomer(ctx, {
      name: `Customer ${index}`,
      billLine: `${index} Quay Street`,
      billPostcode: 'D02 X285',
      billCity: 'Dublin',
    })
    await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, plenty, 'PERSON')))
    customers.push(customerId)
  }
  const products: string[] = []
  for (let index = 0; index < 200; index++)
    products.push(
      (await createProduct(ctx, { sku: `B-${index}`, name: `Product ${index}`, unitPrice: '2.5' })).productId,
    )
  await receive(ctx, { lines: products.map((productId) => ({ productId, quantity: 10_000_000 })) })
  return { ctx, customers, products }
}

/** An order of one piece per line, which both the verb and the yardstick place. */
export interface BenchOrder {
  customerId: string
  productIds: string[]
  at: Date
  key: string
}

/** An order of three lines by a random customer. */
export function anyOrder({ customers, products }: BenchWorld, hot: boolean): BenchOrder {
  const customerId = customers[Math.floor(Math.random() * customers.length)] as string
  return { customerId, productIds: threeOf(products, hot), at: new Date(), key: randomUUID() }
}

/** Three different products: all equally likely, or, for `hot`, four of five lines among five products. */
export function threeOf(products: readonly string[], hot: boolean): string[] {
  const chosen = new Set<string>()
  while (chosen.size < 3) {
    const among = hot && Math.random() < 0.8 ? 5 : products.length
    chosen.add(products[Math.floor(Math.random() * among)] as string)
  }
  return [...chosen]
}
