import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { newId } from '@/server/platform/context/ids'
import type { Role } from '@/server/platform/context/permissions'
import type { RequestScope } from '@/server/platform/web/trpc'
import { createCaller } from '@/server/router'

let us: MadeOrganisation
let customerId: string
let productId: string

beforeAll(async () => {
  us = await makeOrganisation()
  customerId = (await makeCustomer(us.ctx)).customerId
  productId = (await makeProduct(us.ctx, { stock: 10 })).productId
})

function callerOf(roles: Role[] | null) {
  const userId = newId(us.ctx.now)
  const scope: RequestScope = {
    person: { sessionId: userId, userId, email: 'mate@example.test', name: 'Mate', confirmed: true },
    membership: roles && { organisation: us.organisation, roles },
    address: '10.0.0.9',
  }
  return createCaller(scope)
}

const code = (name: string) => expect.objectContaining({ code: name })

describe('permissions of orders', () => {
  it('let sales enter orders, and refuse the warehouse', async () => {
    const order = { customerId, lines: [{ productId, quantity: 1 }] }
    await expect(callerOf(['sales']).order.confirm(order)).resolves.toMatchObject({ creditState: 'PASSED' })
    await expect(callerOf(['warehouse']).order.confirm(order)).rejects.toEqual(code('FORBIDDEN'))
    await expect(callerOf(['viewer']).order.confirm(order)).rejects.toEqual(code('FORBIDDEN'))
    await expect(callerOf(null).order.list({})).rejects.toEqual(code('NOT_FOUND'))
  })

  it('let credit decide about an order, and refuse sales', async () => {
    const limit = { customerId, limitMinor: 5_000_00n, reason: 'known' }
    await expect(callerOf(['sales']).credit.setLimit(limit)).rejects.toEqual(code('FORBIDDEN'))
    await expect(callerOf(['credit']).credit.setLimit(limit)).resolves.toMatchObject({ held: false })
    await expect(callerOf(['warehouse']).credit.accounts({})).rejects.toEqual(code('FORBIDDEN'))
  })

  it('let each role find only the records that it may read', async () => {
    const found = await callerOf(['warehouse']).home.search({ text: 'SO-1' })
    expect(found.map((one) => one.kind)).toContain('order')
    expect(found.map((one) => one.kind)).not.toContain('invoice')
    expect(await callerOf(['viewer']).order.stages()).toHaveLength(9)
  })
})
