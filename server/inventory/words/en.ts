import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'inventory/warehouse.changed': () => 'Warehouse or bins changed',
  'inventory/homeBin.changed': () => 'Home bin changed',
}

export const refusals: Sentences = {
  NO_BARCODE: () => 'This product has no barcode, and its SKU cannot be one. Give it a barcode first.',
  BIN_IN_USE: () => 'This bin has stock, is the home bin of products, or is where goods come in. Move them first.',
}
