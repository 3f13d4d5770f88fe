// Keeps the time left up to date, and says it aloud when it runs short. The server alone decides.

const ANNOUNCED = [10, 5, 1]; // minutes

class TimeLeft extends HTMLElement {
  connectedCallback() {
    const seconds = Number(this.dataset.seconds);
    this.shown = this.querySelector("b");
    this.end = performance.now() + seconds * 1000;
    this.closed = this.end + Number(this.dataset.grace) * 1000;
    this.before = Math.ceil(seconds / 60);
    this.timer = setInterval(() => this.tell(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tell() {
    const now = performance.now();
    if (now >= this.closed) {
      clearInterval(this.timer);
      this.turnTo(".time-over");
    } else if (now >= this.end) {
      this.turnTo(".time-grace");
    } else {
      this.count(Math.ceil((this.end - now) / 60000));
    }
  }

  count(minutes) {
    if (minutes === this.before) return;
    this.before = minutes;
    this.shown.textContent = inWords(minutes);
    if (ANNOUNCED.includes(minutes)) this.announce(this.shown.parentElement);
  }

  turnTo(selector) {
    const told = this.querySelector(selector);
    if (!told.hidden) return;
    for (const one of this.querySelectorAll("p:not([role])")) one.hidden = one !== told;
    this.announce(told);
  }

  announce(told) {
    this.querySelector("[role=status]").textContent = told.textContent.trim();
  }
}

function inWords(minutes) {
  const language = document.documentElement.lang;
  const counted = (count, unit) =>
    count ? [new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count)] : [];
  return new Intl.ListFormat(language).format([
    ...counted(Math.floor(minutes / 60), "hour"),
    ...counted(minutes % 60, "minute"),
  ]);
}

customElements.define("time-left", TimeLeft);
