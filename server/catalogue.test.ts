import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { productKinds } from './catalog/rules'
import { disputeCauses, receiptMethods, refundSources } from './collection/schema'
import { taxTreatments } from './customer/schema'
import { returnCauses, shortCauses } from './fulfilment/schema'
import { stages } from './order/rules/position'
import { accountMailKinds, linkPurposes } from './platform/auth/rules'
import { shipmentStates } from './shipping/rules/states'
import { troubleCauses } from './shipping/schema'

// What the database itself must hold, read from its catalogue, so that a table made tomorrow is asked as well.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
const serving = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
beforeAll(() => Promise.all([owner.connect(), serving.connect()]))
afterAll(() => Promise.all([owner.end(), serving.end()]))

/** Tables of no organisation, and why. */
const globals: Record<string, string> = {
  organisation: 'is the organisation; its policy compares the id',
  user_account: 'a person may belong to several',
  account_link: 'a link to a person, of no organisation',
  account_mail: 'a mail to a person, of no organisation',
  session: 'a person is signed in before an organisation is entered',
  sign_in_attempt: 'counted before anybody is known',
  _prisma_migrations: 'the migrations that were applied',
}

/** What runs with the owner's rights, because it comes before an organisation is known or asks an index under a policy. */
const definers = [
  'auth_account auth_register auth_set_password auth_rename auth_make_link auth_link auth_reset_password auth_confirm_address',
  'auth_ask_mail auth_take_mails auth_mail_over auth_mail_failed auth_mails_waiting',
  'auth_open_session auth_close_session auth_close_sessions auth_session auth_organisations auth_enter',
  'auth_record_attempt auth_attempts auth_forget_attempts auth_invitation auth_api_key auth_portal_link organisation_facts',
  'auth_slug_taken relay_pending relay_handed_over due_organisations search_customers search_products search_lots search_orders search_orders_by_product search_quotes search_drafts search_invoices search_planned_receipts find_customers',
  'follow_merge count_grown_tables count_read_tables customers_called',
].flatMap((line) => line.split(' '))

const strings = async (text: string, values: unknown[] = []) =>
  (await owner.query({ text, values, rowMode: 'array' })).rows.map((row) => String(row[0]))

const tenantTables = `SELECT c.oid, c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped)`

