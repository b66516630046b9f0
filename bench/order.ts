import pg from 'pg'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/ctx'
import { type Figure, rate } from './figure'
import { type BenchWorld, benchWorld, threeOf } from './world'

/** The yardstick: one SQL function that writes the rows a confirmed order of three lines is, with the same locks. */
const yardstick = `CREATE FUNCTION bench_confirm(p_org uuid, p_customer uuid, p_products uuid[], p_at timestamptz, p_number bigint) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE v_order uuid := uuidv7(); v_event uuid := uuidv7(); c record; v_net bigint; v_tax bigint;
BEGIN
  PERFORM set_config('app.organisation_id', p_org::text, true);
  SELECT c1.payment_terms_id, w.id AS warehouse, s.id AS service, t.due_days INTO c FROM customer c1
    JOIN payment_terms t ON t.organisation_id = c1.organisation_id AND t.id = c1.payment_terms_id
    JOIN warehouse w ON w.organisation_id = c1.organisation_id AND w.is_default JOIN carrier_service s ON s.organisation_id = c1.organisation_id AND s.is_default
    WHERE c1.organisation_id = p_org AND c1.id = p_customer;
  PERFORM 1 FROM credit_account WHERE organisation_id = p_org AND customer_id = p_customer FOR NO KEY UPDATE;
  PERFORM 1 FROM stock_level WHERE organisation_id = p_org AND warehouse_id = c.warehouse AND product_id = ANY(p_products) ORDER BY product_id FOR NO KEY UPDATE;
  SELECT sum(round(p.unit_price * 100)), round(sum(round(p.unit_price * 100) * t.rate / 100)) INTO v_net, v_tax FROM product p
    JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id WHERE p.organisation_id = p_org AND p.id = ANY(p_products);
  INSERT INTO sales_order (organisation_id, id, number, customer_id, payer_id, source, currency, payment_terms_id, terms_kind, terms_days, ordered_at, ordered_on, warehouse_id,
    carrier_service_id, ship_to, net_minor, tax_minor, gross_minor, credit_state, stage, stage_since, waits_for, committed_minor)
  VALUES (p_org, v_order, 'YS-' || p_number, p_customer, p_customer, 'SCREEN', 'EUR', c.payment_terms_id, 'NET', c.due_days, p_at, p_at::date, c.warehouse, c.service, '{}',
    v_net, v_tax, v_net + v_tax, 'PASSED', 'FULFILMENT', p_at, 'PICKING', v_net + v_tax);
  INSERT INTO order_line (organisation_id, id, order_id, position, product_id, warehouse_id, kind, description, ordered, reserved, unit_price, price_quantity, tax_code, tax_rate, net_minor, confirmed_at)
  SELECT p_org, uuidv7(), v_order, row_number() OVER (), p.id, c.warehouse, p.kind, p.name, 1, 1, p.unit_price, p.price_quantity, t.code, t.rate, round(p.unit_price * 100), p_at
  FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id WHERE p.organisation_id = p_org AND p.id = ANY(p_products);
  UPDATE stock_level SET reserved = reserved + 1 WHERE organisation_id = p_org AND warehouse_id = c.warehouse AND product_id = ANY(p_products);
  UPDATE credit_account SET committed_minor = committed_minor + v_net + v_tax WHERE organisation_id = p_org AND customer_id = p_customer;
  INSERT INTO event (organisation_id, id, name, actor_kind, at, payload) VALUES (p_org, v_event, 'order/order.confirmed', 'SYSTEM', p_at, jsonb_build_object('lines', 3, 'grossMinor', v_net + v_tax));
  INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier) VALUES (p_org, 'order', v_order, v_event, ''), (p_org, 'customer', p_customer, v_event, '');
  INSERT INTO outbox (organisation_id, event_id) VALUES (p_org, v_event);
  RETURN v_order;
END $$`

const hands = 16
const forMs = 3000
const rounds = 3

const pick = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T

function verb({ ctx: owner, customers, products }: BenchWorld, hot: boolean) {
  return () => {
    const ctx: Ctx = { ...owner, now: new Date() }
    return confirm(ctx, {
      customerId: pick(customers),
      lines: threeOf(products, hot).map((productId) => ({ productId, quantity: 1 })),
    })
  }
}

function byFunction(pool: pg.Pool, { ctx, customers, products }: BenchWorld, hot: boolean) {
  let number = Math.floor(Math.random() * 1e12)
  return () =>
    pool.query({
      name: 'yardstick',
      text: 'SELECT bench_confirm($1, $2, $3, $4, $5)',
      values: [ctx.organisationId, pick(customers), threeOf(products, hot), new Date(), number++],
    })
}

/** Confirming three lines through the verb, as a ratio to the yardstick measured in the same run, rounds interleaved. */
export async function orderBench(): Promise<Figure[]> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query(yardstick)
  const world = await benchWorld()
  const pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: hands })
  const best = { verb: 0, verbHot: 0, sql: 0, sqlHot: 0 }
  await rate(hands, 1000, verb(world, false))
  for (let round = 0; round < rounds; round++) {
    best.sql = Math.max(best.sql, await rate(hands, forMs, byFunction(pool, world, false)))
    best.verb = Math.max(best.verb, await rate(hands, forMs, verb(world, false)))
    best.sqlHot = Math.max(best.sqlHot, await rate(hands, forMs, byFunction(pool, world, true)))
    best.verbHot = Math.max(best.verbHot, await rate(hands, forMs, verb(world, true)))
  }
  await pool.end()
  await owner.end()
  const figure = (
    name: string,
    value: number,
    unit: string,
    goal: number | null = null,
    better: Figure['better'] = 'higher',
  ): Figure => ({ bench: 'order', figure: name, value, unit, goal, better })
  return [
    figure('verb to yardstick', best.verb / best.sql, 'ratio', 0.5),
    figure('verb, hot: times slower', best.verb / best.verbHot, 'ratio', 2, 'lower'),
    figure('yardstick, hot: times slower', best.sql / best.sqlHot, 'ratio', null, 'lower'),
    figure('verb', best.verb, 'orders/s'),
    figure('yardstick', best.sql, 'orders/s'),
    figure('verb, hot', best.verbHot, 'orders/s'),
    figure('yardstick, hot', best.sqlHot, 'orders/s'),
  ]
}
