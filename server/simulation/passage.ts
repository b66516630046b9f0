import type { Organisation } from '@/server/platform/context/ctx'
import type { Bank } from './demo/bank'
import type { World } from './drive'
import type { Market } from './market'
import type { Manners } from './people'

export interface Passing {
  organisation: Organisation
  from: Date
  until: Date
  /** Whether goods in, floor and driver work while time passes. Decisions always wait for a person. */
  floorWorks: boolean
  /** Told the time of the clock at the end of each day. */
  tell?(at: Date): Promise<void> | void
}

/** What a passage needs at hand. */
export interface Passage extends Passing {
  world: World
  market: Market
  bank: Bank
  manners: Manners
  seed: string
}
