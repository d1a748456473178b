// SAML 2.0 requests, responses, metadata, bindings: values in, values out.
export {};
