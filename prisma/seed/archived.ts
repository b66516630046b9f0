import { readFile, writeFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
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

/** The files of an archive by their names. */
export const unpackedFrom = async (path: string): Promise<Record<string, Uint8Array>> => unzipSync(await readFile(path))

/** The rows of an archive by table, with people by their names and without what differs from one organisation to the next. */
export function rowsIn(files: Record<string, Uint8Array>, without: (table: string, row: Row) => Row | null) {
  const rows = (table: string): Row[] =>
    Buffer.from(files[`json/${table}.jsonl`] ?? [])
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  const [organisation] = rows('organisation')
  const names = new Map(rows('membership').map((row) => [String(row.user_id), String(row.name)]))
  names.set(String(organisation?.id), 'organisation')
  const tables = Object.keys(files).flatMap((name) => /^json\/(.*)\.jsonl$/.exec(name)?.slice(1) ?? [])
  const text = (row: Row) => [...names].reduce((line, [id, name]) => line.replaceAll(id, name), JSON.stringify(row))
  return Object.fromEntries(
    tables.map((table) => [
      table,
      rows(table)
        .map((row) => without(table, row))
        .filter((row) => row !== null)
        .map(text)
        .sort(),
    ]),
  )
}

type Row = Record<string, unknown>
