// SigV4 verification, Query and EC2 codecs, error envelopes, ARNs.
export {};
