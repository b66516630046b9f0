import type { NextRequest } from 'next/server'
import { enterSession } from '@/server/platform/auth/sessions'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { type Permission, permissionsOf } from '@/server/platform/context/permissions'
import { sessionIdOf } from './auth'

type Say = (words: string, status: number) => Response

const plain: Say = (words, status) => new Response(words, { status })

/** What a route answers where there is nothing, and to strangers. */
export const nothing = (say: Say = plain): Response => say('There is nothing at this address.', 404)

/**
 * The context of whoever asks a route, in the organisation that its address names; otherwise the answer that refuses them: 401, 404 for
 * strangers and where no permission is named (there is nothing), 403.
 */
export async function entered(
  request: NextRequest,
  slug: string | undefined,
  permission: Permission | undefined,
  say: Say = plain,
): Promise<Ctx | Response> {
  const { person, membership } = await enterSession(await sessionIdOf(request.cookies), slug)
  if (!person) return say('Sign in first.', 401)
  if (!membership || !permission) return nothing(say)
  const { organisation, roles } = membership
  const permissions = permissionsOf(roles)
  if (!permissions.has(permission)) return say('Your roles do not allow this.', 403)
  return mintCtx({ organisation, roles, permissions, actor: { kind: 'PERSON', id: person.userId } })
}
