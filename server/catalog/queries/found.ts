import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import { gtin14, isGtin, type Pack } from '../rules'

/** What a product that was found says beside its name. */
interface Found extends Measure {
  id: string
  sku: string
  name: string
  packs: Pack[]
  /** The pack whose barcode the words are. */
  pack: string | null
  /** The hash of its picture. */
  picture: string | null
  /** What the customer calls it who is being served; null: nothing, or nobody is. */
  articleNumber: string | null
  /** The SKU of the archived product that was meant, in whose place this one is sold. */
  insteadOf: string | null
}

export interface FoundProduct extends Found {
  /** Free now in the warehouse that serves orders; null for products without stock. */
  available: number | null
}

/** The first few products in use, for a chooser that nobody has typed into. */
const firstProducts = (ctx: Ctx, customerId: string | null) =>
  sql<FoundProduct>`SELECT p.id, p.sku, p.name, p.unit, p.places, s.available, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, NULL AS pack, a.number AS article_number, NULL AS instead_of FROM product p
    LEFT JOIN customer_article a ON a.organisation_id = p.organisation_id AND a.customer_id = ${customerId}::uuid AND a.product_id = p.id
    LEFT JOIN LATERAL (SELECT s.on_hand - s.reserved - s.picked - s.blocked AS available FROM stock_level s
      JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.is_default
      WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = p.id) AS s ON true
    WHERE p.organisation_id = ${ctx.organisationId} AND p.archived_at IS NULL AND p.kind <> 'RETURNABLE' ORDER BY p.name, p.id LIMIT 12`

/**
 * The first few active products that match, for a chooser: the one that the customer calls so, then the one with this code, then what begins
 * with the words, then the rest. An archived product stands for its successor. Returnable packaging is none to choose: it goes with its goods.
 */
export async function searchProducts(
  ctx: Ctx,
  { text, customerId = null }: { text: string; customerId?: string | null | undefined },
): Promise<FoundProduct[]> {
  const gtin = isGtin(text) ? gtin14(text) : null
  const [rows] = await read(
    ctx,
    text
      ? sql<FoundProduct>`SELECT p.id, p.sku, p.name, p.unit, p.places, s.available, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture,
          (SELECT b.pack FROM barcode b WHERE b.organisation_id = p.organisation_id AND b.product_id = p.id AND b.gtin = ${gtin}) AS pack, a.number AS article_number, h.instead_of
        FROM (SELECT DISTINCT ON (1) CASE WHEN o.archived_at IS NULL THEN o.id ELSE heir_of(o.organisation_id, o.id) END AS id, f.fit, f.place, CASE WHEN o.archived_at IS NOT NULL THEN o.sku END AS instead_of
            FROM (SELECT a.product_id AS id, CASE WHEN a.code = lower(${text}) THEN 0 ELSE 2 END AS fit, row_number() OVER (ORDER BY a.code) AS place FROM customer_article a
                WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${customerId}::uuid AND lower(a.code || ' ' || coalesce(a.description, '')) LIKE ALL (patterns_of(${text}))
              UNION ALL SELECT f.id, 3, f.place FROM search_products(${text}, 100) WITH ORDINALITY AS f (id, place)) AS f
            JOIN product o ON o.organisation_id = ${ctx.organisationId} AND o.id = f.id ORDER BY 1, o.archived_at IS NOT NULL, f.fit, f.place) AS h
        JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = h.id AND p.archived_at IS NULL AND p.kind <> 'RETURNABLE'
        LEFT JOIN customer_article a ON a.organisation_id = p.organisation_id AND a.customer_id = ${customerId}::uuid AND a.product_id = p.id
        LEFT JOIN LATERAL (SELECT s.on_hand - s.reserved - s.picked - s.blocked AS available FROM stock_level s
          JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.is_default
          WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = p.id) AS s ON true
        ORDER BY CASE WHEN lower(${text}) IN (lower(p.sku), p.gtin, lower(h.instead_of)) THEN least(h.fit, 1) ELSE h.fit END, h.place LIMIT 12`
      : firstProducts(ctx, customerId),
  )
  return rows
}

export interface AskedProduct extends Found {
  /** The words of the query that found it. */
  code: string
}

type CodedRow = Omit<AskedProduct, 'code'> & { said: string }

/**
 * What is meant by SKUs, by barcodes, and by the numbers of a customer, in one trip; an archived product stands for its successor, which
 * is decided before it is joined (OFFSET 0), so that its key finds it.
 */
