import type { NextRequest } from 'next/server'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Permission } from '@/server/platform/context/permissions'
import { taken } from './taken'

/** Is told how much is done, and of how much. */
export type Told = (done: number, all: number) => void

/**
 * Answers like `taken`; work that tells how far it is is answered line by line as JSON: `{ done, all }` for each step, and what came of it
 * at last. The work goes on when the page has gone meanwhile.
 */
export async function takenInSteps(
  request: NextRequest,
  permission: Permission,
  take: (ctx: Ctx, told: Told) => Promise<object>,
): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, {
    highWaterMark: 1e6,
  })
  const writer = writable.getWriter()
  const say = (line: object) => writer.write(new TextEncoder().encode(`${JSON.stringify(line)}\n`)).catch(() => {})
  let begins: () => void = () => {}
  const begun = new Promise<void>((resolve) => {
    begins = resolve
  })
  const answered = taken(request, permission, (ctx) =>
    take(ctx, (done, all) => {
      begins()
      void say({ done, all })
    }),
  )
  const early = await Promise.race([answered, begun])
  if (early) return early
  void answered
    .then(async (answer) => say(await answer.json()))
    .catch((error: unknown) => console.error(error))
    .finally(() => writer.close().catch(() => {}))
  return new Response(readable, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } })
}
