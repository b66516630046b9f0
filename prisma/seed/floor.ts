import { createProduct } from '@/server/catalog/mutations/product'
import type { ProductInput } from '@/server/catalog/schema'
import { createCustomer } from '@/server/customer/mutations/create'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { MadeOrganisation } from './organisation'

let made = 0

/** A customer with this credit limit. */
export async function makeBuyer(ctx: Ctx, limitMinor = 1_000_000_00n): Promise<string> {
  const name = `Buyer ${++made}`
  const { customerId } = await createCustomer(ctx, {
    name,
    email: `buyer-${made}@example.test`,
    billLine: '1 Main Street',
    billPostcode: 'A1',
    billCity: 'Dublin',
  })
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE credit_account SET limit_minor = ${limitMinor}, limit_source = 'PERSON' WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
    ),
  )
  return customerId
}

/** A product at 10.00 with this many units in its home bin. */
export async function makeGoods(
  ctx: Ctx,
  { stock = 0, ...facts }: Partial<ProductInput> & { stock?: number } = {},
): Promise<string> {
  const sku = facts.sku ?? `FLOOR-${++made}`
  const { productId } = await createProduct(ctx, { name: `Product ${sku}`, unitPrice: '10', ...facts, sku })
  if (stock > 0) await receive(ctx, { lines: [{ productId, quantity: stock }] })
  return productId
}

/** Another bin in the default warehouse. */
export async function makeBin(ctx: Ctx, code: string, walkOrder: number): Promise<string> {
  const binId = newId(ctx.now)
  await transaction(ctx, {}, (tx) =>
    tx.commit(sql`INSERT INTO bin (organisation_id, id, warehouse_id, code, walk_order)
      SELECT ${ctx.organisationId}::uuid, ${binId}::uuid, id, ${code}, ${walkOrder}::int FROM warehouse WHERE organisation_id = ${ctx.organisationId} AND is_default`),
  )
  return binId
}

interface FloorTask {
  id: string
  quantity: number
  picked: number
  state: string
}

/** The pick tasks of an order in walking order. */
export async function tasksOfOrder(ctx: Ctx, orderId: string): Promise<FloorTask[]> {
  const [rows] = await read(
    ctx,
    sql<FloorTask>`SELECT id, quantity, picked, state FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY walk_order, id`,
  )
  return rows
}

/** Picks every open task of an order. */
export async function pickAll(ctx: Ctx, orderId: string) {
  const open = (await tasksOfOrder(ctx, orderId)).filter((task) => task.state === 'OPEN')
  return pick(ctx, { orderId, picks: open.map((task) => ({ taskId: task.id, quantity: task.quantity - task.picked })) })
}

/** An order confirmed, picked and packed into one parcel. */
export async function makePackedOrder(
  ctx: Ctx,
  customerId: string,
  lines: { productId: string; quantity: number }[],
): Promise<string> {
  const { orderId } = await confirm(ctx, { customerId, lines })
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  await pack(ctx, { orderId })
  return orderId
}

/** The quantity of a product on hand in the default warehouse. */
export async function onHandOf(ctx: Ctx, productId: string): Promise<number | undefined> {
  const [[level]] = await read(
    ctx,
    sql<{
      onHand: number
    }>`SELECT on_hand FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  return level?.onHand
}

/** A member of the team who works on the floor. */
export async function makePicker(made: MadeOrganisation, name: string): Promise<Ctx> {
  const ctx = made.ctxOf('warehouse')
  await transaction(made.ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO membership (organisation_id, user_id, name, email, roles, joined_at)
        VALUES (${ctx.organisationId}, ${ctx.actor.id}, ${name}, ${`${ctx.actor.id}@example.test`}, '{warehouse}', ${ctx.now})`,
    ),
  )
  return ctx
}

interface Released {
  productId: string
  orderId: string
  /** Its tasks and lines, the smallest quantity first. */
  tasks: FloorTask[]
  lineIds: string[]
}

/** An order of one new product in these quantities, which is given to the floor. */
export async function makeReleased(
  ctx: Ctx,
  customerId: string,
  { quantities = [5], ...goods }: Partial<ProductInput> & { stock?: number; quantities?: readonly number[] } = {},
): Promise<Released> {
  const productId = await makeGoods(ctx, { stock: 20, weightGrams: 300, ...goods })
  const { orderId } = await confirm(ctx, { customerId, lines: quantities.map((quantity) => ({ productId, quantity })) })
  await release(ctx, orderId)
  const tasks = (await tasksOfOrder(ctx, orderId)).sort((a, b) => a.quantity - b.quantity)
  const [lines] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`,
  )
  return { productId, orderId, tasks, lineIds: lines.map(({ id }) => id) }
}
