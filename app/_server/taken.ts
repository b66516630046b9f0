import type { NextRequest } from 'next/server'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import type { Permission } from '@/server/platform/context/permissions'
import { refusalWords } from '@/server/words'
import { isOwnOrigin } from './address'
import { entered, nothing } from './entered'

const said = (words: string, status: number) => Response.json({ words }, { status })

/**
 * Answers a page that sends a file to the organisation which `?organisation=` names: with what `take` made of it, or with the words of
 * its refusal (401, 403, 404, 422).
 */
export async function taken(
  request: NextRequest,
  permission: Permission,
  take: (ctx: Ctx) => Promise<object>,
): Promise<Response> {
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const slug = request.nextUrl.searchParams.get('organisation') ?? undefined
  const ctx = await entered(request, slug, permission, said)
  if (ctx instanceof Response) return ctx
  try {
    refuseInPassage(ctx.organisation)
    return Response.json(await take(ctx))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'NOT_FOUND') return nothing(said)
    const { currency, locale, timeZone } = ctx.organisation
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  }
}
