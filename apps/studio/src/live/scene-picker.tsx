/** The stage that viewers see while a stream has no video: six lights to choose from. */
import { Scene as SceneName } from "@largesse/protocol";
import { Scene } from "@largesse/ui/scenes";
import { type ReactElement, useId } from "react";

const titles: Readonly<Record<SceneName, string>> = {
  dawn: "Dawn",
  forest: "Forest",
  neon: "Neon",
  ocean: "Ocean",
  ember: "Ember",
  aurora: "Aurora",
};

interface ScenePickerProps {
  readonly scene: SceneName;
  readonly handleChoose: (scene: SceneName) => void;
}

/** A row of small stages, one of which is chosen. */
export function ScenePicker({ scene, handleChoose }: ScenePickerProps): ReactElement {
  const name = useId();
  return (
    <fieldset className="scenes">
      <legend className="ui-field-label">Stage</legend>
      <div>
        {SceneName.options.map((option) => (
          <label key={option} className="scene-choice">
            <input
              className="ui-hidden"
              type="radio"
              name={name}
              value={option}
              checked={option === scene}
              onChange={() => handleChoose(option)}
            />
            <span className="scene-frame">
              <Scene scene={option} seed={option} />
            </span>
            {titles[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
