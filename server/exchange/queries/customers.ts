import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Cells } from '../rules/cells'
import { nameIn } from '../rules/customer-cells'
import type { CustomerSurroundings, KnownCustomer, Named } from '../rules/customer-known'
import type { Pass, SaidRow } from '../rules/decided'

const said = (rows: readonly SaidRow[], of: (cells: Cells) => string | undefined) => [
  ...new Set(rows.flatMap(({ cells }) => of(cells) ?? [])),
]

const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase())

/** Customers of a list of ids, with everything that a file may change of them. */
function customersOf(ids: Statement<{ id: string }>): Statement<KnownCustomer> {
  const columns = `SELECT c.id, c.number, c.external_key, c.name, c.email, c.archived_at IS NOT NULL AS archived, to_jsonb(c) AS facts, a.limit_minor::text AS limit_minor,
      jsonb_build_object('source', a.limit_source, 'decidedAt', a.decided_at) AS limit_given,
      ARRAY(SELECT t.tag FROM customer_tag t WHERE t.organisation_id = c.organisation_id AND t.customer_id = c.id ORDER BY t.tag) AS tags,
      coalesce((SELECT jsonb_agg(to_jsonb(x) ORDER BY x.is_bill_to DESC, x.is_ship_to DESC, lower(x.label), x.id) FROM customer_address x
        WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id AND x.archived_at IS NULL), '[]') AS addresses,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'email', k.email, 'phone', k.phone, 'language', k.language, 'purposes', coalesce(to_jsonb(k.purposes), '[]')) ORDER BY k.id)
        FROM customer_contact k WHERE k.organisation_id = c.organisation_id AND k.customer_id = c.id AND k.archived_at IS NULL), '[]') AS contacts
    FROM customer c JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id`
  return {
    text: `${columns} WHERE c.organisation_id = $1 AND c.merged_into IS NULL AND c.id IN (${ids.text})`,
    values: ids.values,
  }
}

/** The customers that rows may mean. */
function meantBy(ctx: Ctx, rows: readonly SaidRow[]): Statement<{ id: string }> {
  const byName = rows.filter(({ cells }) => !cells.number && !cells.externalKey)
  return {
    text: 'SELECT id FROM customers_called($2::text[], $3::text[], $4::text[], $5::text[])',
    values: [
      ctx.organisationId,
      lower(said(rows, (cells) => cells.number)),
      lower(said(rows, (cells) => cells.externalKey)),
      lower(said(byName, (cells) => cells.email)),
      lower(said(byName, nameIn)),
    ],
  }
}

/** Customers by id, as they are now. */
export async function knownById(ctx: Ctx, reader: Reader, ids: readonly string[]): Promise<Map<string, KnownCustomer>> {
  if (ids.length === 0) return new Map()
  const [known] = await reader(customersOf({ text: 'SELECT unnest($2::uuid[])', values: [ctx.organisationId, ids] }))
  return new Map(known.map((one) => [one.id, plain(one)]))
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
const camelled = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value]))

const plain = (one: KnownCustomer): KnownCustomer => ({
  ...one,
  facts: camelled(one.facts),
  addresses: one.addresses.map((address) => camelled({ ...address }) as unknown as typeof address),
})

/** Everything that deciding about rows of customers needs; the customers themselves are locked while the import runs. */
export async function customerSurroundings(
  ctx: Ctx,
  reader: Reader,
  rows: readonly SaidRow[],
  { id: importId, seriesFrom, maySetLimits, usualTax, runs }: Pass,
): Promise<CustomerSurroundings> {
  const payers = lower(said(rows, (cells) => cells.payer))
  const meant = meantBy(ctx, rows)
  // Whoever changes one of them now waits, so that a change of theirs is not written over.
  if (runs)
    await reader({
      text: `SELECT 1 FROM customer WHERE organisation_id = $1 AND id IN (${meant.text}) ORDER BY id FOR NO KEY UPDATE`,
      values: meant.values,
    })
  const [known, terms, groups, owners, services, paying, coming, [series]] = await reader(
    customersOf(meant),
    sql<Named>`SELECT id, CASE WHEN is_default THEN '*' ELSE code END AS code, name, due_days AS days, kind, archived_at IS NOT NULL AS gone FROM payment_terms
      WHERE organisation_id = ${ctx.organisationId}
      UNION ALL SELECT id, code, name, due_days, kind, false FROM payment_terms WHERE organisation_id = ${ctx.organisationId} AND is_default`,
    sql<Named>`SELECT id, name, archived_at IS NOT NULL AS gone FROM customer_group WHERE organisation_id = ${ctx.organisationId}`,
    sql<Named>`SELECT user_id AS id, email AS code, name, disabled_at IS NOT NULL AS gone FROM membership WHERE organisation_id = ${ctx.organisationId}`,
    sql<Named>`SELECT id, name, archived_at IS NOT NULL AS gone FROM carrier_service WHERE organisation_id = ${ctx.organisationId}`,
    sql<{
      id: string
      number: string
      hasPayer: boolean
    }>`SELECT id, lower(number) AS number, payer_id IS NOT NULL AS has_payer FROM customer
      WHERE organisation_id = ${ctx.organisationId} AND id IN (SELECT id FROM customers_called(${payers}::text[], '{}', '{}', '{}'))`,
    sql<{
      key: string
    }>`SELECT DISTINCT key FROM import_row WHERE organisation_id = ${ctx.organisationId} AND import_id = ${importId}::uuid
      AND key = ANY(${payers.map((number) => `n:${number}`)}::text[]) AND NOT ${runs}::boolean`,
    sql<{
      prefix: string
    }>`SELECT prefix FROM number_series WHERE organisation_id = ${ctx.organisationId} AND series = 'CUSTOMER'`,
  )
  return {
    known: known.map(plain),
    terms,
    groups,
    owners,
    services,
    payers: new Map(paying.map((one) => [one.number, one])),
    payersToCome: new Set(coming.map(({ key }) => key)),
    series: { prefix: series?.prefix ?? 'CU-', from: seriesFrom },
    maySetLimits,
    usualTax,
  }
}
