import { customerChange } from '@/server/customer/mutations/change'
import { newCustomers } from '@/server/customer/mutations/write-customers'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { NumbersTaken } from '@/server/platform/database/numbers'
import type { Reader } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { customerSurroundings, knownById } from '../queries/customers'
import type { CustomerWrite } from '../rules/customer-known'
import { decideCustomer } from '../rules/customers'
import type { Decided } from '../rules/decided'
import { limits } from './limits'
import { contactWrites } from './move-contacts'
import type { Mover, Version, Writing } from './mover'
import { takeBackCustomers } from './remove-customers'

type Row = Decided<CustomerWrite> & { write: CustomerWrite }

/** Groups that rows name and that are not there yet, with their new ids. */
function newGroups(ctx: Ctx, rows: readonly Row[]) {
  const names = new Map(
    rows.flatMap(({ write }) => (write.newGroup ? [[write.newGroup.toLowerCase(), write.newGroup]] : [])),
  )
  const groups = [...names].map(([key, name]) => ({ key, id: newId(ctx.now), name }))
  return {
    made: groups.map(({ id }) => ({ table: 'customer_group' as const, id })),
    idOf: (name: string | null) => groups.find(({ key }) => key === name?.toLowerCase())?.id,
    statements: [
      insert(
        ctx,
        'customerGroup',
        groups.map(({ id, name }) => ({ id, name })),
      ),
      ...(groups.length > 0
        ? [
            recordEvents(
              ctx,
              groups.map(({ id }) => ({
                name: 'customer/group.changed' as const,
                objects: [['customerGroup', id]] as const,
              })),
            ),
          ]
        : []),
    ],
  }
}

async function write(
  ctx: Ctx,
  reader: Reader,
  rows: readonly Row[],
  numbers: readonly NumbersTaken[],
): Promise<Writing> {
  const wanted = new Map(
    rows.flatMap(({ recordId, write: { limitMinor } }) =>
      recordId && limitMinor !== null ? [[recordId, limitMinor] as const] : [],
    ),
  )
  const limitsOf = await limits(ctx, reader, wanted)
  const known = await knownById(
    ctx,
    reader,
    rows.flatMap(({ recordId }) => recordId ?? []),
  )
  const groups = newGroups(ctx, rows)
  const ids = new Map(rows.map((row) => [row.place, row.recordId ?? newId(ctx.now)]))
  const idOf = (row: Row) => ids.get(row.place) as string
  const factsOf = ({ write }: Row) => ({
    ...write.facts,
    groupId: groups.idOf(write.newGroup) ?? write.facts.groupId ?? null,
  })
  const fresh = rows.filter(({ recordId }) => !recordId)
  const spare = fresh.length > 0 ? [...(numbers[0]?.() ?? [])] : []
  const made = fresh.map((row) => ({
    customerId: idOf(row),
    number: row.write.number ?? spare.shift() ?? conflict('STALE'),
    facts: factsOf(row),
  }))
  const changed = rows.flatMap((row) => {
    const before = known.get(row.recordId ?? '')
    const fields = [...row.write.changed, ...(row.write.newGroup ? ['groupId'] : [])]
    if (!before || fields.length === 0) return []
    return customerChange(ctx, before.id, {
      country: String(before.facts.country),
      inUse: before.addresses as never,
      after: factsOf(row),
      changed: fields,
    })
  })
  const people = rows.flatMap((row) =>
    row.write.contact
      ? [{ ...row.write.contact, customerId: idOf(row), newId: newId(ctx.now), joins: row.recordId !== null }]
      : [],
  )
  // Who was added to, or changed at, a customer that was there goes, or is as before, by themselves; the others go with their customer.
  const joined = people.filter(({ joins }) => joins)
  const stood = new Map([...known.values()].flatMap(({ contacts }) => contacts.map((one) => [one.id, one] as const)))
  return {
    ids,
    made: [
      ...groups.made,
      ...joined.map(({ id, newId, customerId: of }) => {
        const before = stood.get(id)
        return { table: 'customer_contact' as const, id: id ?? newId, of, ...(before && { before }) }
      }),
    ],
    statements: [
      ...groups.statements,
      ...newCustomers(ctx, made),
      ...changed,
      ...contactWrites(
        ctx,
        people.map(({ joins: _joins, ...one }) => one),
      ),
      ...limitsOf(
        new Map(
          fresh.flatMap((row) => (row.write.limitMinor === null ? [] : [[idOf(row), row.write.limitMinor] as const])),
        ),
      ),
    ],
    versions: sql<Version>`SELECT id, customer_state(c, id = ANY(${made.map(({ customerId }) => customerId)}::uuid[])) AS version FROM customer c
      WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
  }
}

/** Customers with addresses, one contact a row, tags, group and credit limit. */
export const customerMover: Mover<CustomerWrite> = {
  series: [{ name: ['CUSTOMER', 'CU-'], needs: (rows) => rows.filter(({ cells }) => !cells.number).length }],
  async decide(ctx, reader, rows, pass) {
    const around = await customerSurroundings(ctx, reader, rows, pass)
    return rows.map((row) => decideCustomer(row, around, pass.reading))
  },
  write,
  takeBack: takeBackCustomers,
}
