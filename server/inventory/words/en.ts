import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'inventory/warehouse.changed': () => 'Warehouse or bins changed',
  'inventory/homeBin.changed': () => 'Another home bin was given',
}

export const refusals: Sentences = {
  BIN_IN_USE: () => 'Something lies in this bin, or products are at home there. Move them first.',
}
