// Decides where the app's own pages stand in the site's: one frame per module, from another origin.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { z } from 'zod';
import { read, useAnswer } from './ask';
import { Message } from './parts';

export const appModules = z.array(
  z.object({ key: z.string(), type: z.string(), title: z.string(), projects: z.array(z.string()).optional() }),
);
export type AppModule = z.infer<typeof appModules>[number];

type FrameTarget = { moduleKey: string; issueKey?: string; projectKey?: string; extension?: Record<string, unknown> };

type HostFrame = { mountForgeFrame: (element: HTMLElement, target: FrameTarget) => Promise<unknown> };

// Served by the local host beside these pages, not bundled with them: it is the platform's half of the bridge.
const HOST_FRAME = '/local/forge/host-frame.js';

export const useAppModules = (): AppModule[] => {
  const { answer } = useAnswer('modules', () => read(appModules, '/local/modules'));
  return answer?.ok ? answer.value : [];
};

export function AppFrame({ target, label }: { target: FrameTarget; label: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<string>();
  const wanted = JSON.stringify(target);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const mount = async (): Promise<void> => {
      try {
        const host = (await import(/* @vite-ignore */ HOST_FRAME)) as HostFrame;
        await host.mountForgeFrame(element, JSON.parse(wanted) as FrameTarget);
      } catch (error) {
        setFailed(error instanceof Error ? error.message : 'The frame could not be opened.');
      }
    };
    void mount();
    return () => element.replaceChildren();
  }, [wanted]);
  return (
    <>
      {failed ? <Message tone="danger" title={`We couldn’t open ${label}`}>{failed}</Message> : null}
      <div ref={place} className="frame" />
    </>
  );
}
