import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { addArticle } from '@/server/catalog/mutations/article'
import { hashToken, newToken } from '@/server/platform/auth/tokens'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { GET as openapi } from '../openapi.json/route'
import { POST } from './route'

let us: MadeOrganisation
const key = newToken('ok_')
beforeAll(async () => {
  us = await makeOrganisation()
  const { ctx } = us
  await makeCustomer(ctx, { externalKey: 'shop-1' })
  await makeProduct(ctx, { sku: 'LAMP', stock: 10 })
  await read(
    ctx,
    sql`INSERT INTO api_key (organisation_id, id, name, prefix, hash, created_at) VALUES (${ctx.organisationId}, ${newId(ctx.now)}, 'Shop', ${key.slice(0, 8)}, ${hashToken(key)}, ${ctx.now})`,
  )
})

const post = (content: unknown) =>
  POST(
    new Request('http://localhost/api/v1/orders', {
      method: 'POST',
      body: JSON.stringify(content),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() },
    }),
  )

it('takes the customer’s own number of a product in the place of its SKU, and tells both', async () => {
  const { customerId } = await makeCustomer(us.ctx, { externalKey: 'shop-numbers' })
  const { productId } = await makeProduct(us.ctx, { sku: 'SHADE', stock: 10 })
  await addArticle(us.ctx, { customerId, productId, number: 'Their-5' })
  const customer = { externalKey: 'shop-numbers' }
  const sent = (line: object) =>
    post({
      customer,
      lines: [
        { sku: 'LAMP', quantity: 1 },
        { quantity: 2, ...line },
      ],
    })
  const taken = await sent({ articleNumber: 'THEIR-5' })
  expect([taken.status, (await taken.json()).lines]).toMatchObject([
    201,
    [
      { sku: 'LAMP', articleNumber: null },
      { sku: 'SHADE', articleNumber: 'Their-5', ordered: 2 },
    ],
  ])
  for (const line of [{}, { sku: 'SHADE', articleNumber: 'THEIR-5' }]) {
    const wrong = await sent(line)
    expect([wrong.status, (await wrong.json()).errors[0].path]).toEqual([400, 'lines.1.sku'])
  }
  const unknown = await sent({ articleNumber: 'NONE' })
  expect([unknown.status, await unknown.json()]).toMatchObject([
    422,
    { code: 'UNKNOWN_ARTICLE', errors: [{ path: 'lines.1.articleNumber' }] },
  ])
  // It is the number of that customer alone.
  const elsewhere = await post({
    customer: { externalKey: 'shop-1' },
    lines: [{ articleNumber: 'THEIR-5', quantity: 1 }],
  })
  expect((await elsewhere.json()).code).toBe('UNKNOWN_ARTICLE')
  const described = await (await openapi(new Request('http://localhost/api/v1/openapi.json'))).json()
  expect(described.components.schemas.OrderInput.properties.lines.items).toMatchObject({
    properties: { articleNumber: { type: 'string', maxLength: 60 } },
    required: ['quantity'],
    oneOf: [{ required: ['sku'] }, { required: ['articleNumber'] }],
  })
})
