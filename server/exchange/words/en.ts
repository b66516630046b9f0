import type { Sentences } from '@/server/platform/words/words'
import type { Problem } from '../rules/cells'
import { type KindName, kindNames, kinds, labelOf } from '../rules/fields'
import { cellRefusals } from './en/cells'

const kindWords = (kind: unknown) =>
  (kindNames as readonly unknown[]).includes(kind) ? kinds[kind as KindName].label.toLowerCase() : 'records'

export const sentences: Sentences = {
  'exchange/file.read': ({ rows }, say) => `File with ${say.units(rows, 'row')} read`,
  'exchange/import.asked': ({ kind }) => `Import of ${kindWords(kind)} asked for`,
  'exchange/import.ended': ({ kind }) => `Import of ${kindWords(kind)} done`,
  'exchange/import.undone': ({ kind }) => `Import of ${kindWords(kind)} taken back`,
  'customer/customer.removed': () => 'Customer removed with the import that made it',
  'exchange/archive.asked': () => 'The whole organisation asked for as one file',
  'exchange/archive.made': () => 'The whole organisation made as one file',
  'exchange/archive.read': () => 'Records read from the file of another organisation',
  'exchange/archive.started': () => 'Work begins here with the records that were read',
  'exchange/cutOver.compared': () => 'Totals of the program before written down',
  'exchange/document.released': () => 'Due to be mailed, because this program counts now',
  'exchange/cutOver.gone': () => 'This program counts from now on',
  'exchange/cutOver.reopened': () => 'Moving in goes on',
  'exchange/item.opened': () => 'Open invoice moved in',
  'exchange/item.reopened': () => 'Open invoice changed by a file',
  'exchange/item.removed': () => 'Open invoice removed with the import that made it',
  'catalog/product.removed': () => 'Product removed with the import that made it',
  'catalog/category.removed': () => 'Product category removed with the import that made it',
  'customer/group.removed': () => 'Customer group removed with the import that made it',
  'pricing/priceList.removed': () => 'Price list removed with the import that made it',
}

export const refusals: Sentences = {
  ...cellRefusals,
  SHEET_TOO_LARGE: () => 'The file is larger than 20 MB. Send it in parts.',
  SHEET_TOO_MANY_ROWS: () => 'The file has more than 100,000 rows. Send it in parts.',
  SHEET_TOO_MANY_COLUMNS: ({ limit }) =>
    `The file has more than ${limit} columns. Leave out those that are not needed.`,
  SHEET_CELL_TOO_LARGE: ({ limit }) =>
    `A cell has more than ${Number(limit).toLocaleString('en')} characters: this is no list of records.`,
  SHEET_EMPTY: () => 'The file is empty.',
  SHEET_NO_ROWS: () => 'There are no rows below the heads.',
  SHEET_NOT_TEXT: ({ looksLike }) =>
    `This is ${looksLike === 'PDF' ? 'a PDF' : 'no table'}. Export the list as CSV or XLSX.`,
  SHEET_UNREADABLE: ({ line }) =>
    line
      ? `Line ${line} cannot be read: its quotation marks do not match.`
      : 'The workbook cannot be read: it is damaged, or no XLSX at all.',
  SHEET_MACROS: () => 'The workbook contains macros. Save it as XLSX without macros, or as CSV.',
  SHEET_FORMULAS: ({ count }) =>
    `The workbook has ${Number(count).toLocaleString('en')} formulas without their results. Open it in a table program and save it there, or save it as CSV.`,
  SHEET_TOO_MUCH: () =>
    'What is packed in this workbook is too large to be unpacked. Save the one sheet that is needed as CSV.',
  SHEET_OLD: () =>
    'This is a workbook in the format of before 2007, or one with a password. Save it as XLSX without a password, or as CSV.',
  FIELDS_MISSING: ({ kind, fields }) =>
    `Say which column holds: ${(Array.isArray(fields) ? fields : []).map((key) => labelOf(kind as KindName, String(key))).join(', ')}.`,
  ARCHIVE_UNREADABLE: () => 'This is no file that was made by “The whole organisation as one file”, or it is damaged.',
  ARCHIVE_UNKNOWN: ({ what }) =>
    `The file has “${what}”, which this version of the program does not know. It was made by a newer one, or changed since.`,
  ARCHIVE_NEWER: ({ format }) => `The file has format ${format}; this version of the program reads format 1.`,
  ARCHIVE_INCOMPLETE: ({ table }) =>
    `The file is not whole: of “${table}” it does not have as many rows as it says. Nothing was read.`,
  ARCHIVE_BREAKS_RULES: ({ what, subject, more }) =>
    `What the file says does not add up, so nothing was read. ${subject}: it must hold that ${what}${Number(more) > 0 ? `, and ${more} more` : ''}.`,
  ARCHIVE_TOO_MUCH: () => 'The file unpacks to more than can be read here.',
  ARCHIVE_TOO_LARGE: () => 'The file is larger than 2 GB.',
  ARCHIVE_OTHER_CURRENCY: ({ currency }) => `The file is kept in ${currency}; this organisation is not.`,
  ORGANISATION_IN_USE: () => 'Something was entered here already. Read the file into a new organisation.',
  ARCHIVE_UNDER_WAY: () => 'A file is being made already. It is ready in a moment.',
  TOTALS_DIFFER: () => 'Some totals are not written down, or differ. Say go although they differ if that is meant.',
  CUT_OVER_DONE: () =>
    'This program counts already. Go on moving in on the page of the cut-over, or correct the balances by hand.',
  ROWS_WRONG: ({ count }) => `${count} rows are wrong, so nothing was done. Mend them, or leave them out.`,
  NOTHING_TO_MOVE: () => 'No row would add or change anything.',
  ROWS_GONE: () =>
    'The rows of this file are no longer here, so what they made cannot be told. Change the records on their pages.',
  NOT_THE_LAST: () => 'Another import was done since. Take that one back first.',
  ROW_TURNED_WRONG: () =>
    'A row that was right when it was looked at could not be written any more, so all of it was taken back.',
}

