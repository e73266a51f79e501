/** Shows a choice of a few, all in sight. */
import type { ReactNode } from 'react';

export function Segmented<Value extends string>({ name, legend, options, value, onChoose }: {
  name: string;
  legend: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value | undefined;
  onChoose: (value: Value) => void;
}): ReactNode {
  return (
    <fieldset>
      <legend className="field__label">{legend}</legend>
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
