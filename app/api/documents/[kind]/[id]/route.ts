import type { NextRequest } from 'next/server'
import { entered, nothing } from '@/app/_server/entered'
import { paperResponse } from '@/app/_server/paper'
import { papersByKind } from '@/server/documents'
import { Refusal } from '@/server/platform/context/errors'
import { keptText } from '@/server/platform/web/input'

interface Params {
  params: Promise<{ kind: string; id: string }>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A document as PDF: `/api/documents/invoice/<id>?organisation=acme`. */
export async function GET(request: NextRequest, { params }: Params) {
  const { kind, id } = await params
  const slug = keptText(request.nextUrl.searchParams.get('organisation') ?? '') || undefined
  const paper = Object.hasOwn(papersByKind, kind) ? papersByKind[kind] : undefined
  const ctx = await entered(request, slug, paper?.permission)
  if (ctx instanceof Response) return ctx
  if (!paper || !uuid.test(id)) return nothing()
  try {
    return paperResponse(await paper.file(ctx, id))
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'NOT_FOUND') return nothing()
    throw error
  }
}
