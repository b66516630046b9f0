import type { Program } from './program'
import { accounting } from './programs-accounting'
import { odoo } from './programs-odoo'
import { sage } from './programs-sage'
import { shops } from './programs-shops'
import { zoho } from './programs-zoho'

/** What well-known programs call the columns of the files that they write. */
export const programs: readonly Program[] = [...shops, ...accounting, ...zoho, ...sage, ...odoo]
