import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { ZodError, z } from 'zod'
import { type Ctx, mintCtx, type Organisation } from '../context/ctx'
import { isUnreachable, Refusal, type RefusalKind } from '../context/errors'
import { refuseInPassage } from '../context/passage'
import { type Permission, permissions, permissionsOf, type Role } from '../context/permissions'
import { keptInput } from './input'

/** A signed-in person, before an organisation is entered. */
export interface Person {
  sessionId: string
  userId: string
  email: string
  name: string
  /** Whether the person has confirmed the address by a link. */
  confirmed: boolean
}

/** What a request brings along: the person, and the organisation of its URL if the person is a member. */
export interface RequestScope {
  person: Person | null
  membership: { organisation: Organisation; roles: Role[] } | null
  /** The caller's network address, for limits. */
  address: string
}

interface Meta {
  permission: Permission | 'PUBLIC' | 'PERSON'
}

const codes: Record<RefusalKind, TRPCError['code']> = {
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  REFUSED: 'UNPROCESSABLE_CONTENT',
  FORBIDDEN: 'FORBIDDEN',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  TOO_MANY: 'TOO_MANY_REQUESTS',
}

const t = initTRPC
  .context<RequestScope>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error }) {
      const refusal =
        error.cause instanceof Refusal ? { code: error.cause.code, parameters: error.cause.parameters } : null
      const fields = error.cause instanceof ZodError ? z.flattenError(error.cause) : null
      const hidden = error.code === 'INTERNAL_SERVER_ERROR'
      return {
        ...shape,
        message: hidden ? 'INTERNAL' : shape.message,
        data: { ...shape.data, stack: undefined, refusal, fields },
      }
    },
  })

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const unavailable = () => new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'UNREACHABLE' })

/** Gives a look-up before a procedure the same refusal as a procedure when the database does not answer. */
export function nameOutage(error: unknown): never {
  throw isUnreachable(error) ? unavailable() : error
}

/** Maps every error once: a refusal becomes its status; any other error is logged and hidden. */
const refusals = t.middleware(async ({ next, path }) => {
  const result = await next()
  if (!result.ok) {
    const { cause } = result.error
    if (cause instanceof Refusal) throw new TRPCError({ code: codes[cause.kind], message: cause.code, cause })
    if (isUnreachable(cause)) throw unavailable()
    if (result.error.code === 'INTERNAL_SERVER_ERROR')
      console.error(JSON.stringify({ at: new Date(), path, error: String(cause?.stack ?? result.error) }))
  }
  return result
})

/** Pasted text may hold characters that the database cannot store; they are removed from every input here. */
const kept = t.middleware(({ next, getRawInput }) => next({ getRawInput: async () => keptInput(await getRawInput()) }))

/** The context of a member, or a refusal. A stranger learns nothing about the organisation. */
function enter(scope: RequestScope, permission: Permission): Ctx {
  if (!scope.person) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'SIGN_IN' })
  if (!scope.membership) throw new TRPCError({ code: 'NOT_FOUND', message: 'NOT_FOUND' })
  const { organisation, roles } = scope.membership
  const granted = permissionsOf(roles)
  if (!granted.has(permission)) throw new TRPCError({ code: 'FORBIDDEN', message: 'FORBIDDEN' })
  return mintCtx({ organisation, roles, permissions: granted, actor: { kind: 'PERSON', id: scope.person.userId } })
}

/**
 * A procedure of an organisation: it names its permission and gets a `Ctx`. Only those marked `inPassage` may change
 * something while time passes.
 */
export function procedure(permission: Permission, { inPassage = false } = {}) {
  if (!(permission in permissions)) throw new Error(`unknown permission ${permission}`)
  return t.procedure
    .meta({ permission })
    .use(refusals)
    .use(kept)
    .use(({ ctx, type, next }) => {
      const entered = enter(ctx, permission)
      if (type === 'mutation' && !inPassage) refuseInPassage(entered.organisation)
      return next({ ctx: entered })
    })
}

/** A procedure before sign-in (sign-up, invitation): it gets the request's scope and must limit attempts itself. */
export const publicProcedure = t.procedure.meta({ permission: 'PUBLIC' }).use(refusals).use(kept)

/** A procedure of a signed-in person outside any organisation, such as choosing or creating one. */
export const personProcedure = t.procedure
  .meta({ permission: 'PERSON' })
  .use(refusals)
  .use(kept)
  .use(({ ctx, next }) => {
    if (!ctx.person) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'SIGN_IN' })
    return next({ ctx: { ...ctx, person: ctx.person } })
  })
