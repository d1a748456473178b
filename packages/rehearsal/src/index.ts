// Local AWS that enforces: IAM, STS, EC2 security groups, Redshift.
export {};
