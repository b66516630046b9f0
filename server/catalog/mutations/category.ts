import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import { type ProductCategoryInput, productCategoryInput } from '../schema/described'

const changed = (id: string) => ({ name: 'catalog/category.changed', objects: [['productCategory', id]] }) as const

/** Adds a category of products. Refuses with DUPLICATE when one is called so. */
export async function addProductCategory(ctx: Ctx, input: ProductCategoryInput): Promise<{ id: string }> {
  const { name } = productCategoryInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.productCategory.create({ data: { organisationId: ctx.organisationId, id, name } })
    await record(db, ctx, changed(id))
  })
  return { id }
}

/** Gives a category another name. Refuses with NOT_FOUND, and with DUPLICATE when another one is called so. */
export async function renameProductCategory(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  const { name } = productCategoryInput.parse({ name: input.name })
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const { count } = await db.productCategory.updateMany({ where, data: { name } })
    if (count === 0) notFound('product category')
    await record(db, ctx, changed(input.id))
  })
}

/** Takes a category out of choosers, or brings it back; products that are in it stay in it. Refuses with NOT_FOUND, STALE. */
export async function archiveProductCategory(ctx: Ctx, { id }: { id: string }, archived = true): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id }
    if (!(await db.productCategory.findFirst({ where, select: { id: true } }))) notFound('product category')
    const { count } = await db.productCategory.updateMany({
      where: { ...where, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? ctx.now : null },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(id))
  })
}
