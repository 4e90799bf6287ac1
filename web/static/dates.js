/** Times as the organisation's clock shows them, wherever the browser is. */
import { page, words } from "./page.js";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: page.timezone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function local(moment) {
  return Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** `09:05` */
export function clock(iso) {
  const { hour, minute } = local(new Date(iso));
  return `${hour}:${minute}`;
}

/** `2026-11-23`: the same for all moments of one day there. */
export function dayOf(moment) {
  const { year, month, day } = local(new Date(moment));
  return `${year}-${month}-${day}`;
}

/** `Hôm nay`, `Hôm qua`, else `thứ Hai 23/11/2026`. */
export function dayName(day, now = Date.now()) {
  if (day === dayOf(now)) return words("today");
  if (day === dayOf(now - 24 * 3600 * 1000)) return words("yesterday");
  const [year, month, date] = day.split("-");
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return `${words(`weekday.${weekday}`)} ${date}/${month}/${year}`;
}

/** `340 kB`, `4,7 MB` */
export function fileSize(bytes) {
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "kB"] : [bytes / 1024 / 1024, "MB"];
  const rounded = amount < 10 ? Math.ceil(amount * 10) / 10 : Math.round(amount);
  return `${rounded.toLocaleString(page.language)} ${unit}`;
}
