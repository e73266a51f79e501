// Asks the app's workflow validators whether a transition may be made.
import type { Invoke } from './invoke';
import { moduleOf, type Manifest } from './manifest';

export interface ValidatorInput {
  validatorKey: string;
  configuration: unknown;
  issueKey: string;
  from: string;
  to: string;
  modifiedFields: Record<string, unknown>;
}

export interface ValidatorAnswer {
  result: boolean;
  errorMessage?: string;
}

/**
 * The function learns the issue's key and the transition, and neither the person nor the issue's id.
 * What Jira says when a function fails or takes too long is not documented; that the transition is refused is.
 */
export function makeValidate(manifest: Manifest, invoke: Invoke): (input: ValidatorInput) => Promise<ValidatorAnswer> {
  return async ({ validatorKey, configuration, issueKey, from, to, modifiedFields }) => {
    const module = moduleOf(manifest, validatorKey);
    if (module?.type !== 'jira:workflowValidator' || module.function === undefined) {
      return { result: false, errorMessage: `The workflow names the validator "${validatorKey}", which no installed app has.` };
    }
    const failed = { result: false, errorMessage: `We couldn't run the validator "${module.name ?? validatorKey}". Try again, or ask your Jira admin.` };
    try {
      const answer = await invoke({
        functionKey: module.function,
        moduleKey: validatorKey,
        event: { issue: { key: issueKey }, configuration, transition: { from: { id: from }, to: { id: to }, modifiedFields } },
      });
      return isAnswer(answer) ? answer : failed;
    } catch {
      return failed;
    }
  };
}

const isAnswer = (answer: unknown): answer is ValidatorAnswer =>
  typeof answer === 'object' && answer !== null && 'result' in answer && typeof answer.result === 'boolean' &&
  (!('errorMessage' in answer) || typeof answer.errorMessage === 'string');
