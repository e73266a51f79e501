/** Decides how edits of the rules are kept: on the screen at once, on the server a moment later, one save after the other. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Message, Refusal, Rules, RulesChanged, SettingsView } from '../../src/contract';
import { ask } from '../parts/ask';
import type { Invoke } from './Directory';

/** Long enough to type a word in, short enough that nobody waits for it. */
const pauseMs = 600;

export type Saving = 'saved' | 'waiting' | 'refused';

export type RulesEditing = {
  /** What is being edited: the draft, or what is in force until something is changed. */
  readonly rules: Rules;
  readonly view: SettingsView;
  readonly saving: Saving;
  readonly refusal: Refusal | undefined;
  readonly done: Message | undefined;
  /** Something other than a save is under way. */
  readonly working: boolean;
  readonly edit: (change: (rules: Rules) => Rules) => void;
  /** What was typed is saved first, so `rev` is that of what stands then. Asks for something that is answered with the rules as they stand after it. */
  readonly act: (question: (rev: number) => Promise<Answer<RulesChanged>>) => Promise<boolean>;
  /** Comes back once what was typed is saved, or was refused. */
  readonly settle: () => Promise<void>;
  /** After a refusal: lets the own changes go, or saves them over what stands there now. */
  readonly takeTheirs: () => void;
  readonly saveMine: () => void;
  readonly replace: (view: SettingsView) => void;
};

export function useRules(view: SettingsView, invoke: Invoke, replace: (view: SettingsView) => void): RulesEditing {
  const [rules, setRules] = useState<Rules>(() => view.draft?.rules ?? view.rules);
  const [saving, setSaving] = useState<Saving>('saved');
  const [refusal, setRefusal] = useState<Refusal>();
  const [done, setDone] = useState<Message>();
  const [working, setWorking] = useState(false);
  const newest = useRef({ rules, rev: view.rev, view });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const underWay = useRef<Promise<void>>(undefined);

  const take = useCallback((changed: RulesChanged, keepText: boolean) => {
    // A draft or a version that is no longer there must not stay on the screen.
    const { draft: _draft, since: _since, ...rest } = newest.current.view;
    const next: SettingsView = { ...rest, ...changed };
    newest.current = { rules: keepText ? newest.current.rules : (changed.draft?.rules ?? changed.rules), rev: changed.rev, view: next };
    if (!keepText) setRules(newest.current.rules);
    replace(next);
  }, [replace]);

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    timer.current = undefined;
    await underWay.current;
    const sent = newest.current.rules;
    const saved = (async () => {
      const answer = await ask(() => invoke('draft.save', { rev: newest.current.rev, rules: sent }));
      if (!answer.ok) {
        setRefusal(answer.refusal);
        setSaving('refused');
        return;
      }
      setRefusal(undefined);
      take(answer.value, true);
      if (newest.current.rules === sent) setSaving('saved');
    })();
    underWay.current = saved;
    await saved;
    underWay.current = undefined;
  }, [invoke, take]);

  const edit = useCallback((change: (rules: Rules) => Rules) => {
    const next = change(newest.current.rules);
    newest.current = { ...newest.current, rules: next };
    setRules(next);
    setSaving('waiting');
    setDone(undefined);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { void save(); }, pauseMs);
  }, [save]);

  const settle = useCallback(async (): Promise<void> => {
    if (timer.current !== undefined) await save();
    await underWay.current;
  }, [save]);

  const act = useCallback(async (question: (rev: number) => Promise<Answer<RulesChanged>>): Promise<boolean> => {
    setWorking(true);
    setDone(undefined);
    await settle();
    const answer = await ask(() => question(newest.current.rev));
    setWorking(false);
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return false;
    }
    setRefusal(undefined);
    setSaving('saved');
    setDone(answer.value.done);
    take(answer.value, false);
    return true;
  }, [settle, take]);

  const takeTheirs = useCallback(() => { clearTimeout(timer.current); timer.current = undefined; void act(() => invoke('rules.open', {})); }, [act, invoke]);
  const saveMine = useCallback(() => {
    void (async () => {
      const answer = await ask(() => invoke('rules.open', {}));
      if (answer.ok) take(answer.value, true);
      else setRefusal(answer.refusal);
      await save();
    })();
  }, [invoke, save, take]);

  // A closed page must not take an edit with it that was made a moment ago.
  useEffect(() => {
    const keep = (event: BeforeUnloadEvent): void => { if (timer.current !== undefined) event.preventDefault(); };
    addEventListener('beforeunload', keep);
    return () => { removeEventListener('beforeunload', keep); };
  }, []);

  useEffect(() => { newest.current = { ...newest.current, view }; }, [view]);

  return { rules, view, saving, refusal, done, working, edit, act, settle, takeTheirs, saveMine, replace };
}
