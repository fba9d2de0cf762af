// Everything is on this server: no validator badge, no outside fonts.
globalThis.SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#calls',
  validatorUrl: null,
  deepLinking: false,
})
