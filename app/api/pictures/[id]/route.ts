import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/_server/address'
import { bytesOf } from '@/app/_server/body'
import { entered, nothing } from '@/app/_server/entered'
import { pictureResponse } from '@/app/_server/picture'
import { setPicture } from '@/server/catalog/mutations/picture'
import { pictureBytes } from '@/server/catalog/queries/pictures'
import { productRef } from '@/server/catalog/schema'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { mostPictureBytes } from '@/server/platform/files/picture'
import { refusalWords } from '@/server/words'

interface Params {
  params: Promise<{ id: string }>
}

const said = (words: string, status: number) => Response.json({ words }, { status })

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
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const asked = productRef.safeParse(await params)
  const ctx = await entered(request, request.nextUrl.searchParams.get('organisation') ?? '', 'product.change', said)
  if (ctx instanceof Response) return ctx
  if (!asked.success) return nothing(said)
  const { currency, locale, timeZone } = ctx.organisation
  try {
    refuseInPassage(ctx.organisation)
    const bytes = await bytesOf(request, mostPictureBytes)
    if (!bytes) throw new Refusal('REFUSED', 'PICTURE_TOO_LARGE')
    return Response.json(await setPicture(ctx, { ...asked.data, bytes }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'NOT_FOUND') return nothing(said)
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  }
}
