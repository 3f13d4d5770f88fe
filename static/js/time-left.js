// Keeps the time left up to date, and says it aloud when it runs short. The server alone decides.

const ANNOUNCED = [10, 5, 1]; // minutes

const box = document.querySelector(".time-left");
const shown = box?.querySelector("b");

if (shown) {
  const language = document.documentElement.lang;
  const counted = (count, unit) =>
    count ? [new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count)] : [];
  const list = new Intl.ListFormat(language);
  const status = box.querySelector("[role=status]");
  const over = box.querySelector(".time-over");
  const end = performance.now() + Number(box.dataset.seconds) * 1000;
  let before = Math.ceil(Number(box.dataset.seconds) / 60);

  const tell = () => {
    const minutes = Math.max(0, Math.ceil((end - performance.now()) / 60000));
    if (minutes === before) return;
    before = minutes;
    shown.textContent = list.format([
      ...counted(Math.floor(minutes / 60), "hour"),
      ...counted(minutes % 60, "minute"),
    ]);
    if (ANNOUNCED.includes(minutes)) status.textContent = shown.parentElement.textContent.trim();
    if (minutes > 0) return;
    clearInterval(timer);
    shown.parentElement.hidden = true;
    over.hidden = false;
    status.textContent = over.textContent.trim();
  };

  const timer = setInterval(tell, 1000);
}
