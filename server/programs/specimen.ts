import { invoiceFile } from '@/server/invoicing/mutations/mail'
import { orderPaper } from '@/server/order/mutations/mail-order'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { makeApiKey } from '@/server/platform/organisation/mutations/api-key'
import { invite } from '@/server/platform/organisation/mutations/invite'
import { growMarlow, marlow } from '@/server/simulation/demo/marlow'
import { specimen } from '@/server/simulation/demo/scale'
import { accountOfPlayer, players } from '@/server/simulation/demo/team'

// Grows a small demo, with cases that no story makes, for the dump that is kept of each version.

/** Freezes the papers of one invoice and one order, by opening them as a person would. */
async function openPapers(ctx: Ctx): Promise<void> {
  const [orders, invoices] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} ORDER BY id DESC LIMIT 1`,
    sql<{ id: string }>`SELECT id FROM invoice WHERE organisation_id = ${ctx.organisationId} ORDER BY id LIMIT 1`,
  )
  for (const { id } of orders) await orderPaper(ctx, id)
  for (const { id } of invoices) await invoiceFile(ctx, id)
}

await growMarlow(() => {}, specimen)
const standing = await marlow()
if (!standing) throw new Error('no demo has grown')
const actor = { kind: 'PERSON', id: await accountOfPlayer(players[0]) } as const
const ctx = mintCtx({ organisation: standing.organisation, actor, permissions: 'ALL' })
await openPapers(ctx)
await makeApiKey(ctx, { name: 'Web shop' })
await invite(ctx, { email: 'new@marlow.example', roles: ['sales'] })
await closeNotifier()
await closeConnections()
process.exit(0)
