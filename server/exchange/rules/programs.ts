import type { Program } from './program'
import { accounting } from './programs-accounting'
import { odoo } from './programs-odoo'
import { shops } from './programs-shops'
import { trade } from './programs-trade'

/** What well-known programs call the columns of the files that they write. */
export const programs: readonly Program[] = [...shops, ...accounting, ...trade, ...odoo]
