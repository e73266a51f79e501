/** Decides the sentence for a message where no screen spells it: in a gate's answer, in a reply, on the SRE task. */
import { frameFindings } from '../checks/check';
import { checks } from '../checks/index';
import type { Message, Parameter } from '../checks/message';
import { messages } from './messages';
import { word, type Reader } from './wording';

function template(code: string): string | undefined {
  if (Object.hasOwn(messages, code)) return messages[code];
  const [id = '', name = '', part = ''] = code.split('.');
  const findings = id === 'frame' ? frameFindings : checks.find((check) => check.id === id)?.findings;
  const texts = (findings as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined)?.[name];
  return texts?.[part];
}

/**
 * A parameter that names a catalogue entry is spelled as that entry; codes have a dot in them, so plain words stay. An entry
 * with gaps of its own stays too: a file that a customer calls by such a name must not stop a gate from answering.
 */
function resolved(parameter: Parameter): Parameter {
  const entry = (text: string): string => {
    const words = text.includes('.') ? template(text) : undefined;
    return words === undefined || words.includes('{') ? text : words;
  };
  if (typeof parameter === 'string') return entry(parameter);
  return typeof parameter === 'object' && 'list' in parameter ? { ...parameter, list: parameter.list.map(entry) } : parameter;
}

/** Throws for a code without a template: a gate must not answer with a code. */
export function sentence({ code, params }: Message, reader: Reader): string {
  const text = template(code);
  if (text === undefined) throw new Error(`no words for the code ${code}`);
  return word(text, Object.fromEntries(Object.entries(params).map(([name, parameter]) => [name, resolved(parameter)])), reader);
}
