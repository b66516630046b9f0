import { makeOrganisation } from '@/prisma/seed/organisation'
import { newProducts } from '@/server/catalog/mutations/write-products'
import { newCustomers } from '@/server/customer/mutations/write-customers'
import { filled, flatAddresses } from '@/server/customer/rules/address'
import { customerInput } from '@/server/customer/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'

/** How long work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/** Rows a second when the same records are written without a file: what moving in cannot be faster than. */
async function bare(ctx: Ctx, records: number, write: (from: number, count: number) => Statement<never>[]) {
  const atOnce = 500
  const took = await seconds(async () => {
    for (let from = 0; from < records; from += atOnce) {
      await read(ctx, sql`SELECT count_grown_tables()`)
      await transaction(ctx, {}, (tx) => tx.commit(...write(from, Math.min(atOnce, records - from))))
    }
  })
  return records / took
}

/** Rows a second of products alone, with their stock rows and events. */
export async function bareProducts(products: number): Promise<number> {
  const { ctx } = await makeOrganisation()
  const [[tax]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM tax_category WHERE organisation_id = ${ctx.organisationId} AND is_default`,
  )
  const product = (nth: number) => ({
    id: newId(ctx.now),
    sku: `P-${nth}`,
    kind: 'GOODS' as const,
    name: `Product ${nth}`,
    gtin: null,
    taxCategoryId: tax?.id as string,
    unitPrice: `${(nth % 900) + 1}.95`,
    priceQuantity: 1,
    floorPrice: null,
    weightGrams: nth % 30,
  })
  return bare(ctx, products, (from, count) =>
    newProducts(
      ctx,
      Array.from({ length: count }, (_, nth) => product(from + nth)),
    ),
  )
}

/** Rows a second of customers alone, with address, account and events. */
export async function bareCustomers(customers: number): Promise<number> {
  const { ctx } = await makeOrganisation()
  const [[terms]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM payment_terms WHERE organisation_id = ${ctx.organisationId} AND is_default`,
  )
  const standing = { country: 'IE', paymentTermsId: terms?.id as string, payerId: null }
  return bare(ctx, customers, (from, count) =>
    newCustomers(
      ctx,
      Array.from({ length: count }, (_, nth) => ({
        customerId: newId(ctx.now),
        number: `A-${from + nth}`,
        facts: {
          ...filled(
            customerInput.parse({
              name: `Customer ${from + nth}`,
              email: `c${from + nth}@example.test`,
              billLine: `${from + nth} High Street`,
              billPostcode: 'D01 F5P2',
              billCity: 'Dublin',
            }),
            flatAddresses([]),
          ),
          ...standing,
        },
      })),
    ),
  )
}
