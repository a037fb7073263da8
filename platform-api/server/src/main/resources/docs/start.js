SwaggerUIBundle({
  url: "/docs/openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  tryItOutEnabled: false,
  validatorUrl: null,
});
