/** Which sandbox card to pay with: each says beforehand what it will do. */
import { useId } from "react";
import { maskedCard, sandboxCards } from "./cards.ts";

/** A group of radio buttons that look like cards. */
export function CardChoice(props: {
  readonly value: string;
  readonly onChange: (number: string) => void;
}) {
  const name = useId();
  return (
    <fieldset className="cards">
      <legend>Pay with a test card</legend>
      {sandboxCards.map((card, index) => (
        <label key={card.number} className="card-option">
          <input
            type="radio"
            name={name}
            value={card.number}
            checked={props.value === card.number}
            onChange={() => props.onChange(card.number)}
          />
          <i className="card-face" data-look={index} aria-hidden="true" />
          <span>
            <b>{card.says}</b>
            <small>{card.more}</small>
          </span>
          <span className="ui-mono">{maskedCard(card.number)}</span>
        </label>
      ))}
    </fieldset>
  );
}
