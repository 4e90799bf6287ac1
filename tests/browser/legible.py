"""What somebody misses who sees badly, or not at all: computed on the page as the browser drew it."""

from playwright.async_api import Page

_LOOK = r"""
() => {
  const found = [];
  const problem = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 90)}`);
  for (const one of document.getAnimations()) {
    try { one.finish(); } catch { one.cancel(); } // what turns for ever has no end
  }
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (text) => {
    probe.clearRect(0, 0, 1, 1);
    probe.fillStyle = text;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  // Each colour that may stand behind an element: of a gradient, all its stops.
  const behind = (element) => {
    if (!element) return [[255, 255, 255, 1]];
    const style = getComputedStyle(element);
    const stops = style.backgroundImage.match(/rgba?\([^)]*\)/g) || [];
    const own = rgba(style.backgroundColor);
    if (own[3] === 1 && !stops.length) return [own];
    const below = behind(element.parentElement).map((colour) => over(own, colour));
    return stops.length ? stops.flatMap((stop) => below.map((colour) => over(rgba(stop), colour))) : below;
  };
  const opacity = (element) => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen");
  const readable = (element, style, what) => {
    const ink = rgba(style.color);
    ink[3] *= opacity(element) * (what === "placeholder" ? style.opacity : 1);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const worst = Math.min(...behind(element).map((colour) => contrast(over(ink, colour), colour)));
    if (worst < (large ? 3 : 4.5)) problem(`${what} ${worst.toFixed(2)}`, element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!seen(element) || element.closest("[disabled], svg, noscript, [aria-hidden=true]")) continue;
    const isText = (node) => node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.data);
    if ([...element.childNodes].some(isText)) readable(element, getComputedStyle(element), "text");
    const faded = element.placeholder && !element.value && getComputedStyle(element, "::placeholder");
    if (faded) readable(element, faded, "placeholder");
  }
  const pressed = "input:not([type=hidden]), textarea, select, button, summary, a[href]";
  for (const element of document.querySelectorAll(pressed)) {
    if (!seen(element)) continue;
    const labels = [...(element.labels || [])].map((label) => label.innerText).join(" ");
    const says = element.getAttribute("aria-label") || labels || element.innerText;
    if (!says.trim()) problem("no name", element);
    const large = element.closest("label") || element;
    const { width, height } = large.getBoundingClientRect();
    const alone = !element.matches("p a, li a, td a, .bubble a");
    if (alone && Math.min(width, height) < 24) problem(`small ${width.toFixed()}×${height.toFixed()}`, element);
    const border = getComputedStyle(element);
    if (element.matches("input[type=text], input[type=date], input:not([type]), form.tasks textarea")) {
      const around = behind(element.parentElement);
      const line = border.borderTopStyle === "none" ? [0, 0, 0, 0] : rgba(border.borderTopColor);
      const inside = behind(element)[0];
      const edges = around.map((colour) => Math.max(contrast(over(line, colour), colour), contrast(inside, colour)));
      if (Math.min(...edges) < 3) problem(`edge ${Math.min(...edges).toFixed(2)}`, element);
    }
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(seen).map((one) => Number(one.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) found.push(`first headings: ${levels}`);
  levels.reduce((before, level) => (level > before + 1 && found.push(`headings skip: ${levels}`), level), 0);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) found.push(`twice: #${id}`);
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"])
    for (const element of document.querySelectorAll(`[${name}]`))
      for (const id of element.getAttribute(name).split(/\s+/))
        if (!document.getElementById(id)) problem(`${name} leads nowhere`, element);
  if (document.querySelectorAll("main").length !== 1) found.push("no main part, or several");
  if (!["vi", "en"].includes(document.documentElement.lang)) found.push("no language");
  if (!document.title.trim()) found.push("no title");
  for (const image of document.querySelectorAll("img:not([alt])")) problem("no alt", image);
  for (const element of document.querySelectorAll("[tabindex]"))
    if (element.tabIndex > 0) problem("order of its own", element);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`wider than its screen: ${wide}`);
  return found;
}
"""


NARROWEST = 320  # pixels: a desktop whose text is shown at 400 % (WCAG 2.2, 1.4.10)


async def illegible(page: Page) -> list[str]:
    """Texts of too little contrast (WCAG 2.2: 4.5, large ones 3; edges of fields 3), what has no name or is too small
    to press (24 px), headings and parts of the page out of order, references that lead nowhere, what is wider than the
    screen; as it stands, and on the narrowest screen."""
    size = page.viewport_size
    assert size is not None
    found: list[str] = await page.evaluate(_LOOK)
    await page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
    found += await page.evaluate(_LOOK)
    await page.set_viewport_size(size)
    return found