function coded(ctx: Ctx, codes: readonly string[], customerId: string | null) {
  const asked = [...new Set(codes.flatMap((code) => [code, code.toUpperCase()]))]
  const theirs = customerId ? codes.map((code) => code.toLowerCase()) : []
  return read(
    ctx,
    sql<CodedRow>`SELECT p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, NULL AS pack, o.sku AS said, a.number AS article_number, CASE WHEN o.id <> p.id THEN o.sku END AS instead_of
      FROM product o CROSS JOIN LATERAL (SELECT CASE WHEN o.archived_at IS NULL THEN o.id ELSE heir_of(o.organisation_id, o.id) END AS id OFFSET 0) AS h
      JOIN product p ON p.organisation_id = o.organisation_id AND p.id = h.id
      LEFT JOIN customer_article a ON a.organisation_id = p.organisation_id AND a.customer_id = ${customerId}::uuid AND a.product_id = p.id
      WHERE o.organisation_id = ${ctx.organisationId} AND o.sku = ANY(${asked}::text[]) AND NOT o.free_text`,
    sql<CodedRow>`SELECT p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, b.pack, b.gtin AS said, a.number AS article_number, NULL AS instead_of
      FROM barcode b JOIN product p ON p.organisation_id = b.organisation_id AND p.id = b.product_id
      LEFT JOIN customer_article a ON a.organisation_id = p.organisation_id AND a.customer_id = ${customerId}::uuid AND a.product_id = p.id
      WHERE b.organisation_id = ${ctx.organisationId} AND b.gtin = ANY(${codes.filter(isGtin).map(gtin14)}::text[])`,
    sql<CodedRow>`SELECT p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, NULL AS pack, a.code AS said, a.number AS article_number, CASE WHEN o.id <> p.id THEN o.sku END AS instead_of
      FROM customer_article a JOIN product o ON o.organisation_id = a.organisation_id AND o.id = a.product_id
      CROSS JOIN LATERAL (SELECT CASE WHEN o.archived_at IS NULL THEN o.id ELSE heir_of(o.organisation_id, o.id) END AS id OFFSET 0) AS h
      JOIN product p ON p.organisation_id = o.organisation_id AND p.id = h.id
      WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${customerId}::uuid AND a.code = ANY(${theirs}::text[])`,
  )
}

/**
 * The products in use that are meant by the customer's own number, SKU, GTIN or name, each with the words that it was asked by; a GTIN may be that
 * of a pack, and a SKU or number that of an archived product, for its successor. The customer's own number goes first: it is their order.
 * Capitals do not matter; words that are no code mean every product whose name holds them all, a few of them at most.
 */
export async function productsByCode(
  ctx: Ctx,
  { codes, customerId = null }: { codes: readonly string[]; customerId?: string | null | undefined },
): Promise<AskedProduct[]> {
  const [rows, scanned, called] = await coded(ctx, codes, customerId)
  const bySku = new Map(rows.map((row) => [row.said, row]))
  const byGtin = new Map(scanned.map((row) => [row.said, row]))
  const byNumber = new Map(called.map((row) => [row.said, row]))
  const known = codes.flatMap((code) => {
    const row =
      byNumber.get(code.toLowerCase()) ??
      bySku.get(code) ??
      bySku.get(code.toUpperCase()) ??
      (isGtin(code) ? byGtin.get(gtin14(code)) : undefined)
    if (!row) return []
    const { said: _said, ...product } = row
    return [{ code, ...product }]
  })
  const found = new Set(known.map(({ code }) => code))
  return [
    ...known,
    ...(await productsByName(
      ctx,
      [...new Set(codes)].filter((code) => !found.has(code)),
    )),
  ]
}

/** Words below this length occur in too many names to mean one product. */
const shortestName = 4

async function productsByName(ctx: Ctx, names: readonly string[]): Promise<AskedProduct[]> {
  const asked = names.filter((name) => name.length >= shortestName && /\p{L}/u.test(name))
  if (asked.length === 0) return []
  const [rows] = await read(
    ctx,
    sql<AskedProduct>`SELECT asked.code, p.id, p.sku, p.name, p.unit, p.places, packs_of(p.organisation_id, p.id) AS packs, picture_of(p.organisation_id, p.id) AS picture, NULL AS pack, NULL AS article_number, NULL AS instead_of FROM unnest(${asked}::text[]) AS asked (code)
      CROSS JOIN LATERAL search_products(asked.code, 6) AS s
      JOIN product p ON p.organisation_id = ${ctx.organisationId} AND p.id = s.id AND p.archived_at IS NULL`,
  )
  // A whole name means that product, even when other names begin with it.
  const whole = new Map(rows.flatMap((row) => (same(row.name, row.code) ? [[row.code, row] as const] : [])))
  // The search looks into codes too, but the beginning of a SKU is a mistyped SKU and means no product.
  return rows.filter((row) => holds(row.name, row.code) && (whole.get(row.code) ?? row) === row)
}

const holds = (name: string, said: string) =>
  said
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word))
const same = (name: string, said: string) => name.toLowerCase() === said.toLowerCase()
