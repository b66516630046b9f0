import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import { type CustomerGroupInput, customerGroupInput } from '../schema'

const changed = (id: string) => ({ name: 'customer/group.changed', objects: [['customerGroup', id]] }) as const

/** Adds a group of customers. Refuses with DUPLICATE when one is called so. */
export async function addCustomerGroup(ctx: Ctx, input: CustomerGroupInput): Promise<{ id: string }> {
  const { name } = customerGroupInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.customerGroup.create({ data: { organisationId: ctx.organisationId, id, name } })
    await record(db, ctx, changed(id))
  })
  return { id }
}

/** Gives a group another name. Refuses with NOT_FOUND, and with DUPLICATE when another one is called so. */
export async function renameCustomerGroup(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  const { name } = customerGroupInput.parse({ name: input.name })
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const { count } = await db.customerGroup.updateMany({ where, data: { name } })
    if (count === 0) notFound('customerGroup')
    await record(db, ctx, changed(input.id))
  })
}

/** Takes a group out of choosers, or brings it back; customers who are in it stay in it. Refuses with NOT_FOUND, STALE. */
async function archive(ctx: Ctx, id: string, archivedAt: Date | null): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id }
    if (!(await db.customerGroup.findFirst({ where, select: { id: true } }))) notFound('customerGroup')
    const { count } = await db.customerGroup.updateMany({
      where: { ...where, archivedAt: archivedAt ? null : { not: null } },
      data: { archivedAt },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(id))
  })
}

/** Takes a group out of choosers; customers who are in it stay in it. Refuses with NOT_FOUND, STALE. */
export const archiveCustomerGroup = (ctx: Ctx, { id }: { id: string }) => archive(ctx, id, ctx.now)

/** Brings an archived group back among those to choose from. Refuses with NOT_FOUND, STALE. */
export const restoreCustomerGroup = (ctx: Ctx, { id }: { id: string }) => archive(ctx, id, null)
