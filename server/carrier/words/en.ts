import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'carrier/carrier.changed': () => 'Carrier changed',
  'carrier/service.changed': () => 'Carrier service changed',
}

export const refusals: Sentences = {
  FREE_FROM_ALONE: () => 'Say what is charged below that value.',
}
