import type { NextAuthOptions } from 'next-auth'
import { getToken } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { sessionLifetimeMs } from '@/server/platform/auth/rules'
import { closeSession, signIn } from '@/server/platform/auth/sessions'
import { Refusal } from '@/server/platform/context/errors'
import { addressOf } from './address'

/** The cookie holds only the session's id; everything else is looked up at each request. */
export const authOptions: NextAuthOptions = {
  session: { strategy: 'jwt', maxAge: sessionLifetimeMs / 1000 },
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        try {
          const address = addressOf((name) => String(request.headers?.[name] ?? ''))
          return { id: await signIn(credentials?.email ?? '', credentials?.password ?? '', address) }
        } catch (error) {
          // next-auth passes the message to the sign-in form.
          throw new Error(error instanceof Refusal ? error.code : 'INTERNAL')
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sid === 'string') await closeSession(token.sid)
    },
  },
  // Refusals are ordinary here; the verbs log other errors themselves.
  logger: { error: (code) => code !== 'CALLBACK_CREDENTIALS_JWT_ERROR' && console.error(JSON.stringify({ code })) },
}

type Cookies = { getAll(): { name: string; value: string }[] }

/** The session id from the signed cookie; undefined without a cookie or with a signature that is not ours. */
export async function sessionIdOf(cookies: Cookies): Promise<string | undefined> {
  const req = { cookies: Object.fromEntries(cookies.getAll().map(({ name, value }) => [name, value])), headers: {} }
  const token = await getToken({ req: req as unknown as Parameters<typeof getToken>[0]['req'] })
  return typeof token?.sid === 'string' ? token.sid : undefined
}
