// SSO pipelines, sessions, sign-in pages.
export {};
