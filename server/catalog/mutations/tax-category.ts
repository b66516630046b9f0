import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import { rateFits } from '@/server/platform/money/tax'
import { type TaxCategoryInput, taxCategoryInput } from '../schema'

const changed = (id: string) => ({ name: 'catalog/taxCategory.changed', objects: [['taxCategory', id]] }) as const

/** Adds a tax category. Refuses with DUPLICATE when there is one of that code and rate. */
export async function addTaxCategory(ctx: Ctx, input: TaxCategoryInput): Promise<{ id: string }> {
  const facts = taxCategoryInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.taxCategory.create({ data: { organisationId: ctx.organisationId, id, ...facts } })
    await record(db, ctx, changed(id))
  })
  return { id }
}

/**
 * Changes name and rate, in percent, for orders from now on; accepted ones keep the rate they were accepted with.
 * Refuses with NOT_FOUND, UNTAXED_RATE.
 */
export async function changeTaxCategory(ctx: Ctx, input: { id: string; name: string; rate: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const category = await db.taxCategory.findFirst({ where, select: { code: true } })
    if (!category) notFound('taxCategory')
    if (!rateFits(category.code, input.rate)) refuse('UNTAXED_RATE')
    await db.taxCategory.updateMany({ where, data: { name: input.name, rate: input.rate } })
    await record(db, ctx, changed(input.id))
  })
}

/** Makes this the category of new products. */
export async function makeDefaultTaxCategory(ctx: Ctx, input: { id: string }): Promise<void> {
  const { organisationId } = ctx
  await withOrganisation(ctx, async (db) => {
    await db.taxCategory.updateMany({ where: { organisationId, isDefault: true }, data: { isDefault: false } })
    const { count } = await db.taxCategory.updateMany({
      where: { organisationId, id: input.id, archivedAt: null },
      data: { isDefault: true },
    })
    if (count === 0) notFound('taxCategory')
    await record(db, ctx, changed(input.id))
  })
}

/** Removes a category from choosers. Products keep it. Refuses with DEFAULT_NEEDED for the default one. */
export async function archiveTaxCategory(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const category = await db.taxCategory.findFirst({ where, select: { isDefault: true } })
    if (!category) notFound('taxCategory')
    if (category.isDefault) refuse('DEFAULT_NEEDED')
    const { count } = await db.taxCategory.updateMany({
      where: { ...where, archivedAt: null, isDefault: false },
      data: { archivedAt: ctx.now },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(input.id))
  })
}

/** Restores an archived category. Refuses with NOT_FOUND, and with STALE when it is no longer archived. */
export async function restoreTaxCategory(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    if (!(await db.taxCategory.findFirst({ where, select: { id: true } }))) notFound('taxCategory')
    const { count } = await db.taxCategory.updateMany({
      where: { ...where, archivedAt: { not: null } },
      data: { archivedAt: null },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(input.id))
  })
}
