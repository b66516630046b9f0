import { acceptInvitation, invitationOffer } from '@/server/platform/organisation/mutations/accept'
import { personProcedure, publicProcedure, router } from '@/server/platform/trpc'
import { changePassword, signUp } from './accounts'
import { acceptInvitationInput, changePasswordInput, invitationToken, signUpInput } from './schema'
import { organisationsOf } from './sessions'

export const accountRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(({ ctx, input }) => signUp(input, ctx.address)),
  me: publicProcedure.query(({ ctx }) => ctx.person && { name: ctx.person.name, email: ctx.person.email }),
  invitation: publicProcedure
    .input(invitationToken)
    .query(({ ctx, input }) => invitationOffer(ctx.person, input.token)),
  acceptInvitation: publicProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.person, input)),
  organisations: personProcedure.query(({ ctx }) => organisationsOf(ctx.person.userId)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.person, input, ctx.address)),
})