const usedBy: Record<string, string> = {
  changed: 'Somebody changed it since.',
  gone: 'It is no longer there.',
  sales_order: 'There are orders of it.',
  order_line: 'It was ordered.',
  quote: 'There are quotes for it.',
  quote_line: 'It was offered.',
  invoice: 'There are invoices of it.',
  open_item: 'Something of it is owed.',
  receipt: 'It has paid something.',
  price_list: 'A price list is for it.',
  price_entry: 'It stands on a price list.',
  stock_movement: 'Stock of it was moved.',
  bin_stock: 'Stock of it was moved.',
  planned_receipt_line: 'It is expected from a supplier.',
  product_supply: 'It is set how it is bought.',
  customer_article: 'There is a customer’s own number of it.',
  product: 'It takes the place of another product.',
  barcode: 'Its barcode is that of another product by now, so it stays archived.',
  application: 'Something was paid on it.',
  dispute: 'It is disputed.',
  reminder_item: 'A reminder was sent for it.',
  customer: 'It pays for another customer.',
  moved: 'It has gone on since.',
  pick_task: 'It is being picked.',
  shipment: 'Some of it has left.',
  sale_note: 'There are notes about it.',
  attachment: 'There are files beside it.',
  planned_receipt_arrival: 'Some of it has come.',
}

const madeNames: Record<string, [one: string, many: string]> = {
  product_category: ['category', 'categories'],
  customer_group: ['group', 'groups'],
  price_list: ['price list', 'price lists'],
  supplier: ['supplier', 'suppliers'],
  bin: ['bin', 'bins'],
  customer_contact: ['contact', 'contacts'],
}

const namedAtMost = 5

/** What an import made beside its rows and that stays when it is taken back: `supplier Mill & Sons; bins A-1, A-2`. */
export const madeWords = (stays: readonly { table: string; name: string }[]): string =>
  Object.entries(madeNames)
    .map(([table, names]) => [stays.filter((one) => one.table === table).map(({ name }) => name), names] as const)
    .filter(([all]) => all.length > 0)
    .map(([all, [one, many]]) => {
      const more = all.length > namedAtMost ? ` and ${all.length - namedAtMost} more` : ''
      return `${all.length === 1 ? one : many} ${all.slice(0, namedAtMost).join(', ')}${more}`
    })
    .join('; ')

/** Why a record stays when its import is taken back. */
export const keptWords = (why: string): string => usedBy[why] ?? 'It is used by now.'

/** The field of a problem in words; a problem of the row as such has none. */
export const problemField = (kind: KindName, { field }: Problem): string => {
  const columns: Record<string, string> = {
    paymentTermsId: 'terms',
    groupId: 'group',
    ownerId: 'owner',
    payerId: 'payer',
    taxCategoryId: 'tax',
    categoryId: 'category',
    successorId: 'successor',
  }
  const key = columns[field] ?? field
  return field === 'key' ? '' : labelOf(kind, key)
}
