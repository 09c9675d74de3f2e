import { sound } from "../device/look";
import type { Colour } from "../verify/verdict";

/** A tone a colour: up for green, twice low for red, one in between for amber. */
const tones: Record<Colour, number[]> = { green: [660, 990], red: [220, 220], amber: [440] };

let context: AudioContext | undefined;

export function sounds(colour: Colour): void {
  if (!sound.value.value) return;
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  tones[colour].forEach((frequency, i) => {
    const from = currentTime + i * 0.16;
    const gain = new GainNode(context!, { gain: 0.15 });
    const tone = new OscillatorNode(context!, { frequency });
    tone.connect(gain).connect(destination);
    tone.start(from);
    tone.stop(from + 0.12);
  });
}
