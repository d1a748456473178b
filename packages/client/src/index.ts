// Browser sign-in, AWS credentials, SQL session.
export {};
