import type { NextRequest } from 'next/server'
import { sessionIdOf } from '@/app/_server/auth'
import { archivePiece } from '@/server/exchange/queries/archive'
import { importRef } from '@/server/exchange/schema'
import { enterSession } from '@/server/platform/auth/sessions'
import { mintCtx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { permissionsOf } from '@/server/platform/context/permissions'

/** The whole organisation as one file, for owners. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  const asked = importRef.safeParse(await params)
  const slug = request.nextUrl.searchParams.get('organisation') ?? ''
  const { person, membership } = await enterSession(await sessionIdOf(request.cookies), slug)
  if (!person) return new Response('Sign in first.', { status: 401 })
  if (!membership || !asked.success) return new Response('There is nothing at this address.', { status: 404 })
  const { organisation, roles } = membership
  const permissions = permissionsOf(roles)
  if (!permissions.has('exchange.archive')) return new Response('Your roles do not allow this.', { status: 403 })
  const ctx = mintCtx({ organisation, roles, permissions, actor: { kind: 'PERSON', id: person.userId } })
  const { id } = asked.data
  const first = await archivePiece(ctx, id, 0).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (!first) return new Response('There is nothing at this address.', { status: 404 })
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
      'content-disposition': `attachment; filename="${organisation.slug}-${ctx.today}.zip"`,
      'cache-control': 'no-store',
    },
  })
}
