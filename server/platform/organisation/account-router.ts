import { changePassword, rename, signUp } from '@/server/platform/auth/accounts'
import {
  addressLink,
  confirmAddress,
  passwordLink,
  requestPasswordLink,
  resendAddressLink,
  resetPassword,
} from '@/server/platform/auth/recovery'
import {
  acceptInvitationInput,
  changePasswordInput,
  invitationToken,
  linkToken,
  passwordLinkInput,
  personInput,
  resetPasswordInput,
  signUpInput,
} from '@/server/platform/auth/schema'
import { closeOtherSessions, organisationsOf } from '@/server/platform/auth/sessions'
import { personProcedure, publicProcedure, router } from '@/server/platform/web/trpc'
import { acceptInvitation, invitationOffer } from './mutations/accept'

export const accountRouter = router({
  signUp: publicProcedure.input(signUpInput).mutation(({ ctx, input }) => signUp(input, ctx.address)),
  me: publicProcedure.query(({ ctx }) => ctx.person && { name: ctx.person.name, email: ctx.person.email }),
  invitation: publicProcedure
    .input(invitationToken)
    .query(({ ctx, input }) => invitationOffer(ctx.person, input.token)),
  acceptInvitation: publicProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.person, input)),
  requestPasswordLink: publicProcedure
    .input(passwordLinkInput)
    .mutation(({ ctx, input }) => requestPasswordLink(input, ctx.address)),
  passwordLink: publicProcedure.input(linkToken).query(({ input }) => passwordLink(input)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(input, ctx.address)),
  addressLink: publicProcedure.input(linkToken).query(({ input }) => addressLink(input)),
  confirmAddress: publicProcedure.input(linkToken).mutation(({ input }) => confirmAddress(input)),
  resendAddressLink: personProcedure.mutation(({ ctx }) => resendAddressLink(ctx.person, ctx.address)),
  organisations: personProcedure.query(({ ctx }) => organisationsOf(ctx.person.userId)),
  rename: personProcedure.input(personInput).mutation(({ ctx, input }) => rename(ctx.person, input)),
  closeOtherSessions: personProcedure.mutation(({ ctx }) => closeOtherSessions(ctx.person)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.person, input, ctx.address)),
})
