import type { NextRequest } from 'next/server'
import { addressOf } from '@/app/_server/address'
import { paperResponse } from '@/app/_server/paper'
import { portalPaper } from '@/server/documents'
import { Refusal } from '@/server/platform/context/errors'
import { portalPaperInput } from '@/server/portal/schema'

interface Params {
  params: Promise<{ token: string; kind: string }>
}

const nothing = () => new Response('There is nothing at this address.', { status: 404 })

/** The PDF of the quote that a customer's link names, or of its order: `/api/portal/<token>/quote`. */
export async function GET(request: NextRequest, { params }: Params) {
  const asked = request.nextUrl.searchParams.get('version')
  const version = asked === null ? {} : { version: Number(asked) }
  const parsed = portalPaperInput.safeParse({ ...(await params), ...version })
  if (!parsed.success) return nothing()
  try {
    const address = addressOf((name) => request.headers.get(name))
    return paperResponse(await portalPaper(parsed.data, address))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.kind === 'NOT_FOUND' ? nothing() : new Response('Try again in a minute.', { status: 429 })
  }
}