/** Each detector names the tables that break one rule. */
const detectors = {
  'a table without an organisation': () =>
    strings(
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.oid NOT IN (SELECT oid FROM (${tenantTables}) t) AND c.relname <> ALL ($1) ORDER BY 1`,
      [Object.keys(globals)],
    ),
  'an organisation that may be null': () =>
    strings(`SELECT t.relname FROM (${tenantTables}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'organisation_id'
      WHERE NOT a.attnotnull OR a.atttypid <> 'uuid'::regtype`),
  'row level security that is off or not forced': () =>
    strings(`SELECT t.relname FROM (${tenantTables}) t JOIN pg_class c ON c.oid = t.oid WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)
      UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relname IN ('organisation', 'user_account', 'account_link', 'account_mail', 'session', 'sign_in_attempt') AND NOT (relrowsecurity AND relforcerowsecurity)`),
  'not exactly one policy for who serves, with the organisation on both sides': () =>
    strings(`SELECT t.relname FROM (${tenantTables}) t WHERE NOT (
      (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid AND (p.polroles @> ARRAY['octet_app'::regrole::oid] OR p.polroles = '{0}')) = 1
      AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polroles = ARRAY['octet_app'::regrole::oid] AND p.polcmd = '*'
        AND pg_get_expr(p.polqual, p.polrelid) ~ '^\\(organisation_id = \\( SELECT app_org\\(\\) AS app_org\\)\\)$'
        AND pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)))`),
  'a primary key that does not begin with the organisation': () =>
    strings(`SELECT t.relname FROM (${tenantTables}) t WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k JOIN pg_attribute a
      ON a.attrelid = t.oid AND a.attnum = k.conkey[1] WHERE k.conrelid = t.oid AND k.contype = 'p' AND a.attname = 'organisation_id')`),
  // The hash of a secret names its organisation, so it is unique over all of them.
  'a unique key that does not begin with the organisation': () =>
    strings(`SELECT t.relname || '.' || i.relname FROM (${tenantTables}) t JOIN pg_index x ON x.indrelid = t.oid AND x.indisunique
      JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
      WHERE a.attname <> 'organisation_id' AND i.relname <> ALL (ARRAY['api_key_hash_key', 'invitation_token_hash_key', 'portal_link_token_hash_key'])`),
  'a foreign key that could point into another organisation': () =>
    strings(`SELECT t.relname || '.' || k.conname FROM (${tenantTables}) t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
      WHERE k.confrelid <> 'organisation'::regclass AND NOT EXISTS (
        SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair(own, foreign_one)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'organisation_id'
        JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = pair.foreign_one AND f.attname = 'organisation_id')`),
  'a serving role that is not bound': () =>
    strings(`SELECT rolname FROM pg_roles WHERE rolname = 'octet_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
      UNION ALL SELECT relname FROM pg_class WHERE relowner = 'octet_app'::regrole
      UNION ALL SELECT 'member of ' || roleid::regrole FROM pg_auth_members WHERE member = 'octet_app'::regrole
      UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege('octet_app', oid, 'TRUNCATE')`),
  'a look-up with the rights of the owner that is not on the list, or has an open search path': () =>
    strings(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
        AND (proname <> ALL ($1) OR NOT coalesce(proconfig::text LIKE '%search_path=public, pg_temp%', false) OR has_function_privilege('public', oid, 'EXECUTE'))`,
      [definers],
    ),
  // Below a policy of tenants no pattern is asked of an index, and the search reads the whole table.
  'an index for searches that no search may ask': () =>
    strings(`SELECT x.indexrelid::regclass::text FROM pg_index x JOIN pg_opclass o ON o.oid = ANY (x.indclass) WHERE o.opcname = 'gin_trgm_ops'
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = x.indrelid AND p.polname = 'owner_lookup') ORDER BY 1`),
  'what is written once and can be changed': () =>
    strings(`SELECT t || ' ' || p FROM unnest(ARRAY['event', 'event_object', 'posting', 'posting_line', 'stock_movement', 'application', 'invoice', 'invoice_line',
      'invoice_tax', 'goods_return', 'goods_return_line', 'parcel_line', 'shipment_outcome', 'blob', 'planned_receipt_arrival']) AS t, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS p
      WHERE has_table_privilege('octet_app', t, p) OR p = 'UPDATE' AND has_any_column_privilege('octet_app', t, p)`),
}

describe('the catalogue has no', () => {
  it.each(Object.entries(detectors))('%s', async (_rule, detect) => expect(await detect()).toEqual([]))

  it('empty list of tables', async () => {
    expect((await strings(`SELECT relname FROM (${tenantTables}) t`)).length).toBeGreaterThan(50)
  })
})

describe('a schema that was broken is found', () => {
  const broken: [keyof typeof detectors, string][] = [
    ['row level security that is off or not forced', 'ALTER TABLE dispute NO FORCE ROW LEVEL SECURITY'],
    ['row level security that is off or not forced', 'ALTER TABLE dispute DISABLE ROW LEVEL SECURITY'],
    ['not exactly one policy for who serves, with the organisation on both sides', 'DROP POLICY tenant ON dispute'],
    [
      'not exactly one policy for who serves, with the organisation on both sides',
      'CREATE POLICY open ON dispute TO octet_app USING (true)',
    ],
    [
      'not exactly one policy for who serves, with the organisation on both sides',
      'ALTER POLICY tenant ON dispute WITH CHECK (true)',
    ],
    ['a table without an organisation', 'CREATE TABLE stray (id uuid PRIMARY KEY)'],
    [
      'a primary key that does not begin with the organisation',
      'CREATE TABLE stray (id uuid PRIMARY KEY, organisation_id uuid NOT NULL)',
    ],
    [
      'a foreign key that could point into another organisation',
      'CREATE TABLE parent (id uuid PRIMARY KEY); CREATE TABLE stray (organisation_id uuid, id uuid REFERENCES parent)',
    ],
    ['an organisation that may be null', 'CREATE TABLE stray (organisation_id uuid, id uuid)'],
    ['an index for searches that no search may ask', 'DROP POLICY owner_lookup ON customer_address'],
    ['what is written once and can be changed', 'GRANT UPDATE (gross_minor) ON invoice TO octet_app'],
    ['a serving role that is not bound', 'GRANT TRUNCATE ON dispute TO octet_app'],
    [
      'a look-up with the rights of the owner that is not on the list, or has an open search path',
      'CREATE FUNCTION peep() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$',
    ],
  ]
  it.each(broken)('%s: %s', async (rule, statement) => {
    await owner.query('BEGIN')
    try {
      await owner.query(`SET LOCAL lock_timeout = '10s'`)
      await owner.query(statement)
      expect(await detectors[rule]()).not.toEqual([])
    } finally {
      await owner.query('ROLLBACK')
    }
    expect(await detectors[rule]()).toEqual([])
  })
})

