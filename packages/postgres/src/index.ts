// Connection pool, migrations, embedded server.
export {};
