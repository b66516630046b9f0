import { withPostcode } from '@/server/customer/rules/postcode'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type ChangeSupplierInput, changeSupplierInput, type SupplierInput, supplierInput } from '../schema'

export const supplierSeries = ['SUPPLIER', 'SU-'] as const

type NewSupplier = ReturnType<typeof supplierInput.parse> & { id: string; number: string }

/** Builds the statements of a new supplier. Refuses with POSTCODE_WRONG. */
export async function newSupplier(tx: Tx, supplier: NewSupplier): Promise<Statement[]> {
  const { ctx } = tx
  const [[ours]] = await tx.run(
    sql<{ country: string }>`SELECT country FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  const country = supplier.country ?? ours?.country ?? ctx.organisation.country
  return [
    insert(ctx, 'supplier', [{ ...withPostcode({ ...supplier, country }), createdAt: ctx.now }]),
    recordEvents(ctx, [{ name: 'supply/supplier.created', objects: [['supplier', supplier.id]] }]),
  ]
}

/** Adds a supplier with a number. Without a country it gets the organisation's. Refuses with POSTCODE_WRONG. */
export async function createSupplier(
  ctx: Ctx,
  input: SupplierInput & { idempotencyKey?: string },
): Promise<{ supplierId: string; number: string }> {
  const { idempotencyKey, ...fields } = input
  const facts = supplierInput.parse(fields)
  return withNumber(ctx, supplierSeries, (taken) =>
    transaction(ctx, idempotent('supplier.create', idempotencyKey, input), async (tx) => {
      const supplierId = newId(ctx.now)
      const number = taken()
      return tx.conclude({ supplierId, number }, ...(await newSupplier(tx, { ...facts, id: supplierId, number })))
    }),
  )
}

/** Replaces the facts of a supplier. Purchase lists that were sent stay as they are. Refuses with NOT_FOUND, CHANGED_MEANWHILE, POSTCODE_WRONG. */
export async function changeSupplier(ctx: Ctx, input: ChangeSupplierInput): Promise<void> {
  const { id, version, ...said } = changeSupplierInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const [[before]] = await tx.run(
      sql<{
        country: string
        postcode: string | null
        version: string
      }>`SELECT country, postcode, xmin::text AS version FROM supplier WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    )
    if (!before) notFound('supplier')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    const f = withPostcode({ ...said, country: said.country ?? before.country }, before)
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE supplier SET name = ${f.name}, contact = ${f.contact}, email = ${f.email}, phone = ${f.phone}, address_line = ${f.addressLine}, postcode = ${f.postcode},
          city = ${f.city}, country = ${f.country}, lead_days = ${f.leadDays}, note = ${f.note}
        WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      ),
      recordEvents(ctx, [{ name: 'supply/supplier.changed', objects: [['supplier', id]] }]),
    )
  })
}

/** Archives a supplier or restores it. Goods that are expected from it are still expected. Refuses with NOT_FOUND, STALE. */
export async function archiveSupplier(ctx: Ctx, { id }: { id: string }, archived = true): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[supplier]] = await tx.run(
      sql<{
        archivedAt: Date | null
      }>`SELECT archived_at FROM supplier WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    )
    if (!supplier) notFound('supplier')
    if (archived === (supplier.archivedAt !== null)) conflict('STALE')
    const name = archived ? 'supply/supplier.archived' : 'supply/supplier.restored'
    await tx.commit(
      sql`UPDATE supplier SET archived_at = ${archived ? ctx.now : null} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      recordEvents(ctx, [{ name, objects: [['supplier', id]] }]),
    )
  })
}
