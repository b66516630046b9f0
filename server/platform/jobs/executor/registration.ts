import { z } from 'zod'
import { fault } from './expressions'
import type { RegisteredFunction, Trigger } from './wire'

/** A registration that asks for something this executor does not do; the message is a sentence for a person. */
export class RegistrationRefused extends Error {}

const optionNames: Record<string, string> = { cancel: 'cancelOn' }

const wireFunction = z.looseObject({
  id: z.string().min(1),
  triggers: z.array(z.record(z.string(), z.unknown())),
  steps: z.object({
    step: z.looseObject({
      runtime: z.object({ type: z.string(), url: z.url() }),
      retries: z.object({ attempts: z.number().int().min(0).max(100).optional() }).nullish(),
    }),
  }),
})

const wireRegistration = z.looseObject({ appName: z.string().min(1), functions: z.array(wireFunction).max(1_000) })

const known = new Set(['id', 'name', 'triggers', 'steps', 'concurrency'])
const concurrencyRule = z.strictObject({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.string().optional(),
})

/**
 * Reads the body of `POST /fn/register`. It refuses every SDK option that this executor does not support, so that
 * nobody relies on a limit that is not kept. Refuses with RegistrationRefused, which names function and option.
 */
export function readRegistration(body: unknown): { app: string; functions: RegisteredFunction[] } {
  const parsed = wireRegistration.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new RegistrationRefused(
      `The registration is not readable: ${issue?.path.join('.')} ${issue?.message ?? ''}`.trim(),
    )
  }
  const app = parsed.data.appName
  return { app, functions: parsed.data.functions.map((entry) => readFunction(app, entry)) }
}

function readFunction(app: string, entry: z.infer<typeof wireFunction>): RegisteredFunction {
  for (const [option, value] of Object.entries(entry)) {
    if (!known.has(option) && value !== undefined && value !== null) {
      const name = optionNames[option] ?? option
      throw new RegistrationRefused(
        `The function "${entry.id}" uses the option "${name}", which the embedded executor does not support.`,
      )
    }
  }
  const { runtime, retries } = entry.steps.step
  if (runtime.type !== 'http') {
    throw new RegistrationRefused(
      `The function "${entry.id}" is served by "${runtime.type}"; the embedded executor only calls functions over http.`,
    )
  }
  return {
    id: entry.id,
    app,
    url: runtime.url,
    triggers: entry.triggers.map((trigger) => readTrigger(entry.id, trigger)),
    maxAttempts: (retries?.attempts ?? 3) + 1,
    concurrency: readConcurrency(entry.id, entry.concurrency),
  }
}

function readTrigger(id: string, trigger: Record<string, unknown>): Trigger {
  if (trigger.jitter !== undefined && trigger.jitter !== null) {
    throw new RegistrationRefused(
      `The function "${id}" uses the option "jitter" of a cron trigger, which the embedded executor does not support.`,
    )
  }
  if (typeof trigger.cron === 'string') {
    if (/^\s*TZ=/.test(trigger.cron) && !/^\s*TZ=\S+\s+\S/.test(trigger.cron)) {
      throw new RegistrationRefused(`The function "${id}" has the unreadable schedule "${trigger.cron}".`)
    }
    return { cron: trigger.cron }
  }
  if (typeof trigger.event !== 'string') {
    throw new RegistrationRefused(`The function "${id}" has a trigger that names neither an event nor a schedule.`)
  }
  const expression = typeof trigger.expression === 'string' ? trigger.expression : undefined
  if (expression) refuseFault(id, 'if', expression)
  return { event: trigger.event, ...(expression ? { expression } : {}) }
}

function readConcurrency(id: string, option: unknown): RegisteredFunction['concurrency'] {
  if (option === undefined || option === null) return null
  const rules = (Array.isArray(option) ? option : [option]).map((rule) =>
    concurrencyRule.parse(typeof rule === 'number' ? { limit: rule } : rule),
  )
  if (rules.length > 1) {
    throw new RegistrationRefused(
      `The function "${id}" has several concurrency rules; the embedded executor supports one for each function.`,
    )
  }
  const rule = rules[0]
  if (!rule || rule.limit === 0) return null
  if (rule.scope && rule.scope !== 'fn') {
    throw new RegistrationRefused(
      `The function "${id}" uses the option "concurrency.scope" ("${rule.scope}"), which the embedded executor does not support.`,
    )
  }
  if (rule.key) refuseFault(id, 'concurrency.key', rule.key)
  return { limit: rule.limit, ...(rule.key ? { key: rule.key } : {}) }
}

function refuseFault(id: string, option: string, expression: string): void {
  const reason = fault(expression)
  if (reason) {
    throw new RegistrationRefused(
      `The function "${id}" has an expression in "${option}" that cannot be read (${reason}): ${expression}`,
    )
  }
}
