// An EC2 action: like any other, and understands DryRun, which asks only whether it would be allowed.
import type { XmlFields } from '@keyshift/aws-protocol';
import { type Action, type ActionDeps, type Call, defineAction, type Need } from '../action/action.ts';
import type { Input } from '../action/input.ts';
import { ec2Faults } from './faults.ts';

type Ec2ActionSpec<Value> = {
  readonly name: string;
  readonly decode: (input: Input) => Value;
  readonly needs: (value: Value, deps: ActionDeps) => readonly Need[];
  readonly handle: (deps: ActionDeps, call: Call, value: Value) => Promise<XmlFields | undefined>;
};

export function defineEc2Action<Value>(spec: Ec2ActionSpec<Value>): Action {
  return defineAction({
    name: spec.name,
    decode(input) {
      // Pages are never cut here: the size of a page changes nothing.
      input.ignore('MaxResults');
      return { value: spec.decode(input), isDryRun: input.findBoolean('DryRun') ?? false };
    },
    needs: ({ value }, deps) => spec.needs(value, deps),
    async handle(deps, call, { value, isDryRun }) {
      if (isDryRun) throw ec2Faults.dryRun();
      return spec.handle(deps, call, value);
    },
  });
}
