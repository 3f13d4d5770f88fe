// Keeps the time left up to date, and says it aloud when it runs short. The server alone decides.

const ANNOUNCED = [10, 5, 1]; // minutes

class TimeLeft extends HTMLElement {
  connectedCallback() {
    const seconds = Number(this.dataset.seconds);
    this.shown = this.querySelector("b");
    if (!this.shown) return;
    this.end = performance.now() + seconds * 1000;
    this.before = Math.ceil(seconds / 60);
    this.timer = setInterval(() => this.tell(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tell() {
    const minutes = Math.max(0, Math.ceil((this.end - performance.now()) / 60000));
    if (minutes === this.before) return;
    this.before = minutes;
    this.shown.textContent = inWords(minutes);
    const status = this.querySelector("[role=status]");
    if (ANNOUNCED.includes(minutes)) status.textContent = this.shown.parentElement.textContent.trim();
    if (minutes > 0) return;
    clearInterval(this.timer);
    const over = this.querySelector(".time-over");
    this.shown.parentElement.hidden = true;
    over.hidden = false;
    status.textContent = over.textContent.trim();
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
