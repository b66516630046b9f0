import type { KindName } from '../rules/fields'
import { customerMover } from './move-customers'
import { productMover } from './move-products'
import type { Mover } from './mover'

const movers = { CUSTOMERS: customerMover, PRODUCTS: productMover } as const

/** How records of a kind are moved in. */
export const moverOf = (kind: KindName): Mover => movers[kind] as unknown as Mover
