import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/_server/address'
import { bytesOf } from '@/app/_server/body'
import { entered } from '@/app/_server/entered'
import { mostBytes, takeFile } from '@/server/exchange/mutations/take-file'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { refusalWords } from '@/server/words'

const said = (words: string, status: number) => Response.json({ words }, { status })

/** Takes a file in whose records are to be moved in: `POST /api/import?organisation=acme&name=customers.csv` with its bytes. */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const { organisation: slug, name = 'file' } = Object.fromEntries(request.nextUrl.searchParams)
  const ctx = await entered(request, slug, 'exchange.import', said)
  if (ctx instanceof Response) return ctx
  const { currency, locale, timeZone } = ctx.organisation
  try {
    refuseInPassage(ctx.organisation)
    const bytes = await bytesOf(request, mostBytes)
    if (!bytes) throw new Refusal('REFUSED', 'SHEET_TOO_LARGE')
    return Response.json(await takeFile(ctx, { fileName: name, bytes }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  }
}
