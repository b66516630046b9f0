import type { NextRequest } from 'next/server'
import { addressOf } from '@/app/_server/address'
import { pictureResponse } from '@/app/_server/picture'
import { Refusal } from '@/server/platform/context/errors'
import { portalPicture } from '@/server/portal/queries/pictures'
import { portalPictureInput } from '@/server/portal/schema'

interface Params {
  params: Promise<{ token: string; hash: string }>
}

const nothing = () => new Response('There is nothing at this address.', { status: 404 })

/** The picture of a product on the quote that a customer's link names: `/api/portal/<token>/pictures/<hash>?size=large`. */
export async function GET(request: NextRequest, { params }: Params) {
  const size = request.nextUrl.searchParams.get('size') === 'large' ? 'large' : 'small'
  const parsed = portalPictureInput.safeParse({ ...(await params), size })
  if (!parsed.success) return nothing()
  try {
    const address = addressOf((name) => request.headers.get(name))
    return pictureResponse(await portalPicture(parsed.data, address))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.kind === 'NOT_FOUND' ? nothing() : new Response('Try again in a minute.', { status: 429 })
  }
}
