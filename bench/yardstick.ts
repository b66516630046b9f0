import pg from 'pg'
import { takeNumber } from '@/server/platform/database/numbers'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { BenchOrder, BenchWorld } from './world'

/**
 * One SQL function that writes the rows of a confirmed order: the same rows, locks and role as the verb, one call per
 * transaction. It leaves out the decisions: no credit gate, no check of free stock, no promise (the day is given), no
 * check for archived customers or products.
 */
const text = `CREATE OR REPLACE FUNCTION bench_confirm(p_org uuid, p_actor uuid, p_key text, p_hash text, p_customer uuid, p_products uuid[], p_at timestamptz, p_promised date, p_number text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE v_order uuid := uuidv7(); v_event uuid := uuidv7(); c record; a record; v_net bigint; v_tax bigint;
BEGIN
  PERFORM set_config('app.organisation_id', p_org::text, true);
  INSERT INTO idempotency_key (organisation_id, actor, procedure, request_key, input_hash, created_at)
    VALUES (p_org, 'PERSON:' || p_actor, 'order.confirm', p_key, p_hash, p_at);
  SELECT c1.name, c1.country, b.line AS bill_line, b.postcode AS bill_postcode, b.city AS bill_city, c1.payment_terms_id, w.id AS warehouse, s.id AS service, t.due_days INTO c FROM customer c1
    JOIN payment_terms t ON t.organisation_id = c1.organisation_id AND t.id = c1.payment_terms_id
    JOIN warehouse w ON w.organisation_id = c1.organisation_id AND w.is_default JOIN carrier_service s ON s.organisation_id = c1.organisation_id AND s.is_default
    LEFT JOIN customer_address b ON b.organisation_id = c1.organisation_id AND b.customer_id = c1.id AND b.is_ship_to
    WHERE c1.organisation_id = p_org AND c1.id = p_customer;
  SELECT limit_minor, open_minor + shipped_not_invoiced_minor + committed_minor - unapplied_minor AS exposure INTO a
    FROM credit_account WHERE organisation_id = p_org AND customer_id = p_customer FOR NO KEY UPDATE;
  PERFORM 1 FROM stock_level WHERE organisation_id = p_org AND warehouse_id = c.warehouse AND product_id = ANY(p_products) ORDER BY product_id FOR NO KEY UPDATE;
  SELECT sum(round(p.unit_price * 100)), round(sum(round(p.unit_price * 100) * t.rate / 100)) INTO v_net, v_tax FROM product p
    JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id WHERE p.organisation_id = p_org AND p.id = ANY(p_products);
  INSERT INTO sales_order (organisation_id, id, number, customer_id, payer_id, source, currency, payment_terms_id, terms_kind, terms_days, ordered_at, ordered_on, promised_on, warehouse_id, served_because,
    carrier_service_id, ship_to, net_minor, tax_minor, gross_minor, credit_state, stage, stage_since, waits_for, committed_minor, created_by)
  VALUES (p_org, v_order, p_number, p_customer, p_customer, 'SCREEN', 'EUR', c.payment_terms_id, 'NET', c.due_days, p_at, (p_at AT TIME ZONE 'Europe/Dublin')::date, p_promised, c.warehouse, 'ONLY', c.service,
    jsonb_build_object('name', c.name, 'line', c.bill_line, 'postcode', c.bill_postcode, 'city', c.bill_city, 'country', c.country),
    v_net, v_tax, v_net + v_tax, 'PASSED', 'FULFILMENT', p_at, 'PICKING', v_net + v_tax, p_actor);
  INSERT INTO order_line (organisation_id, id, order_id, position, product_id, warehouse_id, kind, description, ordered, reserved, unit, places, unit_price, price_quantity, price_source, list_price, tax_code, tax_rate, net_minor, confirmed_at)
  SELECT p_org, uuidv7(), v_order, array_position(p_products, p.id), p.id, c.warehouse, p.kind, p.name, 1, 1, p.unit, p.places, p.unit_price, p.price_quantity, 'PRODUCT', p.unit_price, t.code, t.rate, round(p.unit_price * 100), p_at
  FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id WHERE p.organisation_id = p_org AND p.id = ANY(p_products);
  UPDATE stock_level SET reserved = reserved + 1 WHERE organisation_id = p_org AND warehouse_id = c.warehouse AND product_id = ANY(p_products);
  UPDATE credit_account SET committed_minor = committed_minor + v_net + v_tax WHERE organisation_id = p_org AND customer_id = p_customer;
  INSERT INTO event (organisation_id, id, name, actor_kind, actor_id, at, payload) VALUES (p_org, v_event, 'order/order.confirmed', 'PERSON', p_actor, p_at,
    jsonb_build_object('lines', cardinality(p_products), 'grossMinor', (v_net + v_tax)::text, 'creditState', 'PASSED', 'waitsFor', 'PICKING', 'backordered', 0, 'exposureMinor', a.exposure::text, 'limitMinor', a.limit_minor::text));
  INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier) VALUES (p_org, 'order', v_order, v_event, ''), (p_org, 'customer', p_customer, v_event, '');
  INSERT INTO outbox (organisation_id, event_id) VALUES (p_org, v_event);
  UPDATE idempotency_key SET answer = jsonb_build_object('orderId', v_order, 'number', p_number, 'creditState', 'PASSED', 'stage', 'FULFILMENT', 'waitsFor', 'PICKING', 'grossMinor', (v_net + v_tax)::text,
    'currency', 'EUR', 'promisedOn', p_promised, 'backordered', 0)
    WHERE organisation_id = p_org AND actor = 'PERSON:' || p_actor AND procedure = 'order.confirm' AND request_key = p_key;
  RETURN v_order;
END $$`

