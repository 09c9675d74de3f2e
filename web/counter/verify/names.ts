const unseen = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff" +
  "\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\p{Noncharacter_Code_Point}]", "u");

/** A person's name as a card may have it: 1 to 40 code points, nothing that is not seen. */
export function isPersonName(text: string): boolean {
  const size = [...text].length;
  return size >= 1 && size <= 40 && !unseen.test(text) && text.trim() === text;
}

/** 张*, 张*三, 欧**娜; a name of one character is a star. */
export function maskName(name: string): string {
  const points = [...name];
  if (points.length <= 2) return points.length === 2 ? `${points[0]}*` : "*";
  return points[0] + "*".repeat(points.length - 2) + points.at(-1);
}
