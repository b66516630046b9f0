import { z } from 'zod'
import {
  apiCustomer,
  apiIdempotencyKey,
  apiListPrices,
  apiOrder,
  apiOrderInput,
  apiPriceList,
  apiProblem,
  apiProduct,
} from '../schema'

// The format 'date' does not limit the year; this pattern states the years that the program accepts.
const tradeDays = '^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date') jsonSchema.pattern = tradeDays
    },
  })
  return rest
}
const json = (schema: object) => ({ 'application/json': { schema } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})
const failures = {
  401: problem('No such key.'),
  403: problem('The key may not do this.'),
  405: problem('This address has not this method; Allow says which it has.'),
  429: problem('Too many requests; Retry-After says when to come back.'),
  500: problem('A fault of the program; nothing was changed.'),
  503: problem('The program cannot answer now; Retry-After says when to come back.'),
}
const pageParameters = [
  {
    name: 'after',
    in: 'query',
    required: false,
    schema: { type: 'string', maxLength: 600 },
    description:
      'The SKU, or the number of the customer, or the name of the price list, behind which the page begins: `next` of the page before.',
  },
  { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
]
const pageOf = (rows: string, schema: string) => ({
  type: 'object',
  required: [rows, 'next'],
  properties: { [rows]: { type: 'array', items: ref(schema) }, next: { type: ['string', 'null'] } },
})

/** The public interface, described for programs (OpenAPI 3.1). */
export function openApi(baseUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Octet',
      version: '1',
      description:
        'Orders in, order states out. Amounts are decimal strings in the currency named beside them. Errors are application/problem+json.',
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    paths: {
      '/orders': {
        post: {
          operationId: 'placeOrder',
          summary: 'Place an order',
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 1, maxLength: 255, pattern: apiIdempotencyKey.source },
              description: 'The same key and body have one effect and the same answer.',
            },
          ],
          requestBody: { required: true, content: json(ref('OrderInput')) },
          responses: {
            200: { description: 'This order was placed before by the same request.', content: json(ref('Order')) },
            201: {
              description: 'Placed.',
              content: json(ref('Order')),
              headers: { Location: { schema: { type: 'string' }, description: 'Where the order can be asked for.' } },
            },
            400: problem('The body cannot be read, or the Idempotency-Key is missing.'),
            409: problem('The key was used for another body, or somebody was faster.'),
            413: problem('More than 1 MB.'),
            415: problem('Not JSON.'),
            422: problem('The order is refused, for the reason named in `code`.'),
            ...failures,
          },
        },
      },
      '/orders/{number}': {
        get: {
          operationId: 'order',
          summary: 'One order, and how far it has come',
          parameters: [{ name: 'number', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
          responses: {
            200: { description: 'The order.', content: json(ref('Order')) },
            400: problem('The address cannot be read.'),
            404: problem('No such order.'),
            ...failures,
          },
        },
      },
      '/products': {
        get: {
          operationId: 'products',
          summary: 'Products with what is free to promise',
          parameters: pageParameters,
          responses: {
            200: { description: 'A page.', content: json(pageOf('products', 'Product')) },
            400: problem('A parameter cannot be read.'),
            ...failures,
          },
        },
      },
      '/customers': {
        get: {
          operationId: 'customers',
          summary: 'Customers',
          parameters: pageParameters,
          responses: {
            200: { description: 'A page.', content: json(pageOf('customers', 'Customer')) },
            400: problem('A parameter cannot be read.'),
            ...failures,
          },
        },
      },
      '/price-lists': {
        get: {
          operationId: 'priceLists',
          summary: 'Price lists',
          parameters: pageParameters,
          responses: {
            200: { description: 'A page.', content: json(pageOf('priceLists', 'PriceList')) },
            400: problem('A parameter cannot be read.'),
            ...failures,
          },
        },
      },
      '/price-lists/{name}': {
        get: {
          operationId: 'listPrices',
          summary: 'What a price list asks, product by product',
          parameters: [
            { name: 'name', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
            ...pageParameters,
          ],
          responses: {
            200: { description: 'A page.', content: json(pageOf('products', 'ListPrices')) },
            400: problem('The address or a parameter cannot be read.'),
            404: problem('No such price list.'),
            ...failures,
          },
        },
      },
    },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: {
        OrderInput: schemaOf(apiOrderInput, 'input'),
        Order: schemaOf(apiOrder),
        Product: schemaOf(apiProduct),
        Customer: schemaOf(apiCustomer),
        PriceList: schemaOf(apiPriceList),
        ListPrices: schemaOf(apiListPrices),
        Problem: schemaOf(apiProblem),
      },
    },
  }
}