async function asOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

/** Makes the function as the owner. `place` calls it as the serving role, on as many connections as the verb has. */
export async function openYardstick({ ctx }: BenchWorld, connections: number) {
  await asOwner(text)
  const pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: connections })
  const place = async (order: BenchOrder, promisedOn: string): Promise<string> => {
    const { rows } = await pool.query({
      name: 'yardstick',
      text: 'SELECT bench_confirm($1, $2, $3, $4, $5, $6, $7, $8, $9) AS id',
      values: [
        ctx.organisationId,
        ctx.actor.id,
        order.key,
        'c'.repeat(64),
        order.customerId,
        order.productIds,
        order.at,
        promisedOn,
        await takeNumber(ctx, 'YARDSTICK', 'YS-'),
      ],
    })
    return rows[0].id
  }
  const close = async () => {
    await pool.end()
    await asOwner(`DROP FUNCTION bench_confirm`)
  }
  return { place, close }
}

/**
 * All rows of an order by table, without the values that differ for each order: ids, numbers, and what the payer owed
 * before.
 */
export async function rowsOf({ ctx }: BenchWorld, orderId: string): Promise<Record<string, unknown>> {
  const own = ['id', 'number', 'order_id', 'event_id', 'object_id', 'request_key', 'input_hash', 'txid']
  const [[row]] = await read(
    ctx,
    sql<{ rows: Record<string, unknown> }>`SELECT jsonb_build_object(
      'order', (SELECT to_jsonb(o) - ${own}::text[] FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId}),
      'lines', (SELECT jsonb_agg(to_jsonb(l) - ${own}::text[] ORDER BY l.position) FROM order_line l WHERE l.organisation_id = ${ctx.organisationId} AND l.order_id = ${orderId}),
      'events', (SELECT jsonb_agg((to_jsonb(e) - ${own}::text[]) #- '{payload,exposureMinor}') FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
        JOIN outbox b ON b.organisation_id = e.organisation_id AND b.event_id = e.id WHERE x.organisation_id = ${ctx.organisationId} AND x.object_id = ${orderId}),
      'objects', (SELECT jsonb_agg(to_jsonb(x) - ${own}::text[] ORDER BY x.object_type) FROM event_object x WHERE x.organisation_id = ${ctx.organisationId}
        AND x.event_id IN (SELECT event_id FROM event_object y WHERE y.organisation_id = ${ctx.organisationId} AND y.object_id = ${orderId})),
      'key', (SELECT (to_jsonb(k) - ${own}::text[]) #- '{answer,orderId}' #- '{answer,number}' FROM idempotency_key k
        WHERE k.organisation_id = ${ctx.organisationId} AND k.answer->>'orderId' = ${orderId})) AS rows`,
  )
  return row?.rows ?? {}
}

/** The sums of reserved stock and committed credit, which verb and yardstick both move. */
export async function sumsOf({ ctx }: BenchWorld): Promise<{ reserved: bigint; committedMinor: bigint }> {
  const [[row]] = await read(
    ctx,
    sql<{
      reserved: bigint
      committedMinor: bigint
    }>`SELECT (SELECT sum(reserved)::bigint FROM stock_level WHERE organisation_id = ${ctx.organisationId}) AS reserved,
      (SELECT sum(committed_minor)::bigint FROM credit_account WHERE organisation_id = ${ctx.organisationId}) AS committed_minor`,
  )
  return row ?? { reserved: 0n, committedMinor: 0n }
}

/** Refuses to measure when verb and yardstick do not write the same rows. */
export async function expectSameRows(world: BenchWorld, byVerb: string, byYardstick: string): Promise<void> {
  const [verb, yardstick] = [await rowsOf(world, byVerb), await rowsOf(world, byYardstick)]
  for (const [table, rows] of Object.entries(verb)) {
    const [one, other] = [JSON.stringify(rows), JSON.stringify(yardstick[table])]
    if (one !== other) throw new Error(`the yardstick writes other rows than the verb (${table}):\n${one}\n${other}`)
  }
}
