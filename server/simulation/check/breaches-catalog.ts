import { type Breach, noCheck } from './breaches-stock'

/** How products, their packs and what customers call them are broken. */
export const catalogBreaches: Breach[] = [
  [
    3,
    'a deposit for packaging follows the goods that name it: ordered, cancelled and left',
    `UPDATE order_line SET returnables = jsonb_build_array(jsonb_build_object('lineId', id, 'per', 1)) WHERE kind = 'GOODS'`,
  ],
  [
    20,
    'deposits for packaging that are held = what the documents charged and gave back',
    `UPDATE posting_line SET account_code = 'RETURNABLES_HELD' WHERE (posting_id, position) = (SELECT posting_id, position FROM posting_line WHERE account_code = 'SALES' LIMIT 1)`,
  ],
  [
    20,
    'why more empties came back than were out stands on a credit note for packaging alone',
    `UPDATE invoice SET beyond_reason = 'They had them' WHERE id = (SELECT id FROM invoice LIMIT 1)`,
  ],
  [
    20,
    'packaging that is with a customer = what the documents charged less what they gave back, by its deposit',
    `INSERT INTO returnable_out SELECT c.organisation_id, c.id, p.id, 1, 1, 'S', 20, 1, 1, c.created_at, c.created_at FROM customer c JOIN product p ON p.organisation_id = c.organisation_id LIMIT 1`,
  ],
  [
    22,
    'barcodes = those of the products in use and of their packs',
    'UPDATE product_pack SET gtin = NULL WHERE gtin IS NOT NULL',
  ],
  [22, 'barcodes = those of the products in use and of their packs', 'DELETE FROM barcode'],
  [
    22,
    'a line that was entered in packs is a whole number of them',
    noCheck('order_line', 'order_line_packs_check'),
    "UPDATE order_line SET pack = 'XCS', pack_size = 1000",
  ],
  [
    22,
    'a number of a customer is compared in small letters, and none stands with a customer who was merged',
    noCheck('customer_article', 'customer_article_check'),
    "UPDATE customer_article SET code = number || '-X'",
  ],
  [
    22,
    'a number of a customer is compared in small letters, and none stands with a customer who was merged',
    'UPDATE customer SET merged_into = h.id FROM customer h WHERE customer.id IN (SELECT customer_id FROM customer_article) AND h.id <> customer.id',
  ],
  [
    22,
    'a customer calls each product by one number, and no two by the same, whatever its capitals',
    'DROP INDEX customer_article_number_once',
    "UPDATE customer_article SET number = 'Same', code = 'same'",
  ],
  [
    22,
    'a pack holds more than one of the smallest unit, and no two packs of a product share a barcode',
    noCheck('product_pack', 'product_pack_check'),
    'UPDATE product_pack SET quantity = 1',
  ],
  [
    22,
    'a pack holds more than one of the smallest unit, and no two packs of a product share a barcode',
    "INSERT INTO product_pack SELECT organisation_id, product_id, 'XBX', quantity, gtin FROM product_pack WHERE gtin IS NOT NULL",
  ],
  [
    22,
    'successors lead to an end, and neither from nor to a line that names no product',
    'UPDATE product p SET successor_id = (SELECT min(q.id::text)::uuid FROM product q WHERE q.organisation_id = p.organisation_id AND q.id <> p.id AND NOT q.free_text)',
  ],
  [
    22,
    'what stands for lines that name no product has no category, description, packs or numbers',
    "UPDATE product SET description = 'Said' WHERE free_text",
  ],
]
