import decodeQR from "qr/decode.js";

/** QR codes out of pictures: by the browser where it can, else by a library. Loaded when the first
    picture is. */
interface Detector { detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]> }
interface DetectorKind {
  new(options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

let own: Promise<Detector | undefined> | undefined;

async function makeDetector(): Promise<Detector | undefined> {
  const Kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  const formats = await Kind?.getSupportedFormats().catch(() => []);
  return Kind && (formats as string[] | undefined)?.includes("qr_code") ? new Kind({ formats: ["qr_code"] }) : undefined;
}

async function detect(source: ImageBitmapSource): Promise<string | undefined> {
  own ??= makeDetector();
  const found = await (await own)?.detect(source).catch(() => []);
  return found?.[0]?.rawValue;
}

function decode(image: ImageData, timeLimit: number): string | undefined {
  try {
    return decodeQR(image, { effort: 8, timeLimit });
  } catch {
    return undefined;
  }
}

const canvas = document.createElement("canvas");
const drawing = canvas.getContext("2d", { willReadFrequently: true })!;

function draw(source: CanvasImageSource, width: number, height: number): ImageData {
  canvas.width = width;
  canvas.height = height;
  drawing.drawImage(source, 0, 0, width, height);
  return drawing.getImageData(0, 0, width, height);
}

/** The code in what the camera shows now. */
export async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) return undefined;
  return await detect(video) ?? decode(draw(video, width, height), 60);
}

const sides = [1600, 1000, 2600]; // of the picture, in the order in which codes are usually found

/** The code in a photo, at whatever size it is found. */
export async function readPhoto(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const whole = await detect(picture);
  if (whole) return whole;
  const longest = Math.max(picture.width, picture.height);
  for (const side of sides) {
    const scale = Math.min(1, side / longest);
    const text = decode(draw(picture, Math.round(picture.width * scale), Math.round(picture.height * scale)), 400);
    if (text) return text;
  }
  return undefined;
}
