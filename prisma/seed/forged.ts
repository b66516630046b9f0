type Row = Record<string, unknown>
type Refused = string | [code: string, parameters: object]

/** Changes files of an archive: the rows of a table, or what it says of itself; and every change with which it is refused, with the reason. */
export function forging(filesOf: () => Record<string, Uint8Array>) {
  const text = (name: string) => Buffer.from(filesOf()[name] ?? []).toString()
  const json = (table: string, change: (row: Row) => object) => {
    const rows = text(`json/${table}.jsonl`).trim().split('\n')
    const changed = rows.map((line) => JSON.stringify(change(JSON.parse(line)))).join('\n')
    return { [`json/${table}.jsonl`]: changed }
  }
  const manifest = (change: object) => ({
    'manifest.json': JSON.stringify({ ...JSON.parse(text('manifest.json')), ...change }),
  })
  const paper = () => Object.keys(filesOf()).find((name) => name.startsWith('documents/')) as string
  const long = 'x'.repeat(200)
  const cases: [what: string, change: () => Record<string, string | null>, code: Refused][] = [
    ['nothing that it says of itself', () => ({ 'manifest.json': '{}' }), 'ARCHIVE_UNREADABLE'],
    ['not even that', () => ({ 'manifest.json': null }), 'ARCHIVE_UNREADABLE'],
    ['of a later format', () => manifest({ format: 2 }), ['ARCHIVE_NEWER', { format: '2' }]],
    ['of a format that is no number', () => manifest({ format: '1' }), 'ARCHIVE_UNREADABLE'],
    ['in another currency', () => manifest({ currency: 'JPY' }), ['ARCHIVE_OTHER_CURRENCY', { currency: 'JPY' }]],
    ['made at no time', () => manifest({ madeAt: 'x', rows: { event: 1 } }), 'ARCHIVE_UNREADABLE'],
    ['without a row', () => manifest({ rows: {} }), 'ARCHIVE_UNREADABLE'],
    ['with more rows than can be read', () => manifest({ rows: { event: 5e6 + 1 } }), 'ARCHIVE_TOO_MUCH'],
    ['without the rows that it speaks of', () => manifest({ rows: { event: 5e6 } }), 'ARCHIVE_INCOMPLETE'],
    ['with papers that are no list', () => manifest({ papers: 'x' }), 'ARCHIVE_UNREADABLE'],
    ['of nobody', () => ({ 'json/account.jsonl': null }), 'ARCHIVE_UNREADABLE'],
    [
      'with a table of secrets',
      () => ({ 'json/api_key.jsonl': '{"id":"1"}' }),
      ['ARCHIVE_UNKNOWN', { what: 'api_key' }],
    ],
    [
      'with a table of a long name',
      () => ({ [`json/${long}.jsonl`]: '' }),
      ['ARCHIVE_UNKNOWN', { what: long.slice(0, 100) }],
    ],
    ['with a table that leads elsewhere', () => ({ 'json/../user_account.jsonl': '{}' }), 'ARCHIVE_UNKNOWN'],
    [
      'with an unknown column',
      () => json('product', (row) => ({ ...row, admin: true })),
      ['ARCHIVE_UNKNOWN', { what: 'product.admin' }],
    ],
    [
      'with a column of a long name',
      () => json('product', (row) => ({ ...row, [long]: true })),
      ['ARCHIVE_UNKNOWN', { what: `product.${long}`.slice(0, 100) }],
    ],
    [
      'of which rows are missing',
      () => ({ 'json/stock_movement.jsonl': '' }),
      ['ARCHIVE_INCOMPLETE', { table: 'stock_movement' }],
    ],
    ['with a line that is no row', () => ({ 'json/product.jsonl': '[]' }), 'ARCHIVE_UNREADABLE'],
    ['with a word for a number', () => json('product', (row) => ({ ...row, weight_grams: 'x' })), 'ARCHIVE_UNREADABLE'],
    [
      'with a zone that is none',
      () => json('organisation', (row) => ({ ...row, time_zone: 'x' })),
      'ARCHIVE_UNREADABLE',
    ],
    ['with another paper', () => ({ [paper()]: '%PDF-other' }), 'ARCHIVE_UNREADABLE'],
    [
      'with a posting that was changed',
      () => json('posting_line', (row) => ({ ...row, ledger_amount_minor: 7 })),
      'ARCHIVE_UNREADABLE',
    ],
    [
      'with a decision of which nothing can be reckoned',
      () => {
        const { id, customer_id, created_at } = JSON.parse(text('json/sales_order.jsonl').split('\n')[0] as string)
        const said = { state: 'APPROVED', cause: 'FIRST_ORDER', policy_version: 1, factors: [], inputs: {}, created_at }
        return {
          ...manifest({ rows: { ...JSON.parse(text('manifest.json')).rows, credit_decision: 1 } }),
          'json/credit_decision.jsonl': JSON.stringify({ id, customer_id, order_id: id, points: 50, ...said }),
        }
      },
      'ARCHIVE_UNREADABLE',
    ],
    [
      'with a rate where no tax is',
      () => json('order_line', (row) => ({ ...row, tax_code: 'Z' })),
      'ARCHIVE_UNREADABLE',
    ],
    ['with a number twice', () => json('customer', (row) => ({ ...row, number: 'CU-1' })), 'ARCHIVE_UNREADABLE'],
    [
      'with stock that was changed',
      () => json('stock_level', (row) => ({ ...row, on_hand: 500 })),
      'ARCHIVE_BREAKS_RULES',
    ],
  ]

  return { json, manifest, cases }
}
