import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type EventName, type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type ArticleInput, type ArticleRef, articleInput } from '../schema/article'

const told = (name: EventName, { customerId, productId }: ArticleRef, payload: NewEvent['payload']): NewEvent => ({
  name,
  objects: [
    ['product', productId],
    ['customer', customerId],
  ],
  payload,
})

interface Around {
  product: boolean
  /** The number that this customer uses for the product now. */
  number: string | null
  /** Another product that they call by the number asked for. */
  takenBy: string | null
}

/** What stands around a number of a customer, under a lock on the customer: a merge and other numbers wait for it. */
async function around(tx: Tx, { customerId, productId }: ArticleRef, number: string): Promise<Around> {
  const { organisationId } = tx.ctx
  const [[customer], [found]] = await tx.run(
    sql`SELECT 1 FROM customer WHERE organisation_id = ${organisationId} AND id = ${customerId}::uuid AND merged_into IS NULL FOR NO KEY UPDATE`,
    sql<Around>`SELECT
      EXISTS (SELECT 1 FROM product WHERE organisation_id = ${organisationId} AND id = ${productId}::uuid AND NOT free_text) AS product,
      (SELECT number FROM customer_article WHERE organisation_id = ${organisationId} AND customer_id = ${customerId}::uuid AND product_id = ${productId}::uuid) AS number,
      (SELECT p.sku FROM customer_article a JOIN product p ON p.organisation_id = a.organisation_id AND p.id = a.product_id
        WHERE a.organisation_id = ${organisationId} AND a.customer_id = ${customerId}::uuid AND a.code = lower(${number}) AND a.product_id <> ${productId}::uuid) AS taken_by`,
  )
  if (!customer) notFound('customer')
  if (!found?.product) notFound('product')
  return found
}

/**
 * Writes down what a customer calls a product. A number means one product of theirs, whatever its capitals. Refuses with NOT_FOUND, ARTICLE_KNOWN (they
 * have a number of it) and ARTICLE_TAKEN (it is that of another product).
 */
export async function addArticle(ctx: Ctx, input: ArticleInput): Promise<void> {
  const { customerId, productId, number, description } = articleInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const found = await around(tx, { customerId, productId }, number)
    if (found.number !== null) conflict('ARTICLE_KNOWN', { number: found.number, field: 'productId' })
    if (found.takenBy !== null) conflict('ARTICLE_TAKEN', { sku: found.takenBy, field: 'number' })
    await tx.commit(
      sql`INSERT INTO customer_article (organisation_id, customer_id, product_id, number, code, description, created_at)
        VALUES (${ctx.organisationId}, ${customerId}::uuid, ${productId}::uuid, ${number}::text, lower(${number}::text), ${description}::text, ${ctx.now}::timestamptz)`,
      recordEvents(ctx, [told('catalog/article.added', { customerId, productId }, { number })]),
    )
  })
}

/** Changes what a customer calls a product; issued documents keep what they say. Refuses with NOT_FOUND, ARTICLE_TAKEN. */
export async function changeArticle(ctx: Ctx, input: ArticleInput): Promise<void> {
  const { customerId, productId, number, description } = articleInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const found = await around(tx, { customerId, productId }, number)
    if (found.number === null) notFound('article number')
    if (found.takenBy !== null) conflict('ARTICLE_TAKEN', { sku: found.takenBy, field: 'number' })
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE customer_article SET number = ${number}::text, code = lower(${number}::text), description = ${description}::text
          WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid AND product_id = ${productId}::uuid`,
      ),
      recordEvents(ctx, [told('catalog/article.changed', { customerId, productId }, { number, before: found.number })]),
    )
  })
}

/** Forgets what a customer calls a product; issued documents keep what they say. Refuses with NOT_FOUND. */
export async function removeArticle(ctx: Ctx, { customerId, productId }: ArticleRef): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { number } = await around(tx, { customerId, productId }, '')
    if (number === null) notFound('article number')
    await tx.commit(
      expectRows(
        1,
        sql`DELETE FROM customer_article WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid AND product_id = ${productId}::uuid`,
      ),
      recordEvents(ctx, [told('catalog/article.removed', { customerId, productId }, { number })]),
    )
  })
}
