// People, groups, applications, credentials, audit: rules and store.
export {};
