import type { NextRequest } from 'next/server'
import { bytesOf } from '@/app/_server/body'
import { entered, nothing } from '@/app/_server/entered'
import { pictureResponse } from '@/app/_server/picture'
import { taken } from '@/app/_server/taken'
import { setPicture } from '@/server/catalog/mutations/picture'
import { pictureBytes } from '@/server/catalog/queries/pictures'
import { productRef } from '@/server/catalog/schema'
import { notFound, Refusal } from '@/server/platform/context/errors'
import { mostPictureBytes } from '@/server/platform/files/picture'

interface Params {
  params: Promise<{ id: string }>
}

/** The picture of a product: `/api/pictures/<product>?organisation=acme&v=<hash>&size=large`. */
export async function GET(request: NextRequest, { params }: Params) {
  const { organisation, size } = Object.fromEntries(request.nextUrl.searchParams)
  const asked = productRef.safeParse(await params)
  const ctx = await entered(request, organisation, 'product.read')
  if (ctx instanceof Response) return ctx
  if (!asked.success) return nothing()
  try {
    return pictureResponse(await pictureBytes(ctx, { ...asked.data, size: size === 'large' ? 'large' : 'small' }))
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'NOT_FOUND') return nothing()
    throw error
  }
}

/** Takes a picture of a product: `POST /api/pictures/<product>?organisation=acme` with the bytes of the file. */
export async function POST(request: NextRequest, { params }: Params) {
  const asked = productRef.safeParse(await params)
  return taken(request, 'product.change', async (ctx) => {
    if (!asked.success) notFound('product')
    return setPicture(ctx, { ...asked.data, bytes: await bytesOf(request, mostPictureBytes, 'PICTURE_TOO_LARGE') })
  })
}
