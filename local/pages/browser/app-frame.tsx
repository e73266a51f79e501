// Decides where the app's own pages stand in the site's: one frame per module, from another origin.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { z } from 'zod';
import { read, useAnswer } from './ask';
import { Message } from './parts';

const appModules = z.array(
  z.object({ key: z.string(), type: z.string(), title: z.string(), description: z.string().optional(), extensionAri: z.string() }),
);
export type AppModule = z.infer<typeof appModules>[number];

type FrameTarget = { moduleKey: string; issueKey?: string; projectKey?: string; entryPoint?: string; extension?: Record<string, unknown> };

export type FrameHandle = { configureRule: () => Promise<string | undefined>; remove: () => void };

type HostFrame = { mountForgeFrame: (element: HTMLElement, target: FrameTarget) => Promise<FrameHandle> };

// Served by the local host beside these pages, not bundled with them: it is the platform's half of the bridge.
const HOST_FRAME = '/local/forge/host-frame.js';

/** For a ticket only those whose display conditions hold there. */
export function useAppModules(issueKey?: string): AppModule[] {
  const path = issueKey === undefined ? '/local/modules' : `/local/modules?issueKey=${issueKey}`;
  const { answer } = useAnswer(path, () => read(appModules, path));
  return answer?.ok ? answer.value : [];
}

export function AppFrame({ target, label, onMounted }: { target: FrameTarget; label: string; onMounted?: (handle: FrameHandle) => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const mounted = useRef(onMounted);
  mounted.current = onMounted;
  const [failed, setFailed] = useState<string>();
  const wanted = JSON.stringify(target);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let handle: FrameHandle | undefined;
    let gone = false;
    const mount = async (): Promise<void> => {
      try {
        const host = (await import(/* @vite-ignore */ HOST_FRAME)) as HostFrame;
        handle = await host.mountForgeFrame(element, JSON.parse(wanted) as FrameTarget);
        if (gone) handle.remove();
        else mounted.current?.(handle);
      } catch (error) {
        setFailed(error instanceof Error ? error.message : 'The frame could not be opened.');
      }
    };
    void mount();
    return () => {
      gone = true;
      handle?.remove();
    };
  }, [wanted]);
  return (
    <>
      {failed ? <Message tone="danger" title={`We couldn’t open ${label}`}>{failed}</Message> : null}
      <div ref={place} className="frame" />
    </>
  );
}
