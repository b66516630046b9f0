import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

export const dynamic = 'force-dynamic'

/** 200 when the program serves and its database answers. */
export async function GET() {
  try {
    await lookUp(sql`SELECT 1`)
    return Response.json({ ok: true })
  } catch {
    return Response.json({ ok: false }, { status: 503 })
  }
}
