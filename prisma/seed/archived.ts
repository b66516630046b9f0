import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { setPicture } from '@/server/catalog/mutations/picture'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { addNote } from '@/server/customer/mutations/note'
import { askArchive, makeArchive } from '@/server/exchange/mutations/archive'
import { archivePiece } from '@/server/exchange/queries/archive'
import { addFile } from '@/server/filing/mutations'
import { saveDraft } from '@/server/order/mutations/draft'
import { writeQuote } from '@/server/order/mutations/quote'
import { receive } from '@/server/order/mutations/receive'
import { blockLot } from '@/server/order/mutations/withhold'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { addDays } from '@/server/platform/time/calendar'
import { makeProduct } from './records'
import { makePlanned } from './supply'

/** What people type beside: notes, a hold, a picture, packs, lots with their states, what is expected, drafts, a quote that was not sent. */
export async function typed(ctx: Ctx, customerId: string): Promise<void> {
  await addNote(ctx, { customerId, text: 'Rings twice.' })
  await addFile(
    ctx,
    { kind: 'customer', id: customerId },
    { fileName: 'Räume & Türen.txt', bytes: Buffer.from('Schlüssel beim Pförtner') },
  )
  await holdCustomer(ctx, { customerId, reason: 'moved away' })
  const packs = [{ unit: 'XCS', quantity: 12, gtin: '4006381333931' }] as never
  const { productId } = await makeProduct(ctx, { sku: 'LOT-1', tracking: 'LOT', packs, minQuantity: 2, multiple: 2 })
  const expiresOn = addDays(ctx.today, 400)
  const red = { create: { width: 60, height: 40, channels: 3, background: '#a33' } } as const
  await setPicture(ctx, { id: productId, bytes: await sharp(red).png().toBuffer() })
  await receive(ctx, {
    lines: [
      { productId, quantity: 6, lot: { number: 'L-A', expiresOn } },
      { productId, quantity: 4, lot: { number: 'L-B' } },
    ],
  })
  const [[lot]] = await read(ctx, { text: "SELECT id FROM lot WHERE number = 'L-B'", values: [] })
  await blockLot(ctx, { lotId: (lot as { id: string }).id, reason: 'opened' })
  const { id } = await makePlanned(ctx, [
    { productId, quantity: 10 },
    { productId, quantity: 5, inDays: 9 },
  ])
  await makePlanned(ctx, [{ productId, quantity: 3 }])
  await receive(ctx, { plannedReceiptId: id, lines: [{ productId, quantity: 12, lot: { number: 'L-C' } }] })
  const [[place]] = await read(ctx, { text: 'SELECT id FROM warehouse WHERE is_default', values: [] })
  const content = JSON.stringify({ warehouseId: (place as { id: string }).id, customerId })
  await saveDraft(ctx, { customerId, content, lines: 1, note: 'by telephone' })
  await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 30), lines: [{ productId, quantity: 2 }] })
}

/** Writes the archive of an organisation into a file. */
export async function archivedInto(ctx: Ctx, path: string): Promise<void> {
  const { id } = await askArchive(ctx)
  await makeArchive(ctx, id)
  const pieces: Buffer[] = []
  for (let piece = await archivePiece(ctx, id, 0); piece; piece = await archivePiece(ctx, id, pieces.length))
    pieces.push(piece)
  await writeFile(path, Buffer.concat(pieces))
}

/** The records of an organisation as text, with what they refer to by its name. */
export async function recordsOf(ctx: Ctx) {
  const one = async (text: string) => {
    const [rows] = await read(ctx, { text: `SELECT row::text AS row FROM (${text}) AS t (row) ORDER BY 1`, values: [] })
    return (rows as { row: string }[]).map(({ row }) => row)
  }
  const names = `jsonb_build_object('terms', (SELECT code FROM payment_terms x WHERE x.organisation_id = t.organisation_id AND x.id = t.payment_terms_id))`
  return {
    customers: await one(
      `SELECT to_jsonb(t) - '{organisation_id,payment_terms_id}'::text[] || ${names} FROM customer t`,
    ),
    addresses: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM customer_address t`),
    contacts: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM customer_contact t`),
    tags: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM customer_tag t`),
    groups: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM customer_group t`),
    accounts: await one(
      `SELECT jsonb_build_array(customer_id, limit_minor, limit_source, open_minor - unapplied_minor) FROM credit_account t`,
    ),
    products: await one(
      `SELECT to_jsonb(t) - '{organisation_id,tax_category_id}'::text[] || jsonb_build_object('tax', (SELECT x.code || x.rate FROM tax_category x WHERE x.organisation_id = t.organisation_id AND x.id = t.tax_category_id)) FROM product t`,
    ),
    costs: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM product_supply t`),
    lists: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM price_list t`),
    entries: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM price_entry t`),
    bins: await one(
      `SELECT jsonb_build_array(w.code, b.code, s.product_id, s.lot, s.quantity) FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
        JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id WHERE s.quantity > 0`,
    ),
    onHand: await one(`SELECT jsonb_build_array(product_id, on_hand) FROM stock_level`),
    notes: await one(`SELECT jsonb_build_array(customer_id, text, written_at) FROM customer_note`),
    files: await one(`SELECT jsonb_build_array(customer_id, file_name, media_type, bytes, added_at) FROM attachment`),
    holds: await one(
      `SELECT jsonb_build_array(customer_id, cause, reason, placed_at) FROM credit_hold WHERE ended_at IS NULL AND cause = 'PERSON'`,
    ),
    packs: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM product_pack t`),
    pictures: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM product_picture t`),
    barcodes: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM barcode t`),
    lots: await one(`SELECT to_jsonb(t) - '{organisation_id,blocked_by}'::text[] FROM lot t`),
    blocked: await one(`SELECT jsonb_build_array(product_id, blocked) FROM stock_level`),
    services: await one(
      `SELECT jsonb_build_array(c.name, s.name, s.kind) FROM carrier_service s JOIN carrier c ON c.organisation_id = s.organisation_id AND c.id = s.carrier_id`,
    ),
    suppliers: await one(`SELECT to_jsonb(t) - 'organisation_id' FROM supplier t`),
    planned: await one(
      `SELECT jsonb_build_array(r.id, r.number, r.supplier_id, r.reference, r.expected_on, l.id, l.product_id, l.quantity - l.received - l.closed, l.expected_on, l.unit_cost)
        FROM planned_receipt r JOIN planned_receipt_line l ON l.organisation_id = r.organisation_id AND l.planned_receipt_id = r.id WHERE l.quantity > l.received + l.closed`,
    ),
    drafts: await one(
      `SELECT jsonb_build_array(d.id, d.customer_id, d.lines, d.note, replace(d.content, w.id::text, w.code)) FROM order_draft d JOIN warehouse w ON w.is_default`,
    ),
    quotes: await one(
      `SELECT jsonb_build_array(q.number, q.customer_id, q.state, q.gross_minor, l.product_id, l.quantity, l.unit_price) FROM quote q JOIN quote_line l ON l.organisation_id = q.organisation_id AND l.quote_id = q.id`,
    ),
    open: await one(
      `SELECT jsonb_build_array(customer_id, kind, number, issued_on, due_on, open_minor) FROM open_item WHERE open_minor <> 0`,
    ),
  }
}
