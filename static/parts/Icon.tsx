/** Draws the small pictures that stand beside words, never in place of them. */
import type { ReactNode } from 'react';

const ring = 'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5';

/** Filled shapes; a shape inside a shape is cut out. */
const filled = {
  current: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  done: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0M6.75 9.83l4.42-5.31 1.16.96-5 6a.75.75 0 0 1-1.16 0l-2.5-3 1.16-.96z',
  fails: 'M6.6.6a2 2 0 0 1 2.8 0l6 6a2 2 0 0 1 0 2.8l-6 6a2 2 0 0 1-2.8 0l-6-6a2 2 0 0 1 0-2.8zm.65 3.15V9h1.5V3.75zM8 10.25a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
  warns: 'M6.24 1.17a2 2 0 0 1 3.52 0l5.9 10.88A2 2 0 0 1 13.9 15H2.1a2 2 0 0 1-1.76-2.95zM7.25 4.5v5h1.5v-5zM8 10.75a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
  more: 'M1.5 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3m6.5 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3',
  stop: 'M5.1.75h5.8l4.35 4.35v5.8l-4.35 4.35H5.1L.75 10.9V5.1zM4.5 7.25v1.5h7v-1.5z',
} as const;

/** Lines of one weight. */
const drawn = {
  cross: 'm3 3 10 10M13 3 3 13',
  'chevron-right': 'm5.5 2.5 5.5 5.5-5.5 5.5',
  'arrow-right': 'M1 8h13M9.25 3l5 5-5 5',
  todo: ring,
  'not-applicable': `${ring}M5.25 8h5.5`,
  voided: `${ring}m-4.3 10.55 8.6-8.6`,
  clock: 'M8 .75a7.25 7.25 0 1 0 0 14.5A7.25 7.25 0 0 0 8 .75M8 3.25V8l2.75 2.2',
  unknown: 'M8 .75a7.25 7.25 0 1 0 0 14.5A7.25 7.25 0 0 0 8 .75M6.25 6.1C6.25 5 7 4.25 8 4.25s1.75.75 1.75 1.75c0 1.5-1.75 1.65-1.75 3.25M8 10.75v1.5',
  alarm: 'M3.7 13.5l.65-7a1.15 1.15 0 0 1 1.15-1.05h5a1.15 1.15 0 0 1 1.15 1.05l.65 7M2 14.25h12M8 0v3M1.6 1.6l2.05 2.05M14.4 1.6l-2.05 2.05',
  flag: 'M3 15.5V1.25c3-1.5 6 1.5 10.25.25L11.5 5.5l1.75 4C9 10.75 6 7.75 3 9.25',
  edit: 'M6.5 1.75H3A1.25 1.25 0 0 0 1.75 3v10A1.25 1.25 0 0 0 3 14.25h10A1.25 1.25 0 0 0 14.25 13V9.75M5.75 10.25l.9-3.3 5.4-5.5a1.2 1.2 0 0 1 1.7 0l.8.8a1.2 1.2 0 0 1 0 1.7l-5.4 5.5z',
  attachment: 'm5.5 8.8 4.5-4.6a1.45 1.45 0 0 1 2 2.05l-4.6 4.6a2.8 2.8 0 0 1-4-4l4.6-4.6M10.4 13.7l2.7-2.7',
  person: 'M8 1.75a3.1 3.1 0 1 0 0 6.2 3.1 3.1 0 0 0 0-6.2M1.75 15.25c.4-3.1 2.6-4.6 6.25-4.6s5.85 1.5 6.25 4.6',
  link: 'M6.5 9.5l3-3M7 4.5l1.75-1.75a3.18 3.18 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.75 1.75a3.18 3.18 0 0 1-4.5-4.5L4.5 7',
  comment: 'M2.6 1.25h10.8a1.85 1.85 0 0 1 1.85 1.85v8.3a1.85 1.85 0 0 1-1.85 1.85H4.25l-3.5 2V3.1a1.85 1.85 0 0 1 1.85-1.85M4 5.75h8M4 8.75h5',
  copy: 'M3 1.75h8A1.25 1.25 0 0 1 12.25 3v8A1.25 1.25 0 0 1 11 12.25H3A1.25 1.25 0 0 1 1.75 11V3A1.25 1.25 0 0 1 3 1.75M15.25 6v6.75a2.5 2.5 0 0 1-2.5 2.5H6',
  delete: 'M1.5 3.25h13M5.75 3V.75h4.5V3M3.25 3.5V14c0 .7.55 1.25 1.25 1.25h7c.7 0 1.25-.55 1.25-1.25V3.5M6.5 5.5V13M9.5 5.5V13',
  upload: 'M8 10V1M4.25 4.75 8 1l3.75 3.75M1.75 9.5V13c0 .7.55 1.25 1.25 1.25h10c.7 0 1.25-.55 1.25-1.25V9.5',
  download: 'M8 1v9M4.25 6.25 8 10l3.75-3.75M1.75 9.5V13c0 .7.55 1.25 1.25 1.25h10c.7 0 1.25-.55 1.25-1.25V9.5',
  info: 'M8 .75a7.25 7.25 0 1 0 0 14.5A7.25 7.25 0 0 0 8 .75M8 7v4.75M8 4.25v1.5',
  search: 'M7 1.75a5.25 5.25 0 1 0 0 10.5 5.25 5.25 0 0 0 0-10.5M10.75 10.75l3.75 3.75',
  lock: 'M4 7.75h8c.7 0 1.25.55 1.25 1.25v5c0 .7-.55 1.25-1.25 1.25H4c-.7 0-1.25-.55-1.25-1.25V9c0-.7.55-1.25 1.25-1.25M4.75 7.5V4a3.25 3.25 0 0 1 6.5 0v3.5M8 10v3',
} as const;

export type IconName = keyof typeof filled | keyof typeof drawn;

const isFilled = (name: IconName): name is keyof typeof filled => name in filled;

export function Icon({ name, className = '' }: { name: IconName; className?: string }): ReactNode {
  return (
    <svg className={`i ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {isFilled(name) ? <path fill="currentColor" fillRule="evenodd" d={filled[name]} /> : <path fill="none" stroke="currentColor" strokeWidth="1.5" d={drawn[name]} />}
    </svg>
  );
}
