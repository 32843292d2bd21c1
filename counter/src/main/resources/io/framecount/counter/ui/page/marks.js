// Signs in the charts that a line can't show: windows that are still open, corrected, or that
// frames came late for. Each has a shape of its own, so that colour is not needed to tell them.

const SIZE = 5;

export const KINDS = [
  {name: 'corrected', test: row => row.corrected, draw: diamond},
  {name: 'late', test: row => row.late > 0, draw: triangle},
];

/** Draws the signs of the rows in view. */
export function drawMarks(plot, rows, valueOf, style) {
  const {ctx, bbox} = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  const rim = 2 * SIZE * ratio;
  ctx.rect(bbox.left - rim, bbox.top - rim, bbox.width + 2 * rim, bbox.height + 2 * rim);
  ctx.clip();
  ctx.lineWidth = 1.6 * ratio;
  for (const row of rows) {
    if (row.start < plot.scales.x.min || row.start > plot.scales.x.max) {
      continue;
    }
    const x = plot.valToPos(row.start, 'x', true);
    for (const kind of KINDS.filter(kind => kind.test(row))) {
      const y = kind.name === 'late' ? bbox.top + bbox.height - SIZE * ratio : plot.valToPos(valueOf(row), 'y', true);
      sign(ctx, kind.draw, x, y, SIZE * ratio, style);
    }
  }
  ctx.restore();
}

/** A hollow point: this window still grows. */
export function drawOpen(plot, row, value, style) {
  if (!row || row.settled || value == null) {
    return;
  }
  const ratio = devicePixelRatio;
  const x = plot.valToPos(row.start, 'x', true);
  if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width + 1) {
    return;
  }
  plot.ctx.save();
  plot.ctx.lineWidth = 2 * ratio;
  sign(plot.ctx, circle, x, plot.valToPos(value, 'y', true), 4 * ratio, style);
  plot.ctx.restore();
}

function sign(ctx, shape, x, y, size, style) {
  ctx.setLineDash([]);
  ctx.beginPath();
  shape(ctx, x, y, size);
  ctx.fillStyle = style.sheet;
  ctx.strokeStyle = style.stroke;
  ctx.fill();
  ctx.stroke();
}

function circle(ctx, x, y, size) {
  ctx.arc(x, y, size, 0, 2 * Math.PI);
}

function diamond(ctx, x, y, size) {
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y + size);
  ctx.lineTo(x - size, y);
  ctx.closePath();
}

function triangle(ctx, x, y, size) {
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.lineTo(x - size, y + size);
  ctx.closePath();
}
