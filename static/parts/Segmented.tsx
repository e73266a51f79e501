/** Shows a choice of a few, all in sight. */
import type { ReactNode } from 'react';

export function Segmented<Value extends string>({ name, legend, quiet = false, options, value, onChoose }: {
  name: string;
  legend: string;
  /** The legend is read out and not seen: a heading beside it says as much. */
  quiet?: boolean;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value | undefined;
  onChoose: (value: Value) => void;
}): ReactNode {
  return (
    <fieldset>
      <legend className={quiet ? 'vh' : 'field__label'}>{legend}</legend>
      <div className="seg">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={value === option.value} required onChange={() => { onChoose(option.value); }} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
