import type { NextRequest } from 'next/server'
import { entered, nothing } from '@/app/_server/entered'
import { archivePiece } from '@/server/exchange/queries/archive'
import { importRef } from '@/server/exchange/schema'
import { Refusal } from '@/server/platform/context/errors'

/** The whole organisation as one file, for owners. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  const asked = importRef.safeParse(await params)
  const slug = request.nextUrl.searchParams.get('organisation') ?? ''
  const ctx = await entered(request, slug, 'exchange.archive')
  if (ctx instanceof Response) return ctx
  if (!asked.success) return nothing()
  const { id } = asked.data
  const first = await archivePiece(ctx, id, 0).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (!first) return nothing()
  let nth = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = nth === 0 ? first : await archivePiece(ctx, id, nth)
      nth++
      if (piece) controller.enqueue(new Uint8Array(piece))
      else controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${ctx.organisation.slug}-${ctx.today}.zip"`,
      'cache-control': 'no-store',
    },
  })
}
