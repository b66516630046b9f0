import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'inventory/warehouse.changed': () => 'Warehouse or bins changed',
  'inventory/homeBin.changed': () => 'Home bin changed',
}

export const refusals: Sentences = {
  BIN_IN_USE: () => 'This bin has stock, or is the home bin of products. Move them first.',
}
