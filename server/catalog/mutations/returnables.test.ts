import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { productRecord } from '../queries'
import { changeProduct } from './product'
import type { PackedIn } from './returnables'

it('goods go out in the packaging that they name, which is replaced as a whole, stays when nothing is said, and is nobody else’s', async () => {
  const { ctx } = await makeOrganisation()
  const { ctx: stranger } = await makeOrganisation()
  const packaging = async (of = ctx) => (await makeProduct(of, { kind: 'RETURNABLE', unitPrice: '1' })).productId
  const [crate, bottle, foreign] = [await packaging(), await packaging(), await packaging(stranger)]
  const [{ productId: beer }, { productId: ale }] = [await makeProduct(ctx), await makeProduct(ctx)]
  const change = (id: string, returnables?: PackedIn[]) =>
    changeProduct(ctx, { id, name: 'Beer', unitPrice: '1', ...(returnables && { returnables }) })
  const packed = async (id: string) => (await productRecord(ctx, id)).returnables.map((one) => [one.productId, one.per])
  await change(beer, [
    { returnableId: crate, per: 24 },
    { returnableId: bottle, per: 1 },
  ])
  await change(ale, [{ returnableId: crate, per: 20 }])
  const both = [
    [crate, 24],
    [bottle, 1],
  ]
  expect((await packed(beer)).toSorted()).toEqual(both.toSorted())
  for (const other of [foreign, ale])
    expect(
      await refused(
        change(beer, [
          { returnableId: crate, per: 12 },
          { returnableId: other, per: 1 },
        ]),
      ),
    ).toBe('NOT_FOUND')
  await change(beer)
  expect((await packed(beer)).toSorted()).toEqual(both.toSorted())
  await change(beer, [{ returnableId: bottle, per: 2 }])
  expect([await packed(beer), await packed(ale)]).toEqual([[[bottle, 2]], [[crate, 20]]])
  await change(beer, [])
  expect(await packed(beer)).toEqual([])
})
