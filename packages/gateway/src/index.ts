// Redshift endpoint: session, authentication, SQL rewriting, relay.
export {};
