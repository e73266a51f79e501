/** Decides how wide a chart is drawn: as wide as its place, so that its letters are never scaled down. */
import { useEffect, useRef, useState, type RefObject } from 'react';

/** As wide as in the drawing; a wider place scales it up. */
const widest = 528;
/** Narrower than any page that is read. */
const narrowest = 220;

export function useWidth(): readonly [place: RefObject<HTMLDivElement>, width: number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(widest);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const measure = (): void => { setWidth(Math.max(narrowest, Math.min(widest, Math.floor(current.clientWidth)))); };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => { observer.disconnect(); };
  }, []);
  return [place, width];
}