describe('states', () => {
  it.each<[string, readonly string[]]>([
    ['product_kind_check', productKinds],
    ['receipt_method_check', receiptMethods],
    ['refund_method_check', receiptMethods],
    ['refund_source_kind_check', refundSources],
    ['dispute_cause_check', disputeCauses],
    ['customer_tax_treatment_check', taxTreatments],
    ['pick_task_cause_check', shortCauses],
    ['goods_return_cause_check', returnCauses],
    ['sales_order_stage_check', stages],
    ['shipment_state_check', shipmentStates],
    ['shipment_trouble_cause_check', troubleCauses],
    ['account_link_purpose_check', linkPurposes],
    ['account_mail_kind_check', accountMailKinds],
  ])('%s has the keys of the rules', async (constraint, keys) => {
    const [definition] = await strings('SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1', [
      constraint,
    ])
    const held = [...(definition ?? '').matchAll(/'([A-Z_]+)'/g)].map(([, key]) => key)
    expect(held.sort()).toEqual([...keys].sort())
  })
})

describe('who serves', () => {
  const tables = () =>
    strings(`SELECT relname FROM (${tenantTables}) t WHERE has_table_privilege('octet_app', oid, 'SELECT')`)

  it('sees no row before an organisation is set, and only its own after', async () => {
    const one = await makeOrganisation()
    const other = await makeOrganisation()
    for (const { ctx } of [one, other]) {
      await makeCustomer(ctx)
      await makeProduct(ctx, { stock: 3 })
    }
    const count = async (table: string, where = 'true') =>
      Number((await serving.query(`SELECT count(*) FROM "${table}" WHERE ${where}`)).rows[0].count)
    const all = [...(await tables()), 'organisation']
    for (const table of all) expect([table, await count(table)]).toEqual([table, 0])
    await serving.query('BEGIN')
    await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [one.ctx.organisationId])
    const id = (table: string) => (table === 'organisation' ? 'id' : 'organisation_id')
    for (const table of all)
      expect([table, await count(table, `${id(table)} <> '${one.ctx.organisationId}'`)]).toEqual([table, 0])
    expect(await count('customer')).toBe(1)
    const changed = await serving.query('UPDATE customer SET name = name WHERE organisation_id = $1', [
      other.ctx.organisationId,
    ])
    expect(changed.rowCount).toBe(0)
    await serving.query('COMMIT')
    for (const table of all) expect([table, await count(table)]).toEqual([table, 0])
  })

  it('cannot write a row of another organisation, nor any row without one', async () => {
    const one = await makeOrganisation()
    const other = await makeOrganisation()
    const write = (organisationId: string) =>
      serving.query(
        `INSERT INTO tax_category (organisation_id, id, code, name, rate) VALUES ($1, gen_random_uuid(), 'S', 'x', 3)`,
        [organisationId],
      )
    await expect(write(one.ctx.organisationId)).rejects.toMatchObject({ code: '42501' })
    await serving.query('BEGIN')
    await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [one.ctx.organisationId])
    await expect(write(other.ctx.organisationId)).rejects.toMatchObject({ code: '42501' })
    await serving.query('ROLLBACK')
  })

  it('reaches no person, session or attempt but through the look-ups', async () => {
    for (const table of ['user_account', 'account_link', 'session', 'sign_in_attempt'])
      await expect(serving.query(`SELECT 1 FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
  })
})
