import { papersByKind } from '@/server/documents'
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

// Grows a small demo, with what no story makes beside it, for the dump that is kept of a version.

const papers = (ctx: Ctx) =>
  read(
    ctx,
    sql<{ kind: string; id: string }>`
      (SELECT 'order' AS kind, id FROM sales_order WHERE organisation_id = ${ctx.organisationId} ORDER BY id DESC LIMIT 1)
      UNION ALL (SELECT 'invoice', id FROM invoice WHERE organisation_id = ${ctx.organisationId} AND kind = 'INVOICE' ORDER BY id LIMIT 1)
      UNION ALL (SELECT 'label', id FROM parcel WHERE organisation_id = ${ctx.organisationId} ORDER BY id LIMIT 1)`,
  )

await growMarlow(() => {}, specimen)
const standing = await marlow()
if (!standing) throw new Error('no demo has grown')
const actor = { kind: 'PERSON', id: await accountOfPlayer(players[0]) } as const
const ctx = mintCtx({ organisation: standing.organisation, actor, permissions: 'ALL' })
const [rows] = await papers(ctx)
for (const { kind, id } of rows) await papersByKind[kind]?.file(ctx, id)
await makeApiKey(ctx, { name: 'Web shop' })
await invite(ctx, { email: 'new@marlow.example', roles: ['sales'] })
await closeNotifier()
await closeConnections()
process.exit(0)
