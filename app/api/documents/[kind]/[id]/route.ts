import type { NextRequest } from 'next/server'
import { sessionIdOf } from '@/app/_server/auth'
import { paperResponse } from '@/app/_server/paper'
import { papersByKind } from '@/server/documents'
import { enterSession } from '@/server/platform/auth/sessions'
import { mintCtx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { permissionsOf } from '@/server/platform/context/permissions'
import { keptText } from '@/server/platform/web/input'

interface Params {
  params: Promise<{ kind: string; id: string }>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const nothing = () => new Response('There is nothing at this address.', { status: 404 })

/** A document as PDF: `/api/documents/invoice/<id>?organisation=acme`. */
export async function GET(request: NextRequest, { params }: Params) {
  const { kind, id } = await params
  const slug = keptText(request.nextUrl.searchParams.get('organisation') ?? '') || undefined
  const { person, membership } = await enterSession(await sessionIdOf(request.cookies), slug)
  const paper = Object.hasOwn(papersByKind, kind) ? papersByKind[kind] : undefined
  if (!person) return new Response('Sign in first.', { status: 401 })
  if (!membership || !paper || !uuid.test(id)) return nothing()
  const { organisation, roles } = membership
  const permissions = permissionsOf(roles)
  if (!permissions.has(paper.permission)) return new Response('Your roles do not allow this.', { status: 403 })
  const ctx = mintCtx({ organisation, roles, permissions, actor: { kind: 'PERSON', id: person.userId } })
  try {
    return paperResponse(await paper.file(ctx, id))
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'NOT_FOUND') return nothing()
    throw error
  }
}
